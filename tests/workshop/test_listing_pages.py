"""Listings promise stable addresses: these tests hold them to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Site
from gongkai.model.settings import Furniture, OnError, Settings
from gongkai.model.summary import Summary
from gongkai.stages.render import open_templates
from gongkai.stages.render.templates import make_environment
from gongkai.workshop.listing_pages import (
    Heading,
    ListingHead,
    Row,
    YearLink,
    index_page,
    listing_body,
    pager,
    pages_of_years,
    year_page,
)
from gongkai.workshop.page_parts import Crumb

THEME = Path(__file__).resolve().parents[2] / "theme"
HEADING = Heading("统计公报", "columns", (Crumb("公开目录", "columns/index.html"),), "年度统计公报")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    settings = Settings(
        name="mkdocs", site_name="云川市", site_url="", site_description="", scope="", content="content",
        catalogues="catalogues", on_error=OnError.STOP, severities={}, index_number_scheme="", page_size=3, newest=2,
        block_items=5, expiry_notice_days=90, furniture=Furniture(),
    )  # fmt: skip
    return Site(Context(settings, Bodies({}), {}), open_templates(THEME, tmp_path_factory.mktemp("templates")))


def entries(*days: str) -> list[Summary]:
    return [
        Summary(
            Ref("entry", f"tjj/e{number:03}"), f"第{number}号公报", f"entries/tjj/e{number:03}.html", "", -1, day,
            published=day, listings=("columns/b0401",),
        )
        for number, day in enumerate(days)
    ]  # fmt: skip


def year(site: Site, summaries: list[Summary], which: str) -> dict[str, Page]:
    """The pages of one year, oldest first."""
    atlas = Atlas.of(summaries)
    found = sorted(int(number) for of, number in pages_of_years(atlas, "columns/b0401", site.settings) if of == which)
    pages = (year_page("columns/b0401", which, number, HEADING, Inquiry(atlas), site) for number in found)
    return {page.path: page for page in pages}


def test_the_index_shows_the_newest_the_count_and_the_years(site: Site) -> None:
    inquiry = Inquiry(Atlas.of(entries("2024-03-01", "2025-03-03", "2025-05-06", "2026-03-02 09:30")))
    page = index_page("columns/b0401", HEADING, inquiry, site)
    assert page.path == "columns/b0401.html"
    assert "共 4 条" in page.body
    assert page.body.index("第3号公报") < page.body.index("第2号公报")
    assert "第1号公报" not in page.body
    assert 'href="../columns/b0401/2025.html"' in page.body
    assert "<time>2026-03-02</time>" in page.body
    assert 'name="ColumnName" content="统计公报"' in page.head


def test_an_empty_listing_says_so(site: Site) -> None:
    heading = Heading("供热", "columns", empty="本市无集中供热。")
    assert "本市无集中供热。" in index_page("columns/i5", heading, Inquiry(Atlas.of(())), site).body


def test_full_pages_are_numbered_from_the_oldest_and_the_newest_has_the_years_address(site: Site) -> None:
    pages = year(site, entries(*(f"2026-01-{day:02}" for day in range(1, 6))), "2026")
    assert list(pages) == ["columns/b0401/2026-1.html", "columns/b0401/2026.html"]
    oldest, newest = pages.values()
    assert oldest.body.index("第2号公报") < oldest.body.index("第0号公报")
    assert "第3号公报" in newest.body
    assert 'rel="next" href="../../columns/b0401/2026-1.html"' in newest.body
    assert 'rel="prev" href="../../columns/b0401/2026.html"' in oldest.body


def test_a_new_record_leaves_every_full_page_but_the_last_as_it_was(site: Site) -> None:
    days = [f"2026-02-{day:02}" for day in range(1, 9)]
    before = year(site, entries(*days), "2026")
    after = year(site, entries(*days, "2026-02-27"), "2026")
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {"columns/b0401/2026.html"}


def test_a_backdated_record_touches_its_own_year_only(site: Site) -> None:
    before = entries("2025-03-01", "2026-01-05", "2026-01-06")
    after = [*before, msgspec.structs.replace(before[0], ref=Ref("entry", "tjj/late"), order="2025-01-01")]
    assert year(site, before, "2026") == year(site, after, "2026")


def test_questions_of_a_year_name_that_year_alone(site: Site) -> None:
    inquiry = Inquiry(Atlas.of(entries("2025-03-01", "2026-01-05")))
    year_page("columns/b0401", "2026", 1, HEADING, inquiry, site)
    assert [question.topic for question in inquiry.asked().opened()] == ["columns/b0401:2026"]


def made_by_theme(call: str, **values: object) -> str:
    source = (
        '{% from "listing/parts.html" import listing_body %}{% from "macros/navigation.html" import pager %}'
        '{% from "macros/lists.html" import item_list %}{{ ' + call + " }}"
    )
    return make_environment(THEME).from_string(source).render(root="../", **values)


@pytest.mark.parametrize(
    "years", [(), (YearLink("2026", "columns/b/2026.html", 3), YearLink("2025", "b/2025.html", 1))]
)
def test_the_body_of_a_listing_is_that_of_the_macro(years: tuple[YearLink, ...]) -> None:
    shown = (
        Row("甲 <一> & 乙", "entries/a.html", "云川财〔2026〕1号", "废止", "2026-03-02"),
        Row("丙", "https://www.yunchuan.example/c.html?a=1&b=2", "", "", ""),
    )
    for head in (
        ListingHead("b.html", shown, 4, years),
        ListingHead("b.html", shown, 9, years, "b"),
        ListingHead("b.html", (), 0, ()),
    ):
        expected = made_by_theme("listing_body(head, root, nothing)", head=head, nothing="本市无<集中>供热。")
        assert listing_body(head, "../", "本市无<集中>供热。") == expected


@pytest.mark.parametrize("newer", ["", "b/2026.html"])
@pytest.mark.parametrize("older", ["", "b/2026-1.html"])
def test_the_way_to_neighbours_is_that_of_the_macro(newer: str, older: str) -> None:
    assert pager(newer, older, "../") == made_by_theme("pager(newer, older, root)", newer=newer, older=older)


@given(days=st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60), size=st.integers(1, 20))
def test_the_leaves_of_a_year_hold_every_record_once(days: list[date], size: int) -> None:
    atlas = Atlas.of(entries(*map(str, days)))
    first = atlas.leaf("columns/b0401", "2026", "1", str(size))
    leaves = [atlas.leaf("columns/b0401", "2026", str(number), str(size)) for number in range(1, first.pages + 1)]
    assert [each for leaf in leaves for each in leaf.items] == list(atlas.year("columns/b0401", "2026"))
