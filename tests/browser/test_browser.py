"""What a reader meets: pages that obey the policy, fit every screen, work without script and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sample_city import PAGES, SAMPLES, Sample
from watched_page import watched_page

pytestmark = pytest.mark.browser

EACH_PAGE = pytest.mark.parametrize(
    ("sample", "path"),
    [
        pytest.param(sample, path, id=f"{sample.folder}, {kind}")
        for sample in SAMPLES
        for kind, path in sample.pages.items()
    ],
)
POLICY = PAGES["regulation"]
DIRECTORY = PAGES["directory"]
# What stands further right than the screen, unless it scrolls by itself.
WIDER = """() => {
  const own = e => e && (["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX) || own(e.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 1 && !own(e.parentElement) && !e.closest(".visually-hidden, .skip"));
  return document.documentElement.scrollWidth > innerWidth ? wide.slice(0, 5).map(e => e.outerHTML.slice(0, 120)) : [];
}"""
SHOWN_ON_PAPER = """[...document.querySelectorAll(
  ".site-header, .site-footer, .trail, .skip, .tools, .aside, .years, .pager")]
  .filter(e => e.getClientRects().length).map(e => e.className)"""


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What `page` said on its console, and what it could not load."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, told: list[str]) -> Iterator[Page]:
    """A desktop page that watches itself."""
    with watched_page(browser, told) as page:
        yield page


@pytest.fixture
def fresh(browser: Browser, address: str) -> Iterator[Page]:
    """A desktop page of a reader who was never here, at the regulation."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address + POLICY)
    yield page
    context.close()


def load_until_still(page: Page, address: str) -> None:
    """What comes late without room kept for it moves a page at every load. A page that a busy machine painted before
    all of it had arrived moves, too, and says nothing about itself: it is loaded again."""
    for _ in range(5):
        page.goto(address, wait_until="load")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if page.evaluate("shift") == 0:
            return


@EACH_PAGE
def test_a_page_breaks_no_policy_does_not_move_and_prints_without_navigation(
    page: Page, told: list[str], addresses: dict[Sample, str], sample: Sample, path: str
) -> None:
    told.clear()
    load_until_still(page, addresses[sample] + path)
    assert page.evaluate("violations") == []
    assert page.evaluate("shift") == 0
    assert told == []
    page.emulate_media(media="print")
    shown, heading = page.evaluate(SHOWN_ON_PAPER), page.locator("h1").is_visible()
    page.emulate_media(media="screen")
    assert shown == []
    assert heading


def test_the_policy_is_really_sent(page: Page, address: str) -> None:
    response = page.goto(address + "index.html")
    assert response is not None
    assert response.header_value("content-security-policy")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert page.evaluate("violations") == ["style-src-attr inline"]


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale="zh-CN")
    page = context.new_page()
    yield page
    context.close()


@EACH_PAGE
def test_no_page_scrolls_sideways(narrow: Page, addresses: dict[Sample, str], sample: Sample, path: str) -> None:
    narrow.goto(addresses[sample] + path)
    for width in (320, 360, 768, 1024):
        narrow.set_viewport_size({"width": width, "height": 700})
        assert narrow.evaluate(WIDER) == [], width
        assert narrow.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [POLICY, DIRECTORY, "index.html"])
def test_no_page_scrolls_sideways_for_a_reader_with_large_text(narrow: Page, address: str, path: str) -> None:
    narrow.set_viewport_size({"width": 320, "height": 700})
    narrow.goto(address + path)
    narrow.evaluate("for (const k of ['size', 'elder']) document.documentElement.setAttribute('data-' + k, 'large')")
    assert narrow.evaluate(WIDER) == []


@pytest.fixture(scope="module")
def unguarded(browser: Browser) -> Iterator[Page]:
    """Without the policy, which would refuse the checker's own script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, locale="zh-CN")
    page = context.new_page()
    yield page
    context.close()


@EACH_PAGE
def test_no_serious_barrier(unguarded: Page, addresses: dict[Sample, str], sample: Sample, path: str) -> None:
    unguarded.goto(addresses[sample] + path)
    violations = Axe().run(unguarded, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}"
        for each in violations
        if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []


@pytest.mark.parametrize("path", [POLICY, PAGES["column with columns"], PAGES["list of matters"], "index.html"])
@pytest.mark.parametrize("state", ["dark", "phone", "elder"])
def test_no_serious_barrier_in_the_other_modes(browser: Browser, address: str, path: str, state: str) -> None:
    width = 360 if state == "phone" else 1280
    scheme = "dark" if state == "dark" else "light"
    context = browser.new_context(
        viewport={"width": width, "height": 800}, bypass_csp=True, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + path)
    if state == "elder":
        page.get_by_role("button", name="关怀版").click()
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    context.close()
    assert [each["id"] for each in violations if each["impact"] in {"serious", "critical"}] == []


@pytest.fixture
def scriptless(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address + DIRECTORY)
    yield page
    context.close()


def test_the_menu_opens_without_script(scriptless: Page) -> None:
    entrance = scriptless.get_by_role("link", name="政策文件库", exact=True)
    assert not entrance.is_visible()
    scriptless.locator(".menu summary").click()
    entrance.click()
    assert scriptless.url.endswith("policies/index.html")


def test_the_directory_opens_without_script(scriptless: Page) -> None:
    columns = scriptless.locator(".columns-nav a")
    assert not columns.first.is_visible()
    scriptless.locator(".fold summary").first.click()
    columns.first.click()
    assert scriptless.locator("h1").inner_text()


def test_the_directory_shows_columns_and_items_without_a_click(scriptless: Page) -> None:
    assert scriptless.locator("section.block").count() > 10
    assert scriptless.locator(".items a").first.is_visible()


def test_key_fields_open_without_script(scriptless: Page, address: str) -> None:
    scriptless.goto(address + PAGES["key fields"])
    field = scriptless.locator(".key-fields details").first
    if not field.locator("table").is_visible():
        field.locator("summary").click()
    assert field.locator("table").is_visible()


def test_buttons_that_need_script_are_not_shown_without(scriptless: Page) -> None:
    assert not any(button.is_visible() for button in scriptless.locator("[data-do]").all())


def test_the_first_tab_leads_to_the_text(fresh: Page) -> None:
    fresh.keyboard.press("Tab")
    assert fresh.evaluate("document.activeElement.textContent") == "跳到正文"
    assert fresh.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    fresh.keyboard.press("Enter")
    assert fresh.evaluate("document.activeElement.id") == "main"
    fresh.keyboard.press("Tab")
    assert fresh.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_always_seen(fresh: Page) -> None:
    unseen = []
    for _ in range(25):
        fresh.keyboard.press("Tab")
        unseen += fresh.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
            return s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2
              || !r.width || r.bottom < 0 || r.top > innerHeight
              ? [e.outerHTML.slice(0, 120)] : []; }"""
        )
    assert unseen == []


