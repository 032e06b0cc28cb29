"""A search page as its reader meets it: opened with a query in its address, asked another, asked the first again.

In: a browser, a client (how its page is asked and how it shows answers), the server that counts. Out: for each query
what was shown, after how long, and what had been sent by then. Every first query meets an empty cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from benchmarks.search.web_server import CountingServer, Delivery

_PATIENCE = 180_000
"""Milliseconds."""
_WATCH = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  const page = { from: performance.timeOrigin, told: null };
  window.asked = page;
  const old = "data-old";
  page.look = () => {
    if (page.told) return;
    const links = (ANSWER)(`:not([${old}])`);
    if (links) page.told = { at: now(), links };
  };
  page.forget = () => {
    for (const element of document.querySelectorAll("SIGNS")) element.setAttribute(old, "");
    page.told = null;
    page.from = now();
  };
  new MutationObserver(page.look).observe(document, { childList: true, subtree: true, characterData: true });
  // A client that answers while its reader types may do so before the key.
  const press = (event) => event.key === "KEY" && !page.told && (page.from = now());
  addEventListener("keydown", press, true);
})()"""


class Client(NamedTuple):
    """`start` is the address to which a query is added; `key` sends what stands in `field`. `signs` are the elements
    that an answer makes anew; `answer` is a function of JavaScript that is given what to add to their selectors so
    that those of an earlier answer do not count, and returns the links shown, or null as long as there is no answer."""

    name: str
    start: str
    field: str
    key: str
    signs: str
    answer: str

    @property
    def watch(self) -> str:
        return _WATCH.replace("ANSWER", self.answer).replace("SIGNS", self.signs).replace("KEY", self.key)


_LINKS = "Array.from(document.querySelectorAll('.results > li'), (row) => row.querySelector('a').href)"
_STATUS = f"(fresh) => document.querySelector('.status b' + fresh) && {_LINKS}"
OURS = Client("gongkai", "search.html?q=", "main form [name=q]", "Enter", ".status b", _STATUS)
PAGEFIND = Client("Pagefind extended", "find.html?q=", "[name=q]", "Enter", ".status b", _STATUS)
MATERIAL = Client(
    "mkdocs + Material",
    "index.html?q=",
    ".md-search__input",
    "End",
    ".md-search-result__item",
    """(fresh) => {
  const rows = document.querySelectorAll(".md-search-result__item" + fresh);
  const told = document.querySelector(".md-search-result__meta")?.textContent.trim();
  if (!rows.length && told !== "没有找到符合条件的结果") return null;
  return Array.from(rows, (row) => row.querySelector("a").href);
}""",
)


class Answer(NamedTuple):
    """Addresses shown, seconds until they were, and what had been sent by then."""

    links: tuple[str, ...]
    seconds: float
    sent: tuple[Delivery, ...]

    @property
    def size(self) -> int:
        return sum(each.size for each in self.sent)

    @property
    def requests(self) -> int:
        return len(self.sent)


class Visit(NamedTuple):
    """Of one query: asked first by a reader who was never here, then another query, then the first again."""

    first: Answer
    other: Answer
    repeat: Answer


def visits(browser: Browser, server: CountingServer, client: Client, typed: Sequence[str]) -> list[Visit]:
    """One visit a query; the other query is the next of the list. A visit that is not counted goes before."""
    others = [*typed[1:], typed[0]]
    _visit(browser, server, client, typed[0], others[0])
    return [_visit(browser, server, client, *each) for each in zip(typed, others, strict=True)]


def further(browser: Browser, server: CountingServer, client: Client, typed: Sequence[str]) -> list[tuple[str, ...]]:
    """What is shown for queries asked one after the other on one page, where their time does not matter."""
    if not typed:
        return []
    with _opened(browser, server, client, typed[0]) as page:
        answers = [_answer(page, server), *(_typed(page, server, client, each) for each in typed[1:])]
    return [answer.links for answer in answers]


def _visit(browser: Browser, server: CountingServer, client: Client, first: str, other: str) -> Visit:
    with _opened(browser, server, client, first) as page:
        return Visit(_answer(page, server), *(_typed(page, server, client, each) for each in (other, first)))


@contextmanager
def _opened(browser: Browser, server: CountingServer, client: Client, typed: str) -> Iterator[Page]:
    """A page of a reader who was never here, on its way to its answer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.add_init_script(client.watch)
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.goto(f"{server.address}{client.start}{quote(typed)}")
    yield page
    context.close()


def _typed(page: Page, server: CountingServer, client: Client, typed: str) -> Answer:
    page.focus(client.field)
    page.fill(client.field, typed)
    page.evaluate("asked.forget()")
    page.keyboard.press(client.key)
    return _answer(page, server)


def _answer(page: Page, server: CountingServer) -> Answer:
    told = page.wait_for_function("asked.told && { ...asked.told, from: asked.from }").json_value()
    sent = tuple(each for each in server.taken() if each.ended * 1000 <= told["at"])
    links = dict.fromkeys(
        link.removeprefix(server.address).partition("#")[0].partition("?")[0] for link in told["links"]
    )
    return Answer(tuple(links), (told["at"] - told["from"]) / 1000, sent)
