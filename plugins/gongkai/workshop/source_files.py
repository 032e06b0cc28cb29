"""The files of a project as they are read: from the folder in which they lie, or from a revision of it in git.

In: paths relative to the project's root. Out: contents. Here because a review reads two revisions by the same stages
that build the site, and neither of them need lie anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from gongkai.model.state import FileStamp
from gongkai.workshop import git
from gongkai.workshop.file_tree import SYMLINK, Tree, blob_id, read_whole


class FolderFiles:
    """The files that lie in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def content(self, path: str) -> bytes:
        return read_whole(f"{self._root}/{path}")

    def identified(self, path: str) -> tuple[str, Callable[[], bytes]]:
        content = self.content(path)
        return blob_id(content), lambda: content

    def holds(self, path: str) -> bool:
        file = self._root / path
        return file.is_file() and not file.is_symlink()

    def below(self, folder: str) -> list[str]:
        files = (path for path in (self._root / folder).rglob("*") if path.is_file())
        return sorted(path.relative_to(self._root).as_posix() for path in files)


class RevisionFiles:
    """The files of one revision. `files` are those git names, by path."""

    def __init__(self, root: Path, files: Mapping[str, git.TreeFile]) -> None:
        self._root = root
        self._files = {path: file for path, file in files.items() if file.is_regular}
        self._reader: tuple[int, git.BlobReader] | None = None

    def content(self, path: str) -> bytes:
        file = self._file(path)
        if self._reader is None or self._reader[0] != os.getpid():  # a worker must not read from its parent's pipe
            self._reader = (os.getpid(), git.BlobReader(self._root))
        return self._reader[1].content(file.blob)

    def identified(self, path: str) -> tuple[str, Callable[[], bytes]]:
        return self._file(path).blob, partial(self.content, path)

    def _file(self, path: str) -> git.TreeFile:
        file = self._files.get(path)
        if file is None:
            raise FileNotFoundError(path)
        return file

    def holds(self, path: str) -> bool:
        return path in self._files

    def below(self, folder: str) -> list[str]:
        return sorted(path for path in self._files if path.startswith(f"{folder}/"))

    def close(self) -> None:
        if self._reader is not None:
            self._reader[1].close()
            self._reader = None


def tree_of(root: Path, files: Mapping[str, git.TreeFile], known: Mapping[tuple[str, str], FileStamp]) -> Tree:
    """The tree of a revision as if its files lay there. `known` are stamps by path and blob id: a file whose content is
    known bears the stamp it is known by, any other one that no file has."""
    unknown = [each for path, each in files.items() if each.is_regular and (path, each.blob) not in known]
    sizes = _sizes(root, {each.blob for each in unknown})
    stamps = {each.path: _stamp(each, sizes.get(each.blob, 0), int(each.blob[:15], 16)) for each in unknown}
    tree: Tree = {}
    for path, file in files.items():
        stamp = stamps.get(path) or known.get((path, file.blob)) or _stamp(file, SYMLINK, 0)
        tree.setdefault(path.rpartition("/")[0], []).append(stamp)
    return {folder: sorted(stamps, key=_name) for folder, stamps in sorted(tree.items())}


def _sizes(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """In bytes, by blob id. A content that is not here (a partial clone) has none, and is missed when it is read."""
    asked = "".join(f"{each}\n" for each in blobs).encode()
    answer = git.ask(root, "cat-file", "--batch-check=%(objectname) %(objectsize)", told=asked)
    rows = (line.split() for line in answer.decode().splitlines())
    return {blob: int(size) for blob, size in rows if size.isdigit()}


def _stamp(file: git.TreeFile, size: int, inode: int) -> FileStamp:
    return FileStamp(file.path.rpartition("/")[2], size, 0, 0, inode)


def _name(stamp: FileStamp) -> str:
    return stamp.name
