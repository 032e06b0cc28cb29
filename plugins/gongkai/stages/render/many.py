"""All units: those nothing touched as remembered, the others made again, by workers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from gongkai.model.change import Change
from gongkai.model.project import Say
from gongkai.model.room import Unit
from gongkai.model.shelved import Shelved
from gongkai.model.state import ChunkState, UnitState
from gongkai.stages.render.work import Workbench, render_records, render_unit
from gongkai.workshop.crew import share

_RECORDS = "records:"
_YEAR = re.compile(r":(\d{4})\b")
Fetch = Callable[[ChunkState], Iterable[Shelved]]
"""How the records of a chunk, with their bodies, are had."""


class Rendered(msgspec.Struct, frozen=True):
    """Every unit of the site, and how many files were made in this build."""

    units: tuple[UnitState, ...]
    written: int


def render_all(
    bench: Workbench,
    chunks: Sequence[ChunkState],
    units: Iterable[Unit],
    fetch: Fetch,
    known: Mapping[str, UnitState],
    change: Change,
    workers: int,
    say: Say,
) -> Rendered:
    """Make what is stale. `known` are the units that may be kept (none: everything is made), `change` is what changed
    since they were made."""
    of_chunks = {f"{_RECORDS}{chunk.key}": chunk for chunk in chunks}
    of_rooms = {str(unit): unit for unit in units}

    def make(name: str) -> UnitState:
        chunk = of_chunks.get(name)
        if chunk is None:
            return render_unit(bench, of_rooms[name])
        return render_records(bench, name, chunk.digest, bench.kinds[chunk.kind], fetch(chunk))

    def is_kept(name: str) -> bool:
        unit = known.get(name)
        if unit is None or (name in of_chunks and unit.digest != of_chunks[name].digest):
            return False
        return not change.concerns(unit.asked, bench.atlas)

    names = list(chain(of_chunks, of_rooms))
    stale = sorted((name for name in names if not is_kept(name)), key=_near)
    if len(stale) > len(names) // 2:
        bench.atlas.open_all()  # here, before workers are forked
    fresh: dict[str, UnitState] = {}
    for state in share(make, stale, UnitState, workers):
        fresh[state.name] = state
        say("生成", len(fresh), len(stale))
    written = sum(unit.files for unit in fresh.values())
    return Rendered(tuple(fresh.get(name) or known[name] for name in names), written)


def _near(name: str) -> str:
    """Units of one year, whatever their room, follow one another: they show the same records, whose rows are known."""
    year = None if name.startswith(_RECORDS) else _YEAR.search(name)
    return year[1] if year else ""
