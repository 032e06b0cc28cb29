"""A reader who never rests: walks all pages from the home page and remembers each link that led nowhere.

In: the address of a site that is being published to. Out: dead links, each with the page on which it stood. What a page
was made of when it was fetched is what its links are held against, so nothing is fetched twice within one walk.
"""

from __future__ import annotations

import http.client
import json
import threading
from collections import deque
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

PATIENCE = 20.0
_PLACES = (
    ("a[href]", "href"), ("link[href]", "href"), ("[src]", "src"), ("[poster]", "poster"), ("meta[http-equiv]", "")
)  # fmt: skip
_OF_A_SHARD = ("docs.json", "titles.json", "lists.json", "pagefind-entry.json")


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A page that was served led to an address that answered so."""

    page: str
    address: str
    answer: str


class Crawler(threading.Thread):
    """Walks until it is told to stop. `walks` are those that were finished, `fetched` counts addresses."""

    def __init__(self, base: str) -> None:
        super().__init__(daemon=True)
        self.base = base
        self.walks = 0
        self.fetched = 0
        self.dead: list[DeadLink] = []
        self._parts = urlsplit(base)
        self._connection = self._connect()
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            self._walk()
            self.walks += not self._stopped.is_set()

    def stop(self) -> None:
        """Let it finish what it is fetching."""
        self._stopped.set()
        self.join(PATIENCE)
        assert not self.is_alive()

    def wait_for_walks(self, count: int) -> None:
        """Until it has gone round so many times more."""
        wanted = self.walks + count
        while self.walks < wanted:
            assert self.is_alive()
            self._stopped.wait(0.02)

    def _walk(self) -> None:
        known = {self.base + "index.html"}
        waiting = deque((address, "") for address in sorted(known))
        while waiting and not self._stopped.is_set():
            address, page = waiting.popleft()
            status, kind, body = self._fetch(address)
            self.fetched += 1
            if status != 200:
                self.dead.append(DeadLink(page, unquote(address), str(status)))
                continue
            for found in self._links(address, kind, body):
                if found not in known:
                    known.add(found)
                    waiting.append((found, address))

    def _links(self, address: str, kind: str, body: bytes) -> list[str]:
        if address.startswith(self.base + "search/") and address.endswith(".json"):
            written = _of_search(address.rpartition("/")[2], json.loads(body))
        elif kind.startswith("text/html"):
            written = _written(body)
            if address == self.base + "search.html":
                written.append("search/shards.json")
        else:
            written = []
        found = (urldefrag(urljoin(address, each)).url for each in written)
        return [each for each in found if each.startswith(self.base)]

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
