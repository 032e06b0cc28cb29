"""The recall gate on the sample city, through the real client in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.search.finding import finder
from benchmarks.search.recall import judge, queries
from benchmarks.search.truth import Pages
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_what_stands_on_a_page_is_found(city: Path, address: str, browser: Browser) -> None:
    pages = Pages(city)
    asked = queries(pages)
    kinds = [query.kind for query in asked]
    assert kinds.count("substrings") >= 200
    assert kinds.count("pairs") >= 30
    assert kinds.count("traditional") >= 20
    assert kinds.count("numbers") >= 500
    with finder(browser, address, city) as find:
        verdict = judge(pages, asked, [find.addresses(query.typed) for query in asked])
    print(verdict.summary())  # noqa: T201 - seen with pytest -s
    assert not verdict.faults()
