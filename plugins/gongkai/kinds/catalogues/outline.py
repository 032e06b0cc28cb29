"""The column tree made ready for asking: every column by identifier, with its place, its addresses and its listings.

In: the register `columns`. Out: an `Outline`. It is here because placing 100,000 records asks the tree 100,000 times,
and because pages and rules must agree on what a column inherits and where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from gongkai.kinds.catalogues.model import Column, ColumnTree
from gongkai.model.room import Context

DIRECTORY = "columns/index.html"
KEY_FIELDS = "columns/key-fields.html"
SECTIONS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
"""The five sections every portal has, under these names (国办公开办函〔2019〕61号; POR-01)."""
OPENNESS = ("决策", "执行", "管理", "服务", "结果")
"""五公开 in the order of the notices; the n-th has the address `columns/openness-<n>.html`."""

_BODY_PAGE = re.compile(r"(?:departments|guides|matters)/([a-z0-9-]+)(?:/columns)?\.html(?<!/index\.html)")
"""Addresses that belong to one body; none of them exists on a site without that body."""


def openness_url(name: str) -> str:
    return f"columns/openness-{OPENNESS.index(name) + 1}.html"


class Node(msgspec.Struct, frozen=True):
    """One column in its place. `depth` is 1 for the first level; `department` and `office` are its own or those above
    it.

    `listings` are where a record of this column stands: here, and in every column above it but the first level, whose
    page unfolds the levels below instead. `position` is the path of keys in the file.
    """

    column: Column
    path: tuple[str, ...]
    position: tuple[str | int, ...]
    children: tuple[str, ...]
    department: str
    office: str
    listings: tuple[str, ...]

    @property
    def identifier(self) -> str:
        return self.column.identifier

    @property
    def title(self) -> str:
        return self.column.title

    @property
    def depth(self) -> int:
        return len(self.path)

    @property
    def listing(self) -> str:
        return f"columns/{self.column.identifier}"

    @property
    def url(self) -> str:
        """Its page: that of the site which bears the column, where another does."""
        return self.column.link or f"columns/{self.column.identifier}.html"

    @property
    def takes_records(self) -> bool:
        """Whether a record may name it: not where it is filled by a query or borne by another page."""
        return self.column.query is None and self.column.link is None


class Outline(msgspec.Struct, frozen=True):
    """All columns by identifier, in the order of the file. Of two with one identifier (COL-01) the first counts."""

    nodes: Mapping[str, Node]
    first_level: tuple[str, ...]
    queries: tuple[Node, ...]
    filled: dict[tuple[str, ...], tuple[str, ...]] = msgspec.field(default_factory=dict)
    """What `placing` found for records that are alike in every respect a query can ask for."""
    standings: dict[tuple[str, ...], object] = msgspec.field(default_factory=dict)
    """The same for `standing`."""

    def get(self, identifier: str) -> Node | None:
        return self.nodes.get(identifier)

    def child_nodes(self, node: Node) -> tuple[Node, ...]:
        return tuple(self.nodes[identifier] for identifier in node.children)

    def leaves(self, identifier: str) -> Iterator[Node]:
        """The column itself or, where it has columns below, their leaves."""
        node = self.nodes[identifier]
        if not node.children:
            yield node
        for child in node.children:
            yield from self.leaves(child)

    def all_leaves(self) -> Iterator[Node]:
        for identifier in self.first_level:
            yield from self.leaves(identifier)

    def titled(self, title: str) -> Node | None:
        """The first column of that name: the mandated sections are known by theirs."""
        return next((node for node in self.nodes.values() if node.title == title), None)


def grow(tree: ColumnTree) -> Outline:
    """The outline of a tree."""
    nodes: dict[str, Node] = {}
    first_level = _grow_level(tree.columns, None, ("栏目",), nodes)
    return Outline(nodes, first_level, tuple(node for node in nodes.values() if node.column.query is not None))


def _grow_level(
    columns: tuple[Column, ...], above: Node | None, position: tuple[str | int, ...], nodes: dict[str, Node]
) -> tuple[str, ...]:
    level: list[str] = []
    for index, column in enumerate(columns):
        if column.identifier in nodes:
            continue
        level.append(column.identifier)
        node = _node(column, above, (*position, index))
        nodes[column.identifier] = node
        children = _grow_level(column.children, node, (*node.position, "下级"), nodes)
        nodes[column.identifier] = Node(
            column, node.path, node.position, children, node.department, node.office, node.listings
        )
    return tuple(level)


def _node(column: Column, above: Node | None, position: tuple[str | int, ...]) -> Node:
    own = f"columns/{column.identifier}"
    if above is None:
        return Node(column, (column.identifier,), position, (), column.department or "", column.office or "", (own,))
    return Node(
        column,
        (*above.path, column.identifier),
        position,
        (),
        column.department or above.department,
        column.office or ("" if column.department else above.office),
        (own, *(above.listings if above.depth > 1 else ())),
    )


_latest: list[tuple[ColumnTree, Outline]] = []


def outline_of(context: Context) -> Outline:
    """The outline of the context's tree, grown once: within one build there is one tree."""
    tree = context.registers["columns"]
    if not _latest or _latest[0][0] is not tree:
        assert isinstance(tree, ColumnTree)
        _latest[:] = [(tree, grow(tree))]
    return _latest[0][1]


def stands(node: Node, context: Context, has_records: Callable[[Node], bool]) -> bool:
    """Whether a column stands on this site. A county's own site leaves out what is others' duty and empty there, but
    has the five sections like every other."""
    scope = context.settings.scope
    if not scope or node.title in SECTIONS:
        return True
    if node.column.link is not None:
        named = _BODY_PAGE.fullmatch(node.column.link)
        return named is None or context.bodies.within(named[1], scope)
    if context.bodies.within(node.department, scope) or has_records(node):
        return True
    return any(stands(child, context, has_records) for child in outline_of(context).child_nodes(node))


def element_listing(column: str, index: int) -> str:
    """The listing of the records that fulfil one 公开要素 of a column; it has no page of its own."""
    return f"elements/{column}/{index}"


def body_listing(body: str, column: str) -> str:
    """The listing of a column's records of one body and all bodies below it."""
    return f"departments/{body}/columns/{column}"
