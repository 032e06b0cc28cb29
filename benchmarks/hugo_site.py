"""The benchmark city as a Hugo site: the same records, listings and other pages, the same frame around them.

In: our project, built; its seed and count. Out: a Hugo project. Records are the very files of ours (entries, which we
keep in lists, as a file each): same front matter, same text; templates make the same parts of it. Hugo is spared what
can be spared: listings come to it as JSON rows, grouped and sorted; names and addresses of bodies, columns and words
stand in one data file; header and footer are cached partials; pages with a layout of their own are finished HTML;
taxonomies, sections and feeds are off. There is no page of ours without one of Hugo's.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from benchmarks.city import AS_OF, WORD_LISTS, leaves, words
from benchmarks.our_site import markdown_file, page_path
from benchmarks.page_facts import Facts, listing_facts, main_of, meta_of, title_of
from benchmarks.records import INTERPRETATION, Record, records
from benchmarks.vocabulary import BODIES
from gongkai.standards import theme_code

_LAYOUTS = Path(__file__).parent / "hugo_layouts"
_LISTING_PAGE = re.compile(r"/\d{4}(?:-\d+)?\.html$")
_STATIC = ("assets", "404.html")
_WORD_FOLDERS = {"专题标签": "tag", "服务对象": "object", "个人生命周期": "person", "企业生命周期": "company"}
CONFIGURATION = {
    "baseURL": "https://www.yunchuan.example/",
    "title": "云川市人民政府 政府信息公开",
    "locale": "zh-Hans-CN",
    "uglyURLs": True,
    "params": {"as_of": AS_OF},
    "security": {"allowContent": [".*"]},
    "disableKinds": ["home", "section", "taxonomy", "term", "rss", "404"],
    "markup": {
        "goldmark": {"renderer": {"unsafe": True}},
        "tableOfContents": {"startLevel": 2, "endLevel": 3, "ordered": True},
    },
}


def write_hugo_site(project: Path, folder: Path, seed: int, count: int) -> None:
    """Write the Hugo project for what `project` (ours) built into its `site`. The folder must be new or empty."""
    site = project / "site"
    shutil.copytree(_LAYOUTS, folder / "layouts")
    _write(folder / "hugo.json", json.dumps(CONFIGURATION, ensure_ascii=False, indent=1))
    for name in _STATIC:
        source = site / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, _made(folder / "static" / name))
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - set(_STATIC)
    interpretations: dict[str, list[list[str]]] = {}
    sample = ""
    for record in records(seed, count):
        sample = page_path(record)
        pages.discard(sample)
        _write(folder / "content" / sample.replace(".html", ".md"), markdown_file(record))
        if record.kind == INTERPRETATION:
            interpretations.setdefault(record.fields["解读对象"][0], []).append(_line(record))
    _write(folder / "data/city.json", json.dumps(_city(interpretations), ensure_ascii=False))
    _write_frame(folder / "layouts/_partials", (site / sample).read_text("utf-8"))
    for path in pages:
        _write_other(folder, path, (site / path).read_text("utf-8"), pages)


def is_listing(path: str, pages: set[str]) -> bool:
    """Whether a page (of no record) is one of a listing's: a year's page, or the head of one that has years."""
    if _LISTING_PAGE.search(path):
        return True
    return any(f"{path.removesuffix('.html')}/{year}.html" in pages for year in range(2016, 2026))


def _line(record: Record) -> list[str]:
    return [page_path(record), str(record.fields["名称"]), str(record.fields["发布日期"])[:10]]


def _city(interpretations: dict[str, list[list[str]]]) -> dict[str, Any]:
    """What templates look up: titles and addresses by identifier or word."""
    top = [["index.html", "首页"], ["columns/index.html", "政府信息公开"]]
    return {
        "bodies": {body.identifier: body.title for body in BODIES},
        "categories": {
            title: f"policies/category/{slug}.html"
            for title, slug in (("规章", "rule"), ("行政规范性文件", "normative"), ("其他文件", "other"))
        },
        "states": {"有效": "effective", "失效": "expired", "尚未施行": "pending"},
        "themes": {body.theme: f"policies/theme/{theme_code(body.theme)}.html" for body in BODIES},
        "words": {
            word: f"policies/{_WORD_FOLDERS[label]}/{prefix}-{number}.html"
            for label, (prefix, _) in WORD_LISTS.items()
            for number, word in enumerate(words(label), 1)
        },
        "columns": {
            leaf.identifier: {
                "title": leaf.trail[-1][1],
                "type": leaf.trail[0][1],
                "url": f"columns/{leaf.identifier}.html",
                "trail": [*top, *([f"columns/{identifier}.html", title] for identifier, title in leaf.trail)],
            }
            for leaf in leaves()
        },
        "interpretations": interpretations,
    }


def _write_other(folder: Path, path: str, html: str, pages: set[str]) -> None:
    """A page that is no record's. It bears its own address: files named index would be bundles to Hugo."""
    place: Facts = {"url": f"/{path}", "root": "../" * path.count("/") or "./"}
    name = f"content/others/{path.replace('/', '--').replace('index.html', 'front.html').removesuffix('.html')}"
    if is_listing(path, pages):
        _write(folder / f"{name}.md", _front(listing_facts(html) | place | {"layout": "listing"}))
    else:
        facts = {"title": title_of(html), "description": meta_of(html, "description"), "layout": "ready"}
        _write(folder / f"{name}.html", _front(facts | place) + main_of(html))


def _front(facts: Facts) -> str:
    """Front matter as JSON, which Hugo reads fastest; for what no person would have written."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n\n"


def _write_frame(folder: Path, html: str) -> None:
    """Header and footer of our page as partials of Hugo's."""
    head, _, rest = html.partition("<main")
    start, _, after = head.partition("<title>")
    names = re.findall(r'<meta name="(?:viewport|color-scheme|Site\w+)"[^>]*>\n', after)
    header = after[after.rindex('<script src="../../assets/javascripts/gongkai-early.js"') :]
    footer = rest[rest.rindex("</main>") :]
    for name, text in {
        "opening.html": start,
        "names.html": "".join(names),
        "header.html": f"{header}<main{rest.partition('>')[0]}>",
        "footer.html": footer,
    }.items():
        _write(folder / name, text.strip().replace(' aria-current="true"', "").replace("../../", "{{ . }}"))


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write(path: Path, text: str) -> None:
    _made(path).write_text(text, encoding="utf-8")
