"""The room of catalogues: where records of all rooms stand in the column tree, its rules and its units of rendering.

In: summaries of any room. Out: listing ids, problems, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from gongkai.kinds.catalogues.codes import CODES
from gongkai.kinds.catalogues.column_rules import tree_problems
from gongkai.kinds.catalogues.entry_kind import EntryKind
from gongkai.kinds.catalogues.matter_kind import MatterKind
from gongkai.kinds.catalogues.model import ColumnTree
from gongkai.kinds.catalogues.outline import DIRECTORY, outline_of
from gongkai.kinds.catalogues.placing import listings_of
from gongkai.kinds.catalogues.site_rules import record_problems, site_problems
from gongkai.kinds.catalogues.units import render_unit, units_of
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Entrance, Register, Room, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class CataloguesRoom(Room):
    """The column tree and everything that stands in it."""

    name = "catalogues"
    kinds = (EntryKind(), MatterKind())
    registers = (Register("columns", "catalogues", "columns.yml", ColumnTree),)
    entrances = (Entrance("columns", "政府信息公开", DIRECTORY),)
    codes = CODES

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        return listings_of(summary, context)

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:
        return tree_problems(context)

    def check_site(
        self,
        atlas: Atlas,
        context: Context,
        as_of: str,
        codes: AbstractSet[str],
    ) -> Iterable[SiteProblem]:
        return site_problems(atlas, context)

    def check_record(self, summary: Summary, inquiry: Inquiry, context: Context, as_of: str) -> Iterable[SiteProblem]:
        return record_problems(summary, inquiry, context, as_of)

    def units(self, atlas: Atlas, context: Context) -> Iterable[Unit]:
        return units_of(atlas, context)

    def other_names(self, atlas: Atlas, context: Context) -> Iterator[tuple[str, str]]:
        """What columns were called before."""
        for node in outline_of(context).nodes.values():
            for event in node.column.history:
                if event.former_name:
                    yield event.former_name, node.title

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return render_unit(unit, inquiry, site)
