"""有效性: what state a document is in on a day, and on which day its period of validity is over.

In: a policy's fields, a Summary, a day. Out: ISO days and states. It is here because the badge, the listings of
documents in force and the rules must all judge alike. Periods are counted as 民法典 art. 200 to 202 count them: five
years from 2026-03-15 end with 2031-03-14, and where the month has no such day, with its last one.
"""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.model.summary import Summary

PENDING, IN_FORCE, LAPSED, REPEALED, AMENDED = "尚未施行", "有效", "失效", "废止", "修改"
STATES = (IN_FORCE, PENDING, LAPSED, REPEALED)
"""States a document can be in; 修改 is that of an earlier text."""
OPEN_ENDED = "长期"
_LONGEST_PERIOD = len("9999年")


def first_day_after(period: str | None, effective: date | None) -> str:
    """The first day on which the 有效期 is over; "" for none, for 长期, and for what cannot be computed."""
    if period is None or period == OPEN_ENDED:
        return ""
    if period.startswith("至"):
        return _next_day(period[1:])
    years = int(period[:-1]) if len(period) <= _LONGEST_PERIOD else date.max.year
    if effective is None or effective.year + years > date.max.year:
        return ""
    try:
        return effective.replace(year=effective.year + years).isoformat()
    except ValueError:  # 29 February, in a year without one
        return date(effective.year + years, 3, 1).isoformat()


def _next_day(text: str) -> str:
    try:
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""


def state_on(summary: Summary, as_of: str) -> str:
    """The state of a document on the day `as_of`."""
    if summary.repealed and summary.repealed <= as_of:
        return REPEALED
    if (summary.lapsed and summary.lapsed <= as_of) or (summary.ends and summary.ends <= as_of):
        return LAPSED
    if summary.effective and summary.effective > as_of:
        return PENDING
    return IN_FORCE
