"""题注: the clauses of promulgation and amendment that stand under a title.

In: the lines between the title and the text. Out: `Clause` values, or `None` where these lines are no 题注 (a covering
notice, say). It is here because dates, numbers and the issuing body of a regulation are printed nowhere else.

The forms read are those of 国家行政法规库 and of the printed editions: `2007年4月5日中华人民共和国国务院令第492号公布`,
`根据2019年3月2日《……的决定》第一次修订`, `2019年5月15日 施行`, `发布之日施行`, one a line or all in one pair of brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from gongkai.kinds.policies.importing.values import Clause, Line
from gongkai.workshop.chinese import fold_width, parse_chinese_date

_DATE = r"[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日"
_DATED = re.compile(rf"[（(]?(?:根据\s*|自\s*)?(?P<day>{_DATE})起?\s*(?P<rest>.*)")
# Scraps that editors left at the end of a line when they broke the 题注 up.
_SCRAP = re.compile(r"(?:[\s）)。，,；;]|(?<=[\s。])根据)+$")
_FROM_THAT_DAY = re.compile(r"\s*自?(?:发布|公布|颁布)之日起?(?:施行|实施|执行|生效)$")
_FROM_A_DAY = re.compile(rf"\s*自(?P<day>{_DATE})起?(?:施行|实施|执行|生效)$")
_EVENT = re.compile(
    r"(?P<basis>.*?)(?:第[一二三四五六七八九十]+次)?"
    r"(?P<verb>批准(?:第[一二三四五六七八九十]+次)?(?:修订|修正|修改)|(?:修订|修正|修改)?(?:公布|发布|颁布)|修订通过|审议(?:通过|批准)"
    r"|通过|批准|修订|修正|修改|施行|执行|实施|生效|废止)"
)
_EVENT_OF = {"颁布": "公布", "执行": "施行", "实施": "施行", "生效": "施行"}
_NAME_OF_BODY = re.compile(r"[\u4e00-\u9fff、 \u3000]{2,40}")
# Longer than any that was ever printed; a line beyond is prose, and not worth the search.
_LONGEST_CLAUSE = 500
_LONGEST_HEAD = 3000
_BRACKETED = re.compile(r"[（(](?=(?:根据|自)?\s*[0-9]{4}\s*年).*[）)]")
_BETWEEN_CLAUSES = re.compile(rf"(?:\u3000| {{2,}})(?=(?:根据|自)?\s*{_DATE})")
_NUMBER_OF_ORDER = re.compile(r"令第[0-9]+号|第[0-9]+号令")
_ORDERS = re.compile(rf"(?:[\u4e00-\u9fff、·（） \u3000]*?(?:{_NUMBER_OF_ORDER.pattern}))+")


def is_order(text: str) -> bool:
    """Whether the text is the number of an order: `国务院令第711号`, `海关总署第61号令`, joint ones parted by 、."""
    return _ORDERS.fullmatch(text) is not None


def issuers_of(basis: str) -> str:
    """The names of the bodies in a clause's basis, order numbers left out."""
    return _NUMBER_OF_ORDER.sub("", basis).strip()


@dataclass
class _Reading:
    """Where the reading of a head stands: what was read, and lines that still wait for the verb of their clause."""

    clauses: list[Clause] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)

    def finish_waiting(self) -> None:
        """Keep what waits as it is: no verb came."""
        if self.waiting:
            original = "\u3000".join(line.text for line in self.waiting)
            match = _DATED.fullmatch(fold_width(original))
            day = parse_chinese_date(match["day"]) if match else None
            self.clauses.append(Clause(self.waiting[0].number, original, day))
            self.waiting.clear()


def split_brackets(line: Line) -> tuple[Line, ...] | None:
    """The clauses of a 题注 printed in one pair of brackets; `None` where the line is not one.

    The brackets stay in the clauses: they are characters of the source.
    """
    if len(line.text) > _LONGEST_HEAD:
        return None
    folded = fold_width(line.text)
    if _BRACKETED.fullmatch(folded) is None:
        return None
    cuts = [0, *(match.end() for match in _BETWEEN_CLAUSES.finditer(folded)), len(folded)]
    parts = (line.text[start:end].strip() for start, end in pairwise(cuts))
    return tuple(Line(line.number, part) for part in parts)


def read_head(lines: Sequence[Line]) -> tuple[Clause, ...] | None:
    """The clauses in order; every character of the lines is in one `original`, several lines of one clause parted by
    U+3000.

    `None` where a line is neither a clause nor part of one.
    """
    if any(len(line.text) > _LONGEST_CLAUSE for line in lines):
        return None
    reading = _Reading()
    for line in lines:
        folded = fold_width(line.text)
        if _DATED.fullmatch(folded):
            reading.finish_waiting()
            _read_dated(reading, line)
        elif not reading.clauses and not reading.waiting:
            return None
        elif _FROM_THAT_DAY.fullmatch(_SCRAP.sub("", folded)):
            reading.finish_waiting()
            day = _last_day(reading.clauses)
            reading.clauses.append(Clause(line.number, line.text, day, "施行", effective=day))
        elif _NAME_OF_BODY.fullmatch(_SCRAP.sub("", folded)):
            _read_undated(reading, line)
        else:
            return None
    reading.finish_waiting()
    return tuple(reading.clauses)


def _read_dated(reading: _Reading, line: Line) -> None:
    clause = _clause(line.number, line.text, None)
    if clause is None:
        reading.waiting.append(line)
    else:
        reading.clauses.append(clause)


def _read_undated(reading: _Reading, line: Line) -> None:
    """A further issuer of the clause above, or a clause of the same day, such as 海关总署发布 under 国务院批准."""
    reading.waiting.append(line)
    original = "\u3000".join(waiting.text for waiting in reading.waiting)
    clause = _clause(reading.waiting[0].number, original, _last_day(reading.clauses))
    if clause is not None and clause.event is not None:
        reading.clauses.append(clause)
        reading.waiting.clear()


def _clause(number: int, original: str, day_above: date | None) -> Clause | None:
    """The clause, `None` where a verb is still to come."""
    folded = fold_width(original)
    match = _DATED.fullmatch(folded)
    day = parse_chinese_date(match["day"]) if match else day_above
    if day is None:
        return Clause(number, original)
    rest = _SCRAP.sub("", match["rest"] if match else folded)
    effective = day if _FROM_THAT_DAY.search(rest) else None
    rest = _FROM_THAT_DAY.sub("", rest)
    from_a_day = _FROM_A_DAY.search(rest)
    if from_a_day is not None:
        effective = parse_chinese_date(from_a_day["day"])
        rest = rest[: from_a_day.start()]
    rest = _SCRAP.sub("", rest)
    event = _EVENT.fullmatch(rest)
    if event is not None:
        basis = event["basis"].strip().removeprefix("经").rstrip("，, 　") or None
        word = _event_word(event["verb"], basis)
        return Clause(number, original, day, word, basis, day if word == "施行" else effective)
    if not rest or is_order(rest) or effective:
        return Clause(number, original, day, None, rest or None, effective)
    return None


def _event_word(verb: str, basis: str | None) -> str:
    if verb.startswith("批准"):
        return "批准"
    if verb == "修订通过":
        # An order is not 通过: the editors ran the meeting and the order together.
        return "修订" if basis and is_order(basis) else "通过"
    return _EVENT_OF.get(verb[-2:], verb[-2:])


def _last_day(clauses: Sequence[Clause]) -> date | None:
    return next((clause.day for clause in reversed(clauses) if clause.day and clause.event != "施行"), None)
