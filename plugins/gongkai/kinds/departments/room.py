"""The room of bodies: where records stand thanks to it, and its units of rendering.

In: summaries of any room. Out: listing ids, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.kinds.departments.body_types import SLUGS
from gongkai.kinds.departments.kind import DepartmentKind
from gongkai.kinds.departments.rules import CODES
from gongkai.kinds.departments.views import indexes
from gongkai.model.atlas import Atlas, Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Code, Context, Entrance, Kind, Register, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class DepartmentsRoom:
    """Bodies, their order and their history; the guides of art. 12."""

    name = "departments"
    kinds: tuple[Kind, ...] = (DepartmentKind(),)
    registers: tuple[Register, ...] = ()
    entrances = (
        Entrance("departments", "机构职能", "departments/index.html"),
        Entrance("guides", "公开指南", "guides/index.html"),
    )
    codes: Mapping[str, Code] = CODES

    def place(self, summary: Summary, context: Context) -> Iterable[str]:  # noqa: ARG002
        """A body stands among all, its like and its siblings; any other disclosed record among its body's items."""
        if summary.ref.kind == "department":
            return _places_of_body(summary.facts)
        if summary.published and summary.mode and summary.mode != "不予公开":
            return (f"departments/{summary.department}/items",)
        return ()

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:  # noqa: ARG002
        return ()

    def check_site(self, atlas: Atlas, context: Context, as_of: str) -> Iterable[SiteProblem]:  # noqa: ARG002
        return ()

    def units(self, atlas: Atlas, context: Context) -> Iterable[Unit]:  # noqa: ARG002
        return (Unit(self.name, "index"),)

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:  # noqa: ARG002
        return indexes(inquiry)


def _places_of_body(facts: Mapping[str, str]) -> tuple[str, ...]:
    places = ["departments/all", f"departments/type/{SLUGS[facts['type']]}"]
    if superior := facts.get("superior"):
        places.append(f"departments/under/{superior}")
    if supervisor := facts.get("supervisor"):
        places.append(f"departments/supervised/{supervisor}")
    if "guide" in facts:
        places.append("guides/all")
    return tuple(places)
