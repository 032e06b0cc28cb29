"""What the import made of a head, said to the clerk.

In: a document with the dates and classification found for it. Out: its 主题分类 if valid, and `Observation` values:
everything guessed, not understood, or contradicting itself. It is here because a wrong date that nobody mentions stays
wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from gongkai.kinds.policies.importing.classifying import Classification
from gongkai.kinds.policies.importing.dating import Dating
from gongkai.kinds.policies.importing.heads import is_order
from gongkai.kinds.policies.importing.naming import name_date
from gongkai.kinds.policies.importing.values import Document, Line, Observation
from gongkai.model.diagnostic import Severity
from gongkai.workshop.document_numbers import explain_document_number

_YEAR_IN_INDEX_NUMBER = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def judge(
    document: Document,
    metadata: Mapping[str, Sequence[Line]],
    dating: Dating,
    classification: Classification,
    themes: Collection[str],
) -> tuple[str | None, list[Observation]]:
    """The valid 主题分类, and what there is to say about the head, dates and classification."""
    theme = next((line.text for line in metadata.get("主题分类", ()) if line.text in themes), None)
    said = [
        *_about_title(document),
        *_about_clauses(document),
        *_about_dates(document, dating),
        *_about_classification(document, classification),
        *_about_index_number(document, metadata, dating),
        *(
            _say(document, line.number, Severity.WARNING, f"主题分类“{line.text}”不在两级分类表里，没有采用")
            for line in metadata.get("主题分类", ())
            if line.text not in themes
        ),
    ]
    return theme, said


def _about_title(document: Document) -> Iterator[Observation]:
    if document.title_line == 0:
        yield _say(document, 0, Severity.WARNING, f"没有找到标题，暂用文件名“{document.title}”作名称，请改为正式标题")


def _about_clauses(document: Document) -> Iterator[Observation]:
    for clause in document.clauses:
        if clause.is_understood:
            continue
        if clause.basis and is_order(clause.basis):
            message = f"题注“{clause.original}”没有写明是公布还是修订"
        elif clause.day:
            message = f"题注“{clause.original}”只看懂了日期"
        else:
            message = f"题注“{clause.original}”没有看懂"
        yield _say(document, clause.line, Severity.WARNING, message)


def _about_dates(document: Document, dating: Dating) -> Iterator[Observation]:
    if dating.guess:
        message = f"没有找到成文日期，生成日期暂记为{dating.created.isoformat()}（{dating.guess}），请核对"
        yield _say(document, 0, Severity.WARNING, message)
    day = name_date(document.path)
    if day is not None and not document.clauses:
        yield _say(
            document,
            0,
            Severity.INFO,
            f"没有题注；文件名的日期是{day.isoformat()}，生成日期记为{dating.created.isoformat()}",
        )
    elif day is not None and all(day != clause.day for clause in document.clauses):
        message = f"题注里没有文件名的日期{day.isoformat()}：题注可能缺最近一次修改"
        yield _say(document, 0, Severity.INFO, message)
    if dating.effective and dating.effective < dating.created:
        message = f"生效日期{dating.effective.isoformat()}早于生成日期{dating.created.isoformat()}，请核对"
        yield _say(document, 0, Severity.INFO, message)


def _about_classification(document: Document, classification: Classification) -> Iterator[Observation]:
    if classification.publisher is None:
        yield _say(document, 0, Severity.WARNING, "没有找到发布机构；不补写时，页面上会显示保管部门")
    number = classification.document_number
    right = explain_document_number(number) if number and not is_order(number) else None
    if right is not None:
        yield _say(document, 0, Severity.INFO, f"文号“{number}”按原样保留，规范写法是“{right}”")


def _about_index_number(
    document: Document, metadata: Mapping[str, Sequence[Line]], dating: Dating
) -> Iterator[Observation]:
    found = metadata.get("索引号", ())
    numbers = list(dict.fromkeys(line.text for line in found))
    if len(numbers) > 1:
        yield _say(document, found[0].number, Severity.WARNING, f"有几个索引号（{'、'.join(numbers)}），没有采用")
    elif numbers:
        yield _say(document, found[0].number, Severity.INFO, f"原索引号“{numbers[0]}”按原样保留")
        years = _YEAR_IN_INDEX_NUMBER.findall(numbers[0])
        if years and str(dating.created.year) not in years:
            message = f"索引号里的年份{years[0]}与生成日期{dating.created.isoformat()}不是同一年"
            yield _say(document, found[0].number, Severity.INFO, message)


def _say(document: Document, line: int, severity: Severity, message: str) -> Observation:
    return Observation(document.path, line, severity, message)
