"""Rules of the column tree itself: `catalogues/columns.yml` against the bodies and the official lists.

In: the Context. Out: SiteProblems at their place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai.kinds.catalogues.model import Column, ColumnTree, Query
from gongkai.kinds.catalogues.outline import SECTIONS, Node, Outline, outline_of
from gongkai.model.room import Context, Problem, SiteProblem
from gongkai.standards import theme_code, themes

Position = tuple[str | int, ...]
_OF_KIND = {
    "policy": ("文件类别", "有效性"),
    "interpretation": ("解读形式", "解读主体"),
    "entry": ("栏目",),
}
"""Conditions that only one kind of record can meet."""


def columns_path(context: Context) -> str:
    return f"{context.settings.catalogues}/columns.yml"


def tree_problems(context: Context) -> Iterator[SiteProblem]:
    """COL-01 to COL-05 and POR-01. A site without a tree has nothing to say."""
    outline = outline_of(context)
    if not outline.nodes:
        return
    path = columns_path(context)
    found = chain(_repeated(context), _sections(outline))
    for problem in found:
        yield SiteProblem(problem, None, path)
    for node in outline.nodes.values():
        for problem in chain(_bodies(node, context), _statutory(node), _query(node, outline, context)):
            yield SiteProblem(problem, None, path)


def _repeated(context: Context) -> Iterator[Problem]:
    tree = context.registers["columns"]
    assert isinstance(tree, ColumnTree)
    first: dict[str, str] = {}
    for column, position in _walk(tree.columns, ("栏目",)):
        if column.identifier in first:
            message = f"栏目标识“{column.identifier}”用了两次：“{first[column.identifier]}”和“{column.title}”"
            yield Problem("COL-01", message, "请改其中一个；已发布的标识不要改", (*position, "标识"))
        first.setdefault(column.identifier, column.title)


def _walk(columns: tuple[Column, ...], position: Position) -> Iterator[tuple[Column, Position]]:
    for index, column in enumerate(columns):
        yield column, (*position, index)
        yield from _walk(column.children, (*position, index, "下级"))


def _sections(outline: Outline) -> Iterator[Problem]:
    missing = [name for name in SECTIONS if outline.titled(name) is None]
    if missing:
        yield Problem(
            "POR-01",
            f"政府信息公开专栏缺少板块：{'、'.join(missing)}",
            "五个板块名称统一：" + "、".join(SECTIONS),
            ("栏目",),
        )


def _bodies(node: Node, context: Context) -> Iterator[Problem]:
    column, bodies = node.column, context.bodies.by_identifier
    if column.department is not None and column.department not in bodies:
        message = f"栏目“{node.title}”的责任单位“{column.department}”不存在"
        yield Problem(
            "COL-02", message, "写单位标识，例如 czj；单位登记在 departments 文件夹", (*node.position, "责任单位")
        )
    for index, each in enumerate(column.not_applicable):
        if each.department not in bodies:
            message = f"栏目“{node.title}”不适用的单位“{each.department}”不存在"
            yield Problem("COL-02", message, "写单位标识，例如 czj", (*node.position, "不适用", index, "单位"))
    types = {body.type for body in bodies.values()}
    for index, name in enumerate(column.applies_to):
        if name not in types:
            yield _unknown_type(node, name, (*node.position, "适用单位", index), types)


def _unknown_type(node: Node, name: str, position: Position, types: set[str]) -> Problem:
    message = f"栏目“{node.title}”：没有机构类型为“{name}”的单位"
    return Problem("COL-05", message, f"已登记的机构类型：{'、'.join(sorted(types))}", position)


def _statutory(node: Node) -> Iterator[Problem]:
    for index, number in enumerate(node.column.statutory_items):
        if not 1 <= number <= 15:
            message = f"栏目“{node.title}”的法定事项“{number}”不在条例第二十条之内"
            yield Problem("COL-03", message, "写1至15", (*node.position, "法定事项", index))


def _query(node: Node, outline: Outline, context: Context) -> Iterator[Problem]:
    query = node.column.query
    if query is None:
        return
    at = (*node.position, "来源")
    title = f"栏目“{node.title}”的来源："
    if node.column.link is not None:
        yield Problem("COL-04", f"{title}栏目已由页面 {node.column.link} 承担", "“来源”和“链接”只写一个", at)
    if query.department is not None and query.department not in context.bodies.by_identifier:
        yield Problem("COL-04", f"{title}没有单位“{query.department}”", "写单位标识，例如 sfb", (*at, "部门"))
    if query.theme is not None and not _is_theme(query.theme):
        hint = "写一级，或 一级\\二级，例如 综合政务"
        yield Problem("COL-04", f"{title}主题“{query.theme}”不在分类表中", hint, (*at, "主题"))
    types = {body.type for body in context.bodies.by_identifier.values()}
    for index, name in enumerate(query.body_types):
        if name not in types:
            yield _unknown_type(node, name, (*at, "机构类型", index), types)
    yield from _foreign_conditions(query, title, at)
    if query.column is not None:
        yield from _source_column(query.column, node, outline, title, at)


def _is_theme(theme: str) -> bool:
    return theme_code(theme) is not None or any(each.level1 == theme for each in themes())


def _foreign_conditions(query: Query, title: str, at: Position) -> Iterator[Problem]:
    written = query.model_dump(by_alias=True, exclude_none=True)
    for kind, names in _OF_KIND.items():
        for name in names:
            if kind != query.kind and name in written:
                message = f"{title}种类为 {query.kind} 时不能以“{name}”为条件"
                yield Problem("COL-04", message, f"“{name}”只用于种类 {kind}", (*at, name))


def _source_column(name: str, node: Node, outline: Outline, title: str, at: Position) -> Iterator[Problem]:
    source = outline.get(name)
    if source is None:
        yield Problem("COL-04", f"{title}没有栏目“{name}”", "写栏目标识", (*at, "栏目"))
    elif node.identifier in source.path or name in node.path:
        yield Problem("COL-04", f"{title}不能汇集自己、上级或下级的信息", "改汇集其他栏目", (*at, "栏目"))
    elif source.column.query is not None:
        yield Problem("COL-04", f"{title}“{source.title}”本身由系统归集", "直接写它的条件", (*at, "栏目"))
