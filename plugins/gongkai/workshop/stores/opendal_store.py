"""Object stores and WebDAV by OpenDAL (extra `publish`): S3, Aliyun OSS, Tencent COS, Huawei OBS.

In: a kind and its options, secrets among them. Out: a Store. OpenDAL's messages show what it was asked and never what
it was opened with; of them only the first line is passed on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import opendal
from opendal import exceptions
from opendal.layers import RetryLayer, TimeoutLayer

from gongkai.model.release import NO_HEADERS, Headers
from gongkai.workshop.stores import Abilities, ConditionError, Seen, StoreError, TemporaryError

_OTHERS = (
    exceptions.ConfigInvalid,
    exceptions.Error,
    exceptions.IsADirectory,
    exceptions.IsSameFile,
    exceptions.NotADirectory,
    exceptions.NotFound,
    exceptions.RangeNotSatisfied,
    exceptions.Unexpected,
    exceptions.Unsupported,
)
"""They have no base in common, whatever their types say."""

LONGEST = 300.0
"""Seconds for one request: a store that is silent for longer is not there. A big attachment needs its time."""
_RETRIES = RetryLayer(max_times=5, min_delay=0.1, max_delay=8)
"""WebDAV is asked for each folder: whoever began anew after each failure would never come to the end. OpenDAL's own
walk through folders, when it is made to go on, leaves out the folder at which it failed. An object store lists all at
once."""


class OpendalStore:
    """A Store for whatever OpenDAL can open."""

    def __init__(self, kind: str, options: Mapping[str, str], longest: float = LONGEST) -> None:
        with _explained(""):
            limits = TimeoutLayer(timeout=longest, io_timeout=longest)
            self._operator = opendal.Operator(kind, **options).layer(limits)
        self._folders: set[str] = set()
        can = self._operator.capability()
        objects = can.write_with_cache_control  # WebDAV has files: nothing is known of them but their size
        self.abilities = Abilities(objects, objects, can.write_with_if_not_exists, can.write_with_if_match)

    def read(self, path: str) -> bytes | None:
        with _explained(path):
            try:
                return bytes(self._operator.read(path))
            except exceptions.NotFound:
                return None

    def write(self, path: str, content: bytes, headers: Headers = NO_HEADERS) -> None:
        with _explained(path):
            sent = headers if self.abilities.headers else NO_HEADERS
            self._operator.write(
                path,
                content,
                content_type=sent.content_type or None,
                cache_control=sent.cache_control or None,
                content_disposition=sent.content_disposition or None,
            )

    def create(self, path: str, content: bytes) -> None:
        with _explained(path):
            self._operator.write(path, content, if_not_exists=True)

    def replace(self, path: str, content: bytes, tag: str) -> None:
        with _explained(path):
            self._operator.write(path, content, if_match=tag)

    def look(self, path: str) -> Seen | None:
        with _explained(path):
            try:
                found = self._operator.stat(path)
            except exceptions.NotFound:
                return None
        return Seen(path, found.content_length, found.etag or "")

    def files(self, folder: str) -> Iterator[Seen]:
        with _explained(folder):
            yield from asyncio.run(self._listed(folder))

    def copy(self, path: str, to: str) -> None:
        with _explained(path):
            self._make_folder(to)
            self._operator.copy(path, to)

    def delete(self, path: str) -> None:
        with _explained(path):
            self._operator.delete(path)

    async def _listed(self, top: str) -> list[Seen]:
        # The iterator of the blocking operator holds the interpreter while it waits for the store.
        at_once = self.abilities.digests
        operator = (self._operator if at_once else self._operator.layer(_RETRIES)).to_async_operator()
        found: list[Seen] = []
        folders = [top]
        while folders:
            folder = folders.pop()
            try:
                entries = [entry async for entry in await operator.list(folder, recursive=at_once)]
            except exceptions.NotFound:
                continue
            files = [(entry.path, entry.metadata) for entry in entries if entry.metadata.is_file]
            found += [Seen(path, known.content_length, known.etag or "") for path, known in files]
            if not at_once:
                below = (entry.path for entry in entries if entry.metadata.is_dir)
                folders += [path for path in below if path not in (folder, "/")]
        return found

    def _make_folder(self, path: str) -> None:
        """WebDAV copies only into folders that are there; object stores know no folders."""
        folder = path.rpartition("/")[0]
        if folder and not self.abilities.headers and folder not in self._folders:
            self._operator.create_dir(folder + "/")
            self._folders.add(folder)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """OpenDAL's exceptions as ours."""
    try:
        yield
    except (exceptions.ConditionNotMatch, exceptions.AlreadyExists, exceptions.Conflict) as error:
        raise ConditionError(f"“{path}”已被改动") from error
    except exceptions.PermissionDenied as error:
        raise StoreError(f"存储拒绝访问“{path}”：请核对密钥和权限（{_first_line(error)}）") from error
    except exceptions.RateLimited as error:
        raise TemporaryError(f"存储要求放慢：“{path}”") from error
    except _OTHERS as error:
        line = _first_line(error)
        kind = TemporaryError if "(temporary)" in line or "(persistent)" in line else StoreError
        raise kind(f"存储操作失败：“{path}”（{line}）") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
