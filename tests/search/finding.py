"""The client's finding part, driven from Python: queries in, addresses of pages out, best first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from reading import read_json

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
        names = [shard["name"] for shard in read_json(site, "shards.json")["shards"]]
        self._urls = {name: read_json(site, f"{name}/titles.json")["urls"] for name in names}

    def addresses(self, typed: str) -> list[str]:
        """Pages found, each once; a place in a page counts as the page."""
        hits = self.page.evaluate(FIND, typed)
        return list(dict.fromkeys(self._urls[shard][doc].partition("#")[0] for shard, doc in hits))


@contextmanager
def finder(browser: Browser, address: str, site: Path) -> Iterator[Finder]:
    """`address` is where `site` is served, with a slash at the end."""
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(address + "index.html")
    page.evaluate(LOAD)
    yield Finder(page, site)
    page.close()
