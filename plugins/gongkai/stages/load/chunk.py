"""One chunk loaded: its files read, or taken from the shelf where they are what they were.

In: a Chunk, the Desk, the shelf. Out: what the site's state keeps of it, its summaries, and the records with their
bodies on the shelf, from where rendering takes them. Runs in a worker: bodies do not travel back.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from hashlib import sha1

from gongkai.model.project import SourceFiles
from gongkai.model.room import Kind, SourceAttachment
from gongkai.model.state import ChunkState, KnownFile, chunk_state
from gongkai.model.summary import Summary
from gongkai.stages.load.attachment_links import files_folder
from gongkai.stages.load.record_file import Desk, FileToRead, read_file
from gongkai.stages.load.shelf import FileResult, Shelf
from gongkai.stages.load.sources import Chunk, Source, SourceFile
from gongkai.workshop.file_tree import settled

_NOTHING: frozenset[str] = frozenset()


def is_current(chunk: Chunk, known: ChunkState | None) -> bool:
    """Whether every file of the chunk bears the stamp it had, and no file came or went."""
    if known is None:
        return False
    return [(each.path, each.stamp) for each in known.files] == [
        (each.path, each.stamp) for source in chunk.sources for each in (source.file, *source.attachments)
    ]


def load_chunk(
    chunk: Chunk, kind: Kind, sources: SourceFiles, shelf: Shelf, desk: Desk
) -> tuple[ChunkState, tuple[Summary, ...]]:
    """Read what changed of a chunk and put its records on the shelf."""
    stored = shelf.known(chunk.key)
    now = time.time_ns()  # only to distrust stamps that are as new as this moment; no output depends on it
    results: list[FileResult] = []
    files: list[KnownFile] = []
    for source in chunk.sources:
        path = source.file.path
        digest, content = sources.identified(path)
        files.append(KnownFile(path, settled(source.file.stamp, now), digest))
        if source.attachments:
            attached = [_known(each, sources, now) for each in source.attachments]
            files += attached
            digest = _digest(digest, attached)
        results.append(stored.get((path, digest)) or read_file(_to_read(source, digest, content()), kind, desk))
    digest = _digest_of_all(results)
    summaries = tuple(loaded.summary for result in results for loaded in result.records)
    shelf.write(chunk.key, digest, summaries, results)
    diagnostics = [diagnostic for result in results for diagnostic in result.diagnostics]
    return chunk_state(chunk.key, chunk.kind, digest, files, diagnostics), summaries


def _digest_of_all(results: Iterable[FileResult]) -> str:
    """With the paths: two files of the same content are still two."""
    parts = (part for each in results for part in (each.path, each.digest))
    return sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()


def _known(file: SourceFile, sources: SourceFiles, now: int) -> KnownFile:
    return KnownFile(file.path, settled(file.stamp, now), sources.identified(file.path)[0])


def _digest(blob: str, attached: list[KnownFile]) -> str:
    """Digest of a file of records and what is attached to it. A file that stands alone is known by its blob id."""
    parts = (part for each in attached for part in (each.path, each.blob))
    return sha1("\0".join((blob, *parts)).encode(), usedforsecurity=False).hexdigest()


def _to_read(source: Source, digest: str, content: bytes) -> FileToRead:
    attachments = tuple(map(_attachment, source.attachments))
    present = frozenset(each.name for each in attachments) if attachments else _NOTHING
    return FileToRead(
        source.file.path, source.place, digest, content, files_folder(source.file.path), attachments, present
    )


def _attachment(file: SourceFile) -> SourceAttachment:
    return SourceAttachment(file.stamp.name, file.path, file.stamp.size)
