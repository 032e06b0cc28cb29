"""A clerk at work: `mkdocs serve` runs, a record is edited, the open page shows it and search finds it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import overwrite
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as BrowserError
from small_site import lay_out_with_search

pytestmark = pytest.mark.browser

POLICY = "policies/sfb/2026-9"
PATIENCE = 90
"""Seconds; on a quiet machine a page is there in one and the index in three."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of `mkdocs serve`, with a slash at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    running = subprocess.Popen(command, cwd=folder)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait(PATIENCE)


def opened(page: Page, address: str) -> None:
    """Open a page as soon as the server answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            page.goto(address)
        except BrowserError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def found(page: Page, address: str, typed: str) -> None:
    """Search until the index behind the pages knows what was typed."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.goto(f"{address}search.html?q={typed}")
        status = page.locator(".status")
        expect(status).to_contain_text("。", timeout=PATIENCE * 1000)
        if "找到 1 条" in status.inner_text():
            return
        time.sleep(0.5)
    pytest.fail(f"{typed} is not found")


def test_an_edited_title_is_on_the_open_page_and_then_found(browser: Browser, tmp_path: Path) -> None:
    folder = lay_out_with_search(tmp_path).parent
    page = browser.new_page()
    with serving(folder) as address:
        opened(page, f"{address}{POLICY}.html")
        expect(page.locator("h1")).to_contain_text("做好2026年政务公开工作")
        overwrite(folder / "content/sfb/policies/2026-9.md", "做好2026年", "改进蓝莓种植")
        expect(page.locator("h1")).to_contain_text("改进蓝莓种植", timeout=PATIENCE * 1000)
        found(page, address, "“改进蓝莓种植”")
        expect(page.locator(".results h3")).to_contain_text("改进蓝莓种植政务公开工作")
    page.close()
