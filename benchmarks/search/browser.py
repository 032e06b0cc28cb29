"""Chromium: where it is, and how it is started.

In: the environment. Out: a path, flags, a running browser. The tests start it the same way.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

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


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


def find_chromium() -> str | None:
    named = os.environ.get("GONGKAI_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return named or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium.

    Raises:
        NoBrowserError: none was found.
    """
    program = find_chromium()
    if program is None:
        raise NoBrowserError("no Chromium found; GONGKAI_CHROMIUM may name one")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        running.close()
