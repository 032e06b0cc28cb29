"""The room's units of rendering: which pages exist, and which view makes each.

In: the Atlas (to list units, never to fill pages), then one unit at a time. Out: Units, Products.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongkai.kinds.catalogues.body_pages import body_column_heading, body_columns_page
from gongkai.kinds.catalogues.column_pages import column_heading, column_page
from gongkai.kinds.catalogues.directory_pages import directory_page, openness_page, portal_page
from gongkai.kinds.catalogues.key_field_page import key_fields_page
from gongkai.kinds.catalogues.matter_pages import grassroots_page, matters_index, matters_page
from gongkai.kinds.catalogues.outline import OPENNESS, Node, body_listing, outline_of, stands
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Site, Unit
from gongkai.workshop.listing_pages import index_page, pages_of_years, year_page

ROOM_NAME = "catalogues"
_STATIONED = "中央和省驻市单位"


def units_of(atlas: Atlas, context: Context) -> Iterator[Unit]:
    """Every unit of this room. Listings without records and, on a county's own site, columns of others have none."""
    outline = outline_of(context)
    yield Unit(ROOM_NAME, "portal")
    yield from (Unit(ROOM_NAME, "openness", (name,)) for name in OPENNESS)
    if any(node.column.key_field for node in outline.nodes.values()):
        yield Unit(ROOM_NAME, "key-fields")
    for node in outline.nodes.values():
        yield from _column_units(node, atlas, context)
    yield from _body_units(atlas, context)
    lists = sorted(name.partition("/")[2] for name in atlas.listings if name.startswith("matters/"))
    plain = [name for name in lists if not name.endswith("-grassroots")]
    yield Unit(ROOM_NAME, "matters-index", (" ".join(plain),))
    yield from (Unit(ROOM_NAME, "matters", (name,)) for name in plain)
    yield from (
        Unit(ROOM_NAME, "grassroots", (name.removesuffix("-grassroots"),)) for name in lists if name not in plain
    )


def _column_units(node: Node, atlas: Atlas, context: Context) -> Iterator[Unit]:
    if node.column.link is not None or not stands(node, context, lambda each: each.listing in atlas.listings):
        return
    yield Unit(ROOM_NAME, "directory" if node.depth == 1 else "column", (node.identifier,))
    for page in pages_of_years(atlas, node.listing, context.settings):
        yield Unit(ROOM_NAME, "column-year", (node.identifier, *page))


def _body_units(atlas: Atlas, context: Context) -> Iterator[Unit]:
    filled: dict[str, list[str]] = {}
    for listing in atlas.listings:
        parts = listing.split("/")
        if len(parts) == 4 and parts[0] == "departments" and parts[2] == "columns":
            filled.setdefault(parts[1], []).append(parts[3])
    for body in context.bodies.by_identifier:
        if not context.bodies.within(body, context.settings.scope):
            continue
        columns = sorted(filled.get(body, ()))
        # What is stationed here publishes on its superior's site, unless it has records after all.
        if columns or context.bodies.by_identifier[body].type != _STATIONED:
            yield Unit(ROOM_NAME, "body", (body, " ".join(columns)))
        for column in columns:
            yield Unit(ROOM_NAME, "body-column", (body, column))
            for page in pages_of_years(atlas, body_listing(body, column), context.settings):
                yield Unit(ROOM_NAME, "body-column-year", (body, column, *page))


def render_unit(unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
    return _VIEWS[unit.view](unit.arguments, inquiry, site)


def _column_year(arguments: tuple[str, ...], inquiry: Inquiry, site: Site) -> Iterable[Product]:
    identifier, year, number = arguments
    node = outline_of(site.context).nodes[identifier]
    return (year_page(node.listing, year, int(number), column_heading(node, site), inquiry, site),)


def _body_column(arguments: tuple[str, ...], inquiry: Inquiry, site: Site) -> Iterable[Product]:
    body, column = arguments
    return (index_page(body_listing(body, column), body_column_heading(body, column, inquiry, site), inquiry, site),)


def _body_column_year(arguments: tuple[str, ...], inquiry: Inquiry, site: Site) -> Iterable[Product]:
    body, column, year, number = arguments
    heading = body_column_heading(body, column, inquiry, site)
    return (year_page(body_listing(body, column), year, int(number), heading, inquiry, site),)


_VIEWS: dict[str, Callable[[tuple[str, ...], Inquiry, Site], Iterable[Product]]] = {
    "portal": lambda _, inquiry, site: (portal_page(inquiry, site),),
    "openness": lambda names, inquiry, site: (openness_page(names[0], inquiry, site),),
    "key-fields": lambda _, inquiry, site: (key_fields_page(inquiry, site),),
    "directory": lambda names, inquiry, site: (directory_page(names[0], inquiry, site),),
    "column": lambda names, inquiry, site: (column_page(names[0], inquiry, site),),
    "column-year": _column_year,
    "body": lambda names, inquiry, site: (body_columns_page(names[0], names[1], inquiry, site),),
    "body-column": _body_column,
    "body-column-year": _body_column_year,
    "matters-index": lambda names, inquiry, site: (matters_index(names[0], inquiry, site),),
    "matters": lambda names, inquiry, site: (matters_page(names[0], inquiry, site),),
    "grassroots": lambda names, inquiry, site: (grassroots_page(names[0], inquiry, site),),
}
