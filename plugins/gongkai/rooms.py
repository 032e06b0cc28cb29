"""Who lives in the house: the rooms, in the order of the header's entrances, and what follows from that.

A new room is a folder in `kinds` and one word here.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.kinds import catalogues, departments, policies, portal, search
from gongkai.model.room import Code, Kind, Room
from gongkai.model.settings import Settings
from gongkai.stages import approve, freeze, history, load, moved
from gongkai.stages.publish import codes as publish
from gongkai.workshop.record_paths import RecordPaths

ROOMS: tuple[Room, ...] = (portal.ROOM, catalogues.ROOM, policies.ROOM, departments.ROOM, search.ROOM)
KINDS: Mapping[str, Kind] = {kind.name: kind for room in ROOMS for kind in room.kinds}
CODES: Mapping[str, Code] = {
    **load.core_codes(),
    **freeze.CODES,
    **moved.CODES,
    **approve.CODES,
    **history.CODES,
    **publish.CODES,
    **{code: each for room in ROOMS for code, each in room.codes.items()},
}
FOLDERS = frozenset(
    {kind.folder for kind in KINDS.values()}
    | {entrance.url.partition("/")[0] for room in ROOMS for entrance in room.entrances}
    | {"assets", "pages", "search", "sitemaps"}
)
"""First folders of the site's own addresses."""
FOUNDATION = "department"
"""The kind that is loaded first, because the rules of all others ask who is whose superior."""


def record_paths(settings: Settings) -> RecordPaths:
    """Whose the paths of a site's sources are."""
    return RecordPaths(KINDS.values(), {"content": settings.content, "catalogues": settings.catalogues})
