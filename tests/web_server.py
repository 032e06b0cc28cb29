"""A small web server that sends the headers of docs/headers.md, for tests in a browser."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sample_city import ROOT


def documented_headers() -> dict[str, str]:
    """The headers that operators are told to send."""
    block = re.search(r"```\n(.*?)```", (ROOT / "docs/headers.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return dict(line.split(": ", 1) for line in block[1].splitlines())


class Server(SimpleHTTPRequestHandler):
    """Files of one folder, with the documented headers."""

    headers_to_send = documented_headers()

    def end_headers(self) -> None:
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where the folder is served on this machine, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
