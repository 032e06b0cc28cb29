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
_YEAR = re.compile(r":(?:.*-)?(\d{4})\b")
_ENOUGH = 512
"""Below this many looks, starting workers costs more than it saves. One changed record of 20,000 makes 150 units
suspect, and 15 of them stale."""
_MAKING = 16
"""Making a unit takes as long as this many looks at whether it is stale."""
Fetch = Callable[[ChunkState], Iterable[Shelved]]
"""How the records of a chunk, with their bodies, are had."""


class Rendered(msgspec.Struct, frozen=True):
    """Every unit of the site, and how many files were made in this build."""

    units: tuple[UnitState, ...]
    written: int


class _Made(msgspec.Struct, frozen=True, array_like=True):
    """The units of a task that were made again."""

    units: tuple[UnitState, ...]


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

    def is_new(name: str) -> bool:
        unit = known.get(name)
        return unit is None or (name in of_chunks and unit.digest != of_chunks[name].digest)

    def remake(task: Sequence[str]) -> _Made:
        stale = (name for name in task if name in new or change.concerns(known[name].asked, bench.atlas))
        return _Made(tuple(map(make, stale)))

    names = list(chain(of_chunks, of_rooms))
    new = set(filter(is_new, names))
    suspects = [name for name in names if name in new or change.may_concern(known[name].asked)]
    if len(new) > len(names) // 2:
        bench.atlas.open_all()  # here, before workers are forked
        tasks = [[name] for name in sorted(suspects, key=_year)]
    else:
        tasks = _by_year(suspects, workers)
    fresh: dict[str, UnitState] = {}
    looked_at = 0
    is_enough = len(suspects) + _MAKING * len(new) >= _ENOUGH
    results = share(remake, tasks, _Made, workers if is_enough else 1, few=2)
    for task, made in zip(tasks, results, strict=True):
        fresh |= {state.name: state for state in made.units}
        looked_at += len(task)
        say("生成", looked_at, len(suspects))
    written = sum(unit.files for unit in fresh.values())
    return Rendered(tuple(fresh.get(name) or known[name] for name in names), written)


def _by_year(names: Iterable[str], workers: int) -> list[list[str]]:
    """A task for each year, so that one worker opens the sheets of that year, and not each of them."""
    years: dict[str, list[str]] = {}
    for name in names:
        years.setdefault(_year(name), []).append(name)
    most = -(-sum(map(len, years.values())) // workers)
    return [found[start : start + most] for found in years.values() for start in range(0, len(found), most)]


def _year(name: str) -> str:
    """Units of one year, whatever their room, show the same records, whose rows are known; "" for those of none."""
    found = _YEAR.search(name)
    return found[1] if found else ""
