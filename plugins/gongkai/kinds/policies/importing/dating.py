"""Which dates an imported text bears.

In: a `Document`. Out: `Dating`: 生成日期 and 发布日期, with the rule that gave them, and 生效日期 and 废止日期 where they are printed.
It is here because both dates are required of every record and old papers print them in many places, or in none.

The date is, first found first:
1. of the last clause that published the whole text: 公布, 发布, or 修订 by an order (`令第711号修订`). A decision that
   changes single articles publishes itself, not the text; the number is taken from the same clause, so number and
   date belong together;
2. the page's 生成日期 (发布日期 if it has one is kept apart);
3. a date of signing, alone on its line near the end;
4. the date in the file's name;
5. any other clause; the page's 发布日期 or 更新时间;
6. the latest day or month the text speaks of: it cannot have been written before (months count to their last day);
7. the last day of the year the title, else the text, names first.
Rules 5 to 7 are guesses, and said to be.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.kinds.policies.importing.heads import is_order, read_head
from gongkai.kinds.policies.importing.naming import name_date
from gongkai.kinds.policies.importing.values import Clause, Document, Line
from gongkai.workshop.chinese import fold_width, parse_chinese_date

_ISO_DAY = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:\s+(?P<time>(?:[01]\d|2[0-3]):[0-5]\d))?")
_DAY_OR_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年")
_COMES_INTO_FORCE = re.compile(
    r"[本该][\u4e00-\u9fff]{2,8}[自从](?P<when>\d{4}年\d{1,2}月\d{1,2}日|(?:公布|发布|颁布|印发)之日)起?(?:施行|实施|执行|生效)"
)
_FIRST_LINES = _LAST_LINES = 8
_LONGEST_CLAUSE = 40


@dataclass(frozen=True)
class Dating:
    """Dates and where they come from. `published` is `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; `guess` is empty for facts."""

    created: date
    published: str
    guess: str = ""
    effective: date | None = None
    repealed: date | None = None

    @property
    def published_on(self) -> date | str:
        """发布日期: a day, or day and time as text."""
        return date.fromisoformat(self.published) if len(self.published) == len("2019-04-03") else self.published


def promulgation(clauses: Iterable[Clause]) -> Clause | None:
    """The last clause that published the whole text."""
    return next((clause for clause in reversed(tuple(clauses)) if _publishes_whole_text(clause)), None)


def _publishes_whole_text(clause: Clause) -> bool:
    if clause.day is None:
        return False
    ordered = clause.basis is not None and is_order(clause.basis)
    return clause.event in ("公布", "发布") or (clause.event in ("修订", "修正", None) and ordered)


def date_document(document: Document, metadata: Mapping[str, Sequence[Line]]) -> Dating | None:
    """The dates of the document; `None` where not even a year is named."""
    found = _known_date(document, metadata) or _guessed_date(document, metadata)
    if found is None:
        return None
    created, guess = found
    published = _labelled(metadata, "发布日期") or (_labelled(metadata, "更新时间") if guess else None)
    moment = published[1] if published else created.isoformat()
    repeal = next((clause.day for clause in document.clauses if clause.event == "废止"), None)
    return Dating(created, moment, guess, _effective(document, created), repeal)


def _known_date(document: Document, metadata: Mapping[str, Sequence[Line]]) -> tuple[date, str] | None:
    whole = promulgation(document.clauses)
    if whole is not None and whole.day is not None:
        return whole.day, ""
    labelled = _labelled(metadata, "生成日期")
    if labelled is not None:
        return labelled[0], ""
    signed = signature(document)
    known = signed[1] if signed else name_date(document.path)
    return (known, "") if known else None


def _guessed_date(document: Document, metadata: Mapping[str, Sequence[Line]]) -> tuple[date, str] | None:
    clause = next((clause for clause in document.clauses if clause.day and clause.event != "施行"), None)
    if clause is not None and clause.day is not None:
        return clause.day, "取自题注中的日期"
    for name in ("发布日期", "更新时间"):
        labelled = _labelled(metadata, name)
        if labelled is not None:
            return labelled[0], f"取自网页上的“{name}”"
    texts = [document.title, *(fold_width(line.text) for line in document.body_lines)]
    days = [day for text in texts for day in _days_in(text)]
    if days:
        return max(days), "取文中提到的最晚日期，成文不会早于它"
    year = next((int(match["year"]) for text in texts if (match := _YEAR.search(text))), None)
    return (date(year, 12, 31), f"文中只有年份，暂记为{year}年的最后一天") if year else None


def _days_in(text: str) -> Iterable[date]:
    for match in _DAY_OR_MONTH.finditer(text):
        year, month = int(match["year"]), int(match["month"])
        if 1 <= month <= 12:
            last = monthrange(year, month)[1]
            day = int(match["day"]) if match["day"] else last
            if 1 <= day <= last:
                yield date(year, month, day)


def _labelled(metadata: Mapping[str, Sequence[Line]], name: str) -> tuple[date, str] | None:
    """The first value of the field as a day and as a moment."""
    for line in metadata.get(name, ())[:1]:
        match = _ISO_DAY.match(line.text)
        if match is not None:
            try:
                day = date.fromisoformat(match["day"])
            except ValueError:
                return None
            return day, f"{match['day']} {match['time']}" if match["time"] else match["day"]
        day_in_prose = parse_chinese_date(line.text)
        return (day_in_prose, day_in_prose.isoformat()) if day_in_prose else None
    return None


def signature(document: Document) -> tuple[str | None, date] | None:
    """署名 and 成文日期: a date alone on its line near the end, or in a covering notice, and the body above it."""
    if document.clauses:
        return None
    lines = document.body_lines
    for place in (
        *range(len(lines) - 1, max(-1, len(lines) - 1 - _LAST_LINES), -1),
        *range(min(_FIRST_LINES, len(lines))),
    ):
        day = parse_chinese_date(lines[place].text)
        if day is not None:
            above = lines[place - 1].text if place else ""
            return (above if re.fullmatch(r"[\u4e00-\u9fff、 \u3000]{2,40}", above) else None), day
    return None


def _effective(document: Document, created: date) -> date | None:
    """生效日期: as the 题注 says, else as the last article says, if it says one thing."""
    # A covering notice may end in such a line too, and then stays with the text.
    short = [line for line in document.body_lines[:_FIRST_LINES] if len(line.text) <= _LONGEST_CLAUSE]
    clauses = document.clauses or [clause for line in short for clause in read_head([line]) or ()]
    printed = [clause.effective for clause in clauses if clause.effective]
    if printed:
        return printed[-1]
    said = {
        match["when"]
        for line in document.body_lines[-_LAST_LINES:]
        for match in _COMES_INTO_FORCE.finditer(fold_width(line.text))
    }
    if len(said) != 1:
        return None
    when = said.pop()
    if not when.endswith("之日"):
        return parse_chinese_date(when)
    # Without a 题注 the date may be that of a later change, and “之日” means the first publication.
    return created if promulgation(document.clauses) is not None or signature(document) is not None else None
