"""Each body's own view of the column tree: a department's, a township's, a county's with all bodies below it.

In: a body, the columns in which it has records (known when the unit was named, so that the page asks nothing of the
hundred others), the Inquiry. Out: `departments/<id>/columns.html`, and headings for the lists
`departments/<id>/columns/<column>`.
"""

from __future__ import annotations

import msgspec

from gongkai.kinds.catalogues.blocks import Block, Door, block, why_empty, within
from gongkai.kinds.catalogues.column_pages import describe
from gongkai.kinds.catalogues.outline import Node, Outline, body_listing, outline_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Site
from gongkai.workshop.listing_pages import Heading
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

SECTION = "departments"
_VIEW = "公开目录"


class BodyColumnsView(msgspec.Struct, frozen=True):
    """Context of `catalogues/body-columns.html`. `due` are columns it answers for and has nothing in yet."""

    trail: tuple[Crumb, ...]
    title: str
    body: Door
    groups: tuple[Block, ...]
    due: tuple[tuple[Door, str], ...]
    not_applicable: tuple[tuple[str, str], ...]


def body_columns_page(body: str, filled: str, inquiry: Inquiry, site: Site) -> Page:
    """`departments/<id>/columns.html`. `filled` are the identifiers of its columns with records, parted by blanks."""
    outline = outline_of(site.context)
    link = _body(body, inquiry)
    have = set(filled.split())
    groups = tuple(_groups(body, have, outline, inquiry, site))
    due = tuple(
        (Door(node.title, node.url), node.column.none_statement or "本单位暂无信息")
        for node in outline.all_leaves()
        if node.department == body
        and node.takes_records
        and node.identifier not in have
        and applies(node, body, site.context)
    )
    reasons = tuple(
        (node.title, each.reason)
        for node in outline.nodes.values()
        for each in node.column.not_applicable
        if each.department == body
    )
    title = f"{link.title}公开目录"
    view = BodyColumnsView(
        _trail(link, Crumb(_VIEW)),
        title,
        link,
        groups,
        due,
        reasons,
    )
    path = f"departments/{body}/columns.html"
    description = f"{link.title}主动公开的政府信息，按栏目排列"
    head = head_html(column_tags(title, description, [group.title for group in groups], _VIEW))
    return Page(path, SECTION, title, description, head, site.fill("catalogues/body-columns.html", path, view=view))


def body_column_heading(body: str, column: str, inquiry: Inquiry, site: Site) -> Heading:
    """What stands above the list of a body's records in one column."""
    outline = outline_of(site.context)
    node = outline.nodes[column]
    link = _body(body, inquiry)
    trail = _trail(link, Crumb(_VIEW, f"departments/{body}/columns.html"))
    return Heading(
        f"{link.title}：{node.title}",
        SECTION,
        trail,
        describe(node),
        node.column.elements,
        node.title,
        why_empty(node),
        within(node, outline),
    )


def applies(node: Node, body: str, context: Context) -> bool:
    """Whether a column is meant for bodies of this type, and not waived for this one."""
    found = context.bodies.get(body)
    if found is None or any(each.department == body for each in node.column.not_applicable):
        return False
    return not node.column.applies_to or found.type in node.column.applies_to


def _groups(body: str, have: set[str], outline: Outline, inquiry: Inquiry, site: Site) -> list[Block]:
    """The body's columns under their second level; one that has no level below it stands for itself."""
    below: dict[str, list[Block]] = {}
    for node in outline.nodes.values():
        if node.identifier in have:
            below.setdefault(node.path[:2][-1], []).append(_block(body, node, inquiry, site))
    return [_group(outline.nodes[identifier], blocks) for identifier, blocks in below.items()]


def _group(node: Node, blocks: list[Block]) -> Block:
    if [each.anchor for each in blocks] == [node.identifier]:
        return blocks[0]
    date = max(each.date for each in blocks)
    return Block(node.title, f"in-{node.identifier}", "", (), date, None, "", None, tuple(blocks))


def _block(body: str, node: Node, inquiry: Inquiry, site: Site) -> Block:
    listing = body_listing(body, node.identifier)
    return block(node, inquiry, site, listing, f"{listing}.html")


def _body(identifier: str, inquiry: Inquiry) -> Door:
    found = inquiry.record(Ref("department", identifier))
    return Door(found.title, found.url) if found is not None else Door(identifier, "")


def _trail(body: Door, last: Crumb) -> tuple[Crumb, ...]:
    return (Crumb("机构职能", "departments/index.html"), Crumb(body.title, body.url), last)
