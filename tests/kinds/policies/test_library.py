"""The doors of the library: what stands where, and what a change elsewhere leaves alone."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from small_city import SETTINGS
from small_library import (
    CONTEXT,
    INTERPRETATION,
    POLICY,
    Library,
    atlas_of,
    loaded,
    notice,
    reading,
    rule,
)

from gongkai.kinds.policies import ROOM
from gongkai.kinds.policies.facets import series_slug
from gongkai.model.inquiry import Inquiry
from gongkai.model.room import Loaded

TAGGED = {"专题标签": ["科技创新"], "服务对象": ["中小微企业"], "个人生命周期": ["就业"], "企业生命周期": ["创新"]}
SERIES = f"interpretations/series/{series_slug('科技政策系列')}"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


def records() -> tuple[Loaded, ...]:
    return (
        loaded(POLICY, "sfb/2026-9", notice(**TAGGED)),
        loaded(POLICY, "kjj/2026-1", notice(名称="另一通知", 文号=None, 主题分类="综合政务\\政务公开")),
        loaded(
            POLICY,
            "qingping/2025-1",
            notice(名称="县里的通知", 文号=None, 发布日期="2025-03-01", 废止日期="2026-01-01"),
        ),
        loaded(POLICY, "sfb/2025-12", rule()),
        loaded(POLICY, "sfb/guowuyuan", rule(名称="国家的办法", 发布机构="公安部", 来源="导入", 文件类别="规章")),
        loaded(INTERPRETATION, "kjj/a", reading(系列="科技政策系列")),
        loaded(INTERPRETATION, "kjj/b", reading(名称="图解", 解读形式="图解", 解读主体="专家解读", 图片说明="一、")),
    )


def titles(html: str) -> list[str]:
    """Titles of the list on a page, newest first."""
    rows = html.partition('<ul class="items">')[2].partition("</ul>")[0]
    return re.findall(r"<a [^>]*>([^<]+)</a>", rows)


def test_where_a_document_stands() -> None:
    document, _, county, _, national, *_ = records()
    assert set(document.summary.listings) == {
        "policies/all", "policies/department/sfb", "policies/category/other", "policies/level/city",
        "policies/state/valid",
        "policies/theme/11", "policies/theme/11-01", "policies/tag/keji", "policies/object/sme", "policies/person/work",
        "policies/company/innovation",
    }  # fmt: skip
    assert {"policies/level/county", "policies/state/repealed"} <= set(county.summary.listings)
    assert "policies/level/national" in national.summary.listings
    assert {name for name in county.summary.listings if "/state/" in name} == {"policies/state/repealed"}


def test_where_an_interpretation_stands() -> None:
    first = records()[5].summary
    assert set(first.listings) == {
        "interpretations/all", "interpretations/department/kjj", "interpretations/form/text",
        "interpretations/by/department",
        SERIES,
    }  # fmt: skip


def test_every_listing_has_its_page_and_no_page_is_empty(cache: Path) -> None:
    library = Library(cache, *records())
    pages = library.pages()
    assert {f"{listing}.html" for listing in library.atlas.listings if not listing.startswith("departments/")} <= set(
        pages
    )
    assert "暂无信息" not in "".join(page.body for page in pages.values())
    assert titles(pages["policies/state/repealed.html"].body) == ["县里的通知"]
    assert titles(pages["policies/tag/keji.html"].body) == [notice()["名称"]]
    assert titles(pages[f"{SERIES}.html"].body) == [reading()["名称"]]


def test_facet_pages_offer_their_siblings_in_official_order(cache: Path) -> None:
    pages = Library(cache, *records()).pages()

    def offered(path: str) -> list[str]:
        aside = pages[path].body.partition('class="facets"')[2].partition("</nav>")[0]
        return re.findall(r"<a [^>]*>([^<]+)</a>", aside)

    assert offered("policies/department/kjj.html") == ["云川市人民政府办公室", "云川市科学技术局", "青屏县人民政府"]
    assert offered("policies/level/city.html") == ["国家", "市级", "县区级"]
    assert offered("policies/theme/11-01.html") == ["科技", "综合政务", "科技、教育"]
    assert 'aria-current="page">县区级' in pages["policies/level/county.html"].body
    assert "<h1>科技创新</h1>" in pages["policies/tag/keji.html"].body


def test_the_home_counts_and_leads_everywhere(cache: Path) -> None:
    pages = Library(cache, *records()).pages()
    home = pages["policies/index.html"].body
    for listing in ("category/rule", "level/national", "state/repealed", "theme/11", "tag/keji", "department/qingping"):
        assert f'href="../policies/{listing}.html"' in home
    assert 'href="../interpretations/index.html"' in home
    assert 'href="../policies/theme/11-01.html"' not in home
    assert re.search(r'policies/category/rule\.html">规章 <small>2</small>', home)
    readings = pages["interpretations/index.html"].body
    assert f'href="../{SERIES}.html"' in readings
    assert "科技政策系列" in readings


def test_links_of_the_library_lead_to_its_pages(cache: Path) -> None:
    library = Library(cache, *records())
    pages = library.pages()
    own = set(pages) | {record.summary.url for record in records()}
    for kind, record in zip([POLICY] * 5 + [INTERPRETATION] * 2, records(), strict=True):
        page = library.page(kind, record)
        pages[page.path] = page
    for path, page in pages.items():
        for href in re.findall(r'href="([^"#]+)"', page.body):
            target = href.removeprefix("../" * path.count("/"))
            if target.startswith(("policies/", "interpretations/")):
                assert target in own, f"{path} -> {target}"


def test_a_new_document_of_a_sibling_term_makes_no_other_facet_page_again(cache: Path) -> None:
    before, more = records(), loaded(POLICY, "kjj/2026-2", notice(文号=None, 主题分类="综合政务\\政务公开"))
    units = {str(unit) for unit in ROOM.units(atlas_of(*before), CONTEXT)}
    later = atlas_of(*before, more)
    assert units == {str(unit) for unit in ROOM.units(later, CONTEXT)}
    facet = next(unit for unit in ROOM.units(later, CONTEXT) if unit.arguments[:3] == ("policies", "theme", "11"))
    site = Library(cache).site
    asked = []
    for atlas in (atlas_of(*before), later):
        inquiry = Inquiry(atlas)
        list(ROOM.render(facet, inquiry, site))
        asked.append(inquiry.asked().opened())
    assert asked[0] == asked[1]


def test_a_new_term_is_offered_by_its_siblings() -> None:
    more = loaded(POLICY, "kjj/2026-2", notice(文号=None, 主题分类="卫生、体育\\卫生"))
    before = {str(unit) for unit in ROOM.units(atlas_of(*records()), CONTEXT)}
    after = {str(unit) for unit in ROOM.units(atlas_of(*records(), more), CONTEXT)}
    assert any(":theme:11:" in name for name in before - after)


def test_years_have_pages_once_the_head_is_full(cache: Path) -> None:
    many = [
        loaded(POLICY, f"sfb/2026-{number}", notice(文号=None, 发布日期=f"2026-01-{number:02}"))
        for number in range(1, 6)
    ]
    pages = Library(cache, *many, settings=msgspec.structs.replace(SETTINGS, newest=2, page_size=3)).pages()
    assert {"policies/all/2026-1.html", "policies/all/2026.html"} <= set(pages)
    assert len(titles(pages["policies/all.html"].body)) == 2
