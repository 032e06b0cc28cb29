"""The files of the site as they are wanted at a target, and their bytes.

In: the folder of the site, a memo of digests. Out: PublishedFiles, and a Source that refuses a file which is no longer
what it was. Files are hashed once and known by their stamps afterwards: 30,000 files are looked at in half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from gongkai.model.release import Headers, PublishedFile
from gongkai.model.state import FileStamp
from gongkai.workshop.file_tree import SYMLINK, read_tree, read_whole, settled
from gongkai.workshop.output_file import write_atomically

_PATH = attrgetter("path")
_pack = msgspec.msgpack.Encoder().encode
_stamps = msgspec.msgpack.Decoder(list[FileStamp]).decode


class Digests(NamedTuple):
    """The files of a folder: their stamps, packed because most folders are as they were, and what was in each."""

    packed_stamps: bytes
    digests: list[str]


class SiteChangedError(Exception):
    """Somebody builds while we publish. The message is Chinese."""


class SiteFiles:
    """A Source: the folder a build made."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def read(self, file: PublishedFile) -> bytes:
        try:
            content = read_whole(f"{self._folder}/{file.path}")
        except OSError:
            raise SiteChangedError(f"发布时“{file.path}”不见了：请不要在发布的同时生成网站，然后重新运行发布") from None
        if sha256(content).hexdigest() != file.digest:
            raise SiteChangedError(f"发布时“{file.path}”被改动：请不要在发布的同时生成网站，然后重新运行发布")
        return content


def read_site(folder: Path, memo: Path, headers: Callable[[str], Headers], now_ns: int) -> tuple[PublishedFile, ...]:
    """Every file of the site, in order of path. `memo` is where digests are remembered."""
    tree = {_relative(each, folder.name): stamps for each, stamps in read_tree(folder.parent, (folder.name,)).items()}
    remembered = _remembered(memo)
    known: dict[str, Digests] = {}
    files: list[PublishedFile] = []
    for place, stamps in tree.items():
        found = remembered.get(place)
        if found is None or found.packed_stamps != _pack(stamps):
            found = _read(folder, place, stamps, found, now_ns)
        known[place] = found
        below = f"{place}/" if place else ""
        for stamp, digest in zip(stamps, found.digests, strict=True):
            path = below + stamp.name
            files.append(PublishedFile(path, digest, stamp.size, headers(path)))
    if known != remembered:
        write_atomically(memo, _pack(known))
    files.sort(key=_PATH)
    return tuple(files)


def _relative(folder: str, top: str) -> str:
    return folder.removeprefix(top).removeprefix("/")


def _read(folder: Path, place: str, stamps: Sequence[FileStamp], before: Digests | None, now_ns: int) -> Digests:
    """A folder that is not as it was: only what has another stamp is read. A stamp as new as this moment is kept in a
    form that will not compare equal: the file may still be changing."""
    known = dict(zip(_stamps(before.packed_stamps), before.digests, strict=True)) if before else {}
    digests = [known.get(stamp) or _digest(folder, place, stamp) for stamp in stamps]
    return Digests(_pack([settled(stamp, now_ns) for stamp in stamps]), digests)


def _digest(folder: Path, place: str, stamp: FileStamp) -> str:
    path = f"{place}/{stamp.name}" if place else stamp.name
    if stamp.size == SYMLINK:
        raise SiteChangedError(f"网站里的“{path}”是符号链接，不能发布，请删去")
    return sha256(read_whole(f"{folder}/{path}")).hexdigest()


def _remembered(memo: Path) -> dict[str, Digests]:
    try:
        return msgspec.msgpack.decode(memo.read_bytes(), type=dict[str, Digests])
    except (OSError, msgspec.MsgspecError):
        return {}
