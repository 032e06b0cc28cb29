"""The pages of a site for stock Pagefind, and a search page for it that does no more than is needed.

In: a built site, the addresses of its pages of records. Out: a folder with those very files, to be indexed as they
are; and a page that asks Pagefind's own API and shows the first ten. Its own interface would wait 300 ms after each
key.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_PAGE = """\
<!doctype html>
<html lang="zh-Hans-CN">
<meta charset="utf-8">
<title>搜索</title>
<form><input name="q" aria-label="搜索"></form>
<p class="status"></p>
<ol class="results"></ol>
<script type="module" src="find.js"></script>
"""
_SCRIPT = """\
import { search } from "./pagefind/pagefind.js";
const form = document.querySelector("form");
const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });
const find = async () => {
  const { results } = await search(form.q.value);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  const rows = shown.map(({ url, meta, excerpt }) => {
    const row = make("li", "");
    const text = make("p", "");
    text.innerHTML = excerpt;
    row.append(Object.assign(make("a", meta.title), { href: url }), text);
    return row;
  });
  document.querySelector(".results").replaceChildren(...rows);
  document.querySelector(".status").replaceChildren(make("b", results.length));
};
form.addEventListener("submit", (event) => (event.preventDefault(), find()));
form.q.value = new URLSearchParams(location.search).get("q");
find();
"""


def write_pagefind_site(site: Path, folder: Path, addresses: Iterable[str]) -> None:
    """The folder must be new, and on the same disk."""
    for address in addresses:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.hardlink_to(site / address)


def write_search_page(folder: Path) -> None:
    """After indexing: it is no page of the site."""
    (folder / "find.html").write_text(_PAGE, encoding="utf-8")
    (folder / "find.js").write_text(_SCRIPT, encoding="utf-8")
