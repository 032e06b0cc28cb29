"""The same records for MkDocs with Material and for Zensical, as their authors would keep them for speed.

In: our project, built; a folder, the seed, the number of records. Out: a project both can build: one Markdown file a
record, the card as a table above the text, groups of links and the citation below it, an explicit navigation of one
page, search off. Neither generator finds neighbours or makes listings, so they are given ours, grouped, sorted and
paged, as Markdown lists of links; pages with a layout of their own they are spared. Where searching is compared, search
is on and there are records alone: only they are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path
from typing import NamedTuple

from benchmarks.hugo_site import is_listing
from benchmarks.our_site import page_path
from benchmarks.page_facts import Facts, listing_facts, record_facts
from benchmarks.records import Record, Value, records

CONFIGURATION = """\
site_name: 云川市人民政府 政府信息公开
site_url: https://www.yunchuan.example/
use_directory_urls: false
theme:
  name: material
  language: zh
nav:
  - index.md
not_in_nav: "*"
validation:
  omitted_files: ignore
plugins: []
markdown_extensions:
  - tables
  - attr_list
  - toc
"""
SEARCHABLE = CONFIGURATION.replace("plugins: []", "plugins:\n  - search:\n      lang: zh")
"""Material's own search as its documentation has it for Chinese: words cut by jieba where the site is built."""
_CARD = ("索引号", "主题分类", "文号", "生成日期", "发布日期", "体裁分类", "文件类别", "栏目", "关键词", "内容概述")


def write_mkdocs_site(project: Path, folder: Path, seed: int, count: int) -> None:
    """Write the project for what `project` (ours) built into its `site`. The folder must be new or empty."""
    site = project / "site"
    of_records = {page_path(record): record for record in records(seed, count)}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - of_records.keys()
    listings = {page for page in pages if is_listing(page, pages)}
    there = listings | of_records.keys()
    _begin(folder, CONFIGURATION)
    for page, record in of_records.items():
        around = record_facts((site / page).read_text("utf-8"))
        links = Links(page, there)
        rows = [(label, links.to(url, _cell(text))) for label, url, text in around["card"]]
        _write(folder, page, markdown_page(record, rows) + markdown_around(around, links))
    for page in sorted(listings):
        _write(folder, page, markdown_listing(listing_facts((site / page).read_text("utf-8")), Links(page, there)))


def write_records(folder: Path, configuration: str, seed: int, count: int) -> None:
    """Write a project of records alone, by what they are and not by what stands around them."""
    _begin(folder, configuration)
    for record in records(seed, count):
        rows = [(label, _cell(_shown(record.fields[label]))) for label in _CARD if label in record.fields]
        _write(folder, page_path(record), markdown_page(record, rows))


class Links(NamedTuple):
    """Links of one page, to the pages that are there."""

    page: str
    there: Set[str]

    def to(self, url: str, title: str) -> str:
        """A link for MkDocs, or its words where the page is none of those it is given."""
        root = "../" * self.page.count("/")
        return f"[{title}]({root}{url.replace('.html', '.md')})" if url in self.there else title


def markdown_page(record: Record, rows: Iterable[tuple[str, str]]) -> str:
    """A record with its card as a table above its text."""
    title, description = record.fields["名称"], record.fields["内容概述"]
    card = "\n".join(["| 项目 | 内容 |", "| --- | --- |", *(f"| {label} | {value} |" for label, value in rows)])
    return f"---\ntitle: {title}\ndescription: {description}\n---\n\n# {title}\n\n{card}\n\n{record.body}"


def markdown_around(around: Facts, links: Links) -> str:
    """What stands beside and below the text."""
    parts = [""]
    for title, rows in around["groups"]:
        parts += (f"## {title}", "\n".join(f"- {links.to(url, text)} {day}" for url, text, day in rows))
    if around["citation"]:
        parts += ("## 引用本文件", around["citation"])
    return "\n\n".join(parts) + "\n"


def markdown_listing(facts: Facts, links: Links) -> str:
    """A listing page of ours as an author of MkDocs would write it: title, rows, years, the way to its neighbours."""
    rows = (
        f"- {links.to(url, title)} {number} {state} {day}" for url, title, number, state, day in facts.get("rows", ())
    )
    years = (f"- {links.to(url, title)}（{count}）" for url, title, count in facts.get("years", ()))
    pager = [links.to(url, title) for url, title in zip(facts.get("pager", ()), ("较新", "较早"), strict=False) if url]
    front = f"---\ntitle: {facts['title']}\ndescription: {facts.get('description', '')}\n---\n"
    parts = (front, f"# {facts['title']}", facts.get("lead", ""), "\n".join(rows), "\n".join(years), " ".join(pager))
    return "\n\n".join(part for part in parts if part) + "\n"


def _begin(folder: Path, configuration: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    _write(folder, "index.html", "# 首页\n\n政府信息公开。\n")


def _write(folder: Path, page: str, text: str) -> None:
    path = folder / "docs" / page.replace(".html", ".md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _shown(value: Value) -> str:
    return "、".join(value) if isinstance(value, tuple) else value


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\")
