"""A snapshot opened from a folder with a Chinese name and blanks: pages, links, search and filters, and no network."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import firefox
import pytest
from committed_site import lay_out_committed, snapshot, unpack
from playwright.sync_api import Browser, Page, expect
from watched_page import watched_page

pytestmark = pytest.mark.browser
BROKEN = """
() => [...document.querySelectorAll('a[href]')].map(link => new URL(link.href)).filter(url => url.protocol === 'file:')
    .map(url => decodeURIComponent(url.pathname))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out_committed(tmp_path_factory.mktemp("project"), 40)


@pytest.fixture(scope="module")
def bag(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(snapshot(project), tmp_path_factory.mktemp("archive") / "云川市 2026年 快照")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, told: list[str]) -> Iterator[Page]:
    with watched_page(browser, told) as page:
        yield page


def test_chromium_opens_a_hundred_pages(bag: Path, page: Page, told: list[str]) -> None:
    """Random pages: each opens without a complaint, asks for files alone, and links to what is there."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in random.Random(7).sample(sorted((bag / "data/site").rglob("*.html")), 100):
        page.goto(path.as_uri())
        expect(page.locator("h1, meta[http-equiv=refresh]").first).to_be_attached()
        dead = [target for target in page.evaluate(BROKEN) if not Path(target).exists()]
        assert dead == [], path
    assert {url.partition(":")[0] for url in asked} <= {"file", "blob", "data"}
    assert told == []


def test_chromium_comes_from_the_first_page_to_an_answer(bag: Path, page: Page, told: list[str]) -> None:
    page.goto((bag / "OPEN-ME.html").as_uri())
    page.get_by_role("link", name="打开网站").click()
    page.locator("#q").fill("政务公开")
    page.locator("#q").press("Enter")
    expect(page.locator(".status b")).to_be_visible()
    whole = page.locator(".status b").inner_text()
    page.get_by_role("checkbox", name=re.compile("^政策文件")).check()
    expect(page).to_have_url(re.compile("kind="))
    expect(page.locator(".status b")).not_to_have_text(whole)
    page.locator(".results a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert told == []


def test_what_is_not_there_is_named_with_its_address(project: Path, page: Page, tmp_path: Path) -> None:
    site = unpack(snapshot(project, "--year", "2024", name="2024.zip"), tmp_path) / "data/site"
    page.goto((site / "columns/b02.html").as_uri())
    page.get_by_role("link", name="云川市举办政府开放日活动").click()
    expect(page.locator("h1")).to_have_text("不在本快照中")
    address = "https://www.yunchuan.example/entries/sfb/2026-kaifangri.html"
    expect(page.get_by_role("link", name=address)).to_have_attribute("href", address)


def test_firefox_opens_pages_and_searches(bag: Path, tmp_path: Path) -> None:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox")
    site = bag / "data/site"
    with firefox.running(program, tmp_path) as reader:
        for path in random.Random(8).sample(sorted((site / "policies").rglob("*.html")), 5):
            reader.open(path.as_uri())
            links = reader.evaluate(f"({BROKEN})()")
            assert [target for target in links if not Path(target).exists()] == []
        reader.open(f"{(site / 'search.html').as_uri()}?q={quote('政务公开')}")
        assert reader.wait_for("document.querySelector('.status b')?.textContent")
        assert {url.partition(":")[0] for url in reader.requested} <= {"file", "blob", "data"}
