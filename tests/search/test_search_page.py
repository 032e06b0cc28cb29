"""What a searcher meets: the search page, quick search in the header, lists that can be filtered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from reading import SEAM, Found, documents, read_fragment, read_json

from gongkai.workshop.folding import units

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

POLICY = "policies/yunchuan/2023-laji-fenlei.html"
COLUMN = "columns/b01.html"
WIDER = "document.documentElement.scrollWidth > innerWidth"


def search(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}search.html?{query}")
    expect(page.locator(".status b")).to_be_visible()


def titles(page: Page) -> list[str]:
    return page.locator(".results h3, .items a").all_inner_texts()


def count(page: Page) -> int:
    told = re.search(r"找到 (\d+) 条", page.locator(".status").inner_text())
    return int(told[1]) if told else 0


def test_results_say_how_many_which_step_answered_and_why_each_matched(
    page: Page, told: list[str], address: str
) -> None:
    search(page, address, "q=生活垃圾分类")
    expect(page.locator(".status")).to_contain_text("包含“生活垃圾分类”")
    assert count(page) > 3
    assert page.locator(".results > li").count() == min(10, count(page))
    for result in page.locator(".results > li").all():
        assert "生活垃圾分类" in result.locator("mark").first.inner_text()
    assert page.evaluate("violations") == []
    assert told == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("处罚生活垃圾分类", "没有找到完整的“处罚生活垃圾分类”"),
        ("生活垃圾 处罚", "同时包含“生活垃圾”“处罚”"),
        ("生活垃圾量子", "全站没有出现“量子”"),
        ("云川政发〔2026〕2号", "“云川政发〔2026〕2号”"),
    ],
)
def test_the_step_of_the_ladder_is_told(page: Page, address: str, query: str, sentence: str) -> None:
    search(page, address, f"q={query}")
    expect(page.locator(".status")).to_contain_text(sentence)


def test_a_result_leads_to_the_page_it_names(page: Page, address: str) -> None:
    search(page, address, "q=生活垃圾分类管理办法")
    link = page.locator(".results h3 a").first
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_contain_text(title[-6:])


def test_a_hit_in_an_attachment_names_the_file(page: Page, address: str, city: Path) -> None:
    typed, label, file = next(_texts_of_attachments(city))
    search(page, address, f"q=“{typed}”")
    link = page.locator(".part a").first
    expect(link).to_have_text(label)
    expect(link).to_have_attribute("href", address + file)


def _texts_of_attachments(city: Path) -> Iterator[tuple[str, str, str]]:
    """Words that stand in an attachment alone, its label, its address."""
    texts = documents(city)
    for found in texts:
        for position, label, file in found.meta.get("parts", ()):
            if ".files/" in file:
                pieces = read_fragment(city, found.shard, _fragment(city, found))["content"].split(SEAM)
                typed = "".join(units("".join(pieces[position + 12 : position + 22])))
                if "\n" not in typed and sum(typed in other.text for other in texts) == 1:
                    yield typed, label, file


def _fragment(city: Path, found: Found) -> str:
    name: str = read_json(city, f"{found.shard}/docs.json")["fragments"][found.number]
    return name


def test_everything_chosen_is_in_the_address_and_back_undoes_it(page: Page, address: str) -> None:
    search(page, address, "q=管理")
    everything = count(page)
    page.get_by_role("checkbox", name=re.compile("^政策文件")).check()
    expect(page).to_have_url(re.compile("kind="))
    expect(page.locator(".chips")).to_contain_text("政策文件")
    some = count(page)
    assert 0 < some < everything
    page.get_by_role("button", name="按日期").click()
    expect(page).to_have_url(re.compile("sort=date"))
    expect(page.get_by_role("button", name="按日期")).to_have_attribute("aria-pressed", "true")
    shared, first = page.url, titles(page)
    page.go_back()
    expect(page).not_to_have_url(re.compile("sort="))
    page.go_back()
    expect(page).not_to_have_url(re.compile("kind="))
    expect(page.locator(".status b")).to_have_text(f"找到 {everything} 条")
    page.goto(shared)
    expect(page.locator(".status b")).to_have_text(f"找到 {some} 条")
    assert titles(page) == first


def test_typing_gives_one_entry_of_history_and_back_from_a_result_finds_the_results(page: Page, address: str) -> None:
    page.goto(address + "search.html")
    before = page.evaluate("history.length")
    page.locator("main [name=q]").press_sequentially("公积金", delay=400)
    expect(page.locator(".status")).to_contain_text("“公积金”")
    assert page.evaluate("history.length") == before + 1
    found = titles(page)
    page.locator(".results h3 a").nth(1).click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator(".status")).to_contain_text("“公积金”")
    assert titles(page) == found
    expect(page.locator("main [name=q]")).to_have_value("公积金")


def test_pages_of_results_go_on_where_the_last_one_ended(page: Page, address: str) -> None:
    search(page, address, "q=应当")
    first = titles(page)
    page.get_by_role("link", name="下一页").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator(".results")).to_have_attribute("start", "11")
    assert not set(first) & set(titles(page))
    assert page.evaluate("document.activeElement.textContent") == "结果"


def test_dates_narrow_the_results(page: Page, address: str) -> None:
    search(page, address, "q=管理&from=2025-01-01&to=2025-12-31")
    dates = page.locator(".facts time").all_inner_texts()
    assert dates
    assert {date[:4] for date in dates} == {"2025"}
    page.get_by_role("button", name=re.compile("2025-01-01")).click()
    expect(page).not_to_have_url(re.compile("from="))


def test_added_words_are_told_and_can_be_taken_away(page: Page, address: str) -> None:
    search(page, address, "q=云川市旅游发展委员会")
    expect(page.locator(".notes")).to_contain_text("已同时查找“云川市文化和旅游局”")
    more = count(page)
    page.get_by_role("link", name="只查“云川市旅游发展委员会”").click()
    expect(page.locator(".notes")).not_to_contain_text("已同时查找")
    assert count(page) < more


def test_nothing_found_leads_on(page: Page, address: str) -> None:
    search(page, address, "q=“生活垃圾量子”")
    expect(page.locator(".status")).to_contain_text("没有找到")
    assert page.locator(".notes a").count() >= 2
    search(page, address, "q=生活垃圾&year=1999")
    page.get_by_role("link", name=re.compile("去掉筛选条件")).click()
    expect(page.locator(".results > li").first).to_be_visible()


def test_what_is_found_is_announced_and_the_order_of_focus_is_that_of_the_page(page: Page, address: str) -> None:
    search(page, address, "q=公积金")
    assert page.locator("[role=status].status").count() == 1
    page.locator("main [name=q]").focus()
    passed = []
    for _ in range(60):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.closest('.filters, .sorts, .results')?.className || ''"))
    order = [name for name in dict.fromkeys(passed) if name]
    assert order == ["filters", "sorts", "results"]


@pytest.mark.parametrize("missing", ["**/docs.json*", "**/*.pf_index"])
def test_missing_files_are_told_and_can_be_asked_for_again(page: Page, address: str, missing: str) -> None:
    page.route(missing, lambda route: route.abort())
    page.goto(address + "search.html?q=公积金")
    expect(page.locator(".status")).to_contain_text("没有全部载入")
    page.unroute(missing)
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".results > li").first).to_be_visible()


@contextmanager
def held_back(page: Page, pattern: str) -> Iterator[None]:
    """Files that do not come before the end of the block."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    yield
    while held:
        held.pop().continue_()
    page.unroute(pattern)
    while held:
        held.pop().continue_()


