"""Blocks: a column on somebody else's page, with its newest items.

In: nodes of the tree, the Inquiry. Out: `Block` values for the macro `block`, and what all column pages share: the left
column, the way to a page, names of bodies. It is here because the flat directory, the 五公开 doors and the bodies' own
views all unfold columns in the same way.
"""

from __future__ import annotations

import msgspec

from gongkai.kinds.catalogues.outline import DIRECTORY, Node, Outline, outline_of, stands
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Site
from gongkai.model.summary import Summary
from gongkai.workshop.page_parts import Crumb

SECTION = "columns"
PORTAL = "政府信息公开"
NOTHING = "暂无信息。"


class NavLink(msgspec.Struct, frozen=True):
    """One first-level column of the left column."""

    title: str
    url: str
    current: bool


class Door(msgspec.Struct, frozen=True):
    """A quiet door: a link with a line of text."""

    title: str
    url: str
    text: str = ""


class Block(msgspec.Struct, frozen=True):
    """A column unfolded. `count` is None where it has no list of its own; `empty` says why there are no items.

    `note` is a link below the items: to the fourth level of a key field, or to what an empty column says of itself.
    `blocks` are the columns below.
    """

    title: str
    anchor: str
    url: str
    rows: tuple[Summary, ...]
    date: str
    count: int | None
    empty: str
    note: Door | None = None
    blocks: tuple[Block, ...] = ()


def block(node: Node, inquiry: Inquiry, site: Site, listing: str = "", url: str = "") -> Block:
    """A column's block with its newest items, from its own listing or from a body's part of it."""
    if node.column.link:
        text = node.column.description or "、".join(node.column.elements)
        return Block(node.title, node.identifier, node.url, (), "", None, text)
    newest = inquiry.newest(listing or node.listing, site.settings.block_items)
    found = newest.items
    if not found:
        return Block(node.title, node.identifier, "", (), "", None, why_empty(node), Door("关于本栏目", node.url))
    return Block(node.title, node.identifier, url or node.url, found, found[0].date, newest.count, "")


def why_empty(node: Node) -> str:
    """What stands where items would: the body's written statement, or that there is nothing yet."""
    statement = node.column.none_statement
    return f"{statement.rstrip('。')}。" if statement else NOTHING


def is_shown(node: Node, inquiry: Inquiry, context: Context) -> bool:
    """Whether a column stands on this site, as `units` found when it made its page."""
    return stands(node, context, lambda each: bool(inquiry.count(each.listing)))


def first_level(current: str, inquiry: Inquiry, context: Context) -> tuple[NavLink, ...]:
    """The left column."""
    outline = outline_of(context)
    nodes = (outline.nodes[identifier] for identifier in outline.first_level)
    return tuple(
        NavLink(node.title, node.url, node.identifier == current) for node in nodes if is_shown(node, inquiry, context)
    )


def shown_children(node: Node, inquiry: Inquiry, context: Context) -> tuple[Node, ...]:
    return tuple(child for child in outline_of(context).child_nodes(node) if is_shown(child, inquiry, context))


def way_to(node: Node, outline: Outline) -> tuple[Crumb, ...]:
    """The steps above a column's page."""
    above = (outline.nodes[step] for step in node.path[:-1])
    return (Crumb(PORTAL, DIRECTORY), *(Crumb(each.title, each.url) for each in above))


def within(node: Node, outline: Outline) -> tuple[str, ...]:
    """What <title> says after a column's name: columns of one name stand under several others."""
    return (*(outline.nodes[step].title for step in reversed(node.path[:-1])), "公开目录")


def body_link(identifier: str, inquiry: Inquiry) -> Door:
    """A body's name and page; its identifier where it is not in the register (an error elsewhere)."""
    body = inquiry.record(Ref("department", identifier)) if identifier else None
    return Door(body.title, body.url) if body is not None else Door(identifier, "")
