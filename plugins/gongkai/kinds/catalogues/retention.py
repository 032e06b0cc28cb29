"""信息清理: when an item has stood as long as its column keeps it.

In: a record's summary, its column, a day. Out: a `Retention`, or None while the item still stands rightly. Expired
items are proposed for archiving and never dropped; those of 审慎清理 columns are only shown to a person, who decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from gongkai.kinds.catalogues.model import Column
from gongkai.model.summary import Summary


class Retention(msgspec.Struct, frozen=True):
    """A period that is over since `due`. `careful`: the column is one of 审慎清理."""

    column: str
    period: str
    due: date
    careful: bool


def expired(summary: Summary, column: Column, as_of: str) -> Retention | None:
    """Whether the column's 保留期限, counted from publication, is over on the day `as_of` (ISO text)."""
    period = column.retention
    if period is None or not period.endswith("年") or not summary.published:
        return None
    years = int(period[:-1])
    if int(summary.published[:4]) + years > int(as_of[:4]):  # spares the dates of the many records that are not
        return None
    due = _years_later(date.fromisoformat(summary.published[:10]), years)
    if due.isoformat() > as_of:
        return None
    return Retention(column.title, period, due, column.careful)


def expired_everywhere(summary: Summary, columns: Iterable[Column], as_of: str) -> Retention | None:
    """The last period to end, where those of all the record's columns are over: one column that keeps it is enough."""
    found = [expired(summary, column, as_of) for column in columns]
    ended = [each for each in found if each is not None]
    return max(ended, key=lambda each: each.due) if ended and len(ended) == len(found) else None


def _years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
