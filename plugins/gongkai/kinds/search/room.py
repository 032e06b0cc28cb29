"""The room of search: one page, no records of its own.

In: summaries of any room, only for which listings they fill. Out: the search page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.kinds.search.search_page import search_page
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Room, Site, Unit


class SearchRoom(Room):
    """`search.html`."""

    name = "search"

    def units(self, atlas: Atlas, context: Context) -> Iterator[Unit]:
        if context.settings.search is not None:
            yield Unit(self.name, "page")

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        if unit.view != "page":
            raise AssertionError(unit)
        return (search_page(inquiry, site),)
