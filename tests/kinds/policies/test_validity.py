"""有效性 and 有效期: the day a document comes into force and the day it is over are counted as the law counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import CONTEXT, POLICY, identity, notice, validated

from gongkai.kinds.policies.validity import first_day_after


@pytest.mark.parametrize(
    ("period", "effective", "first_day"),
    [
        ("5年", date(2026, 3, 15), "2031-03-15"),
        ("1年", date(2024, 2, 29), "2025-03-01"),
        ("4年", date(2024, 2, 29), "2028-02-29"),
        ("至2031-03-14", None, "2031-03-15"),
        ("至2024-02-28", None, "2024-02-29"),
        ("长期", date(2026, 3, 15), ""),
        (None, date(2026, 3, 15), ""),
        ("5年", None, ""),
        ("至2026-02-30", None, ""),
        ("至9999-12-31", None, ""),
        ("99999999999999999999年", date(2026, 3, 15), ""),
    ],
)
def test_the_first_day_on_which_a_period_is_over(period: str | None, effective: date | None, first_day: str) -> None:
    assert first_day_after(period, effective) == first_day


@given(st.integers(1, 50), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_years_and_their_last_day_written_out_mean_the_same(years: int, effective: date) -> None:
    ends = date.fromisoformat(first_day_after(f"{years}年", effective))
    assert first_day_after(f"至{ends - timedelta(days=1)}", None) == ends.isoformat()
    assert 365 * years <= (ends - effective).days <= 366 * years


DATES = {"生效日期": "2026-03-15", "有效期": "2年"}


@pytest.mark.parametrize(
    ("fields", "as_of", "state"),
    [
        (DATES, "2026-03-14", "尚未施行"),
        (DATES, "2026-03-15", "有效"),
        (DATES, "2028-03-14", "有效"),
        (DATES, "2028-03-15", "失效"),
        (DATES | {"废止日期": "2027-01-01"}, "2026-12-31", "有效"),
        (DATES | {"废止日期": "2027-01-01"}, "2027-01-01", "废止"),
        (DATES | {"废止日期": "2029-01-01"}, "2028-06-01", "失效"),
        (DATES | {"失效日期": "2026-12-31"}, "2026-12-31", "失效"),
        ({}, "1990-01-01", "有效"),
    ],
)
def test_the_state_of_a_document_on_a_day(fields: dict[str, str], as_of: str, state: str) -> None:
    record = validated(POLICY, notice(**fields))
    summary = POLICY.summarise(record, identity(POLICY, "sfb/2026-9"), CONTEXT)
    assert POLICY.state(summary, as_of) == state
