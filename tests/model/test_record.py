"""Dates as clerks type them: what is accepted sorts as text in the order of time."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from gongkai.model.record import Record

_FIELDS = {"名称": "关于春耕备耕的通知", "生成日期": "2026-03-02", "发布日期": "2026-03-02 09:30"}


def test_days_and_moments_are_read() -> None:
    record = Record.model_validate(_FIELDS)
    assert (record.created.isoformat(), record.published) == ("2026-03-02", "2026-03-02 09:30")


@pytest.mark.parametrize("field", ["生成日期", "发布日期"])
@pytest.mark.parametrize("day", ["２０２６-03-02", "20260302", "2026-W10-1", "2026-02-30"])
def test_other_ways_to_write_a_day_are_refused(field: str, day: str) -> None:
    with pytest.raises(ValidationError):
        Record.model_validate(_FIELDS | {field: day})
