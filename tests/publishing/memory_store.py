"""A store in memory whose power can be cut before any request, or after the request was carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import md5

from gongkai.model.release import NO_HEADERS, Headers
from gongkai.workshop.stores import Abilities, ConditionError, Seen


class Killed(BaseException):
    """The publisher is gone. No handler for errors may catch it."""


class MemoryStore:
    """Files by path. `after` is called after each change; once `left` changes were made, every further one kills."""

    abilities = Abilities(headers=True, digests=True, create=True, match=True)

    def __init__(self) -> None:
        self.contents: dict[str, tuple[bytes, Headers]] = {}
        self.after: Callable[[], None] = lambda: None
        self.left: int | None = None
        self.writes: list[str] = []

    def read(self, path: str) -> bytes | None:
        found = self.contents.get(path)
        return found[0] if found else None

    def write(self, path: str, content: bytes, headers: Headers = NO_HEADERS) -> None:
        self._count()
        self.contents[path] = (content, headers)
        self.writes.append(path)
        self.after()

    def create(self, path: str, content: bytes) -> None:
        if path in self.contents:
            raise ConditionError(path)
        self.write(path, content)

    def replace(self, path: str, content: bytes, tag: str) -> None:
        seen = self.look(path)
        if seen is None or seen.tag != tag:
            raise ConditionError(path)
        self.write(path, content)

    def look(self, path: str) -> Seen | None:
        content = self.read(path)
        if content is None:
            return None
        return Seen(path, len(content), f'"{md5(content, usedforsecurity=False).hexdigest()}"')

    def files(self, folder: str) -> Iterator[Seen]:
        for path in sorted(self.contents):
            if path.startswith(folder) and (seen := self.look(path)):
                yield seen

    def copy(self, path: str, to: str) -> None:
        self._count()
        self.contents[to] = self.contents[path]
        self.after()

    def delete(self, path: str) -> None:
        self._count()
        self.contents.pop(path, None)
        self.after()

    def _count(self) -> None:
        if self.left is not None:
            if self.left == 0:
                raise Killed
            self.left -= 1
