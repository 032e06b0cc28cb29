"""The client's finding part, driven from Python, for many queries in one page.

In: a built site and where it is served. Out: for what is typed, the addresses of the pages found, best first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

LOAD = """async () => {
  for (const name of ["search-tables", "search"]) await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("script[src$='gongkai.js']").src.replace("gongkai.js", name + ".js");
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}"""
FIND = """async typed => {
  const answer = await gongkaiSearch.find({ q: typed });
  return answer.hits.map(({ shard, doc }) => [shard.name, doc]);
}"""


class Finder:
    """A page of a site with the client loaded."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page = page
        index = site / "search"
        names = [shard["name"] for shard in json.loads((index / "shards.json").read_bytes())["shards"]]
        self._urls = {name: json.loads((index / name / "titles.json").read_bytes())["urls"] for name in names}

    def addresses(self, typed: str) -> list[str]:
        """Pages found, each once; a place in a page counts as the page."""
        hits = self.page.evaluate(FIND, typed)
        return list(dict.fromkeys(self._urls[shard][doc].partition("#")[0] for shard, doc in hits))


@contextmanager
def finder(browser: Browser, address: str, site: Path) -> Iterator[Finder]:
    """`address` is where `site` is served, with a slash at the end."""
    with page_with_client(browser, address) as page:
        yield Finder(page, site)


@contextmanager
def page_with_client(browser: Browser, address: str) -> Iterator[Page]:
    """The home page of the site at `address`, with the part of the client that finds."""
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(address + "index.html")
    page.evaluate(LOAD)
    yield page
    page.close()
