"""The ground of a build: what stands before any record is understood.

In: a Project and the tree of its sources. Out: the whole-site files and the register of bodies read, and the reading of
all other chunks begun, so that it goes on while MkDocs works. Part of the floor plan (`build.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

import msgspec

from gongkai.model.body import Bodies, bodies_from
from gongkai.model.diagnostic import Diagnostic
from gongkai.model.project import Project
from gongkai.model.record import Part
from gongkai.model.room import Context
from gongkai.model.shelved import Shelved
from gongkai.model.state import ChunkState, GroupState, SiteState
from gongkai.model.summary import Summary
from gongkai.rooms import CODES, FOUNDATION, KINDS, ROOMS
from gongkai.stages import check, freeze, load
from gongkai.stages.link import Viewpoint
from gongkai.workshop.file_tree import Tree


class Floor(msgspec.Struct, frozen=True):
    """Chunks that are read in one Context: of bodies, or of everything that stands on them. `digest` is that of all
    they were read with."""

    digest: str
    shelf: load.Shelf
    reading: load.Reading


class Ground(msgspec.Struct, frozen=True):
    """What is known before any record is. `bodies` are the chunks of the register; those of `upper` are being read."""

    context: Context
    viewpoint: Viewpoint
    register: freeze.Register
    lower: Floor
    upper: Floor
    bodies: Mapping[str, ChunkState]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def digests(self) -> tuple[str, str]:
        return self.lower.digest, self.upper.digest

    @property
    def groups(self) -> Mapping[str, GroupState]:
        return {**self.lower.reading.groups, **self.upper.reading.groups}

    def _shelf(self, chunk: ChunkState) -> load.Shelf:
        return (self.lower if chunk.kind == FOUNDATION else self.upper).shelf

    def records(self, chunk: ChunkState) -> Iterator[Shelved]:
        """A chunk's records with their bodies."""
        return self._shelf(chunk).records(chunk.key, chunk.digest)

    def summaries(self, chunk: ChunkState) -> tuple[Summary, ...] | None:
        """A chunk's summaries as they were loaded; None for what is remembered but stands on the shelf no more."""
        return self._shelf(chunk).summaries(chunk.key, chunk.digest)

    def file(self, chunk: ChunkState) -> str:
        """Name of the chunk's file on the shelf."""
        return self._shelf(chunk).name(chunk.key, chunk.digest)


def survey(project: Project, tree: Tree, as_of: str, before: SiteState | None) -> Ground:
    """Read what everything rests on, and begin to read the rest."""
    settings = project.settings
    registers = {each.name: each for room in ROOMS for each in room.registers}
    paths = {name: f"{settings.catalogues}/{each.file}" for name, each in registers.items()}
    roots = {"content": settings.content, "catalogues": settings.catalogues}
    own = load.pages_of_bodies(tree, settings.content, f"{settings.catalogues}/{KINDS[FOUNDATION].folder}")
    authored = (settings.content, f"{settings.content}/pages", *own, f"{settings.catalogues}/register")
    sorter = load.Sorter(KINDS.values(), frozenset(paths.values()), authored, roots)
    groups = list(sorter.groups(tree))
    diagnostics: list[Diagnostic] = []
    values: dict[str, Part] = {}
    digest = sha256(msgspec.msgpack.encode((project.engine, settings)))
    first = digest.hexdigest()
    for name, register in registers.items():
        value, fields, found = load.load_register(register, project.sources, paths[name], project.memory)
        diagnostics += found
        digest.update(msgspec.msgpack.encode(fields))
        values[name] = value if value is not None else register.schema.model_construct()

    empty = Context(settings, Bodies({}), values)
    founding = [group for group in groups if group.kind == FOUNDATION]
    lower = _floor(project, sorter, founding, empty, first, _remembered(before, 0, first), tuple)
    fresh = list(lower.reading.fresh)
    states = {**lower.reading.current, **{each.state.key: each.state for each in fresh}}
    read = {each.state.key: each.summaries for each in fresh}
    registered = [read.get(key) or lower.shelf.summaries(key, state.digest) or () for key, state in states.items()]
    bodies = bodies_from(summary for summaries in registered for summary in summaries)

    digest.update(msgspec.msgpack.encode(bodies))
    second = digest.hexdigest()
    published = freeze.read_register(project.sources, settings.catalogues)
    context = Context(settings, bodies, values, published.tombstones)
    viewpoint = Viewpoint(KINDS, as_of, bodies, settings.scope, settings.whole_site_url)
    others = [group for group in groups if group.kind != FOUNDATION]
    upper = _floor(project, sorter, others, context, second, _remembered(before, 1, second), viewpoint.seen)
    return Ground(context, viewpoint, published, lower, upper, states, tuple(diagnostics))


def _floor(
    project: Project,
    sorter: load.Sorter,
    groups: list[load.Group],
    context: Context,
    digest: str,
    known: load.Remembered,
    look: load.Look,
) -> Floor:
    shelf = load.open_shelf(project.memory / "chunks", digest)
    desk = load.Desk(ROOMS, context, check.levels(CODES, project.settings.severities))
    return Floor(
        digest,
        shelf,
        load.load_groups(groups, sorter, known, KINDS, project.sources, shelf, desk, look, project.workers),
    )


def _remembered(before: SiteState | None, floor: int, digest: str) -> load.Remembered:
    """What the last build knew, if it read with the same."""
    if before is None or before.context[floor] != digest:
        return load.Remembered()
    return load.Remembered(before.groups, {chunk.key: chunk for chunk in before.chunks})
