"""The library's home, and the pages of its facets.

In: the Atlas, for which listings exist; the Inquiry. Out: units and pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.kinds.policies.facets import INTERPRETATIONS, LIBRARY
from gongkai.model.atlas import Atlas, Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Site, Unit
from gongkai.workshop.listing_pages import Heading, index_page, year_pages

_HOME = Heading("政策文件库", "policies")


def library_units(atlas: Atlas, context: Context) -> Iterator[Unit]:  # noqa: ARG001
    """The home, and for each listing of the library its index and its years."""
    yield Unit("policies", "home")
    for listing, years in atlas.listings.items():
        if listing.startswith(("policies/", "interpretations/")):
            yield Unit("policies", "listing", (listing,))
            yield from (Unit("policies", "year", (listing, year)) for year in years)


def render_library(unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
    match unit.view, unit.arguments:
        case "year", (listing, year):
            yield from year_pages(listing, year, _HOME, inquiry, site)
        case "listing", (listing,):
            yield index_page(listing, _HOME, inquiry, site)
        case _:
            yield index_page("policies/index", _HOME, inquiry, site)
            yield from ()
    _ = LIBRARY, INTERPRETATIONS
