"""The flat directory (平铺式目录): the portal's door page, a page for each first-level column, the 五公开 doors.

In: the column tree, the Inquiry. Out: Pages. Left only first-level columns; right the second and third levels of the
chosen one, unfolded with their newest items, no further clicks.

Sources: 国办公开办函〔2019〕61号 (sections of the portal), 条例第20条 (the 15 items).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.kinds.catalogues.blocks import (
    PORTAL,
    SECTION,
    Block,
    Door,
    NavLink,
    block,
    first_level,
    is_shown,
    shown_children,
    way_to,
    why_empty,
    within,
)
from gongkai.kinds.catalogues.outline import (
    DIRECTORY,
    KEY_FIELDS,
    OPENNESS,
    SECTIONS,
    Node,
    Outline,
    openness_url,
    outline_of,
)
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.standards import art20_items
from gongkai.workshop.listing_pages import ListingHead, listing_head, page_title
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb


class StatutoryRow(msgspec.Struct, frozen=True):
    """One of the 15 items with the columns that fulfil it and its newest day."""

    label: str
    text: str
    columns: tuple[Door, ...]
    date: str


class PortalView(msgspec.Struct, frozen=True):
    """Context of `catalogues/portal.html`."""

    trail: tuple[Crumb, ...]
    title: str
    nav: tuple[NavLink, ...]
    sections: tuple[Door, ...]
    statutory: tuple[StatutoryRow, ...]
    openness: tuple[Door, ...]
    more: tuple[Door, ...]


class DirectoryView(msgspec.Struct, frozen=True):
    """Context of `catalogues/directory.html`. `own` is the list of a first-level column that takes records itself."""

    trail: tuple[Crumb, ...]
    title: str
    description: str
    nav: tuple[NavLink, ...]
    blocks: tuple[Block, ...]
    own: ListingHead | None
    empty: str


def portal_page(inquiry: Inquiry, site: Site) -> Page:
    """`columns/index.html`: the five sections, the 15 items, the 五公开 doors; left the first-level columns."""
    outline = outline_of(site.context)
    sections = [node for name in SECTIONS if (node := outline.titled(name)) is not None]
    has_key_fields = any(node.column.key_field for node in outline.nodes.values())
    more = [Door("重点领域", KEY_FIELDS, "重点领域各事项逐项展示")] if has_key_fields else []
    more.append(Door("主动公开事项目录清单", "matters/index.html", "公开什么、谁公开、何时公开、到哪里看"))
    more.append(Door("各单位公开目录", "departments/index.html", "按单位查看同一目录"))
    view = PortalView(
        (Crumb(PORTAL),),
        PORTAL,
        first_level("", inquiry, site.context),
        tuple(Door(node.title, node.url, node.column.description or "") for node in sections),
        tuple(_statutory(outline, inquiry, site)),
        tuple(Door(f"{name}公开", openness_url(name)) for name in OPENNESS),
        tuple(more),
    )
    description = "政府信息公开专栏"
    head = head_html(column_tags(PORTAL, description, (), PORTAL))
    body = site.fill("catalogues/portal.html", DIRECTORY, view=view)
    return Page(DIRECTORY, SECTION, PORTAL, description, head, body)


def _statutory(outline: Outline, inquiry: Inquiry, site: Site) -> Iterator[StatutoryRow]:
    for item in art20_items():
        nodes = statutory_columns(item.number, outline)
        nodes = [node for node in nodes if is_shown(node, inquiry, site.context)]
        date = max((newest_day(node, outline, inquiry) for node in nodes), default="")
        yield StatutoryRow(item.label, item.text, tuple(Door(node.title, node.url) for node in nodes), date)


def newest_day(node: Node, outline: Outline, inquiry: Inquiry) -> str:
    """The newest day of a column and all below it; a first-level column has no listing of the levels below."""
    below = outline.child_nodes(node) if node.depth == 1 else ()
    items = (item for each in (node, *below) for item in inquiry.newest(each.listing, 1).items)
    return max((item.date for item in items), default="")


def statutory_columns(number: int, outline: Outline) -> list[Node]:
    """The columns of one of the 15 items, the highest of each branch."""
    marked = [node for node in outline.nodes.values() if number in node.column.statutory_items]
    names = {node.identifier for node in marked}
    return [node for node in marked if not names.intersection(node.path[:-1])]


def directory_page(identifier: str, inquiry: Inquiry, site: Site) -> Page:
    """`columns/<first-level>.html`."""
    outline = outline_of(site.context)
    node = outline.nodes[identifier]
    path = f"{node.listing}.html"
    own = listing_head(node.listing, inquiry, site.settings, site.settings.newest)
    view = DirectoryView(
        (*way_to(node, outline), Crumb(node.title)),
        node.title,
        node.column.description or "",
        first_level(identifier, inquiry, site.context),
        tuple(_second_level(child, inquiry, site) for child in shown_children(node, inquiry, site.context)),
        own if own.rows or not node.children else None,
        why_empty(node),
    )
    description = node.column.description or f"{node.title}栏目的各级信息"
    head = head_html(column_tags(node.title, description, node.column.elements, PORTAL))
    title = page_title(node.title, within(node, outline))
    return Page(path, SECTION, title, description, head, site.fill("catalogues/directory.html", path, view=view))


def _second_level(node: Node, inquiry: Inquiry, site: Site) -> Block:
    children = shown_children(node, inquiry, site.context)
    made = block(node, inquiry, site)
    if not children:
        return made
    below = tuple(_third_level(child, inquiry, site) for child in children)
    return msgspec.structs.replace(made, rows=(), empty="", note=None, blocks=below)


def _third_level(node: Node, inquiry: Inquiry, site: Site) -> Block:
    made = block(node, inquiry, site)
    if not node.column.key_field or not node.children:
        return made
    return msgspec.structs.replace(
        made, note=Door(f"重点领域，分{len(node.children)}项展示", f"{KEY_FIELDS}#{node.identifier}")
    )


def openness_page(name: str, inquiry: Inquiry, site: Site) -> Page:
    """`columns/openness-<n>.html`: the second door into the catalogue, by 五公开."""
    outline = outline_of(site.context)
    path = openness_url(name)
    groups: list[Block] = []
    for identifier in outline.first_level:
        top = outline.nodes[identifier]
        marked = [node for node in outline.leaves(identifier) if name in node.column.openness]
        below = tuple(block(node, inquiry, site) for node in marked if is_shown(node, inquiry, site.context))
        if below:
            groups.append(Block(top.title, f"in-{identifier}", top.url, (), "", None, "", None, below))
    title = f"{name}公开"
    view = DirectoryView(
        (Crumb(PORTAL, DIRECTORY), Crumb(title)), title, "", _openness_nav(name), tuple(groups), None, ""
    )
    body = site.fill("catalogues/openness.html", path, view=view)
    description = f"按“五公开”查看：{title}"
    head = head_html(column_tags(title, description, (), PORTAL))
    return Page(path, SECTION, page_title(title, ("五公开",)), description, head, body)


def _openness_nav(current: str) -> tuple[NavLink, ...]:
    return tuple(NavLink(f"{name}公开", openness_url(name), name == current) for name in OPENNESS)
