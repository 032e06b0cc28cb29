"""Numbers as official texts write them: 十二, 一百〇三, 廿一, 12, １２ → int.

In: the characters between 第 and 条/章/节. Out: an int. Why here: anchors are built from numbers, whichever way they
are written.
"""

from __future__ import annotations

from functools import lru_cache

NUMERAL = "[0-9０-９零〇○一二两三四五六七八九十百千廿卅]{1,12}"
"""Regular expression of one numeral. The length is bounded so that a hostile run of digits costs nothing."""

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}


@lru_cache(maxsize=4096)
def number_of(numeral: str) -> int:
    """Value of a text that matches `NUMERAL`. 二〇 (digits without units) is read as 20, 百一 as 101."""
    if numeral.isdecimal():
        return int(numeral)
    if not any(character in _UNITS or character in _TENS for character in numeral):
        digits = [str(_DIGITS.get(character, character)) for character in numeral]
        return int("".join(digits))
    total = pending = 0
    for character in numeral:
        if character in _UNITS:
            total += (pending or 1) * _UNITS[character]
            pending = 0
        elif character in _TENS:
            total += _TENS[character]
        else:
            pending = _DIGITS[character] if character in _DIGITS else int(character)
    return total + pending
