"""What only the whole site shows: numbers used twice, statutory items without content, blank columns, expired items.

In: the Atlas or, for one record, the Inquiry; the Context, the day. Out: SiteProblems. Records of every room are
judged: these rules are the catalogue's, and every record stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai.kinds.catalogues.column_references import column_problems
from gongkai.kinds.catalogues.column_rules import columns_path
from gongkai.kinds.catalogues.directory_pages import statutory_columns
from gongkai.kinds.catalogues.matter_kind import row_of
from gongkai.kinds.catalogues.model import Column
from gongkai.kinds.catalogues.outline import Node, Outline, body_listing, element_listing, outline_of
from gongkai.kinds.catalogues.placing import KINDS
from gongkai.kinds.catalogues.retention import Retention, expired_everywhere
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.room import Context, Problem, SiteProblem
from gongkai.model.summary import ARCHIVED, Summary
from gongkai.standards import art20_items
from gongkai.workshop.core_rules import scheme_of


def site_problems(atlas: Atlas, context: Context) -> Iterator[SiteProblem]:
    """What the index of the site shows."""
    yield from _index_numbers(atlas, context)
    if not context.settings.scope:
        path = columns_path(context)
        outline = outline_of(context)
        for problem in chain(_statutory(outline, atlas), _columns(outline, atlas)):
            yield SiteProblem(problem, None, path)


def record_problems(summary: Summary, inquiry: Inquiry, context: Context, as_of: str) -> Iterator[SiteProblem]:
    """What one record shows on a day."""
    if summary.ref.kind in KINDS:
        return _record(summary, context, as_of)
    return _matter(summary, inquiry, context) if summary.ref.kind == "matter" else iter(())


def _index_numbers(atlas: Atlas, context: Context) -> Iterator[SiteProblem]:
    """CAT-01, naming both files and the next free number; CAT-04 for new records without a number."""
    again = [(other, twin) for _, (other, *twins) in atlas.contested("index_number") for twin in twins]
    without = atlas.lacking("index_number")
    if not again and not without:
        return
    scheme = scheme_of(context.settings.index_number_scheme)
    used = {summary.index_number for summary in atlas.records.values()}
    for other, summary in again:
        parsed = scheme.parse(summary.index_number)
        free = scheme.next(used, parsed.code, int(summary.year)) if parsed else None
        hint = f"下一个可用的号是 {free}" if free else "请另编一个没有用过的号"
        for each, twin in ((summary, other), (other, summary)):
            message = f"索引号“{each.index_number}”与 {_place(twin)} 重复"
            yield SiteProblem(Problem("CAT-01", message, hint, ("索引号",)), each)
    for summary in without:
        codes = (code for body in context.bodies.above(summary.department) for code in body.codes)
        code = next((code for code in codes if scheme.is_valid_code(code)), None)
        free = scheme.next(used, code, int(summary.year)) if code else None
        yield SiteProblem(Problem("CAT-04", "没有索引号", f"可以用 {free}" if free else "请编索引号"), summary)


def _place(summary: Summary) -> str:
    return f"{summary.path} 第{summary.item + 1}条" if summary.item >= 0 else summary.path


def _record(summary: Summary, context: Context, as_of: str) -> Iterator[SiteProblem]:
    """ENT-08, SIT-06, COL-07, and for records of other rooms what entries are told when they are loaded."""
    day, columns = summary.date, summary.columns
    if summary.department not in context.bodies.by_identifier:
        message = f"没有单位“{summary.department}”"
        hint = f"应有 departments/{summary.department}.yml，或改放到正确的文件夹"
        yield SiteProblem(Problem("ENT-08", message, hint), summary)
    if day > as_of:
        message = f"发布日期 {day} 在今天（{as_of}）之后"
        yield SiteProblem(Problem("SIT-06", message, "请核对发布日期", ("发布日期",)), summary)
    if not columns:
        return
    if summary.ref.kind != "entry":
        for problem in column_problems(columns, summary.elements, summary.department, day, context):
            yield SiteProblem(problem, summary)
    over = kept_long_enough(summary, context, as_of)
    if over is not None:
        hint = "涉及群众切身利益，由人工判断是否归档" if over.careful else "建议归档；系统不会自动删除"
        message = f"在栏目“{over.column}”的保留期限{over.period}已于 {over.due} 届满"
        yield SiteProblem(Problem("COL-07", message, hint, ("发布日期",)), summary)


def kept_long_enough(summary: Summary, context: Context, as_of: str) -> Retention | None:
    """The 保留期限 of a record's columns that is over, so that it may be archived; None for what is archived already."""
    if not summary.columns or ARCHIVED in summary.facts:
        return None
    return expired_everywhere(summary, _columns_named(summary.columns, context), as_of)


