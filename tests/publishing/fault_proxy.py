"""A network that fails: stands between a publisher and its store, and spoils requests by a plan drawn from a seed.

In: the store's address, a seed and how often something goes wrong. Out: an address. Requests that are spoilt may have
been done by the store all the same (`lost`), as in real life.
"""

from __future__ import annotations

import http.client
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

FAULTS = ("unavailable", "cut", "lost", "slow")
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


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


class _Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: str
    plan: FaultPlan

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method is passed on in the same way; the server looks for `do_` and the method's name."""
        if name.startswith("do_"):
            return self._pass_on
        raise AttributeError(name)

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        fault = self.plan.next()
        if fault == "unavailable":
            self._answer(503, {}, b"")
            return
        if fault == "slow":
            time.sleep(0.3)
        if fault == "cut":
            self._hang_up()
            return
        status, headers, answer = self._asked(body)
        if fault == "lost":
            self._hang_up()
            return
        self._answer(status, headers, answer)

    def _asked(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.store, timeout=30)
        connection.request(self.command, self.path, body or None, dict(self.headers.items()))
        answer = connection.getresponse()
        found = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), found

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        length = headers.get("content-length", headers.get("Content-Length", "0"))
        for name, value in headers.items():
            if name.lower() not in _HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", length if self.command == "HEAD" else str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are no news."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up: that is what this is for."""


@contextmanager
def failing(store: str, plan: FaultPlan) -> Iterator[str]:
    """An address (with a slash at the end) through which the store can be reached, more or less."""
    handler = type("Proxy", (_Proxy,), {"store": urlsplit(store).netloc, "plan": plan})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
