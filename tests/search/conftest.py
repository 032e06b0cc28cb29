"""The searchable city, served and from its folder, in a browser that watches itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from searchable_city import built_with_search, shared_base
from watched_page import watched_page
from web_server import served


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
    with watched_page(browser, told) as page:
        yield page
