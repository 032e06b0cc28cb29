"""Counting in working days by the State Council's yearly holiday notices.

In: dates, and the site's own overlay of holiday notices newer than the packaged ones. Out: deadlines, counts and
verdicts that say whether they rest on a published calendar. It is here because 条例 art. 26 and its kin count in 工作日,
with 调休.

Years whose notice is not packaged and not in the overlay are counted Monday to Friday and marked provisional. The
holiday tables are only loaded when an answer really needs them: nearly every record is published within days of its
making.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from functools import cache, cached_property
from typing import NamedTuple

import msgspec

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Deadline(NamedTuple):
    """The last day on which a duty is still done in time."""

    day: date
    provisional: bool


class Count(NamedTuple):
    """A number of working days."""

    days: int
    provisional: bool


class Verdict(Enum):
    """Whether a limit was kept. PROVISIONAL_EXCEEDED: exceeded, unless a holiday notice not yet known says
    otherwise.
    """

    WITHIN = "within"
    EXCEEDED = "exceeded"
    PROVISIONAL_EXCEEDED = "provisional_exceeded"


class _Notices(NamedTuple):
    days_off: frozenset[date]
    days_on: frozenset[date]
    first_year: int
    last_year: int


@cache
def _packaged_notices() -> _Notices:
    from chinese_calendar import constants  # loading the tables takes longer than most runs need them for

    off, on = frozenset(constants.holidays), frozenset(constants.workdays)
    return _Notices(off, on, min(off).year, max(off).year)


class WorkingCalendar(msgspec.Struct, frozen=True, dict=True):
    """The official working calendar, completed by the site.

    `overlay` maps single days to "is a working day" and wins over the packaged notices. A year of which it names at
    least one day counts as published, so the overlay of a year has to be its whole notice.
    """

    overlay: Mapping[date, bool] = msgspec.field(default_factory=dict)

    @cached_property
    def _overlay_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.overlay)

    def is_working_day(self, day: date) -> bool | None:
        """Whether offices work on that day; `None` where no notice for its year is known."""
        known = self.overlay.get(day)
        if known is not None:
            return known
        notices = _packaged_notices()
        if notices.first_year <= day.year <= notices.last_year:
            return day in notices.days_on or (day.weekday() < _SATURDAY and day not in notices.days_off)
        return day.weekday() < _SATURDAY if day.year in self._overlay_years else None

    def _count_one(self, day: date) -> Count:
        working = self.is_working_day(day)
        if working is None:
            return Count(int(day.weekday() < _SATURDAY), provisional=True)
        return Count(int(working), provisional=False)

    def add_working_days(self, start: date, days: int) -> Deadline:
        """The `days`-th working day after `start` (which is not counted, as usual for 自……之日起 limits); 0 gives
        `start`.
        """
        day, provisional = start, False
        while days > 0 and day < date.max:
            day += _ONE_DAY
            step = self._count_one(day)
            days -= step.days
            provisional = provisional or step.provisional
        return Deadline(day, provisional)

    def count_between(self, start: date, end: date) -> Count:
        """The working days after `start` up to and including `end`; none where `end` is not later."""
        day, days, provisional = start, 0, False
        while day < end:
            day += _ONE_DAY
            step = self._count_one(day)
            days += step.days
            provisional = provisional or step.provisional
        return Count(days, provisional)

    def within_working_days(self, start: date, end: date, limit: int) -> Verdict:
        """Whether at most `limit` working days lie after `start`, up to and including `end`.

        The same question as `count_between(start, end).days <= limit`, answered without counting far: a span of at most
        `limit` calendar days is within at once, and a longer one costs the walk to the first day that is too late.
        """
        if (end - start).days <= limit:
            return Verdict.WITHIN
        too_late = self.add_working_days(start, limit + 1)
        if end < too_late.day:
            return Verdict.WITHIN
        return Verdict.PROVISIONAL_EXCEEDED if too_late.provisional else Verdict.EXCEEDED
