"""What a build remembers for the next one: values only; `stages.remember` puts them on disk."""

from __future__ import annotations

import msgspec

from gongkai.model.atlas import Asked
from gongkai.model.diagnostic import Diagnostic
from gongkai.model.page import Output
from gongkai.model.reference import Ref
from gongkai.model.summary import Summary


class FileStamp(msgspec.Struct, frozen=True, array_like=True):
    """How a file looks from outside. Sizes in bytes, times in nanoseconds since the epoch."""

    name: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class KnownFile(msgspec.Struct, frozen=True, array_like=True):
    """A file, its stamp and its git blob id as of the last build."""

    path: str
    stamp: FileStamp
    blob: str


class ChunkState(msgspec.Struct, frozen=True, array_like=True):
    """One loaded chunk, without bodies. `digest` changes when anything in its files changes."""

    key: str
    kind: str
    digest: str
    files: tuple[KnownFile, ...]
    summaries: tuple[Summary, ...]
    diagnostics: tuple[Diagnostic, ...]


class UnitState(msgspec.Struct, frozen=True, array_like=True):
    """One piece of rendering: what it was made from (`digest`), what it asked, which files it made."""

    name: str
    digest: str
    asked: Asked
    outputs: tuple[Output, ...]


class Glance(msgspec.Struct, frozen=True, array_like=True):
    """What must be equal for a build to have nothing to do.

    `inputs` is the digest of everything but the sources; `sources` the encoded tree of their stamps; `folders` the
    site's folders with their modification times, so that a deleted page is noticed; `report` what was said last time.
    """

    inputs: str
    sources: bytes
    folders: dict[str, int]
    report: bytes


class SiteState(msgspec.Struct, frozen=True, array_like=True):
    """What the last build knew. `context` is the digest under which chunks were loaded, `frames` that of all that every
    page depends on; `dropped` are the records that were read and yet not published."""

    target: str
    context: str
    frames: str
    as_of: str
    dropped: frozenset[Ref]
    chunks: tuple[ChunkState, ...]
    units: tuple[UnitState, ...]
