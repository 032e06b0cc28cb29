"""The same search from a folder opened by double click: Chromium and Firefox, no server, nothing from outside."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import firefox
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

QUERIES = ("公积金", "生活垃圾 处罚", "处罚生活垃圾分类", "獻血", "〔2026〕2", "PM2.5", "茶")
SHOWN = "[...document.querySelectorAll('.results h3')].map(title => title.textContent)"
FIELD = "document.querySelector('header [name=q]')"
STANDS = "document.querySelector('.status b')"


def test_chromium_finds_the_same_as_from_a_server(page: Page, told: list[str], city: Path, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for typed in QUERIES:
        page.goto(f"{address}search.html?q={typed}")
        expect(page.locator(".status b")).to_be_visible()
        status, titles = page.locator(".status").inner_text(), page.evaluate(SHOWN)
        asked.clear()
        page.goto(f"{(city / 'search.html').as_uri()}?q={quote(typed)}")
        expect(page.locator(".status b")).to_be_visible()
        assert page.locator(".status").inner_text() == status
        assert page.evaluate(SHOWN) == titles
        assert {url.partition(":")[0] for url in asked} <= {"file", "blob", "data"}
    assert told == []


def test_filters_addresses_and_excerpts_work_in_a_folder(page: Page, told: list[str], city: Path) -> None:
    page.goto((city / "search.html").as_uri())
    page.locator("main [name=q]").press_sequentially("管理")
    expect(page.locator(".results mark").first).to_have_text("管理")
    page.get_by_role("checkbox", name=re.compile("^政策文件")).check()
    expect(page).to_have_url(re.compile("kind="))
    page.get_by_role("button", name="按日期").click()
    expect(page.get_by_role("button", name="按日期")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    page.go_back()
    expect(page).not_to_have_url(re.compile("kind="))
    page.goto((city / "columns/b01.html").as_uri())
    page.locator(".list-filter [name=q]").fill("垃圾")
    expect(page.locator(".found .results > li").first).to_be_visible()
    page.goto((city / "policies/index.html").as_uri())
    page.locator("header [name=q]").fill("公积金")
    page.get_by_role("option").first.click()
    expect(page.locator("h1")).to_contain_text("公积金")
    assert told == []


def test_without_workers_the_engine_runs_on_the_page(page: Page, city: Path) -> None:
    page.add_init_script("window.Worker = function () { throw new Error('refused'); };")
    page.goto(f"{(city / 'search.html').as_uri()}?q={quote('公积金')}")
    expect(page.locator(".results mark").first).to_have_text("公积金")


@pytest.fixture(scope="module")
def program() -> str:
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        pytest.skip("no Firefox")
    return found


def test_firefox_searches_in_a_folder(program: str, city: Path, tmp_path: Path, page: Page, address: str) -> None:
    with firefox.running(program, tmp_path) as reader:
        for typed in QUERIES:
            page.goto(f"{address}search.html?q={typed}")
            expect(page.locator(".status b")).to_be_visible()
            reader.open(f"{(city / 'search.html').as_uri()}?q={quote(typed)}")
            reader.wait_for(f"Boolean({STANDS})")
            assert reader.evaluate(f"{STANDS}.textContent") == page.locator(".status b").inner_text()
            assert reader.evaluate(f"{STANDS} && {SHOWN}") == page.evaluate(SHOWN)
        reader.evaluate("document.querySelector('.filters [name=kind]').click()")
        reader.wait_for("location.search.includes('kind=')")
        reader.open((city / "policies/index.html").as_uri())
        reader.evaluate(f"{FIELD}.focus()")  # told to no script: without a screen, no window is in front
        reader.evaluate(f"({FIELD}.value = '公积金', {FIELD}.dispatchEvent(new Event('input', {{bubbles: true}})))")
        assert "公积金" in reader.wait_for("document.querySelector('[role=option] b')?.textContent")
        assert {url.partition(":")[0] for url in reader.requested} <= {"file", "blob", "data"}
