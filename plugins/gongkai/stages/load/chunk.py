"""One chunk loaded: its files read, or taken from the cache where they are what they were.

In: a Chunk, the Desk, and what is remembered of the chunk. Out: a ChunkState for the whole-site state, and the records
with their bodies in the chunk's own file of the cache, from where rendering takes them. Runs in a worker: only
summaries and diagnostics travel back.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

import msgspec

from gongkai.model.room import Kind, Shelved, SourceAttachment
from gongkai.model.state import ChunkState, KnownFile
from gongkai.stages.load.record_file import Desk, FileResult, FileToRead, read_file
from gongkai.stages.load.sources import Chunk, Source, SourceFile
from gongkai.workshop.file_tree import blob_id, read_whole
from gongkai.workshop.output_file import write_atomically


class ChunkRecords(msgspec.Struct, frozen=True, array_like=True):
    """The chunk's own file: its records with their bodies. `context` is the digest of the Context they were read in."""

    context: str
    files: tuple[FileResult, ...]


class FileOnShelf(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of a FileResult."""

    path: str
    digest: str
    records: tuple[Shelved, ...]


class ChunkOnShelf(msgspec.Struct, frozen=True, array_like=True):
    """ChunkRecords without what rendering has no use for."""

    context: str
    files: tuple[FileOnShelf, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ChunkRecords)
_records_decoder = msgspec.msgpack.Decoder(ChunkOnShelf)


class Shelf(msgspec.Struct, frozen=True):
    """Where chunk files stand, and the digest of the Context (with the engine's version) that makes them valid."""

    folder: Path
    context: str

    def read(self, key: str) -> dict[str, FileResult]:
        """The stored results of a chunk by path; nothing if there are none, or they are of another Context."""
        try:
            stored = _decoder.decode(read_whole(f"{self.folder}/{key}.chunk"))
        except (FileNotFoundError, msgspec.MsgspecError):
            return {}
        return {each.path: each for each in stored.files} if stored.context == self.context else {}

    def records(self, key: str) -> Iterator[Shelved]:
        """The records of a chunk that was loaded in this build."""
        stored = _records_decoder.decode(read_whole(f"{self.folder}/{key}.chunk"))
        return (record for file in stored.files for record in file.records)

    def write(self, key: str, files: tuple[FileResult, ...]) -> None:
        write_atomically(self.folder / f"{key}.chunk", _encoder.encode(ChunkRecords(self.context, files)))


def is_current(chunk: Chunk, known: ChunkState | None) -> bool:
    """Whether every file of the chunk bears the stamp it had, and no file came or went."""
    if known is None:
        return False
    return [(each.path, each.stamp) for each in known.files] == [
        (each.path, each.stamp) for source in chunk.sources for each in (source.file, *source.attachments)
    ]


def load_chunk(chunk: Chunk, kind: Kind, root: Path, shelf: Shelf, desk: Desk) -> ChunkState:
    """Read what changed of a chunk and put its records on the shelf."""
    stored = shelf.read(chunk.key)
    results: list[FileResult] = []
    files: list[KnownFile] = []
    for source in chunk.sources:
        content = read_whole(f"{root}/{source.file.path}")
        blobs = [blob_id(content), *(blob_id(read_whole(f"{root}/{each.path}")) for each in source.attachments)]
        files += (
            KnownFile(each.path, each.stamp, blob)
            for each, blob in zip((source.file, *source.attachments), blobs, strict=True)
        )
        digest = _digest(source, blobs)
        known = stored.get(source.file.path)
        if known is not None and known.digest == digest:
            results.append(known)
        else:
            results.append(read_file(_to_read(source, digest, content), kind, desk))
    if [each.digest for each in results] != [each.digest for each in stored.values()]:
        shelf.write(chunk.key, tuple(results))
    return ChunkState(
        chunk.key,
        chunk.kind,
        sha1("".join(each.digest for each in results).encode(), usedforsecurity=False).hexdigest(),
        tuple(files),
        tuple(loaded.summary for result in results for loaded in result.records),
        tuple(diagnostic for result in results for diagnostic in result.diagnostics),
    )


def _digest(source: Source, blobs: list[str]) -> str:
    names = (source.file.path, *(each.path for each in source.attachments))
    return sha1("\0".join((*names, *blobs)).encode(), usedforsecurity=False).hexdigest()


def _to_read(source: Source, digest: str, content: bytes) -> FileToRead:
    return FileToRead(
        source.file.path, source.place, digest, content, tuple(_attachment(each) for each in source.attachments)
    )


def _attachment(file: SourceFile) -> SourceAttachment:
    return SourceAttachment(file.stamp.name, file.path, file.stamp.size)
