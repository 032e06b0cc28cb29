"""Which records a snapshot holds: all, or those of one body, one column, one year.

In: what was asked for. Out: a Selection, and whether it holds a record. What has no date of publication (bodies,
disclosure matters) is the frame in which records stand and is never left out; an earlier text goes with its document.
"""

from __future__ import annotations

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.summary import Summary

_EARLIER_TEXT = "version_of"


class Selection(msgspec.Struct, frozen=True):
    """What was asked for; all empty: everything. `department` is a body with those below it, `listings` those of a
    column and of all below it, `label` how people call it, `name` what stands in the name of the file."""

    label: str = "全站"
    name: str = ""
    department: str = ""
    listings: frozenset[str] = frozenset()
    year: str = ""

    @property
    def is_whole(self) -> bool:
        return not (self.department or self.listings or self.year)

    def holds(self, summary: Summary, atlas: Atlas, bodies: Bodies) -> bool:
        """Whether a record of the site is in the snapshot."""
        if self.is_whole:
            return True
        dated = _dated(summary, atlas)
        if not dated.published:
            return True
        return (
            bodies.within(dated.department, self.department)
            and (not self.listings or not self.listings.isdisjoint(dated.listings))
            and (not self.year or dated.year == self.year)
        )


def _dated(summary: Summary, atlas: Atlas) -> Summary:
    """The record by which another is judged: of an earlier text the document."""
    target = next((link.target for link in summary.links if link.relation == _EARLIER_TEXT), None)
    document = atlas.record(target.kind, target.place) if target is not None else None
    return document or summary
