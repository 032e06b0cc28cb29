"""The official day of a moment.

In: a moment with its time zone, as git writes it. Out: the day in Beijing time, by which every official date is meant:
what a server elsewhere merges at seven in the morning was not merged the day before.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

_BEIJING = timezone(timedelta(hours=8))


def official_day(moment: str) -> str:
    """The day, as ISO text."""
    return datetime.fromisoformat(moment).astimezone(_BEIJING).date().isoformat()
