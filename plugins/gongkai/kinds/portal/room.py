"""The room of doors: it keeps no records of its own, and shows the newest of all others.

In: summaries of any room. Out: listing ids, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.kinds.portal.home import home_page
from gongkai.kinds.portal.rules import CODES, settings_problems
from gongkai.kinds.portal.site_map import site_map_page
from gongkai.kinds.portal.sitemap_files import LISTING, index_file, year_files
from gongkai.kinds.portal.withdrawn_page import arguments_of, shown_tombstones, withdrawn_pages
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Entrance, Room, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class PortalRoom(Room):
    """Home page, site map, sitemap files, and what is left of records that were withdrawn."""

    name = "portal"
    entrances = (Entrance("", "首页", "index.html"),)
    codes = CODES

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        """Every disclosed record stands among all and among its kind."""
        if summary.published and summary.mode and summary.mode != "不予公开":
            return (LISTING, f"kind/{summary.ref.kind}")
        return ()

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:
        return settings_problems(context.settings)

    def units(self, atlas: Atlas, context: Context) -> Iterator[Unit]:
        """The home page, the site map, tombstones; sitemap files only where the site has an address of its own."""
        yield Unit(self.name, "home")
        yield Unit(self.name, "site-map")
        yield from (Unit(self.name, "withdrawn", arguments_of(each)) for each in shown_tombstones(atlas, context))
        if context.settings.site_url:
            yield Unit(self.name, "sitemap")
            yield from (Unit(self.name, "sitemap-year", (year,)) for year in atlas.listings.get(LISTING, ()))

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        match unit.view, unit.arguments:
            case "home", _:
                return (home_page(inquiry, site),)
            case "site-map", _:
                return (site_map_page(inquiry, site),)
            case "sitemap", _:
                return (index_file(inquiry, site),)
            case "sitemap-year", (year,):
                return year_files(year, inquiry, site)
            case "withdrawn", (day, category, *addresses):
                return withdrawn_pages(day, category, tuple(addresses), site)
        raise AssertionError(unit)
