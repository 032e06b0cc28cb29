"""The sample's sites as tests look at them: each built once for a run, with one address for each kind of page.

Out: the city's site and one county's own, their folders when built, and facts read from each of their pages. It stands
beside conftest.py because the tests of pages and the tests in a browser look at the same sites.
"""

from __future__ import annotations

import functools
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from site_tools import build_site, open_site, shell_of

ROOT = Path(__file__).resolve().parent.parent

# One page of each template and of each shape that a template takes.
PAGES = {
    "home": "index.html",
    "portal": "columns/index.html",
    "directory": "columns/b.html",
    "directory of fields": "columns/h.html",
    "column with columns": "columns/b01.html",
    "leaf column": "columns/b010101.html",
    "year of a column": "columns/b01/2026.html",
    "key fields": "columns/key-fields.html",
    "openness": "columns/openness-1.html",
    "entry": "entries/sfb/2026-bmjs2025.html",
    "body's columns": "departments/sfb/columns.html",
    "body's own column": "departments/sfb/columns/b010203.html",
    "body's items": "departments/sfb/items.html",
    "lists of matters": "matters/index.html",
    "list of matters": "matters/jyj.html",
    "grassroots table": "matters/qingping-bailu-grassroots.html",
    "policies": "policies/index.html",
    "facet": "policies/theme/02.html",
    "year of a facet": "policies/category/other/2026.html",
    "regulation": "policies/yunchuan/2023-laji-fenlei.html",
    "notice with attachments": "policies/sfb/2026-gongkai-yaodian.html",
    "policy with earlier texts": "policies/yunchuan/2023-zhengfu-zhiliang.html",
    "earlier text": "policies/yunchuan/2023-zhengfu-zhiliang/2023-04-18.html",
    "interpretations": "interpretations/index.html",
    "interpretation in words": "interpretations/cgj/2025-tingchechang-wenzi.html",
    "interpretation as graphic": "interpretations/cgj/2025-tingchechang-tujie.html",
    "interpretation as video": "interpretations/cgj/2025-tingchechang-shipin.html",
    "interpretation as answers": "interpretations/cgj/2025-tingchechang-wenda.html",
    "bodies": "departments/index.html",
    "bodies of a type": "departments/type/city-department.html",
    "government": "departments/yunchuan.html",
    "department": "departments/sfb.html",
    "guides": "guides/index.html",
    "guide": "guides/yunchuan.html",
    "site map": "site-map.html",
    "search": "search.html",
    "authored": "pages/about.html",
    "withdrawn": "entries/sfb/2026-chufa-gongshi.html",
    "not found": "404.html",
}

# The county's own site has the same templates; what scope makes of them is looked at here.
COUNTY_PAGES = {
    "home": "index.html",
    "portal": "columns/index.html",
    "directory": "columns/b.html",
    "directory of fields": "columns/h.html",
    "leaf column": "columns/b010304.html",
    "empty column": "columns/a5.html",
    "key fields": "columns/key-fields.html",
    "openness": "columns/openness-5.html",
    "entry": "entries/qingping-bailu-hetang/2026-cw26q3.html",
    "county's columns": "departments/qingping/columns.html",
    "township's items": "departments/qingping-bailu/items.html",
    "lists of matters": "matters/index.html",
    "list of matters": "matters/qingping.html",
    "grassroots table": "matters/qingping-bailu-grassroots.html",
    "policies": "policies/index.html",
    "facet": "policies/department/qingping-zfb.html",
    "policy": "policies/qingping/2026-nongmao-zhengce.html",
    "interpretation": "interpretations/qingping-nyj/2026-zhaijidi-wenzi.html",
    "bodies": "departments/index.html",
    "county": "departments/qingping.html",
    "village": "departments/qingping-bailu-hetang.html",
    "guide": "guides/qingping.html",
    "site map": "site-map.html",
    "search": "search.html",
    "not found": "404.html",
}


@dataclass(frozen=True, eq=False)
class Sample:
    """One site of the sample: its configuration, where that builds it, who it says it is, a page of each kind."""

    config: str
    folder: str
    host: str
    name: str
    code: str
    police: str
    pages: dict[str, str]


