"""The searchable city, served and from its folder, in a browser that watches itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from searchable_city import built_with_search, shared_base
from web_server import served

# Told by the page to itself before anything else runs: resources that the policy refused.
WATCH = """window.violations = [];
addEventListener("securitypolicyviolation", e => violations.push(e.violatedDirective + " " + e.blockedURI));"""

# What a page was still loading when it was left.
LEFT = "net::ERR_ABORTED"


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built city."""
    return built_with_search(shared_base(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def address(city: Path) -> Iterator[str]:
    """Where the city is served, with a slash at the end."""
    with served(city) as place:
        yield place


@pytest.fixture
def told() -> list[str]:
    """What pages of this test said on their console, and what they could not load."""
    return []


@pytest.fixture
def page(browser: Browser, told: list[str]) -> Iterator[Page]:
    """A desktop page of a reader who was never here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("requestfailed", lambda request: None if request.failure == LEFT else told.append(request.url))
    yield page
    context.close()
