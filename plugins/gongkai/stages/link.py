"""Link: records as they are seen on one day, and where they then stand.

In: summaries as they were loaded, `as_of`, the site's scope. Out: summaries with their state of that day, in the
listings that state allows, and from them the sheets of the Atlas. Records outside the scope keep their place in the
Atlas, so that a county's page can name a city's document, but in no listing, and their address is that of the site
they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from gongkai.model.body import Bodies
from gongkai.model.reference import Ref
from gongkai.model.room import Kind
from gongkai.model.sheet import Sheet, sheet_of
from gongkai.model.summary import Summary


class Viewpoint(msgspec.Struct, frozen=True):
    """From where records are seen: a day, and a site. `whole_site` is the address of the site that has everything;
    `hidden` are records that must not be published."""

    kinds: Mapping[str, Kind]
    as_of: str
    bodies: Bodies
    scope: str
    whole_site: str
    hidden: frozenset[Ref] = frozenset()

    def seen(self, summaries: Iterable[Summary]) -> list[Summary]:
        return [self._as_seen(each) for each in summaries if each.ref not in self.hidden]

    def sheet(self, key: str, kind: str, summaries: Iterable[Summary]) -> Sheet:
        return sheet_of(key, kind, self.seen(summaries))

    def _as_seen(self, summary: Summary) -> Summary:
        state = self.kinds[summary.ref.kind].state(summary, self.as_of)
        if self.scope and not self.bodies.within(summary.department, self.scope):
            address = f"{self.whole_site.rstrip('/')}/{summary.url}"
            return msgspec.structs.replace(summary, state=state, listings=(), url=address)
        listings = summary.listings
        if not state and not any("?" in listing for listing in listings):
            return summary
        wanted = f"?{state}"
        listings = tuple(
            [
                each.removesuffix(wanted) if "?" in each else each
                for each in listings
                if "?" not in each or each.endswith(wanted)
            ]
        )
        return msgspec.structs.replace(summary, state=state, listings=listings)
