"""Pages of the columns below the first level: their list, what they must hold, and the columns below them.

In: a node of the tree, the Inquiry. Out: `columns/<id>.html`; the pages of its years are those of any listing.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.kinds.catalogues.blocks import (
    SECTION,
    Block,
    Door,
    NavLink,
    block,
    body_link,
    first_level,
    shown_children,
    way_to,
    why_empty,
    within,
)
from gongkai.kinds.catalogues.model import Column
from gongkai.kinds.catalogues.outline import Node, element_listing, openness_url, outline_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.standards import art20_items
from gongkai.workshop.listing_pages import Heading, ListingHead, listing_head, page_title
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb


class Attribute(msgspec.Struct, frozen=True):
    """One line of what the column is: a label and its values, each with or without a link."""

    label: str
    values: tuple[Door, ...]


class Element(msgspec.Struct, frozen=True):
    """One 公开要素 and the newest item that fulfils it; None names it as missing."""

    title: str
    newest: Summary | None


class Step(msgspec.Struct, frozen=True):
    """One event in the column's life, for the macro `timeline`."""

    title: str
    date: str
    text: str
    url: str = ""
    current: bool = True


class ColumnView(msgspec.Struct, frozen=True):
    """Context of `catalogues/column.html`. `elements` is empty where a query fills the column, and in inner columns."""

    trail: tuple[Crumb, ...]
    title: str
    description: str
    nav: tuple[NavLink, ...]
    blocks: tuple[Block, ...]
    head: ListingHead
    empty: str
    elements: tuple[Element, ...]
    missing: int
    attributes: tuple[Attribute, ...]
    not_applicable: tuple[tuple[Door, str], ...]
    history: tuple[Step, ...]


def column_page(identifier: str, inquiry: Inquiry, site: Site) -> Page:
    """`columns/<id>.html`."""
    outline = outline_of(site.context)
    node = outline.nodes[identifier]
    elements = tuple(_elements(node, inquiry))
    view = ColumnView(
        (*way_to(node, outline), Crumb(node.title)),
        node.title,
        node.column.description or "",
        first_level(node.path[0], inquiry, site.context),
        tuple(block(child, inquiry, site) for child in shown_children(node, inquiry, site.context)),
        listing_head(node.listing, inquiry, site.settings, site.settings.newest),
        why_empty(node),
        elements,
        sum(element.newest is None for element in elements),
        tuple(each for each in _attributes(node, inquiry) if each.label != "公开要素" or not elements),
        tuple((body_link(each.department, inquiry), each.reason) for each in node.column.not_applicable),
        tuple(_history(node.column)),
    )
    path = f"{node.listing}.html"
    head = head_html(column_tags(node.title, describe(node), node.column.elements, _top_title(node, site)))
    title = page_title(node.title, within(node, outline))
    return Page(path, SECTION, title, describe(node), head, site.fill("catalogues/column.html", path, view=view))


def column_heading(node: Node, site: Site) -> Heading:
    """What stands above the column's year pages."""
    outline = outline_of(site.context)
    return Heading(
        node.title,
        SECTION,
        way_to(node, outline),
        describe(node),
        node.column.elements,
        _top_title(node, site),
        why_empty(node),
        within(node, outline),
    )


def describe(node: Node) -> str:
    """One sentence on a column, for lists and page tags."""
    if node.column.description:
        return node.column.description
    elements = "、".join(node.column.elements)
    return f"{node.title}：{elements}" if elements else f"{node.title}栏目的信息"


def _top_title(node: Node, site: Site) -> str:
    return outline_of(site.context).nodes[node.path[0]].title


def _elements(node: Node, inquiry: Inquiry) -> Iterator[Element]:
    if node.children or not node.takes_records or node.column.none_statement:
        return
    for index, title in enumerate(node.column.elements):
        newest = inquiry.newest(element_listing(node.identifier, index), 1).items
        yield Element(title, newest[0] if newest else None)


def _attributes(node: Node, inquiry: Inquiry) -> Iterator[Attribute]:
    column = node.column
    if node.department:
        office = (Door(node.office, ""),) if node.office else ()
        yield Attribute("责任单位", (body_link(node.department, inquiry), *office))
    for label, values in (
        ("公开要素", column.elements),
        ("公开依据", column.basis),
        ("更新时限", (column.update_limit,)),
        ("保留期限", (_retention(column),)),
        ("公开对象", (column.audience,)),
        ("数据来源", (column.data_source,)),
        ("适用单位", column.applies_to),
    ):
        doors = tuple(Door(value, "") for value in values if value)
        if doors:
            yield Attribute(label, doors)
    if column.openness:
        yield Attribute("五公开", tuple(Door(name, openness_url(name)) for name in column.openness))
    if column.statutory_items:
        labels = {item.number: item.label for item in art20_items()}
        items = (labels[number] for number in column.statutory_items if number in labels)
        yield Attribute("法定事项", tuple(Door(f"条例{label}", "") for label in items))


def _retention(column: Column) -> str:
    if column.retention is None:
        return ""
    notes = [
        column.retention_basis and f"依据{column.retention_basis}",
        column.retention_decided_by and f"由{column.retention_decided_by}决定",
        "到期由人工审慎清理" if column.careful else "",
    ]
    return "；".join(filter(None, (column.retention, *notes)))


def _history(column: Column) -> Iterator[Step]:
    for event in column.history:
        former = f"原名称：{event.former_name}" if event.former_name else ""
        paper = f"依据：{event.paper}" if event.paper else ""
        yield Step(event.event, event.day.isoformat(), "；".join(filter(None, (former, paper))))
