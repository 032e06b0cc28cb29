"""Write a bag: every file is read once, and is digested twice while it is at hand.

In: contents by address, tag files, what `bag-info.txt` says. Out: a stored zip with one folder in it, the bag. Its
bytes depend on nothing but these. Threads share the reading and digesting, which Python does outside of its lock; this
thread writes, in the given order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256, sha512
from typing import BinaryIO
from zlib import crc32

import msgspec

from gongkai.workshop.bags.manifests import (
    ALGORITHMS,
    DECLARATION,
    DECLARATION_FILE,
    INFORMATION_FILE,
    information,
    manifest,
    require_fit,
)
from gongkai.workshop.bags.stored_zip import StoredZip

_BATCH = 64
"""Files a thread takes at once, or fewer that make up the bytes of a batch."""
_BATCH_BYTES = 2_000_000
_AHEAD = 3
"""Batches for each thread that are read before they are written: what memory must hold."""


class Content(msgspec.Struct, frozen=True):
    """A file of the payload: its address below `data/`, about how many bytes it has, and how they are had."""

    path: str
    size: int
    read: Callable[[], bytes]


class WrittenBag(msgspec.Struct, frozen=True):
    """What was written. `digest` is the sha256 of the zip, `digests` that of each file of the payload by its path in
    the bag, `size` their bytes."""

    digest: str
    digests: Mapping[str, str]
    size: int


class _Digested(msgspec.Struct, frozen=True):
    path: str
    content: bytes
    crc: int
    digests: tuple[str, ...]


def write_bag(
    file: BinaryIO,
    name: str,
    moment: datetime,
    payload: Sequence[Content],
    tags: Mapping[str, bytes],
    facts: Iterable[tuple[str, str]],
    workers: int,
) -> WrittenBag:
    """Write the bag `name` into `file`. `tags` are files beside the payload, `facts` what `bag-info.txt` says besides
    the Payload-Oxum.

    Raises:
        UnfitNameError: a path that not all tools read alike. Nothing was written.
    """
    for each in payload:
        require_fit(each.path)
    archive = StoredZip(file, moment)
    beside: dict[str, tuple[str, ...]] = {}

    def add_tag(path: str, content: bytes) -> None:
        beside[path] = _digests(content)
        archive.add(f"{name}/{path}", content, crc32(content))

    add_tag(DECLARATION_FILE, DECLARATION)
    for path, content in sorted(tags.items()):
        add_tag(path, content)
    within: dict[str, tuple[str, ...]] = {}
    size = 0
    for made in _digested(payload, workers):
        path = f"data/{made.path}"
        archive.add(f"{name}/{path}", made.content, made.crc)
        within[path] = made.digests
        size += len(made.content)
    add_tag(INFORMATION_FILE, information((*facts, ("Payload-Oxum", f"{size}.{len(within)}"))))
    for number, algorithm in enumerate(ALGORITHMS):
        add_tag(f"manifest-{algorithm}.txt", manifest({path: each[number] for path, each in within.items()}))
    last = {
        f"tagmanifest-{algorithm}.txt": manifest({path: each[number] for path, each in beside.items()})
        for number, algorithm in enumerate(ALGORITHMS)
    }
    for path, content in last.items():
        archive.add(f"{name}/{path}", content, crc32(content))
    return WrittenBag(archive.close(), {path: each[0] for path, each in within.items()}, size)


def _digests(content: bytes) -> tuple[str, ...]:
    return sha256(content).hexdigest(), sha512(content).hexdigest()


def _digested(payload: Sequence[Content], workers: int) -> Iterator[_Digested]:
    """The payload in its order, read ahead by threads."""
    with ThreadPoolExecutor(max(workers, 1)) as pool:
        waiting: deque[Future[list[_Digested]]] = deque()
        for batch in _batches(payload):
            waiting.append(pool.submit(_read, batch))
            if len(waiting) > _AHEAD * max(workers, 1):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batches(payload: Iterable[Content]) -> Iterator[list[Content]]:
    batch: list[Content] = []
    size = 0
    for each in payload:
        batch.append(each)
        size += each.size
        if len(batch) == _BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(batch: Sequence[Content]) -> list[_Digested]:
    found = []
    for each in batch:
        content = each.read()
        found.append(_Digested(each.path, content, crc32(content), _digests(content)))
    return found
