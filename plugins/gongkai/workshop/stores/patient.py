"""A store that is asked again when the network fails or the store is busy, with longer and longer pauses.

In: a Store, how to sleep. Out: the same Store. A request that was carried out while its answer was lost is asked again;
conditional ones then find their own bytes, and are content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from gongkai.model.release import NO_HEADERS, Headers
from gongkai.workshop.stores import ConditionError, Seen, Store, TemporaryError

PAUSES = (0.1, 0.5, 2.0, 4.0, 8.0)
"""Seconds before each further try. A connection that was cut is mostly there again at once."""
_T = TypeVar("_T")


class Patient:
    """Tries each operation up to six times."""

    def __init__(self, store: Store, sleep: Callable[[float], None]) -> None:
        self._store = store
        self._sleep = sleep
        self.abilities = store.abilities

    def read(self, path: str) -> bytes | None:
        return self._tried(lambda: self._store.read(path))

    def write(self, path: str, content: bytes, headers: Headers = NO_HEADERS) -> None:
        self._tried(lambda: self._store.write(path, content, headers))

    def create(self, path: str, content: bytes) -> None:
        try:
            self._tried(lambda: self._store.create(path, content))
        except ConditionError:
            if self.read(path) != content:
                raise

    def replace(self, path: str, content: bytes, tag: str) -> None:
        try:
            self._tried(lambda: self._store.replace(path, content, tag))
        except ConditionError:
            if self.read(path) != content:
                raise

    def look(self, path: str) -> Seen | None:
        return self._tried(lambda: self._store.look(path))

    def files(self, folder: str) -> Iterator[Seen]:
        return iter(self._tried(lambda: list(self._store.files(folder))))

    def copy(self, path: str, to: str) -> None:
        self._tried(lambda: self._store.copy(path, to))

    def delete(self, path: str) -> None:
        self._tried(lambda: self._store.delete(path))

    def _tried(self, operation: Callable[[], _T]) -> _T:
        for pause in PAUSES:
            try:
                return operation()
            except TemporaryError:
                self._sleep(pause)
        return operation()
