"""Numerals and dates as official papers write them, and as typists do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.chinese import fold_width, format_date_prose, parse_chinese_date, parse_chinese_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("〇", 0),
        ("零", 0),
        ("七", 7),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("一百", 100),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("一千零一", 1001),
        ("两千零八", 2008),
        ("一万二千", 12000),
        ("一万零三", 10003),
        ("二〇一九", 2019),
        ("二○一九", 2019),
        ("一九九八", 1998),
    ],
)
def test_numerals_are_read(text: str, value: int) -> None:
    assert parse_chinese_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "十百", "百", "一百零", "一十十", "万", "12", "第三", "一百万万", "三千四千", "一 二"]
)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_chinese_number(text) is None


def spell(number: int) -> str:
    """The standard spelling of 1 to 9999, written the long way round so that it shares nothing with the reader."""
    figures, units = "零一二三四五六七八九", ("千", "百", "十", "")
    digits = f"{number:04}"
    spelt = "".join(
        figures[int(digit)] + (unit if digit != "0" else "") for digit, unit in zip(digits, units, strict=True)
    )
    while "零零" in spelt:
        spelt = spelt.replace("零零", "零")
    return spelt.strip("零")


@given(st.integers(1, 9999))
def test_every_spelt_number_is_read_back(number: int) -> None:
    assert parse_chinese_number(spell(number)) == number


@given(st.text(alphabet="〇零○一二两三九十廿卅百千万亿 第1", max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    value = parse_chinese_number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年2月10日", date(2026, 2, 10)),
        ("2026年02月10日", date(2026, 2, 10)),
        ("２０２６年２月１０日", date(2026, 2, 10)),
        (" 2026 年 2 月 10 日", date(2026, 2, 10)),
        ("二〇一九年四月三日", date(2019, 4, 3)),
        ("二○○七年十二月三十一日", date(2007, 12, 31)),
        ("一九九八年十月廿八日", date(1998, 10, 28)),
    ],
)
def test_dates_are_read(text: str, day: date) -> None:
    assert parse_chinese_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-10",
        "2026年2月30日",
        "2026年13月1日",
        "26年2月1日",
        "二〇一九年十十月三日",
        "2026年2月",
        "0000年1月1日",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_chinese_date(text) is None


@given(st.dates())
def test_a_printed_date_is_read_back(day: date) -> None:
    if day.year >= 1000:
        assert parse_chinese_date(format_date_prose(day)) == day


def test_only_the_standard_spelling_prints_as_it_stood() -> None:
    assert format_date_prose(date(2019, 4, 3)) == "2019年4月3日"
    assert format_date_prose(date(2019, 4, 3)) != "2019年04月03日"


def test_folding_leaves_chinese_punctuation_alone() -> None:
    assert fold_width("云川政办发〔２０２６〕９号（Ａｂ）") == "云川政办发〔2026〕9号（Ab）"
