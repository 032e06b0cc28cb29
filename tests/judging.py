"""All that a room has to say of a site: what the index shows, and what each record shows beside others."""

from __future__ import annotations

from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.room import Context, Room, SiteProblem
from gongkai.rooms import CODES


def problems_of(room: Room, atlas: Atlas, context: Context, as_of: str) -> list[SiteProblem]:
    inquiry = Inquiry(atlas)
    beside = (
        each for summary in atlas.records.values() for each in room.check_record(summary, inquiry, context, as_of)
    )
    return [*room.check_site(atlas, context, as_of, CODES.keys()), *beside]
