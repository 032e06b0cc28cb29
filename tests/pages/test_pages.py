"""What every page of the site must hold: headings, names, page tags, footer, nothing that a browser would refuse."""

from __future__ import annotations

import gzip
import itertools
import posixpath
import re
from pathlib import Path

from sample_city import Facts, Sample

COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT_TAGS = ("ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource")
# 国办发〔2017〕47号: what stands at the foot of every page.
FOOTER = (
    "党政机关网站标识",
    "我为政府网站找错",
    "站点地图",
    "主办单位：",
    "联系方式：",
    "网站标识码：",
    "南ICP备",
    "南公网安备",
)
NOT_FOUND = "404.html"


def site_name(sample: Sample) -> str:
    return f"{sample.name} 政府信息公开"


def test_every_page_has_one_h1(pages: dict[str, Facts]) -> None:
    assert not [page.address for page in pages.values() if [level for level, _ in page.headings].count(1) != 1]


def test_headings_leave_no_level_out(pages: dict[str, Facts]) -> None:
    gaps = []
    for page in pages.values():
        # The first heading of a page with a column beside its text may be that column's.
        levels = [level for level, _ in page.headings]
        gaps += [page.address for before, after in itertools.pairwise(levels) if after > before + 1]
    assert not gaps


def test_headings_are_not_empty(pages: dict[str, Facts]) -> None:
    assert not [page.address for page in pages.values() if not all(text for _, text in page.headings)]


def test_every_page_names_its_language(pages: dict[str, Facts]) -> None:
    assert {page.lang for page in pages.values()} == {"zh-Hans-CN"}


def test_no_two_pages_have_the_same_title(pages: dict[str, Facts]) -> None:
    seen: dict[str, list[str]] = {}
    for page in pages.values():
        seen.setdefault(page.title, []).append(page.address)
    assert not {title: addresses for title, addresses in seen.items() if len(addresses) > 1}


def test_titles_say_page_and_site(pages: dict[str, Facts], sample: Sample) -> None:
    ends = f" - {site_name(sample)}"
    assert not [page.address for page in pages.values() if not page.title.endswith(ends) and page.title != ends[3:]]


def test_every_page_names_its_site(pages: dict[str, Facts], sample: Sample) -> None:
    tags = {"SiteName": site_name(sample), "SiteDomain": sample.host, "SiteIDCode": sample.code}
    assert not [page.address for page in pages.values() if not tags.items() <= page.meta.items()]


def test_every_page_is_a_column_or_content_and_carries_all_its_tags(pages: dict[str, Facts]) -> None:
    missing = {
        page.address: lacking
        for page in pages.values()
        if page.address != NOT_FOUND
        and (
            lacking := [
                n for n in (CONTENT_TAGS if "ArticleTitle" in page.meta else COLUMN_TAGS) if not page.meta.get(n)
            ]
        )
    }
    assert not missing, f"{len(missing)}: {list(missing.items())[:20]}"


def test_the_title_in_the_tags_is_the_visible_title(pages: dict[str, Facts]) -> None:
    differing = [
        (page.address, page.meta["ArticleTitle"])
        for page in pages.values()
        if "ArticleTitle" in page.meta and (1, page.meta["ArticleTitle"]) not in page.headings
    ]
    assert not differing


def test_the_time_in_the_tags_is_the_visible_time(pages: dict[str, Facts]) -> None:
    differing = [
        page.address
        for page in pages.values()
        if "PubDate" in page.meta
        and not (re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", page.meta["PubDate"]) and page.meta["PubDate"] in page.main)
    ]
    assert not differing


def test_every_page_describes_itself(pages: dict[str, Facts]) -> None:
    assert not [
        page.address for page in pages.values() if page.address != NOT_FOUND and not page.meta.get("description")
    ]


def test_every_page_names_its_one_address(pages: dict[str, Facts], sample: Sample) -> None:
    wrong = [
        (page.address, page.canonical)
        for page in pages.values()
        if page.address != NOT_FOUND and page.canonical != f"https://{sample.host}/{page.address}"
    ]
    assert not wrong


def test_nothing_is_inline(pages: dict[str, Facts]) -> None:
    assert not {page.address: page.inline for page in pages.values() if page.inline}


def test_the_foot_is_complete_and_the_site_s_own(pages: dict[str, Facts], sample: Sample) -> None:
    must = (*FOOTER, sample.code, sample.police, f"{sample.name}办公室")
    assert not [page.address for page in pages.values() if not all(text in page.footer for text in must)]


def test_no_page_shows_what_a_template_forgot(pages: dict[str, Facts]) -> None:
    leftovers = re.compile(
        r"\bNone\b|undefined|\{\{|\{%|&(?:amp|lt|gt|quot|#\d+);|�|\bTrue\b|\bFalse\b|\[object|Markup\("
    )
    found = {page.address: told[0] for page in pages.values() if (told := leftovers.search(page.main + page.title))}
    assert not found


def test_no_page_is_empty(pages: dict[str, Facts]) -> None:
    assert not [page.address for page in pages.values() if len(re.sub(r"\s", "", page.main)) < 40]


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def test_the_first_view_stays_within_100_kb(site: Path, pages: dict[str, Facts], sample: Sample) -> None:
    for address in sample.pages.values():
        loaded = {
            posixpath.normpath(posixpath.join(posixpath.dirname(address), resource.lstrip("/")))
            for resource in pages[address].resources
            if resource.endswith((".css", ".js", ".svg"))
        }
        sizes = {path: compressed(site / path) for path in (*loaded, address)}
        assert sum(sizes.values()) <= 100 * 1024, address
        assert sum(size for path, size in sizes.items() if path.endswith(".css")) <= 30 * 1024, address
        assert sum(size for path, size in sizes.items() if path.endswith(".js")) <= 40 * 1024, address


def test_no_page_is_heavy(site: Path, pages: dict[str, Facts]) -> None:
    large = [address for address in pages if (site / address).stat().st_size > 200_000]
    assert not [address for address in large if compressed(site / address) > 80 * 1024]


def test_a_column_kept_by_another_page_leads_there_and_says_what_it_holds(pages: dict[str, Facts]) -> None:
    main = pages["columns/g.html"].main
    assert "查看：主动公开事项目录清单" in main
    assert "事项名称、公开内容、公开方式、咨询电话" in main
