"""The same records for MkDocs with Material and for Zensical, as their authors would keep them for speed.

In: our project, built; a folder, the seed, the number of records. Out: a project both can build: one Markdown file a
record, the card as a table above the text, an explicit navigation of one page, search off. Neither generator makes
listings, so they are given ours, grouped, sorted and paged, as Markdown lists of links; pages with a layout of their
own they are spared. Where searching is compared, search is on and there are no listings: only records are looked for.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.hugo_site import is_listing
from benchmarks.our_site import page_path
from benchmarks.page_facts import listing_facts
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
    write_records(folder, CONFIGURATION, seed, count)
    docs = folder / "docs"
    site = project / "site"
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    pages -= {page_path(record) for record in records(seed, count)}
    for listing in sorted(page for page in pages if is_listing(page, pages)):
        path = docs / listing.replace(".html", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown_listing(listing, (site / listing).read_text("utf-8")), encoding="utf-8")


def write_records(folder: Path, configuration: str, seed: int, count: int) -> None:
    """Write a project of records alone. The folder must be new or empty."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    (docs / "index.md").write_text("# 首页\n\n政府信息公开。\n", encoding="utf-8")
    for record in records(seed, count):
        path = docs / page_path(record).replace(".html", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown_page(record), encoding="utf-8")


def markdown_page(record: Record) -> str:
    title, description = record.fields["名称"], record.fields["内容概述"]
    rows = [f"| {label} | {_shown(record.fields[label])} |" for label in _CARD if label in record.fields]
    card = "\n".join(["| 项目 | 内容 |", "| --- | --- |", *rows])
    return f"---\ntitle: {title}\ndescription: {description}\n---\n\n# {title}\n\n{card}\n\n{record.body}"


def markdown_listing(address: str, html: str) -> str:
    """A listing page of ours as an author of MkDocs would write it: title, rows, years, the way to its neighbours."""
    facts = listing_facts(html)
    root = "../" * address.count("/")

    def link(url: str, title: str) -> str:
        return f"[{title}]({root}{url.replace('.html', '.md')})" if url else title

    rows = (f"- {link(url, title)} {number} {state} {day}" for url, title, number, state, day in facts.get("rows", ()))
    years = (f"- {link(url, title)}（{count}）" for url, title, count in facts.get("years", ()))
    pager = [link(url, title) for url, title in zip(facts.get("pager", ()), ("较新", "较早"), strict=False) if url]
    front = f"---\ntitle: {facts['title']}\ndescription: {facts.get('description', '')}\n---\n"
    parts = (front, f"# {facts['title']}", facts.get("lead", ""), "\n".join(rows), "\n".join(years), " ".join(pager))
    return "\n\n".join(part for part in parts if part) + "\n"


def _shown(value: Value) -> str:
    return "、".join(value) if isinstance(value, tuple) else value.replace("\\", "\\\\")