def test_every_control_says_its_name(fresh: Page) -> None:
    assert (
        fresh.evaluate("""[...document.querySelectorAll("a[href], button, summary")]
        .filter(e => !e.textContent.trim() && !e.getAttribute("aria-label")).map(e => e.outerHTML)""")
        == []
    )


def test_text_size_is_kept_on_the_next_page(fresh: Page, address: str) -> None:
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = fresh.evaluate(size)
    fresh.get_by_role("button", name="大", exact=True).click()
    after = fresh.evaluate(size)
    assert after > before
    fresh.goto(address + "index.html")
    assert fresh.evaluate(size) == after
    assert fresh.get_by_role("button", name="大", exact=True).get_attribute("aria-pressed") == "true"
    fresh.get_by_role("button", name="中", exact=True).click()
    assert fresh.evaluate(size) == before


def test_elder_mode_and_dark_colours_are_kept_and_left_again(fresh: Page, address: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = fresh.evaluate(ground)
    for name in ("关怀版", "深色"):
        fresh.get_by_role("button", name=name).click()
    dark = fresh.evaluate(ground)
    assert dark != light
    fresh.goto(address + "index.html")
    assert fresh.evaluate(ground) == dark
    assert fresh.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 22
    for name in ("关怀版", "深色"):
        fresh.get_by_role("button", name=name).click()
    fresh.reload()
    assert fresh.evaluate(ground) == light
    assert not fresh.evaluate("document.documentElement.hasAttribute('data-elder')")


@pytest.mark.parametrize("path", [POLICY, "index.html", PAGES["grassroots table"]])
def test_targets_of_fingers_are_large_enough(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(address + path)
    page.locator(".menu summary").click()
    # Links within a sentence are exempt (WCAG 2.2, 2.5.8), and so is what is not shown.
    small = page.evaluate("""[...document.querySelectorAll(
          "button, summary, .entrances a, .doors a, .items a, .aside a")]
        .map(e => [e, e.getBoundingClientRect(), getComputedStyle(e, "::after")])
        .map(([e, r, after]) => [e, r, after.position === "absolute" ? e.closest("li").getBoundingClientRect() : r])
        .filter(([e, r, area]) => r.height && (area.height < 40 || area.width < 40))
        .map(([e, r, area]) => Math.round(area.height) + " " + e.outerHTML.slice(0, 100))""")
    context.close()
    assert small == []


def test_the_contents_list_follows_the_reader(fresh: Page) -> None:
    current = fresh.locator(".contents [aria-current]")
    assert current.count() == 0
    for number in (3, 6):
        link = fresh.locator(".contents a").nth(number)
        label = link.inner_text()
        fresh.locator(link.get_attribute("href") or "").evaluate("heading => heading.scrollIntoView()")
        expect(current).to_have_text(label)


def test_reading_aloud_begins_and_ends_with_the_same_button(fresh: Page) -> None:
    fresh.evaluate("() => { speechSynthesis.speak = ({ text }) => (window.spoken ||= []).push(text); }")
    button = fresh.get_by_role("button", name="朗读")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert fresh.evaluate("spoken.length") == 1
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_an_article_can_be_linked_and_is_seen(fresh: Page) -> None:
    link = fresh.locator("a.article-number").nth(5)
    link.click()
    assert "#" in fresh.url
    assert fresh.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 300


@pytest.mark.parametrize("path", ["index.html", POLICY, DIRECTORY, PAGES["authored"], PAGES["earlier text"]])
def test_a_page_opens_from_a_folder_with_its_styles(page: Page, site: Path, path: str) -> None:
    page.goto((site / path).as_uri())
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor") == "rgb(11, 79, 92)"
    )


def test_a_regulation_prints_as_a_document(page: Page, address: str) -> None:
    page.goto(address + POLICY)
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in paper or b"/MediaBox [0 0 595" in paper
