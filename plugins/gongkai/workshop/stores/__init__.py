"""Where bytes are put: one small protocol, and what may go wrong.

In: paths relative to the store's root, bytes. Out: bytes, and facts about them. A file is there whole or not at all: an
object store never shows half of one; of WebDAV and other servers of files some do while they write. Those who put files
know nothing of what a store is behind this; `stages/publish/opening.py` opens one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from gongkai.model.release import NO_HEADERS, Headers


class Abilities(msgspec.Struct, frozen=True):
    """What a store can do beyond keeping bytes: send headers with them, mark most files with their MD5, create only
    what is not there, replace only what is as it was."""

    headers: bool
    digests: bool
    create: bool
    match: bool


class Seen(msgspec.Struct, frozen=True):
    """A file as the store sees it. `tag` is the store's own mark of the content, "" where it gives none."""

    path: str
    size: int
    tag: str


class StoreError(Exception):
    """The store said no. The message is Chinese, for an operator, and holds no secret."""


class TemporaryError(StoreError):
    """The network, or a store that is busy: worth another try."""


class ConditionError(StoreError):
    """The file is there already, or is not what it was."""


class Store(Protocol):
    """A place for files."""

    abilities: Abilities

    def read(self, path: str) -> bytes | None:
        """The bytes, None where there is no such file."""

    def write(self, path: str, content: bytes, headers: Headers = NO_HEADERS) -> None:
        """Put a file, whether it is there or not."""

    def create(self, path: str, content: bytes) -> None:
        """Put a file that must not be there. Raises ConditionError."""

    def replace(self, path: str, content: bytes, tag: str) -> None:
        """Put a file in the place of one that must still have this tag. Raises ConditionError."""

    def look(self, path: str) -> Seen | None:
        """What is known of a file without reading it, None where there is none."""

    def files(self, folder: str) -> Iterator[Seen]:
        """All files below a folder ("" or "name/")."""

    def copy(self, path: str, to: str) -> None:
        """Copy a file within the store."""

    def delete(self, path: str) -> None:
        """Delete a file, if it is there."""