def test_the_newest_are_listed_while_older_ones_are_loading(page: Page, address: str, city: Path) -> None:
    oldest = read_json(city, "shards.json")["shards"][-1]["name"]
    page.goto(address + "search.html")
    with held_back(page, f"**/search/{oldest}/**"):
        page.goto(address + "search.html?q=管理&sort=date")
        expect(page.locator(".status")).to_contain_text("较早的信息还在查找")
        early = titles(page)
        page.locator("main [name=q]").press("End")
        page.keyboard.type(" ")
        expect(page.locator("main [name=q]")).to_have_value("管理 ")
    expect(page.locator(".status b")).to_be_visible()
    assert titles(page)[: len(early)] == early
    search(page, address, "q=管理&sort=date")
    assert titles(page)[: len(early)] == early


def test_results_that_a_reader_is_about_to_use_are_not_put_in_another_order(
    page: Page, address: str, city: Path
) -> None:
    search(page, address, "q=管理")
    settled = titles(page)
    oldest = read_json(city, "shards.json")["shards"][-2]["name"]
    with held_back(page, f"**/search/{oldest}/**"):
        page.goto(address + "search.html?q=管理")
        expect(page.locator(".status")).to_contain_text("较早的信息还在查找")
        early = titles(page)
        page.locator(".results h3 a").first.focus()
    expect(page.locator(".status b")).to_be_visible()
    assert titles(page) == early != settled
    page.get_by_role("button", name="按相关度重新排列").click()
    assert titles(page) == settled


