"""All chunks: those whose files are what they were as remembered, the others read, by workers.

In: groups of source folders, and what the last build knew of them. Out: a Reading. Reading starts at once, and results
come as they are asked for, so that MkDocs can work meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from gongkai.model.project import SourceFiles
from gongkai.model.room import Kind
from gongkai.model.sheet import Sheet, sheet_of
from gongkai.model.state import ChunkState, GroupState
from gongkai.model.summary import Summary
from gongkai.stages.load.chunk import is_current, load_chunk
from gongkai.stages.load.record_file import Desk
from gongkai.stages.load.shelf import Shelf
from gongkai.stages.load.sources import Chunk, Group, Sorter
from gongkai.workshop.crew import share
from gongkai.workshop.file_tree import Tree, settled_tree

Look = Callable[[Sequence[Summary]], Sequence[Summary]]
"""Summaries as they are seen on the build's day."""


class Remembered(msgspec.Struct, frozen=True):
    """What the last build knew, as far as it was built in the same Context."""

    groups: Mapping[str, GroupState] = {}
    chunks: Mapping[str, ChunkState] = {}


class Fresh(msgspec.Struct, frozen=True, array_like=True):
    """A chunk that was just read: its state, its summaries as seen, and their sheet."""

    state: ChunkState
    sheet: Sheet
    summaries: tuple[Summary, ...]


class Reading(msgspec.Struct, frozen=True):
    """Chunks that are what they were, by key, and those that are being read, of which there are `total`."""

    groups: Mapping[str, GroupState]
    current: Mapping[str, ChunkState]
    fresh: Iterator[Fresh]
    total: int


def load_groups(
    groups: Iterable[Group],
    sorter: Sorter,
    known: Remembered,
    kinds: Mapping[str, Kind],
    sources: SourceFiles,
    shelf: Shelf,
    desk: Desk,
    look: Look,
    workers: int,
) -> Reading:
    """Sort the groups in which a stamp changed, and start to read the chunks in which one did."""
    now = time.time_ns()  # only to distrust stamps that are as new as this moment; no output depends on it
    states: dict[str, GroupState] = {}
    current: dict[str, ChunkState] = {}
    changed: list[Chunk] = []
    for group in groups:
        before = known.groups.get(group.key)
        if before is not None and before.digest == group.digest and _on_shelf(before.chunks, known, shelf):
            states[group.key] = before
            current |= {key: known.chunks[key] for key in before.chunks}
            continue
        found = sorter.sort(group)
        digest = group.digest if _is_settled(group.folders, now) else b""
        states[group.key] = GroupState(digest, tuple(chunk.key for chunk in found.chunks), found.diagnostics)
        for chunk in found.chunks:
            if is_current(chunk, known.chunks.get(chunk.key)) and _on_shelf([chunk.key], known, shelf):
                current[chunk.key] = known.chunks[chunk.key]
            else:
                changed.append(chunk)

    def load_one(chunk: Chunk) -> Fresh:
        state, summaries = load_chunk(chunk, kinds[chunk.kind], sources, shelf, desk)
        seen = look(summaries)
        return Fresh(state, sheet_of(chunk.key, chunk.kind, seen), tuple(seen))

    return Reading(states, current, iter(share(load_one, changed, Fresh, workers)), len(changed))


def _on_shelf(keys: Iterable[str], known: Remembered, shelf: Shelf) -> bool:
    return all(shelf.has(key, known.chunks[key].digest) for key in keys)


def _is_settled(tree: Tree, now: int) -> bool:
    return settled_tree(tree, now) == tree
