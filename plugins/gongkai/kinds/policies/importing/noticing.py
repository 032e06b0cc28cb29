"""What a clerk should know about a text that was imported as it stood.

In: a `Document`. Out: `Observation` values. It is here because the import mends nothing: it keeps the text and says
what it saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from gongkai.kinds.policies.importing.bodies import is_plain_text
from gongkai.kinds.policies.importing.furniture import is_furniture
from gongkai.kinds.policies.importing.values import Document, Line, Observation
from gongkai.model.diagnostic import Severity
from gongkai.workshop.chinese import parse_chinese_number

# Forms that only traditional writing has, the commonest in official prose.
_TRADITIONAL = frozenset(
    "個們這國會為說時過對發現實學點體關經當條務長門開電東車馬來書見頁風飛總況堅習導貫徹屆歷嚴辦廳於圍繞範進質規則結構設備機數據應將處報網專業"
    "項標準協調該請從後讓親觀變動權認證議訴訟補償產農環護衛醫藥險稅財資費約屬階織級統"
)
_ENOUGH_TRADITIONAL = 8
_PART = re.compile(r"(?:#+\s*)?(?P<number>[一二三四五六七八九十]+)、")
_ARTICLE = re.compile(r"(?:#+\s*)?第(?P<number>[〇零一二三四五六七八九十百千]+)条(?!第|规定|的|之|、|和|至|中)")
_ANNEX = re.compile(r"(?:#+\s*)?附(?:件|表|录|则|\s*[:：]|$)")
_PLACEHOLDER = re.compile(r"[xXｘＸ×]{2,20}[\u4e00-\u9fff]")
_TABLE_RULES = frozenset("| \t\u3000")
_CELL = re.compile(r"[^。；，！？;,!?|]{1,14}")
_CELLS_OF_A_TABLE = 5


def notice(document: Document) -> Iterator[Observation]:
    """Everything worth saying, in the order of the document."""
    yield from _notice_title(document)
    yield from _notice_numbering(document)
    yield from _notice_traditional(document)
    yield from _notice_gaps(document)
    if is_plain_text(document.path):
        yield from _notice_tables(document)
        for line in document.body_lines:
            if is_furniture(line.text):
                yield _info(document, line.number, f"像是网页上的文字，仍留在正文里：“{_short(line.text)}”")


def _notice_title(document: Document) -> Iterator[Observation]:
    if "解读" in document.title:
        yield _info(
            document, document.title_line, "标题里有“解读”：它可能是政策解读，请核对是否应放到 interpretations 文件夹"
        )
    for line in document.body_lines:
        if line.text == document.title and line.number != document.title_line:
            yield _info(document, line.number, "标题在正文里又出现一次")


def _notice_numbering(document: Document) -> Iterator[Observation]:
    pattern, sign = (_PART, "{}、") if is_plain_text(document.path) else (_ARTICLE, "第{}条")
    last: tuple[int, str] | None = None
    for line in document.body_lines:
        if _ANNEX.match(line.text):
            last = None
            continue
        match = pattern.match(line.text)
        value = parse_chinese_number(match["number"]) if match else None
        if match is None or value is None:
            continue
        printed = sign.format(match["number"])
        if last is not None and value != last[0] + 1:
            fault = "重复" if value == last[0] else "不连续"
            yield _info(document, line.number, f"编号{fault}：“{last[1]}”之后是“{printed}”")
        last = value, printed


def _notice_traditional(document: Document) -> Iterator[Observation]:
    seen = list(dict.fromkeys(c for line in document.body_lines for c in line.text if c in _TRADITIONAL))
    if len(seen) >= _ENOUGH_TRADITIONAL:
        yield _info(document, 0, f"正文用的是繁体字（如“{''.join(seen[:6])}”），按原文保留")


def _notice_gaps(document: Document) -> Iterator[Observation]:
    lines = [line for line in document.body_lines if _PLACEHOLDER.search(line.text)]
    found = dict.fromkeys(text for line in lines for text in _PLACEHOLDER.findall(line.text))
    if lines:
        examples = "、".join(f"“{text}”" for text in list(found)[:5])
        yield _info(document, lines[0].number, f"有{len(lines)}行含有隐去的内容，如{examples}")


def _notice_tables(document: Document) -> Iterator[Observation]:
    for run in _runs(document.body_lines, _is_emptied_row):
        yield _info(document, run[0].number, f"{_span(run)}只剩空表格的竖线，表中数据在来源里已经没有了")
    for run in _runs(document.body_lines, lambda line: _is_cell(line.text)):
        if len(run) >= _CELLS_OF_A_TABLE:
            yield _info(document, run[0].number, f"{_span(run)}像是被拆散的表格，每格成了一段")


def _is_emptied_row(line: Line) -> bool:
    return "|" in line.text and _TABLE_RULES.issuperset(line.text)


def _is_cell(text: str) -> bool:
    return _CELL.fullmatch(text) is not None and _PART.match(text) is None and not is_furniture(text)


def _runs(lines: Sequence[Line], holds: Callable[[Line], bool]) -> Iterator[list[Line]]:
    return (list(run) for wanted, run in groupby(lines, key=holds) if wanted)


def _span(run: Sequence[Line]) -> str:
    first, last = run[0].number, run[-1].number
    return f"第{first}行" if first == last else f"第{first}行至第{last}行"


def _info(document: Document, line: int, message: str) -> Observation:
    return Observation(document.path, line, Severity.INFO, message)


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
