"""What a build remembers for the next one: values only; `stages.remember` puts them on disk.

What the next build looks at in full is kept as it is; what it looks at only where something changed is kept packed, so
that 100,000 records are remembered in a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.inquiry import Asked
from gongkai.model.page import Output
from gongkai.model.reference import Ref
from gongkai.model.sheet import Sheet

_pack = msgspec.msgpack.Encoder().encode


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


class GroupState(msgspec.Struct, frozen=True, array_like=True):
    """The files of one kind and department, sorted: the digest of their stamps, and the chunks they make."""

    digest: bytes
    chunks: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class ChunkState(msgspec.Struct, frozen=True, array_like=True):
    """One loaded chunk; its records are on the shelf. `digest` changes when anything in its files changes."""

    key: str
    kind: str
    digest: str
    packed_files: bytes
    mistakes: tuple[Diagnostic, ...]
    packed_hints: bytes

    @property
    def files(self) -> list[KnownFile]:
        return _files(self.packed_files)

    @property
    def hints(self) -> list[Diagnostic]:
        """Diagnostics for those who ask."""
        return _diagnostics(self.packed_hints)


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """What the records of one chunk do wrong beside others (`stages.check` reads it), and what was asked to know it."""

    key: str
    digest: str
    asked: Asked
    packed_problems: bytes


class UnitState(msgspec.Struct, frozen=True, array_like=True):
    """One piece of rendering: what it was made from (`digest`), what it asked, which files it made: how many, of how
    many bytes together, in which folders."""

    name: str
    digest: str
    asked: Asked
    files: int
    size: int
    folders: tuple[str, ...]
    packed_outputs: bytes

    @property
    def outputs(self) -> list[Output]:
        return _outputs(self.packed_outputs)


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
    """What the last build knew.

    `context` are the digests under which chunks were loaded, `frames` that of all that every page depends on,
    `register` that of the published numbers; `dropped` are the records that were read and yet not published.
    `sheets` tell of all records that were read.
    """

    target: str
    context: tuple[str, str]
    frames: str
    register: str
    as_of: str
    dropped: frozenset[Ref]
    groups: dict[str, GroupState]
    chunks: tuple[ChunkState, ...]
    sheets: tuple[Sheet, ...]
    judged: tuple[Judged, ...]
    units: tuple[UnitState, ...]

    @property
    def atlas_digest(self) -> str:
        """Digest of everything the Atlas was made from: two Atlases with the same one give the same answers."""
        chunks = sorted((chunk.key, chunk.digest) for chunk in self.chunks)
        return sha256(_pack((self.context, self.as_of, sorted(self.dropped), chunks))).hexdigest()


_files = msgspec.msgpack.Decoder(list[KnownFile]).decode
_diagnostics = msgspec.msgpack.Decoder(list[Diagnostic]).decode
_outputs = msgspec.msgpack.Decoder(list[Output]).decode


def chunk_state(
    key: str, kind: str, digest: str, files: Sequence[KnownFile], diagnostics: Sequence[Diagnostic]
) -> ChunkState:
    mistakes = tuple(each for each in diagnostics if each.severity is not Severity.INFO)
    hints = [each for each in diagnostics if each.severity is Severity.INFO]
    return ChunkState(key, kind, digest, _pack(files), mistakes, _pack(hints))


def unit_state(name: str, digest: str, asked: Asked, outputs: Iterable[Output]) -> UnitState:
    made = list(outputs)
    folders = tuple(sorted({each.path.rpartition("/")[0] for each in made}))
    return UnitState(name, digest, asked, len(made), sum(each.size for each in made), folders, _pack(made))