CITY = Sample(
    "mkdocs.yml", "site", "www.yunchuan.example", "云川市人民政府", "9901000001", "南公网安备 99010002000001号", PAGES
)
COUNTY = Sample(
    "mkdocs.qingping.yml",
    "site-qingping",
    "www.qingping.example",
    "青屏县人民政府",
    "9901210001",
    "南公网安备 99012102000001号",
    COUNTY_PAGES,
)
SAMPLES = (CITY, COUNTY)

NO_RESOURCE = frozenset({"canonical", "prev", "next"})


@functools.cache
def _sources(base: Path) -> Path:
    source = base / "sample"
    source.mkdir()
    for sample in SAMPLES:
        shutil.copy(ROOT / sample.config, source)
    for folder in ("content", "catalogues"):
        shutil.copytree(ROOT / folder, source / folder)
    return source


@functools.cache
def built(base: Path, sample: Sample = CITY) -> Path:
    """One of the sample's sites, built below `base`; the second asker gets the first one's."""
    config_file = _sources(base) / sample.config
    project = open_site(config_file)
    report = build_site(project, shell_of(config_file))
    assert report.published, "gongkai check: " + "; ".join(each.message for each in report.diagnostics)
    return config_file.parent / sample.folder


@dataclass(frozen=True, slots=True)
class Facts:
    """What tests ask about a page. `links` and `resources` are addresses as written; `headings` pairs levels with
    texts; `moved_to` is where a former address leads."""

    address: str
    lang: str
    title: str
    headings: tuple[tuple[int, str], ...]
    meta: dict[str, str]
    canonical: str
    links: tuple[str, ...]
    resources: tuple[str, ...]
    anchors: tuple[str, ...]
    inline: tuple[str, ...]
    main: str
    footer: str
    moved_to: str


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


def _addresses(nodes: list[LexborNode], name: str) -> tuple[str, ...]:
    return tuple(node.attributes[name] or "" for node in nodes)


def _inline(tree: LexborHTMLParser, html: str) -> tuple[str, ...]:
    found = [node.tag for node in tree.css("style, script:not([src])")]
    found += re.findall(r"<[^>]*\s(?:style|on[a-z]+)\s*=[^>]*>", html)
    return tuple(found + re.findall(r"href=\"javascript:[^>]*", html))


def read_page(site: Path, path: Path) -> Facts:
    """Facts of one built page."""
    html = path.read_text(encoding="utf-8")
    tree = LexborHTMLParser(html)
    root, main, footer, title = (
        tree.css_first("html"),
        tree.css_first("main"),
        tree.css_first("footer"),
        tree.css("title"),
    )
    canonical, refresh = tree.css_first("link[rel=canonical]"), tree.css_first("meta[http-equiv=refresh]")
    heads = [node for node in tree.css("link[href]") if (node.attributes.get("rel") or "") not in NO_RESOURCE]
    return Facts(
        address=path.relative_to(site).as_posix(),
        lang=(root.attributes.get("lang") or "") if root else "",
        title=title[0].text() if title else "",
        headings=tuple((int((node.tag or "h0")[1]), squeezed(node.text())) for node in tree.css("h1,h2,h3,h4,h5,h6")),
        meta={node.attributes["name"] or "": node.attributes.get("content") or "" for node in tree.css("meta[name]")},
        canonical=(canonical.attributes.get("href") or "") if canonical else "",
        links=_addresses(tree.css("a[href]"), "href"),
        resources=_addresses(tree.css("[src]"), "src")
        + _addresses(heads, "href")
        + _addresses(tree.css("[poster]"), "poster"),
        anchors=_addresses(tree.css("[id]"), "id"),
        inline=_inline(tree, html),
        main=squeezed(main.text()) if main else "",
        footer=squeezed(footer.text()) if footer else "",
        moved_to=(refresh.attributes.get("content") or "").partition("url=")[2] if refresh else "",
    )


@functools.cache
def read_pages(site: Path) -> dict[str, Facts]:
    """Facts of every page by its address."""
    pages = (read_page(site, path) for path in sorted(site.rglob("*.html")))
    return {page.address: page for page in pages}
