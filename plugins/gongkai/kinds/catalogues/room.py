"""The room of catalogues: where records of all rooms stand in the column tree, its rules and its units of rendering.

In: summaries of any room. Out: listing ids, problems, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.kinds.catalogues.codes import CODES
from gongkai.kinds.catalogues.entry_kind import EntryKind
from gongkai.kinds.catalogues.model import ColumnTree
from gongkai.kinds.catalogues.outline import DIRECTORY
from gongkai.kinds.catalogues.placing import listings_of
from gongkai.model.atlas import Atlas, Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Code, Context, Entrance, Kind, Register, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class CataloguesRoom:
    """The column tree and everything that stands in it."""

    name = "catalogues"
    kinds: tuple[Kind, ...] = (EntryKind(),)
    registers: tuple[Register, ...] = (Register("columns", "catalogues", "columns.yml", ColumnTree),)
    entrances = (Entrance("columns", "政府信息公开", DIRECTORY),)
    codes: Mapping[str, Code] = CODES

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        return listings_of(summary, context)

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:  # noqa: ARG002
        return ()

    def check_site(self, atlas: Atlas, context: Context, as_of: str) -> Iterable[SiteProblem]:  # noqa: ARG002
        return ()

    def units(self, atlas: Atlas, context: Context) -> Iterable[Unit]:  # noqa: ARG002
        return ()

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:  # noqa: ARG002
        return ()
