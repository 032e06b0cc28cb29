"""The room of doors: it keeps no records of its own, and shows the newest of all others.

In: summaries of any room. Out: listing ids, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from gongkai.model.atlas import Atlas, Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.room import Code, Context, Entrance, Kind, Register, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class PortalRoom:
    """Home page, site map, sitemap files."""

    name = "portal"
    kinds: tuple[Kind, ...] = ()
    registers: tuple[Register, ...] = ()
    entrances = (Entrance("", "首页", "index.html"),)
    codes: Mapping[str, Code] = {}

    def place(self, summary: Summary, context: Context) -> Iterable[str]:  # noqa: ARG002
        """Every disclosed record stands among all and among its kind."""
        if summary.published and summary.mode and summary.mode != "不予公开":
            return ("all", f"kind/{summary.ref.kind}")
        return ()

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:  # noqa: ARG002
        return ()

    def check_site(self, atlas: Atlas, context: Context, as_of: str) -> Iterable[SiteProblem]:  # noqa: ARG002
        return ()

    def units(self, atlas: Atlas, context: Context) -> Iterable[Unit]:  # noqa: ARG002
        return (Unit(self.name, "home"),)

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:  # noqa: ARG002
        title = site.settings.site_name
        yield Page("index.html", "", title, site.settings.site_description, "", f"<h1>{escape(title)}</h1>")
