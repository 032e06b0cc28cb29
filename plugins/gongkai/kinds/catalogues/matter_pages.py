"""Lists of disclosure matters: a body's list under the columns the site chose, and the grassroots table by field.

In: the bodies that have lists, the Inquiry. Out: `matters/index.html`, `matters/<body>.html`,
`matters/<body>-grassroots.html`. Every matter leads to the column that fulfils it and to its newest item (联动展示).

Sources: 条例第12条; 国办发〔2019〕54号 (columns and marks of the grassroots table).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

import msgspec

from gongkai.kinds.catalogues.blocks import PORTAL, SECTION, Door, body_link
from gongkai.kinds.catalogues.matter_columns import FULFILMENT, NAME, cells
from gongkai.kinds.catalogues.matter_kind import MatterRow, row_of
from gongkai.kinds.catalogues.outline import DIRECTORY, body_listing, outline_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.standards import grassroots
from gongkai.workshop.listing_pages import Row
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

INDEX = "matters/index.html"
_TITLE = "主动公开事项目录清单"


class MatterLine(msgspec.Struct, frozen=True):
    """One matter: its row, where it is fulfilled, and the newest item there. `cells` are texts by column label."""

    number: int
    anchor: str
    row: MatterRow
    place: Door
    newest: Summary | None
    cells: Mapping[str, str]


class MattersIndexView(msgspec.Struct, frozen=True):
    """Context of `catalogues/matters-index.html`: the bodies' lists, and the grassroots tables among them.

    `elements` are the columns that say something of a matter; `fulfilled`: whether the lists lead to what fulfils it.
    """

    trail: tuple[Crumb, ...]
    title: str
    lists: tuple[Row, ...]
    tables: tuple[Row, ...]
    elements: tuple[str, ...]
    fulfilled: bool


class MattersView(msgspec.Struct, frozen=True):
    """Context of `catalogues/matters.html`. `columns` are labels in the site's order, two of them the page's own."""

    trail: tuple[Crumb, ...]
    title: str
    body: Door
    lines: tuple[MatterLine, ...]
    grassroots: str
    columns: tuple[str, ...]
    name: str = NAME
    fulfilment: str = FULFILMENT


class FieldGroup(msgspec.Struct, frozen=True):
    """The matters of one of the 26 fields."""

    title: str
    anchor: str
    lines: tuple[MatterLine, ...]


class GrassrootsView(msgspec.Struct, frozen=True):
    """Context of `catalogues/grassroots.html`. Labels and marks are those of the standard table."""

    trail: tuple[Crumb, ...]
    title: str
    body: Door
    groups: tuple[FieldGroup, ...]
    channels: tuple[str, ...]
    levels: tuple[str, ...]
    chosen: str
    not_chosen: str
    tick: str


def matters_index(bodies: str, inquiry: Inquiry, site: Site) -> Page:
    """`matters/index.html` in official order. `bodies` are the identifiers of those with lists, parted by blanks."""
    found = [(inquiry.record(Ref("department", name)), name) for name in bodies.split()]
    ordered = sorted(found, key=lambda each: (each[0].order if each[0] else "", each[1]))
    lists = tuple(_list_row(name, "", inquiry) for _, name in ordered)
    tables = tuple(_list_row(name, "-grassroots", inquiry) for _, name in ordered)
    view = MattersIndexView(
        (Crumb(PORTAL, DIRECTORY), Crumb(_TITLE)),
        _TITLE,
        lists,
        tuple(table for table in tables if table.url),
        tuple(label for label in site.settings.matter_columns if label not in (NAME, FULFILMENT)),
        FULFILMENT in site.settings.matter_columns,
    )
    return _page(
        INDEX, _TITLE, "各单位主动公开事项目录清单", site.fill("catalogues/matters-index.html", INDEX, view=view)
    )


def matters_page(body: str, inquiry: Inquiry, site: Site) -> Page:
    """`matters/<body>.html`: every matter of the list under the site's columns."""
    link = body_link(body, inquiry)
    lines = tuple(_lines(f"matters/{body}", inquiry, site))
    has_table = inquiry.count(f"matters/{body}-grassroots")
    title = f"{link.title}{_TITLE}"
    path = f"matters/{body}.html"
    table = f"matters/{body}-grassroots.html" if has_table else ""
    view = MattersView(_trail(link.title), title, link, lines, table, site.settings.matter_columns)
    return _page(
        path,
        title,
        f"{link.title}公开什么、依据什么、何时公开、到哪里看",
        site.fill("catalogues/matters.html", path, view=view),
    )


