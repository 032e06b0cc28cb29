"""Knowing files cheaply: what lies in a folder, and whether it is what lay there before.

In: folders. Out: stamps (no content is read). Two equal trees of stamps mean that nothing changed; a stamp that cannot
be trusted (the file is as new as the moment of looking) is told by `settled`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha1
from operator import attrgetter
from pathlib import Path

import msgspec

from gongkai.model.state import FileStamp

SYMLINK = -1
"""Size given to a symbolic link: it is never followed."""

_NAME = attrgetter("name")
_RACE_NS = 2_000_000_000
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 65_536
"""Bytes read at once: more than nearly every file has, and little enough to be had without asking the system for it."""


Tree = dict[str, list[FileStamp]]
"""Folder (relative to the root, `/` between parts) -> its files in order of name. Empty folders are not listed."""


def read_tree(root: Path, tops: tuple[str, ...]) -> Tree:
    """Stamps of all files below the given folders of `root`. A top that is a file stands alone; a missing one is
    nothing.
    """
    tree: Tree = {}
    for top in tops:
        path = root / top
        if path.is_dir():
            _read_folder(str(path), top, tree)
        elif path.exists():
            entry = path.stat()
            folder = top.rpartition("/")[0]
            stamp = FileStamp(path.name, entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns, entry.st_ino)
            tree.setdefault(folder, []).append(stamp)
    return tree


def _read_folder(path: str, relative: str, tree: Tree) -> None:
    files: list[FileStamp] = []
    folders: list[str] = []
    with _opened(path) as opened, os.scandir(opened) as entries:
        for entry in entries:
            if entry.is_symlink():
                files.append(FileStamp(entry.name, SYMLINK, 0, 0, entry.inode()))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                try:
                    stat = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # an editor's or Python's passing file, gone since the folder was listed
                files.append(FileStamp(entry.name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
    if files:
        files.sort(key=_NAME)
        tree[relative] = files
    for name in sorted(folders):
        _read_folder(f"{path}/{name}", f"{relative}/{name}", tree)


@contextmanager
def _opened(path: str) -> Iterator[int | str]:
    """The folder opened, where the system can look at files from there: it need not walk the whole path for each."""
    if os.scandir not in os.supports_fd:
        yield path
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        yield folder
    finally:
        os.close(folder)


def settled(stamp: FileStamp, now_ns: int) -> FileStamp:
    """The stamp to remember: one that will not compare equal if the file might still change within its own time
    stamp.
    """
    old = now_ns - _RACE_NS
    return stamp if stamp.mtime_ns < old and stamp.ctime_ns < old else msgspec.structs.replace(stamp, inode=-1)


def settled_tree(tree: Tree, now_ns: int) -> Tree:
    """The stamps of a tree to remember."""
    return {folder: [settled(stamp, now_ns) for stamp in stamps] for folder, stamps in tree.items()}


def read_whole(path: str) -> bytes:
    """The content of a file. Plain text for a path and no file object: a third of the price of `Path.read_bytes`."""
    file = os.open(path, _READ)
    try:
        pieces = []
        while piece := os.read(file, _PIECE):
            pieces.append(piece)
    finally:
        os.close(file)
    return b"".join(pieces)


def blob_id(content: bytes) -> str:
    """The git blob id of a file's content, so that a clone can tell what changed without reading a file."""
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def folder_times(target: Path, folders: Iterable[str]) -> dict[str, int]:
    """Modification time of folders of the site, by path relative to it: one changes when a file is added or removed."""
    return {folder: os.stat(f"{target}/{folder}").st_mtime_ns for folder in sorted(folders)}
