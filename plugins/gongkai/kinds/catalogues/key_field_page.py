"""重点领域: all key fields gathered on one page, field by field; each opens its fourth level in place.

In: the columns marked 重点领域, the Inquiry. Out: `columns/key-fields.html`, with an anchor for each field.
"""

from __future__ import annotations

import msgspec

from gongkai.kinds.catalogues.blocks import PORTAL, SECTION, NavLink, body_link, first_level, is_shown, shown_children
from gongkai.kinds.catalogues.outline import DIRECTORY, KEY_FIELDS, Node, Outline, outline_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

_TITLE = "重点领域"


class KeyMatter(msgspec.Struct, frozen=True):
    """One column of the fourth level, as the macro `matters` shows it."""

    title: str
    url: str
    content: str
    body: str
    limit: str
    newest: Summary | None


class KeyField(msgspec.Struct, frozen=True):
    """One field, for the macro `key_fields`."""

    title: str
    anchor: str
    matters: tuple[KeyMatter, ...]
    open: bool = False


class KeyFieldsView(msgspec.Struct, frozen=True):
    """Context of `catalogues/key-fields.html`."""

    trail: tuple[Crumb, ...]
    title: str
    nav: tuple[NavLink, ...]
    fields: tuple[KeyField, ...]


def key_fields_page(inquiry: Inquiry, site: Site) -> Page:
    """`columns/key-fields.html`."""
    outline = outline_of(site.context)
    marked = [node for node in outline.nodes.values() if node.column.key_field]
    fields = tuple(_field(node, outline, inquiry, site) for node in marked if is_shown(node, inquiry, site.context))
    nav = first_level("", inquiry, site.context)
    view = KeyFieldsView((Crumb(PORTAL, DIRECTORY), Crumb(_TITLE)), _TITLE, nav, fields)
    description = "重点领域信息公开：逐个领域列出公开事项、内容、责任单位、时限和最新信息"
    head = head_html(column_tags(_TITLE, description, [field.title for field in fields], PORTAL))
    body = site.fill("catalogues/key-fields.html", KEY_FIELDS, view=view)
    return Page(KEY_FIELDS, SECTION, _TITLE, description, head, body)


def _field(node: Node, outline: Outline, inquiry: Inquiry, site: Site) -> KeyField:
    above = outline.nodes[node.path[-2]] if node.depth > 2 else None
    title = f"{above.title}：{node.title}" if above else node.title
    columns = shown_children(node, inquiry, site.context) or (node,)
    return KeyField(title, node.identifier, tuple(_matter(column, inquiry) for column in columns))


def _matter(node: Node, inquiry: Inquiry) -> KeyMatter:
    newest = inquiry.newest(node.listing, 1).items
    return KeyMatter(
        node.title,
        node.url,
        "、".join(node.column.elements) or node.column.description or "—",
        body_link(node.department, inquiry).title or "—",
        node.column.update_limit or "—",
        newest[0] if newest else None,
    )
