"""The room of search: one page, no records of its own.

In: summaries of any room, only for which listings they fill. Out: the search page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from gongkai.kinds.search.search_page import search_page
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Code, Context, Entrance, Kind, Register, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class SearchRoom:
    """`search.html`."""

    name = "search"
    kinds: tuple[Kind, ...] = ()
    registers: tuple[Register, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    codes: Mapping[str, Code] = {}

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        return ()

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:
        return ()

    def check_site(
        self,
        atlas: Atlas,
        context: Context,
        as_of: str,
        codes: AbstractSet[str],
    ) -> Iterable[SiteProblem]:
        return ()

    def check_record(
        self,
        summary: Summary,
        inquiry: Inquiry,
        context: Context,
        as_of: str,
    ) -> Iterable[SiteProblem]:
        return ()

    def other_names(self, atlas: Atlas, context: Context) -> Iterable[tuple[str, str]]:
        return ()

    def units(self, atlas: Atlas, context: Context) -> Iterator[Unit]:
        if context.settings.search is not None:
            yield Unit(self.name, "page")

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        if unit.view != "page":
            raise AssertionError(unit)
        return (search_page(inquiry, site),)
