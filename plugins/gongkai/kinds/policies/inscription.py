"""题注: the line under a 规章's title that says how its text came about.

In: the events of 沿革, the day of effect. Out: the line in its brackets, as 国家行政法规库 prints it, for example
（2025年9月18日云川市人民政府令第12号公布　自2025年11月1日起施行）. Source: 国办公开办函〔2021〕33号.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.kinds.policies.model import PolicyEvent
from gongkai.workshop.chinese import format_date_prose

_BLANK = "\u3000"
_AMENDMENTS = frozenset({"修订", "修正", "修改"})
_NUMERALS = "一二三四五六七八九十"


def inscription(history: Sequence[PolicyEvent], effective: date | None) -> str:
    """The 题注 with its brackets; "" where there is no 沿革."""
    clauses = list(_clauses(history))
    if not clauses:
        return ""
    if effective is not None and not any("施行" in clause for clause in clauses):
        clauses.append(f"自{format_date_prose(effective)}起施行")
    return f"（{_BLANK.join(clauses)}）"


def _clauses(history: Sequence[PolicyEvent]) -> Iterator[str]:
    amendments = Counter(event.event for event in history if event.event in _AMENDMENTS)
    seen: Counter[str] = Counter()
    for event in history:
        kind = event.event or ""
        seen[kind] += 1
        if event.original is not None:
            yield _without_brackets(event.original)
        elif event.day is not None:
            ordinal = _ordinal(seen[kind]) if amendments[kind] > 1 else ""
            yield written(event.day, kind, event.basis or "", ordinal)


def written(day: date, event: str, basis: str, ordinal: str = "") -> str:
    """One clause from its parts: the day, what was done, and by which order or decision."""
    prose = format_date_prose(day)
    if event == "施行":
        return f"自{prose}起施行"
    if event in _AMENDMENTS and "《" in basis:
        return f"根据{prose}{basis}{ordinal}{event}"
    return f"{prose}{basis}{ordinal}{'' if event == '其他' else event}"


def _ordinal(number: int) -> str:
    if number > len(_NUMERALS):
        tens, ones = divmod(number, 10)
        head = "" if tens == 1 else _NUMERALS[tens - 1]
        return f"第{head}十{_NUMERALS[ones - 1] if ones else ''}次"
    return f"第{_NUMERALS[number - 1]}次"


def _without_brackets(text: str) -> str:
    bare = text.strip()
    if bare.startswith(("（", "(")) and bare.endswith(("）", ")")):
        return bare[1:-1].strip()
    return bare
