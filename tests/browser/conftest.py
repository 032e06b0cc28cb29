"""A browser and a small web server that sends the headers of docs/headers.md: what tests in a browser stand on."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sample_city import CITY, COUNTY, ROOT, Sample, built

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample."""
    return built(tmp_path_factory.getbasetemp())


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder on this machine, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the city's site is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def addresses(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Sample, str]]:
    """Where each of the sample's sites is served."""
    with served(built(tmp_path_factory.getbasetemp(), COUNTY)) as found:
        yield {CITY: address, COUNTY: found}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()