def grassroots_page(body: str, inquiry: Inquiry, site: Site) -> Page:
    """`matters/<body>-grassroots.html`: the standard table, grouped by the fields in their order."""
    link = body_link(body, inquiry)
    standard = grassroots()
    order = {field.name: (index, field.code) for index, field in enumerate(standard.fields)}
    lines = list(_lines(f"matters/{body}-grassroots", inquiry, site))
    lines.sort(key=lambda line: order.get(line.row.field, (len(order), ""))[0])
    groups = tuple(
        FieldGroup(name, order.get(name, (0, "other"))[1], tuple(group))
        for name, group in groupby(lines, key=lambda line: line.row.field)
    )
    used = {level for line in lines for level in line.row.levels}
    levels = tuple(level for level in ("市级", "县级", "乡级", "村级") if level in used or level in ("县级", "乡级"))
    title = f"{link.title}基层政务公开标准目录"
    path = f"matters/{body}-grassroots.html"
    trail = (*_trail("")[:-1], Crumb(link.title, f"matters/{body}.html"), Crumb("基层政务公开标准目录"))
    view = GrassrootsView(
        trail, title, link, groups, standard.channels, levels, standard.chosen, standard.not_chosen, standard.tick
    )
    return _page(path, title, f"{title}，按领域列出公开事项", site.fill("catalogues/grassroots.html", path, view=view))


def _list_row(body: str, suffix: str, inquiry: Inquiry) -> Row:
    """One list on the index, with its count; without address where there is none."""
    listing = f"matters/{body}{suffix}"
    count = inquiry.count(listing)
    return Row(body_link(body, inquiry).title, f"{listing}.html" if count else "", f"{count}项", "", "")


def _lines(listing: str, inquiry: Inquiry, site: Site) -> Iterable[MatterLine]:
    for number, summary in enumerate(inquiry.members(listing), 1):
        found = row_of(summary)
        place, newest = _fulfilment(found, summary.department, inquiry, site)
        anchor = summary.ref.place.rpartition("/")[2]
        yield MatterLine(number, anchor, found, place, newest, cells(found, site.settings.matter_columns))


def _fulfilment(found: MatterRow, owner: str, inquiry: Inquiry, site: Site) -> tuple[Door, Summary | None]:
    """Where a matter is fulfilled: in its body's part of the column, or that of the list's owner and all below it.

    Never by another body's item; where there is none yet, the column itself is named.
    """
    node = outline_of(site.context).get(found.column)
    if node is None:
        return Door("", ""), None
    if node.column.link is not None:
        return Door(node.title, node.url), None
    for body in dict.fromkeys((found.department, owner)):
        own = body_listing(body, node.identifier)
        newest = inquiry.newest(own, 1).items
        if newest:
            return Door(node.title, f"{own}.html"), newest[0]
    return Door(node.title, node.url, "暂无信息"), None


def _trail(last: str) -> tuple[Crumb, ...]:
    return (Crumb(PORTAL, DIRECTORY), Crumb(_TITLE, INDEX), Crumb(last))


def _page(path: str, title: str, description: str, body: str) -> Page:
    head = head_html(column_tags(title, description, (_TITLE,), PORTAL))
    return Page(path, SECTION, title, description, head, body)
