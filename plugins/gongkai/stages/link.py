"""Link: summaries to the Atlas, on one day.

In: summaries of all chunks, `as_of`, the site's scope. Out: the Atlas, in which every record has its state of that day
and stands only in the listings that state allows. Records outside the scope keep their place in the Atlas, so that a
county's page can name a city's document, but in no listing, and their address is that of the site they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.room import Kind
from gongkai.model.summary import Summary


def link(
    summaries: Iterable[Summary], kinds: Mapping[str, Kind], as_of: str, bodies: Bodies, scope: str, whole_site: str
) -> Atlas:
    """Make the Atlas. `whole_site` is the address of the site that has everything, for records outside `scope`."""
    return Atlas(_as_seen(summary, kinds[summary.ref.kind], as_of, bodies, scope, whole_site) for summary in summaries)


def _as_seen(summary: Summary, kind: Kind, as_of: str, bodies: Bodies, scope: str, whole_site: str) -> Summary:
    state = kind.state(summary, as_of)
    if scope and not bodies.within(summary.department, scope):
        return msgspec.structs.replace(summary, state=state, listings=(), url=f"{whole_site.rstrip('/')}/{summary.url}")
    listings = summary.listings
    if not state and not any("?" in listing for listing in listings):
        return summary
    wanted = f"?{state}"
    listings = tuple([each.partition("?")[0] for each in listings if "?" not in each or each.endswith(wanted)])
    return msgspec.structs.replace(summary, state=state, listings=listings)
