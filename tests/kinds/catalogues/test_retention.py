"""信息清理: counted from publication, never dropping anything, one column that keeps an item being enough."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_city import context_of, entry

from gongkai.kinds.catalogues.model import Column
from gongkai.kinds.catalogues.retention import expired, expired_everywhere

SUMMARY = entry("czj/a", context_of(), 发布日期="2024-02-29 09:00", 生成日期="2024-02-28")


def column(retention: str | None, careful: str = "否") -> Column:
    return Column.model_validate({"标识": "x", "名称": "某栏目", "保留期限": retention, "审慎清理": careful})


def test_a_period_ends_on_the_same_day_some_years_on() -> None:
    assert expired(SUMMARY, column("1年"), "2025-02-28") is None
    found = expired(SUMMARY, column("1年"), "2025-03-01")
    assert found is not None
    assert found.due == date(2025, 3, 1)
    assert not found.careful


def test_a_careful_column_says_so() -> None:
    found = expired(SUMMARY, column("1年", "是"), "2026-01-01")
    assert found is not None
    assert found.careful


@pytest.mark.parametrize("retention", [None, "长期", "10年"])
def test_what_is_kept_is_not_expired(retention: str | None) -> None:
    assert expired(SUMMARY, column(retention), "2026-11-20") is None


def test_one_column_that_keeps_an_item_is_enough() -> None:
    short, long = column("1年"), column("2年")
    assert expired_everywhere(SUMMARY, (short, column("长期")), "2026-11-20") is None
    assert expired_everywhere(SUMMARY, (), "2026-11-20") is None
    found = expired_everywhere(SUMMARY, (short, long), "2026-11-20")
    assert found is not None
    assert found.period == "2年"