def _columns_named(names: tuple[str, ...], context: Context) -> list[Column]:
    outline = outline_of(context)
    return [node.column for name in names if (node := outline.get(name)) is not None]


def _matter(summary: Summary, inquiry: Inquiry, context: Context) -> Iterator[SiteProblem]:
    if not summary.listings:
        return
    outline = outline_of(context)
    row = row_of(summary)
    node = outline.get(row.column)
    if node is None or node.column.link is not None:
        return
    bodies = (row.department, summary.department)
    if not any(inquiry.counts(body_listing(body, node.identifier)) for body in bodies):
        message = f"公开事项“{summary.title}”所连栏目“{node.title}”还没有本单位的信息"
        yield SiteProblem(Problem("MAT-04", message, "发布后自动连上", ("栏目",)), summary)


def _statutory(outline: Outline, atlas: Atlas) -> Iterator[Problem]:
    """CAT-07: each of the 15 items has a column with content, or the written statement that there is none."""
    if not outline.nodes:
        return
    unmapped: list[str] = []
    for item in art20_items():
        nodes = statutory_columns(item.number, outline)
        if not nodes:
            unmapped.append(item.label)
        elif not any(_is_fulfilled(node, outline, atlas) for node in nodes):
            names = "、".join(node.title for node in nodes)
            message = f"条例{item.label}“{item.text}”没有内容：栏目“{names}”是空的"
            yield Problem("CAT-07", message, "请发布信息，或写“无此类信息说明”", (*nodes[0].position, "标识"))
    if unmapped:
        message = f"没有栏目落实条例{'、'.join(label.removeprefix('第二十条') for label in unmapped)}"
        yield Problem(
            "CAT-07",
            message.replace("条例第", "条例第二十条第", 1),
            "在相应栏目写“法定事项”，例如 法定事项: [1]",
            ("栏目",),
        )


def _is_fulfilled(node: Node, outline: Outline, atlas: Atlas) -> bool:
    if node.column.none_statement or node.column.link or _has_items(node, atlas):
        return True
    return any(_is_fulfilled(child, outline, atlas) for child in outline.child_nodes(node))


def _columns(outline: Outline, atlas: Atlas) -> Iterator[Problem]:
    """SIT-07 for leaves without anything, COL-06 for leaves that have items but not all 公开要素."""
    for node in outline.all_leaves():
        column = node.column
        if column.link or column.none_statement or any(event.event == "撤销" for event in column.history):
            continue
        if not _has_items(node, atlas):
            hint = "请发布信息；确无此类信息的，写“无此类信息说明”"
            yield Problem("SIT-07", f"栏目“{node.title}”是空白栏目", hint, (*node.position, "标识"))
            continue
        missing = [
            element
            for index, element in enumerate(column.elements)
            if column.query is None and element_listing(node.identifier, index) not in atlas.listings
        ]
        if missing:
            message = f"栏目“{node.title}”还缺公开要素：{'、'.join(missing)}"
            yield Problem("COL-06", message, "在落实它的信息中写“公开要素”", (*node.position, "公开要素"))


def _has_items(node: Node, atlas: Atlas) -> bool:
    return bool(atlas.listings.get(node.listing))
