"""A network that fails: stands between a publisher and its store, and spoils requests by a plan drawn from a seed.

In: the store's address, a seed and how often something goes wrong. Out: an address. Requests that are spoilt may have
been done by the store all the same (`lost`), as in real life.
"""

from __future__ import annotations

import random
import re
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

FAULTS = ("unavailable", "cut", "lost", "slow")
_PATIENCE = 30.0
_LENGTH = re.compile(rb"content-length: *(\d+)\r\n", re.IGNORECASE)
_UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class FaultPlan:
    """What happens to the next request. `share` of all go wrong; `happened` counts what did."""

    def __init__(self, seed: int, share: float) -> None:
        self.share = share
        self.happened: Counter[str] = Counter()
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def next(self) -> str:
        with self._lock:
            fault = self._random.choice(FAULTS) if self._random.random() < self.share else ""
            self.happened[fault] += 1
        return fault


class _Proxy(socketserver.StreamRequestHandler):
    """One request and its answer, byte for byte: to understand them would take longer than to publish."""

    store: tuple[str, int]
    plan: FaultPlan

    def handle(self) -> None:
        request = self._request()
        if not request:
            return
        fault = self.plan.next()
        if fault == "unavailable":
            self.wfile.write(_UNAVAILABLE)
        if fault == "slow":
            time.sleep(0.3)
        if fault in ("unavailable", "cut"):
            return
        answer = self._answer(request)
        if fault != "lost":
            self.wfile.write(answer)

    def _request(self) -> bytes:
        """As it came, but for the end of the connection with the answer. Nothing of one that did not come whole: its
        sender was killed."""
        head = self.rfile.readline()
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return b""
            head += line
        length = int(found[1]) if (found := _LENGTH.search(head)) else 0
        body = self.rfile.read(length)
        return head[:-2] + b"Connection: close\r\n\r\n" + body if len(body) == length else b""

    def _answer(self, request: bytes) -> bytes:
        with socket.create_connection(self.store, _PATIENCE) as connection, connection.makefile("rb") as answer:
            connection.sendall(request)
            return answer.read()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up: that is what this is for."""


@contextmanager
def failing(store: str, plan: FaultPlan) -> Iterator[str]:
    """An address (with a slash at the end) through which the store can be reached, more or less."""
    parts = urlsplit(store)
    handler = type("Proxy", (_Proxy,), {"store": (parts.hostname, parts.port), "plan": plan})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
