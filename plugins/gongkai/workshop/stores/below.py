"""A folder of a store, as a store of its own: our records lie beside the site without being part of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.model.release import NO_HEADERS, Headers
from gongkai.workshop.stores import Seen, Store


class Below:
    """All files of `store` whose paths begin with `folder` (which ends with a slash)."""

    def __init__(self, store: Store, folder: str) -> None:
        self.store = store
        self.folder = folder
        self.abilities = store.abilities

    def read(self, path: str) -> bytes | None:
        return self.store.read(self.folder + path)

    def write(self, path: str, content: bytes, headers: Headers = NO_HEADERS) -> None:
        self.store.write(self.folder + path, content, headers)

    def create(self, path: str, content: bytes) -> None:
        self.store.create(self.folder + path, content)

    def replace(self, path: str, content: bytes, tag: str) -> None:
        self.store.replace(self.folder + path, content, tag)

    def look(self, path: str) -> Seen | None:
        seen = self.store.look(self.folder + path)
        return seen and self._named(seen)

    def files(self, folder: str) -> Iterator[Seen]:
        return map(self._named, self.store.files(self.folder + folder))

    def copy(self, path: str, to: str) -> None:
        self.store.copy(self.folder + path, self.folder + to)

    def delete(self, path: str) -> None:
        self.store.delete(self.folder + path)

    def _named(self, seen: Seen) -> Seen:
        return msgspec.structs.replace(seen, path=seen.path.removeprefix(self.folder))
