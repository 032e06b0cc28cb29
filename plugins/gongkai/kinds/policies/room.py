"""The room of the policy library: its kinds, where records stand thanks to it, and its units of rendering.

In: summaries of any room. Out: listing ids, problems, units, pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from gongkai.kinds.policies.codes import CODES
from gongkai.kinds.policies.kinds import InterpretationKind, PolicyKind, PolicyVersionKind
from gongkai.kinds.policies.library_views import library_units, render_library
from gongkai.kinds.policies.model import Classifications
from gongkai.kinds.policies.number_rules import gaps, repeated_numbers
from gongkai.kinds.policies.site_rules import record_problems, register_problems
from gongkai.kinds.policies.summaries import places
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Entrance, Register, Room, Site, SiteProblem, Unit
from gongkai.model.summary import Summary


class PoliciesRoom(Room):
    """Documents and interpretations, linked both ways; validity; facets; earlier texts."""

    name = "policies"
    kinds = (PolicyKind(), PolicyVersionKind(), InterpretationKind())
    registers = (Register("classifications", "catalogues", "classifications.yml", Classifications),)
    entrances = (Entrance("policies", "政策文件库", "policies/index.html"),)
    codes = CODES

    def place(self, summary: Summary, context: Context) -> Iterable[str]:
        return places(summary)

    def check_registers(self, context: Context) -> Iterable[SiteProblem]:
        return register_problems(context)

    def check_site(
        self,
        atlas: Atlas,
        context: Context,
        as_of: str,
        codes: AbstractSet[str],
    ) -> Iterable[SiteProblem]:
        yield from repeated_numbers(atlas)
        if "POL-14" in codes:
            yield from gaps(atlas.of_kind("policy"))

    def check_record(self, summary: Summary, inquiry: Inquiry, context: Context, as_of: str) -> Iterable[SiteProblem]:
        return record_problems(summary, inquiry, context, as_of)

    def units(self, atlas: Atlas, context: Context) -> Iterable[Unit]:
        return library_units(atlas, context)

    def render(self, unit: Unit, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return render_library(unit, inquiry, site)
