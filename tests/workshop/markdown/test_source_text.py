"""What nobody can see does not reach a page."""

from __future__ import annotations

import pytest

from gongkai.workshop.markdown.source_text import clean_source


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("甲\r\n乙\r丙\x0b丁\u2028戊", "甲\n乙\n丙\n丁\n戊"),
        ("\ufeff甲\u200b乙\x00丙\xa0丁", "甲乙丙 丁"),
        ("\ud800", "\ufffd"),
        ("甲\n<!-- 批注 -->\n乙", "甲\n乙"),
        ("甲<!-- 批注 -->乙", "甲乙"),
        ("<!-- 一 -->甲<!-- 二 -->\n乙", "甲\n乙"),
        ("<!-- 跨\n\n行 -->\n甲", "甲"),
        ("甲<!-- 没有写完", "甲<!-- 没有写完"),
        ("　　甲 乙", "　　甲 乙"),
    ],
)
def test_cleaned_text(source: str, cleaned: str) -> None:
    assert clean_source(source) == cleaned
