"""Working days: the official calendar with its 调休, the site's overlay, and years whose notice is not out."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.working_days import Count, Deadline, Verdict, WorkingCalendar

OFFICIAL = WorkingCalendar()
DAYS = st.dates(min_value=date(2004, 1, 1), max_value=date(2026, 12, 31))


def test_adjusted_holidays_are_known() -> None:
    assert OFFICIAL.is_working_day(date(2026, 2, 14)) is True  # a Saturday worked for the Spring Festival
    assert OFFICIAL.is_working_day(date(2026, 2, 17)) is False  # the Tuesday of the Spring Festival
    assert OFFICIAL.is_working_day(date(2026, 2, 10)) is True


def test_twenty_working_days_across_the_spring_festival() -> None:
    assert OFFICIAL.add_working_days(date(2026, 2, 10), 20) == Deadline(date(2026, 3, 16), provisional=False)
    assert OFFICIAL.count_between(date(2026, 2, 10), date(2026, 3, 16)) == Count(20, provisional=False)


def test_a_year_has_the_published_number_of_working_days() -> None:
    assert OFFICIAL.count_between(date(2025, 12, 31), date(2026, 12, 31)) == Count(248, provisional=False)


def test_beyond_the_calendar_the_answer_is_provisional() -> None:
    assert OFFICIAL.is_working_day(date(2027, 1, 4)) is None
    deadline = OFFICIAL.add_working_days(date(2026, 12, 25), 20)
    assert deadline.provisional
    assert deadline.day > date(2027, 1, 20)
    assert OFFICIAL.count_between(date(1998, 3, 1), date(1998, 3, 8)) == Count(5, provisional=True)


def test_an_overlay_publishes_its_year_and_wins_over_the_package() -> None:
    calendar = WorkingCalendar({date(2027, 1, 1): False, date(2027, 1, 2): True, date(2026, 6, 3): False})
    assert calendar.is_working_day(date(2027, 1, 1)) is False
    assert calendar.is_working_day(date(2027, 1, 2)) is True  # a Saturday
    assert calendar.is_working_day(date(2027, 1, 4)) is True
    assert calendar.is_working_day(date(2026, 6, 3)) is False
    assert calendar.add_working_days(date(2026, 12, 31), 2) == Deadline(date(2027, 1, 4), provisional=False)


def test_no_days_and_backward_spans() -> None:
    day = date(2026, 5, 1)
    assert OFFICIAL.add_working_days(day, 0) == Deadline(day, provisional=False)
    assert OFFICIAL.count_between(day, day) == Count(0, provisional=False)
    assert OFFICIAL.count_between(day, day - timedelta(days=9)) == Count(0, provisional=False)


@pytest.mark.parametrize(
    ("end", "verdict"),
    [
        (date(2026, 2, 10), Verdict.WITHIN),
        (date(2026, 1, 1), Verdict.WITHIN),
        (date(2026, 3, 16), Verdict.WITHIN),
        (date(2026, 3, 17), Verdict.EXCEEDED),
        (date(2026, 12, 31), Verdict.EXCEEDED),
    ],
)
def test_the_limit_of_article_26(end: date, verdict: Verdict) -> None:
    assert OFFICIAL.within_working_days(date(2026, 2, 10), end, 20) is verdict


def test_an_unpublished_year_only_exceeds_provisionally() -> None:
    assert OFFICIAL.within_working_days(date(2026, 12, 25), date(2027, 3, 1), 20) is Verdict.PROVISIONAL_EXCEEDED
    assert OFFICIAL.within_working_days(date(1999, 1, 1), date(2099, 1, 1), 20) is Verdict.PROVISIONAL_EXCEEDED


def test_no_date_is_too_late_or_too_early() -> None:
    assert OFFICIAL.add_working_days(date.max, 20) == Deadline(date.max, provisional=False)
    assert OFFICIAL.add_working_days(date.min, 3).provisional
    assert OFFICIAL.within_working_days(date.min, date.max, 20) is Verdict.PROVISIONAL_EXCEEDED


@given(DAYS, st.integers(1, 60))
def test_a_deadline_is_a_working_day_that_counts_back(start: date, days: int) -> None:
    deadline = OFFICIAL.add_working_days(start, days)
    assert OFFICIAL.count_between(start, deadline.day) == Count(days, deadline.provisional)
    assert OFFICIAL.is_working_day(deadline.day) is not False


@given(DAYS, st.integers(-5, 90), st.integers(0, 30))
def test_the_verdict_agrees_with_the_count(start: date, span: int, limit: int) -> None:
    end = start + timedelta(days=span)
    within = OFFICIAL.within_working_days(start, end, limit) is Verdict.WITHIN
    assert within == (OFFICIAL.count_between(start, end).days <= limit)


def test_prompt_publication_is_judged_without_loading_the_holiday_tables() -> None:
    program = (
        "import sys; from datetime import date; from gongkai.workshop.working_days import WorkingCalendar, Verdict\n"
        "verdict = WorkingCalendar().within_working_days(date(2026, 2, 10), date(2026, 3, 2), 20)\n"
        "sys.exit(verdict is not Verdict.WITHIN or 'chinese_calendar' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
