"""The shelf: chunks as they were read, one file for each content a chunk had.

In: the records of a chunk, with their bodies. Out: the same, or their summaries alone. A file is never changed: its
name holds the digest of what it was made from, so that old and new lie beside each other while a build compares them,
and what is left by a build that was killed is as good as any.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from gongkai.model.diagnostic import Diagnostic
from gongkai.model.room import Loaded
from gongkai.model.shelved import Shelved
from gongkai.model.summary import Summary
from gongkai.workshop.file_tree import read_whole
from gongkai.workshop.output_file import write_atomically


class FileResult(msgspec.Struct, frozen=True, array_like=True):
    """What one source file gave. `digest` is that of the file and its attachments."""

    path: str
    digest: str
    records: tuple[Loaded, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Head(msgspec.Struct, frozen=True, array_like=True):
    """A chunk's file, of which only the beginning is wanted."""

    summaries: tuple[Summary, ...]
    files: msgspec.Raw


class _FileForPages(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of a FileResult, without what rendering has no use for."""

    path: str
    digest: str
    records: tuple[Shelved, ...]


class _ForPages(msgspec.Struct, frozen=True, array_like=True):
    summaries: msgspec.Raw
    files: tuple[_FileForPages, ...]


class _Whole(msgspec.Struct, frozen=True, array_like=True):
    summaries: tuple[Summary, ...]
    files: tuple[FileResult, ...]


_T = TypeVar("_T", _Head, _ForPages, _Whole)
_DIGITS = 20

_encode = msgspec.msgpack.Encoder().encode
_head = msgspec.msgpack.Decoder(_Head)
_for_pages = msgspec.msgpack.Decoder(_ForPages)
_whole = msgspec.msgpack.Decoder(_Whole)


class Shelf(msgspec.Struct, frozen=True):
    """Where chunk files stand, the digest of the Context (with the engine's version) that makes them valid, and the
    names that were there when the build began, by chunk."""

    folder: Path
    context: str
    names: Mapping[str, tuple[str, ...]]

    def name(self, key: str, digest: str) -> str:
        return f"{key}.{self.context[:_DIGITS]}.{digest[:_DIGITS]}"

    def has(self, key: str, digest: str) -> bool:
        return self.name(key, digest) in self.names.get(key, ())

    def known(self, key: str) -> dict[tuple[str, str], FileResult]:
        """All that is known of a chunk's files, by path and digest, from whatever build in this Context."""
        ours = self.name(key, "")
        found = (self._read(name, _whole) for name in self.names.get(key, ()) if name.startswith(ours))
        return {(each.path, each.digest): each for whole in found if whole is not None for each in whole.files}

    def summaries(self, key: str, digest: str) -> tuple[Summary, ...] | None:
        """The summaries of a chunk as it was; None if that is not known any more."""
        head = self._read(self.name(key, digest), _head)
        return None if head is None else head.summaries

    def records(self, key: str, digest: str) -> Iterator[Shelved]:
        """The records of a chunk, with their bodies."""
        found = self._read(self.name(key, digest), _for_pages)
        if found is None:
            raise FileNotFoundError(self.folder / self.name(key, digest))
        return (record for file in found.files for record in file.records)

    def write(self, key: str, digest: str, summaries: Sequence[Summary], files: Sequence[FileResult]) -> None:
        if not self.has(key, digest):
            write_atomically(self.folder / self.name(key, digest), _encode((summaries, files)))

    def _read(self, name: str, decoder: msgspec.msgpack.Decoder[_T]) -> _T | None:
        try:
            return decoder.decode(read_whole(f"{self.folder}/{name}"))
        except (FileNotFoundError, msgspec.MsgspecError):
            return None


def open_shelf(folder: Path, context: str) -> Shelf:
    names: dict[str, list[str]] = {}
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():
        names.setdefault(name.partition(".")[0], []).append(name)
    return Shelf(folder, context, {key: tuple(found) for key, found in names.items()})


def tidy(folder: Path, kept: Collection[str]) -> None:
    """Remove chunk files that no build needs any more."""
    for name in os.listdir(folder) if folder.is_dir() else ():
        if name not in kept:
            (folder / name).unlink(missing_ok=True)
