"""A reader who never rests: walks all pages from the home page and writes down each link that led nowhere.

In: the address of a site that is being published to, and the seconds a page keeps its links. Out: a line for each walk,
each dead link and each file of which only a part was served. What a page was made of when it was fetched is what its
links are held against, so nothing is fetched twice within one walk. It is a program of its own: it must not wait for
those who publish, nor they for it.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser

PATIENCE = 20.0
_UNTIL_IT_MUST = 120.0
_PLACES = (
    ("a[href]", "href"), ("link[href]", "href"), ("[src]", "src"), ("[poster]", "poster"), ("meta[http-equiv]", "")
)  # fmt: skip
_OF_A_SHARD = ("docs.json", "titles.json", "lists.json", "pagefind-entry.json")


class DeadLink(msgspec.Struct, frozen=True, tag=True):
    """A page that was served led to an address that answered so."""

    page: str
    address: str
    answer: str


class Torn(msgspec.Struct, frozen=True, tag=True):
    """Part of a page or of data was served as if it were the whole. It is asked for again."""

    address: str


class Walk(msgspec.Struct, frozen=True, tag=True):
    """So many addresses were fetched. One that lasted longer than links are promised was given up."""

    fetched: int
    finished: bool


_Note = Walk | DeadLink | Torn


class Crawler:
    """What the reader wrote down so far."""

    def __init__(self, process: subprocess.Popen[bytes], notes: Path) -> None:
        self._process = process
        self._notes = notes

    @property
    def walks(self) -> list[Walk]:
        return [each for each in self._written() if isinstance(each, Walk)]

    @property
    def dead(self) -> list[DeadLink]:
        return [each for each in self._written() if isinstance(each, DeadLink)]

    @property
    def torn(self) -> list[Torn]:
        return [each for each in self._written() if isinstance(each, Torn)]

    @property
    def fetched(self) -> int:
        return sum(walk.fetched for walk in self.walks)

    @property
    def finished(self) -> int:
        return sum(walk.finished for walk in self.walks)

    def wait_for_walks(self, count: int) -> None:
        """Until it has gone round so many times more."""
        wanted = self.finished + count
        end = time.monotonic() + _UNTIL_IT_MUST
        while self.finished < wanted:
            assert self._process.poll() is None, "the crawler fell"
            assert time.monotonic() < end, "the crawler does not get round"
            time.sleep(0.05)

    def _written(self) -> list[_Note]:
        whole = self._notes.read_bytes().rpartition(b"\n")[0]
        return [msgspec.json.decode(line, type=_Note) for line in whole.splitlines()]


@contextmanager
def crawling(base: str, promised: float, notes: Path) -> Iterator[Crawler]:
    """A reader of that site, until the end of the block."""
    with notes.open("wb") as written:
        process = subprocess.Popen([sys.executable, __file__, base, str(promised)], stdout=written)
    try:
        yield Crawler(process, notes)
    finally:
        process.terminate()
        process.wait(PATIENCE)


class _Reader:
    """Goes round, and says what it sees."""

    def __init__(self, base: str, promised: float) -> None:
        self._base = base
        self._promised = promised
        self._parts = urlsplit(base)
        self._connection = self._connect()

    def walk(self) -> Iterator[_Note]:
        """What went wrong when it did, and in the end what was walked."""
        end = time.monotonic() + self._promised
        known = {self._base + "index.html"}
        waiting = deque((address, "") for address in sorted(known))
        fetched = 0
        while waiting:
            address, page = waiting.popleft()
            status, kind, body = self._fetch(address)
            if time.monotonic() > end:
                break
            fetched += 1
            if status != http.client.OK:
                yield DeadLink(page, unquote(address), str(status))
                continue
            if not _is_whole(address, kind, body):
                yield Torn(unquote(address))
                waiting.append((address, page))
                continue
            for found in self._links(address, kind, body):
                if found not in known:
                    known.add(found)
                    waiting.append((found, address))
        yield Walk(fetched, finished=not waiting and time.monotonic() <= end)

    def _links(self, address: str, kind: str, body: bytes) -> list[str]:
        if address.startswith(self._base + "search/") and address.endswith(".json"):
            written = _of_search(address.rpartition("/")[2], json.loads(body))
        elif kind.startswith("text/html"):
            written = _written(body)
            if address == self._base + "search.html":
                written.append("search/shards.json")
        else:
            written = []
        found = (urldefrag(urljoin(address, each)).url for each in written)
        return [each for each in found if each.startswith(self._base)]

    def _fetch(self, address: str) -> tuple[int | str, str, bytes]:
        """The answer. A connection that was cut is tried once more: that is the network's fault and no dead link."""
        for _ in range(2):
            try:
                self._connection.request("GET", address.removeprefix(f"{self._parts.scheme}://{self._parts.netloc}"))
                answer = self._connection.getresponse()
                return answer.status, answer.getheader("content-type") or "", answer.read()
            except (OSError, http.client.HTTPException) as error:
                failure = error
                self._connection.close()
                self._connection = self._connect()
        return repr(failure), "", b""

    def _connect(self) -> http.client.HTTPConnection:
        assert self._parts.hostname
        return http.client.HTTPConnection(self._parts.hostname, self._parts.port, timeout=PATIENCE)


def _is_whole(address: str, kind: str, body: bytes) -> bool:
    if kind.startswith("text/html"):
        return body.rstrip().endswith(b"</html>")
    if address.endswith(".json"):
        try:
            json.loads(body)
        except ValueError:
            return False
    return True


def _of_search(name: str, content: Any) -> list[str]:
    """What the search client asks for after this file, relative to it."""
    match name:
        case "shards.json":
            return [f"{shard['name']}/{each}" for shard in content["shards"] for each in _OF_A_SHARD]
        case "docs.json":
            return [f"fragment/{each}.pf_fragment" for each in content["fragments"]]
        case "pagefind-entry.json":
            return [f"pagefind.{each['hash']}.pf_meta" for each in content["languages"].values()]
    return []


def _written(body: bytes) -> list[str]:
    """Every address that a page names, as it is written."""
    tree = LexborHTMLParser(body)
    found: list[str] = []
    for selector, name in _PLACES:
        for node in tree.css(selector):
            if name:
                found.append(node.attributes.get(name) or "")
            else:
                found.append((node.attributes.get("content") or "").partition("url=")[2])
    return [each for each in found if each]


if __name__ == "__main__":
    os.nice(5)  # it never rests, and so must not be in anybody's way
    reader = _Reader(sys.argv[1], float(sys.argv[2]))
    while True:
        for note in reader.walk():
            sys.stdout.buffer.write(msgspec.json.encode(note) + b"\n")
            sys.stdout.flush()
