"""The room of bodies: where records stand thanks to it, and its units of rendering.

In: summaries of any room. Out: listing ids, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from gongkai.kinds.departments.body_types import SLUGS
from gongkai.kinds.departments.guide_pages import guides_page
from gongkai.kinds.departments.indexes import index_page as bodies_page
from gongkai.kinds.departments.indexes import type_page
from gongkai.kinds.departments.kind import DepartmentKind
from gongkai.kinds.departments.rules import CODES
from gongkai.kinds.departments.site_rules import register_problems
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Entrance, Room, Site, SiteProblem, Unit
from gongkai.model.summary import Summary
from gongkai.workshop.body_names import SEPARATOR, events_in
from gongkai.workshop.listing_pages import Heading, index_page, pages_of_years, year_page
from gongkai.workshop.page_parts import Crumb


class DepartmentsRoom(Room):
    """Bodies, their order and their history; the guides of art. 12."""

    name = "departments"
    kinds = (DepartmentKind(),)
    entrances = (
        Entrance("departments", "机构职能", "departments/index.html"),
        Entrance("guides", "公开指南", "guides/index.html"),
    )
    codes = CODES

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        """A body stands among all, its like and its siblings; any other disclosed record among its body's items."""
        if summary.ref.kind == "department":
            return _places_of_body(summary.facts)
        if summary.published and summary.mode and summary.mode != "不予公开":
            return (f"departments/{summary.department}/items",)
        return ()

    def check_site(
        self,
        atlas: Atlas,
        context: Context,
        as_of: str,
        codes: AbstractSet[str],
    ) -> Iterable[SiteProblem]:
        return register_problems(atlas, context)

    def units(self, atlas: Atlas, context: Context) -> Iterator[Unit]:
        """The indexes, a page for each type there is, and the lists of each body's items."""
        yield Unit(self.name, "index")
        yield Unit(self.name, "guides")
        for listing in atlas.listings:
            match listing.split("/"):
                case ["departments", "type", slug]:
                    yield Unit(self.name, "type", (slug,))
                case ["departments", place, "items"]:
                    yield Unit(self.name, "items", (place,))
                    pages = pages_of_years(atlas, listing, context.settings)
                    yield from (Unit(self.name, "items-of-year", (place, *page)) for page in pages)

    def other_names(self, atlas: Atlas, context: Context) -> Iterator[tuple[str, str]]:
        """What bodies were called before, and their short names."""
        for summary in atlas.members("departments/all"):
            for event in events_in(summary.facts.get("history", "")):
                for name in filter(None, event.former_name.split(SEPARATOR)):
                    yield name, summary.title
            if short := summary.facts.get("short_title"):
                yield short, summary.title

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        match unit.view, unit.arguments:
            case "index", _:
                return (bodies_page(inquiry, site),)
            case "guides", _:
                return (guides_page(inquiry, site),)
            case "type", (slug,):
                return (type_page(slug, inquiry, site),)
            case "items", (place,):
                return (index_page(f"departments/{place}/items", _heading(place, inquiry), inquiry, site),)
            case "items-of-year", (place, year, number):
                heading = _heading(place, inquiry)
                return (year_page(f"departments/{place}/items", year, int(number), heading, inquiry, site),)
        raise AssertionError(unit)


def _heading(place: str, inquiry: Inquiry) -> Heading:
    """What stands above the items of a body."""
    body = inquiry.record(Ref("department", place))
    title = body.title if body else place
    trail = (Crumb("机构职能", "departments/index.html"), Crumb(title, f"departments/{place}.html"))
    return Heading(f"{title}公开的信息", "departments", trail, "", (title,), "机构职能")


def _places_of_body(facts: Mapping[str, str]) -> tuple[str, ...]:
    places = ["departments/all", f"departments/type/{SLUGS[facts['type']]}"]
    if superior := facts.get("superior"):
        places.append(f"departments/under/{superior}")
    if supervisor := facts.get("supervisor"):
        places.append(f"departments/supervised/{supervisor}")
    if "guide" in facts:
        places.append("guides/all")
    return tuple(places)
