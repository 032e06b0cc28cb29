"""What an entry's page says of its columns: the way to it, their names, its 栏目 tags.

In: a summary, the Context. Out: a `Standing`, remembered in the Outline for all records that stand in the same columns.
"""

from __future__ import annotations

import msgspec

from gongkai.kinds.catalogues.outline import DIRECTORY, outline_of
from gongkai.kinds.catalogues.placing import columns_of, likeness
from gongkai.model.room import Context
from gongkai.model.summary import Summary
from gongkai.workshop.listing_pages import Row
from gongkai.workshop.page_parts import Crumb

_PORTAL = "政府信息公开"


class Standing(msgspec.Struct, frozen=True):
    """`first` is the identifier of the first column; "" for an entry without columns. `way` leads to the page."""

    way: tuple[Crumb, ...]
    columns: tuple[Row, ...]
    first: str
    name: str
    type: str


def standing_of(summary: Summary, context: Context) -> Standing:
    """The columns of a record, those it names before those that ask for it."""
    outline = outline_of(context)
    key = likeness(summary, context)
    known = outline.standings.get(key)
    if known is None:
        known = outline.standings[key] = _standing(summary, context)
    assert isinstance(known, Standing)
    return known


def _standing(summary: Summary, context: Context) -> Standing:
    nodes = columns_of(summary, context)
    if not nodes:
        return Standing((Crumb(_PORTAL, DIRECTORY),), (), "", _PORTAL, _PORTAL)
    steps = [outline_of(context).nodes[step] for step in nodes[0].path]
    return Standing(
        (Crumb(_PORTAL, DIRECTORY), *(Crumb(step.title, step.url) for step in steps)),
        tuple(Row(node.title, node.url, "", "", "") for node in nodes),
        nodes[0].identifier,
        nodes[0].title,
        steps[0].title,
    )
