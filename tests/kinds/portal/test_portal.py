"""The doors of the site: home page, site map, sitemap files."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from small_city import city, complete, policy, site_of

from gongkai.kinds.portal import ROOM
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page, RawFile
from gongkai.model.room import Context

BODIES: dict[str, dict[str, Any]] = {
    "yunchuan": complete("云川市人民政府", 类型="市政府", 排序=1),
    "jyj": complete(上级="yunchuan", 简称="市教育局"),
    "qp": complete("青屏县人民政府", 类型="县区政府", 排序=100, 上级="yunchuan"),
    "qp-czj": complete("青屏县财政局", 类型="县区部门", 排序=110, 上级="qp"),
    "old": complete("云川市粮食局", 上级="yunchuan", 排序=90, 沿革=[{"日期": "2019-01-01", "事项": "撤销", "承接单位": "jyj"}]),
}  # fmt: skip


def column(identifier: str, title: str, *children: Any, link: str = "", key_field: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        identifier=identifier, title=title, link=link, key_field=key_field, children=children, department="jyj"
    )


TREE = SimpleNamespace(
    columns=(
        column(
            "a", "政府信息公开",
            column("a5", "依申请公开"),
            column("a1", "政府信息公开指南", link="guides/index.html"),
        ),
        column("b", "法定主动公开内容", column("b10", "重大建设项目", column("b1001", "项目", key_field=True))),
    )
)  # fmt: skip
WORDS = SimpleNamespace(
    person_stages=(SimpleNamespace(identifier="birth", title="出生"), SimpleNamespace(identifier="old", title="养老")),
    company_stages=(),
)
RECORDS = (
    policy("jyj/1", "2025-05-01", listings=("policies/person/old",)),
    policy("qp-czj/1", "2026-05-01 09:30", title="关于<预算>的通知"),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


def rendered(cache: Path, view: str, *arguments: str, registers: bool = True, **settings: Any) -> Page | RawFile:
    atlas, context = city(BODIES, RECORDS)
    context = msgspec.structs.replace(
        context,
        registers={"columns": TREE, "classifications": WORDS} if registers else {},
        settings=msgspec.structs.replace(context.settings, **settings),
    )
    units = [unit for unit in ROOM.units(atlas, context) if (unit.view, unit.arguments) == (view, arguments)]
    (product,) = ROOM.render(units[0], Inquiry(atlas), site_of(context, cache))
    assert isinstance(product, Page | RawFile)
    return product


def home(cache: Path, **more: Any) -> str:
    page = rendered(cache, "home", **more)
    assert isinstance(page, Page)
    return page.body


def test_the_sections_of_the_portal_in_the_order_of_the_notice(cache: Path) -> None:
    body = home(cache)
    assert body.index('href="guides/index.html">政府信息公开指南') < body.index('href="columns/a5.html">依申请公开')
    assert 'href="columns/key-fields.html"' in body


def test_the_newest_of_each_kind(cache: Path) -> None:
    body = home(cache)
    assert body.index("关于&lt;预算&gt;的通知") < body.index("关于jyj/1的通知")
    assert 'href="policies/index.html"' in body
    assert "政策解读" not in body, "a kind without records has no block"


def test_bodies_under_the_citys_own_in_short(cache: Path) -> None:
    body = home(cache)
    assert ">市教育局</a>" in body
    assert ">青屏县人民政府</a>" in body
    assert "青屏县财政局" not in body
    assert "云川市粮食局" not in body


def test_stages_of_life_that_have_policies(cache: Path) -> None:
    body = home(cache)
    assert 'href="policies/person/old.html">养老' in body
    assert "出生" not in body


def test_a_countys_own_site_shows_its_own_bodies(cache: Path) -> None:
    body = home(cache, scope="qp")
    assert "<h1>青屏县人民政府</h1>" in body
    assert "青屏县财政局</a>" in body
    assert "市教育局" not in body


def test_a_countys_own_site_leaves_out_columns_that_are_empty_there(cache: Path) -> None:
    body = home(cache, scope="qp")
    assert "依申请公开" not in body
    assert "政府信息公开指南" in body, "what another page bears is there"


def test_a_site_without_registers_has_a_home_page_too(cache: Path) -> None:
    body = home(cache, registers=False)
    assert 'href="guides/index.html"' in body
    assert "key-fields" not in body


def test_an_empty_site_has_a_home_page(cache: Path) -> None:
    _, context = city({})
    (page,) = ROOM.render(next(iter(ROOM.units(Atlas.of(()), context))), Inquiry(Atlas.of(())), site_of(context, cache))
    assert "云川市政府信息公开" in page.body


def test_the_site_map_has_columns_of_two_levels_and_all_bodies(cache: Path) -> None:
    page = rendered(cache, "site-map")
    assert isinstance(page, Page)
    for text in ('href="columns/b.html"', 'href="columns/b10.html">重大建设项目', ">青屏县财政局<"):
        assert text in page.body
    assert "b1001" not in page.body


def test_the_sitemap_lists_every_record_once_with_its_day(cache: Path) -> None:
    index = rendered(cache, "sitemap", site_url="https://www.yunchuan.example/")
    year = rendered(cache, "sitemap-year", "2026", site_url="https://www.yunchuan.example/")
    assert isinstance(index, RawFile)
    assert isinstance(year, RawFile)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    parts = [each.text for each in ElementTree.fromstring(index.content).iter(f"{name}loc")]
    assert parts == ["https://www.yunchuan.example/sitemaps/2025.xml", "https://www.yunchuan.example/sitemaps/2026.xml"]
    entries = ElementTree.fromstring(year.content)
    assert [each.text for each in entries.iter(f"{name}loc")] == ["https://www.yunchuan.example/policies/qp-czj/1.html"]
    assert [each.text for each in entries.iter(f"{name}lastmod")] == ["2026-05-01"]


def test_without_an_address_there_is_no_sitemap() -> None:
    atlas, context = city(BODIES, RECORDS)
    assert {unit.view for unit in ROOM.units(atlas, context)} == {"home", "site-map"}


def test_a_year_with_more_addresses_than_a_file_may_hold_has_parts(
    monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    monkeypatch.setattr("gongkai.kinds.portal.sitemap_files._MOST_URLS", 2)
    atlas, context = city({}, [policy(f"jyj/{number}", f"2026-05-0{number}") for number in range(1, 6)])
    context = msgspec.structs.replace(
        context, settings=msgspec.structs.replace(context.settings, site_url="https://www.yunchuan.example/")
    )
    unit = next(unit for unit in ROOM.units(atlas, context) if unit.view == "sitemap-year")
    files = list(ROOM.render(unit, Inquiry(atlas), site_of(context, cache)))
    assert [each.path for each in files] == ["sitemaps/2026.xml", "sitemaps/2026-2.xml", "sitemaps/2026-3.xml"]
    assert [each.content.count(b"<url>") for each in files] == [2, 2, 1]


def place(context: Context, **change: Any) -> tuple[str, ...]:
    return tuple(ROOM.place(msgspec.structs.replace(RECORDS[0], **change), context))


def test_only_disclosed_records_stand_among_all() -> None:
    _, context = city({})
    assert place(context) == ("all", "kind/policy")
    assert place(context, mode="不予公开") == ()
    assert place(context, mode="", published="") == ()
