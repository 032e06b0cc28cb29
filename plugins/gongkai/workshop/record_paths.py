"""Whose a path is, by its name alone: for files of any revision, read or not.

In: the kinds' places and the site's roots, a path. Out: the record (or the file of records) it belongs to. The load
stage sorts the files that lie in a folder; history and approvals ask about paths that may be gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from gongkai.model.room import Kind

_FILES = ".files"


class Owner(msgspec.Struct, frozen=True):
    """The file of records that a path is, or whose attachment it is. `place` is that of a record alone in its file."""

    kind: str
    place: str
    file: str

    @property
    def department(self) -> str:
        return self.place.partition("/")[0]


class _Shape(msgspec.Struct, frozen=True):
    kind: str
    parts: tuple[str, ...]
    suffix: str


class RecordPaths:
    """The shapes of all records' paths. `roots` are the folders that stand for `content` and `catalogues`."""

    def __init__(self, kinds: Iterable[Kind], roots: Mapping[str, str]) -> None:
        self._shapes: dict[int, list[_Shape]] = {}
        for kind in kinds:
            for place in kind.places:
                parts = (*roots[place.root].split("/"), *place.folders[1:])
                self._shapes.setdefault(len(parts), []).append(_Shape(kind.name, parts, place.suffix))

    def owner(self, path: str) -> Owner | None:
        """None for a path that is no record's."""
        folder, _, name = path.rpartition("/")
        parent, _, last = folder.rpartition("/")
        if last.endswith(_FILES) and (found := self._matching(parent)) is not None:
            return _owned(found, parent, last.removesuffix(_FILES))
        shape = self._matching(folder)
        if shape is None or not name.endswith(shape.suffix):
            return None
        return _owned(shape, folder, name.removesuffix(shape.suffix))

    def _matching(self, folder: str) -> _Shape | None:
        parts = folder.split("/")
        for shape in self._shapes.get(len(parts), ()):
            if all(want in ("*", have) for want, have in zip(shape.parts, parts, strict=True)):
                return shape
        return None


def _owned(shape: _Shape, folder: str, stem: str) -> Owner:
    names = (have for want, have in zip(shape.parts, folder.split("/"), strict=True) if want == "*")
    return Owner(shape.kind, "/".join((*names, stem)), f"{folder}/{stem}{shape.suffix}")
