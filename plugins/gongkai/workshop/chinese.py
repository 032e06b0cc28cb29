"""Chinese numerals and dates as they stand in official papers.

In: short strings (`一百二十三`, `二〇一九年四月三日`, full-width digits). Out: integers, `datetime.date`, folded strings, or
`None` where the string is not one. It is here because document numbers, dates of signing and the numbering of
chapters and articles are all written this way, by hand, and have to be read before they can be judged.
"""

from __future__ import annotations

import re
from datetime import date

_FULL_WIDTH = "".join(chr(code) for code in range(0xFF10, 0xFF1A))
_FULL_WIDTH += "".join(chr(code) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_HALF_WIDTH = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FOLD = str.maketrans(_FULL_WIDTH, _HALF_WIDTH)

# 〇 is the character the standard asks for; typists also use 零 and the circle U+25CB.
_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_ONE_TO_NINE = "[一二两三四五六七八九]"
_ZERO = "[〇零○]"
# Only documents that are imported are read with these: compiled when the first one comes.
_SECTION = (
    rf"(?:(?P<thousands>{_ONE_TO_NINE})千)?"
    rf"(?:{_ZERO}?(?P<hundreds>{_ONE_TO_NINE})百)?"
    rf"(?:{_ZERO}?(?P<tens>{_ONE_TO_NINE}?)(?P<ten>十))?"
    rf"(?:{_ZERO}?(?P<units>{_ONE_TO_NINE}))?"
)
_DIGIT_ROW = r"[〇零○一二三四五六七八九]{2,}"
_ARABIC_DATE = r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日"
_CHINESE_DATE = r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,4})日"


def fold_width(text: str) -> str:
    """Full-width digits and Latin letters become ASCII; everything else, brackets too, stays as it was."""
    return text.translate(_FOLD)


def parse_chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral, or `None` where `text` is not one.

    Reads place-value numerals (`一百二十三`, `两千零八`, `一万二千`), rows of digits (`二〇一九`), and 廿 and 卅.
    """
    if text in _DIGITS:
        return _DIGITS[text]
    if re.fullmatch(_DIGIT_ROW, text):
        return int("".join(str(_DIGITS[character]) for character in text))
    plain = text.replace("廿", "二十").replace("卅", "三十")
    head, myriad, tail = plain.rpartition("万")
    low = _section(tail.lstrip("〇零○")) if tail else 0
    high = _section(head) if myriad else 0
    if low is None or high is None or not plain or (myriad and not head):
        return None
    return high * 10_000 + low


def _section(text: str) -> int | None:
    """The value of a numeral below 10,000."""
    match = re.fullmatch(_SECTION, text)
    if match is None or not text:
        return None
    value = 0
    for name, weight in (("thousands", 1000), ("hundreds", 100), ("units", 1)):
        value += _DIGITS[match[name]] * weight if match[name] else 0
    if match["ten"]:
        value += _DIGITS[match["tens"] or "一"] * 10
    return value


def parse_chinese_date(text: str) -> date | None:
    """The day meant by `2026年2月10日` or `二〇一九年四月三日`; `None` for anything else and for days that do not exist.

    Full-width digits, blanks and leading zeros are read all the same. Whether a date is also *written* as GB/T
    9704-2012 7.3.5.4 asks is `format_date_prose(day) == text`.
    """
    folded = fold_width(text.strip())
    match = re.fullmatch(_ARABIC_DATE, folded)
    if match is not None:
        numbers = [int(group) for group in match.groups()]
    else:
        match = re.fullmatch(_CHINESE_DATE, folded)
        if match is None:
            return None
        parsed = [parse_chinese_number(group) for group in match.groups()]
        numbers = [number for number in parsed if number is not None]
        if len(numbers) != len(parsed):
            return None
    year, month, day = numbers
    try:
        return date(year, month, day)
    except ValueError:
        return None


def format_date_prose(day: date) -> str:
    """`2019年4月3日`: Arabic figures in full, no leading zeros (GB/T 9704-2012 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
