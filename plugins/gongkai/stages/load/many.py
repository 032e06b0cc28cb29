"""All chunks: those whose files are what they were as remembered, the others read, by workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gongkai.model.room import Kind
from gongkai.model.state import ChunkState
from gongkai.stages.load.chunk import Shelf, is_current, load_chunk
from gongkai.stages.load.record_file import Desk
from gongkai.stages.load.sources import Chunk
from gongkai.workshop.crew import share


def load_chunks(
    chunks: Sequence[Chunk],
    known: Mapping[str, ChunkState],
    kinds: Mapping[str, Kind],
    root: Path,
    shelf: Shelf,
    desk: Desk,
    workers: int,
) -> Iterator[ChunkState]:
    """States of the chunks, in order. Reading starts at once; results come as they are asked for."""
    changed = [chunk for chunk in chunks if not is_current(chunk, known.get(chunk.key))]

    def load_one(chunk: Chunk) -> ChunkState:
        return load_chunk(chunk, kinds[chunk.kind], root, shelf, desk)

    loaded = share(load_one, changed, ChunkState, workers)
    names = {chunk.key for chunk in changed}
    return (next(loaded) if chunk.key in names else known[chunk.key] for chunk in chunks)
