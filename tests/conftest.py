"""What all tests share: where the project is, and the outside things a test may need (browser, HTML checker, corpus).

A test that asks for one of these is skipped where it is missing, and the end of the run says so in plain sight.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.search.browser import FLAGS, find_chromium
from hypothesis import settings
from nginx_server import find_nginx
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent

# Other work shares the processor, so time limits per example would fail at random; and a run that passed must pass
# again.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def _html_checker() -> Path | None:
    jar = ROOT / ".venv/npm/node_modules/vnu-jar/build/dist/vnu.jar"
    return jar if jar.exists() and shutil.which("java") else None


def _corpus() -> Path | None:
    named = os.environ.get("GONGKAI_CORPUS")
    return Path(named) if named else None


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml and the sample city."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium program."""
    found = find_chromium()
    if found is None:
        pytest.skip("no Chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests of this process; Playwright runs but once in it."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def html_checker() -> Path:
    """The path of vnu.jar, to be run with `java -jar`."""
    found = _html_checker()
    if found is None:
        pytest.skip("no HTML checker")
    return found


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real regulations."""
    found = _corpus()
    if found is None:
        pytest.skip("corpus not tested")
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out, so that nobody takes a shortened run for a whole one."""
    left_out = {
        "BROWSER TESTS SKIPPED: no Chromium": find_chromium(),
        "HTML VALIDITY TESTS SKIPPED: no vnu.jar or no java": _html_checker(),
        "WEB SERVER TESTS SKIPPED: no nginx": find_nginx(),
        "SIGNATURE TESTS SKIPPED: no minisign": shutil.which("minisign"),
        "corpus not tested: GONGKAI_CORPUS is not set": _corpus(),
    }
    for message, found in left_out.items():
        if found is None:
            terminalreporter.write_line(f"!!! {message}", yellow=True, bold=True)
