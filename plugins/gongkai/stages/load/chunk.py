"""One chunk loaded: its files read, or taken from the shelf where they are what they were.

In: a Chunk, the Desk, the shelf. Out: what the site's state keeps of it, its summaries, and the records with their
bodies on the shelf, from where rendering takes them. Runs in a worker: bodies do not travel back.
"""

from __future__ import annotations

import time
from hashlib import sha1
from pathlib import Path

from gongkai.model.room import Kind, SourceAttachment
from gongkai.model.state import ChunkState, KnownFile, chunk_state
from gongkai.model.summary import Summary
from gongkai.stages.load.record_file import Desk, FileToRead, read_file
from gongkai.stages.load.shelf import FileResult, Shelf
from gongkai.stages.load.sources import Chunk, Source, SourceFile
from gongkai.workshop.file_tree import blob_id, read_whole, settled


def is_current(chunk: Chunk, known: ChunkState | None) -> bool:
    """Whether every file of the chunk bears the stamp it had, and no file came or went."""
    if known is None:
        return False
    return [(each.path, each.stamp) for each in known.files] == [
        (each.path, each.stamp) for source in chunk.sources for each in (source.file, *source.attachments)
    ]


def load_chunk(
    chunk: Chunk, kind: Kind, root: Path, shelf: Shelf, desk: Desk
) -> tuple[ChunkState, tuple[Summary, ...]]:
    """Read what changed of a chunk and put its records on the shelf."""
    stored = shelf.known(chunk.key)
    now = time.time_ns()  # only to distrust stamps that are as new as this moment; no output depends on it
    results: list[FileResult] = []
    files: list[KnownFile] = []
    for source in chunk.sources:
        content = read_whole(f"{root}/{source.file.path}")
        blobs = [blob_id(content), *(blob_id(read_whole(f"{root}/{each.path}")) for each in source.attachments)]
        files += (
            KnownFile(each.path, settled(each.stamp, now), blob)
            for each, blob in zip((source.file, *source.attachments), blobs, strict=True)
        )
        digest = _digest(source, blobs)
        known = stored.get((source.file.path, digest))
        results.append(known or read_file(_to_read(source, digest, content), kind, desk))
    digest = sha1("".join(each.digest for each in results).encode(), usedforsecurity=False).hexdigest()
    summaries = tuple(loaded.summary for result in results for loaded in result.records)
    shelf.write(chunk.key, digest, summaries, results)
    diagnostics = [diagnostic for result in results for diagnostic in result.diagnostics]
    return chunk_state(chunk.key, chunk.kind, digest, files, diagnostics), summaries


def _digest(source: Source, blobs: list[str]) -> str:
    names = (source.file.path, *(each.path for each in source.attachments))
    return sha1("\0".join((*names, *blobs)).encode(), usedforsecurity=False).hexdigest()


def _to_read(source: Source, digest: str, content: bytes) -> FileToRead:
    return FileToRead(
        source.file.path, source.place, digest, content, tuple(_attachment(each) for each in source.attachments)
    )


def _attachment(file: SourceFile) -> SourceAttachment:
    return SourceAttachment(file.stamp.name, file.path, file.stamp.size)
