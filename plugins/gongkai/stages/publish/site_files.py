"""The files of the site as they are wanted at a target, and their bytes.

In: the folder of the site, a memo of digests. Out: PublishedFiles, and a Source that refuses a file which is no longer
what it was. Files are hashed once and known by their stamps afterwards: 30,000 files are looked at in half a second.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

import msgspec

from gongkai.model.release import Headers, PublishedFile
from gongkai.model.state import FileStamp
from gongkai.workshop.file_tree import SYMLINK, Tree, read_tree, read_whole, settled_tree
from gongkai.workshop.output_file import write_atomically

_PATH = attrgetter("path")
Digests = dict[str, list[tuple[FileStamp, str]]]
"""Folder -> stamps of its files, each with the digest of what was in it."""


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
    digests: Digests = {}
    files = []
    hashed = 0
    for place, stamps in tree.items():
        known = dict(remembered.get(place, ()))
        digests[place] = []
        for stamp in stamps:
            path = f"{place}/{stamp.name}" if place else stamp.name
            digest = known.get(stamp)
            if digest is None:
                digest = _digest(folder, path, stamp)
                hashed += 1
            digests[place].append((stamp, digest))
            files.append(PublishedFile(path, digest, stamp.size, headers(path)))
    if hashed:
        _remember(memo, tree, digests, now_ns)
    return tuple(sorted(files, key=_PATH))


def _relative(folder: str, top: str) -> str:
    return folder.removeprefix(top).removeprefix("/")


def _digest(folder: Path, path: str, stamp: FileStamp) -> str:
    if stamp.size == SYMLINK:
        raise SiteChangedError(f"网站里的“{path}”是符号链接，不能发布，请删去")
    return sha256(read_whole(f"{folder}/{path}")).hexdigest()


def _remembered(memo: Path) -> Digests:
    try:
        return msgspec.msgpack.decode(memo.read_bytes(), type=Digests)
    except (OSError, msgspec.MsgspecError):
        return {}


def _remember(memo: Path, tree: Tree, digests: Digests, now_ns: int) -> None:
    """A stamp as new as this moment is kept in a form that will not compare equal: the file may still be changing."""
    settled = settled_tree(tree, now_ns)
    trusted = {
        place: [(stamp, digest) for stamp, (_, digest) in zip(stamps, digests[place], strict=True)]
        for place, stamps in settled.items()
    }
    write_atomically(memo, msgspec.msgpack.encode(trusted))
