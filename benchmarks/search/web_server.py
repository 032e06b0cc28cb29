"""A web server that compresses as real ones do, and keeps count of what it sent.

In: a folder. Out: its address; the deliveries since last asked. Bytes are those of the bodies as they went over the
wire. What was compressed once is kept, so that compressing is not part of anybody's time but the first.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

_LEVEL = 6
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
_QUIET = 0.2
"""Seconds without a request after which a page is taken to be done."""


class Delivery(NamedTuple):
    """`ended` in seconds since 1970, as pages tell the time, too."""

    path: str
    size: int
    ended: float


class _Body(NamedTuple):
    content: bytes
    type: str
    encoding: str


class CountingServer(ThreadingHTTPServer):
    """Files of one folder. One reader at a time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._folder = folder
        self._bodies: dict[str, _Body | None] = {}
        self._deliveries: list[Delivery] = []

    @property
    def address(self) -> str:
        """With a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def body(self, path: str) -> _Body | None:
        if path not in self._bodies:
            self._bodies[path] = _read(self._folder / path)
        return self._bodies[path]

    def sent(self, path: str, size: int) -> None:
        self._deliveries.append(Delivery(path, size, time.time()))

    def taken(self) -> list[Delivery]:
        """What was delivered since the last call, once nothing more is asked for."""
        began = time.time()
        while time.time() - max([began, *(each.ended for each in self._deliveries[-1:])]) < _QUIET:
            time.sleep(_QUIET / 5)
        found, self._deliveries = self._deliveries, []
        return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    server: CountingServer

    def do_GET(self) -> None:
        path = unquote(self.path.partition("?")[0]).lstrip("/")
        body = self.server.body(path)
        self.send_response(200 if body else 404)
        content = body.content if body else b""
        self.send_header("Content-Length", str(len(content)))
        if body:
            self.send_header("Content-Type", body.type)
            self.send_header("Cache-Control", "max-age=3600")
            if body.encoding:
                self.send_header("Content-Encoding", body.encoding)
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()
        self.server.sent(path, len(content))

    def log_message(self, format: str, *args: object) -> None:
        """Requests are counted, not told."""


def _read(path: Path) -> _Body | None:
    if not path.is_file():
        return None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    content = path.read_bytes()
    if path.suffix not in _COMPRESSED:
        return _Body(content, kind, "")
    return _Body(gzip.compress(content, _LEVEL, mtime=0), kind, "gzip")


@contextmanager
def counting_server(folder: Path) -> Iterator[CountingServer]:
    server = CountingServer(folder)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