def test_quick_search_costs_nothing_before_its_first_use(page: Page, told: list[str], address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + POLICY, wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    page.keyboard.press("/")
    page.keyboard.type("公积金", delay=30)
    expect(page.get_by_role("option").first).to_contain_text("公积金")
    assert page.evaluate("violations") == []
    assert told == []


def test_quick_search_is_used_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + POLICY)
    page.keyboard.press("/")
    page.keyboard.type("公积金")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    title = page.get_by_role("option", selected=True).locator("b").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_quick_search_hands_on_to_the_search_page(page: Page, address: str) -> None:
    page.goto(address + POLICY)
    page.locator("header [name=q]").fill("公积金")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search\.html\?q="))
    expect(page.locator(".results > li").first).to_be_visible()


def test_what_was_typed_while_search_was_loading_stays_and_is_found(page: Page, address: str) -> None:
    page.goto(address + COLUMN)
    field = page.locator(".list-filter [name=q]")
    field.press_sequentially("垃圾分类", delay=60)
    expect(field).to_have_value("垃圾分类")
    expect(page.locator(".found .results mark").first).to_have_text("垃圾分类")


def test_a_list_is_filtered_in_place_and_is_whole_again_afterwards(page: Page, told: list[str], address: str) -> None:
    page.goto(address + COLUMN)
    still = page.locator("[data-still]")
    expect(still).to_be_visible()
    page.locator(".list-filter [name=q]").fill("垃圾")
    expect(page.locator(".found .results > li").first).to_be_visible()
    expect(still).to_be_hidden()
    page.locator(".list-filter [name=q]").fill("")
    expect(still).to_be_visible()
    page.locator(".drop[data-name=year] summary").click()
    page.get_by_role("checkbox", name=re.compile("^2025")).check()
    expect(page.locator(".found .items time").first).to_contain_text("2025")
    page.go_back()
    expect(still).to_be_visible()
    assert page.evaluate("violations") == []
    assert told == []


@pytest.mark.parametrize("missing", ["DecompressionStream", "WebAssembly"])
def test_a_browser_that_is_too_old_is_told_so_and_led_to_static_lists(page: Page, address: str, missing: str) -> None:
    page.add_init_script(f"delete globalThis.{missing}")
    page.goto(address + POLICY)
    page.locator("header [name=q]").fill("公积金")
    page.keyboard.press("Enter")
    expect(page.locator("main .notice")).to_contain_text("这个浏览器不能搜索")
    page.get_by_role("link", name="城乡建设、环境保护").click()
    expect(page.locator(".items a").first).to_be_visible()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    yield page
    context.close()


def test_without_script_the_search_page_explains_and_leads_to_static_lists(scriptless: Page, address: str) -> None:
    scriptless.goto(address + "search.html")
    expect(scriptless.locator("main")).to_contain_text("搜索需要浏览器运行脚本")
    scriptless.get_by_role("link", name="城乡建设、环境保护").click()
    expect(scriptless.locator(".items a").first).to_be_visible()
    assert not scriptless.locator(".list-filter").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_no_barrier_and_nothing_wider_than_the_screen(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()

    def check(where: str) -> None:
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [f"{each['id']} {each['nodes'][0]['html'][:160]}" for each in violations] == [], where
        assert not page.evaluate(WIDER), where

    search(page, address, "q=管理&kind=政策文件&from=2024-01-01")
    if width < 1000:
        page.locator(".found .fold summary").click()
    check("results")
    search(page, address, "q=“生活垃圾量子”")
    check("nothing found")
    page.goto(address + POLICY)
    page.keyboard.press("/")
    page.keyboard.type("公积金")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    check("quick search")
    page.goto(address + COLUMN)
    page.locator(".list-filter [name=q]").focus()
    page.locator(".drop[data-name=department] summary").click()
    check("list")
    context.close()
