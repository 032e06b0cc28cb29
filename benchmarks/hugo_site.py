"""The benchmark city as a Hugo site: the same records, listings and other pages, the same frame around them.

In: our project, built; its seed and count. Out: a Hugo project. Hugo is spared what we can spare it: values that our build
has to work out (state, trail, neighbours, members of a listing) stand ready in its front matter, as JSON, which it reads
fastest; taxonomies, sections and feeds are off; header and footer are cached partials; pages with a layout of their own are
finished HTML. It parses, converts, fills and writes.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from benchmarks.our_site import page_path
from benchmarks.page_facts import Facts, listing_facts, main_of, meta_of, record_facts, title_of
from benchmarks.records import records

_LAYOUTS = Path(__file__).parent / "hugo_layouts"
_LISTING_PAGE = re.compile(r"/\d{4}(?:-\d+)?\.html$")
_STATIC = ("assets", "404.html")
CONFIGURATION = {
    "baseURL": "https://www.yunchuan.example/",
    "title": "云川市人民政府 政府信息公开",
    "locale": "zh-Hans-CN",
    "uglyURLs": True,
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
    sample = ""
    for record in records(seed, count):
        path = page_path(record)
        if path in pages:
            pages.discard(path)
            sample = (site / path).read_text("utf-8")
            _page(folder, path, record_facts(sample), record.body)
    _write_frame(folder / "layouts/_partials", sample)
    for path in pages:
        html = (site / path).read_text("utf-8")
        if is_listing(path, pages):
            _page(
                folder,
                _flat(path),
                listing_facts(html) | {"layout": "listing", "url": f"/{path}", "root": _root(path)},
                "",
            )
        else:
            facts = {"title": title_of(html), "description": meta_of(html, "description"), "layout": "ready"}
            _page(folder, _flat(path), facts | {"url": f"/{path}", "root": _root(path)}, main_of(html), ".html")


def is_listing(path: str, pages: set[str]) -> bool:
    """Whether a page is one of a listing's: a year's page, or the head of one that has years."""
    if _LISTING_PAGE.search(path):
        return True
    return any(f"{path.removesuffix('.html')}/{year}.html" in pages for year in range(2016, 2026))


def _flat(path: str) -> str:
    """A place in `content` for a page that bears its own address. Files named index would be bundles to Hugo."""
    return f"others/{path.replace('/', '--').replace('index.html', 'front.html')}"


def _root(path: str) -> str:
    return "../" * path.count("/") or "./"


def _page(folder: Path, path: str, facts: Facts, body: str, suffix: str = ".md") -> None:
    front = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    _write(folder / "content" / f"{path.removesuffix('.html')}{suffix}", f"{front}\n\n{body}")


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
