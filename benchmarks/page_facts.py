"""What a finished listing page of ours shows, taken apart again, so that Hugo can be asked for the same page.

In: the HTML of a page we built. Out: plain values for front matter. It is here because a comparison is only fair when
both sides make pages of the same parts, and our own output is the one place that says which parts those are.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_UP = re.compile(r"^(?:\.\./)+")
Facts = dict[str, Any]


def main_of(html: str) -> str:
    """What stands inside <main>."""
    return html.partition("<main")[2].partition(">")[2].rpartition("</main>")[0].strip()


def title_of(html: str) -> str:
    """The page's title, without the site's name behind it."""
    whole = unescape(_between(html, "<title>", "</title>"))
    return whole.rpartition(" - ")[0] or whole


def meta_of(html: str, name: str) -> str:
    return unescape(_between(html, f'<meta name="{name}" content="', '">'))


def trail_of(main: str) -> list[list[str]]:
    """[address or "", title] of each step of 当前位置."""
    trail = _between(main, '<nav class="trail"', "</nav>")
    return [_step(each) for each in _items(trail)]


def listing_facts(html: str) -> Facts:
    """Title, trail, years and rows of a listing page."""
    main = main_of(html)
    items = _between(main, '<ul class="items">', "</ul>")
    years = _between(main, '<nav class="years"', "</nav>")
    pager = _between(main, '<nav class="pager"', "</nav>")
    addresses = [re.search(rf'class="{name}"[^>]*href="([^"]*)"', pager) for name in ("newer", "older")]
    facts: Facts = {
        "title": title_of(html),
        "description": meta_of(html, "description"),
        "column": meta_of(html, "ColumnName"),
        "trail": trail_of(main),
        "rows": [_row(each) for each in _items(items)],
        "aside": _between(main, '<div class="with-aside">', "</nav></div>"),
        "lead": _text(_between(_between(main, "</h1>", "</header>"), "<p>", "</p>")),
        "years": [[*_step(each)[:1], *_year(each)] for each in _items(years)],
        "count": _text(_between(main, "<span>共 ", " 条")),
        "pager": [address_of(found[1]) if found else "" for found in addresses] if pager else None,
    }
    return {name: value for name, value in facts.items() if value}


def record_facts(html: str) -> Facts:
    """What stands around a record's text: its card, the groups of links beside it, how it is cited."""
    main = main_of(html)
    card = _between(main, '<dl class="info">', "</dl>")
    groups = re.findall(r'<section class="related">\s*<h2>(.*?)</h2>(.*?)</section>', main, re.DOTALL)
    return {
        "card": [
            (label, *_step(value)) for label, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", card, re.DOTALL)
        ],
        "groups": [
            (title, [(*_step(each), _text(_between(each, "<time>", "</time>"))) for each in _items(rows)])
            for title, rows in groups
        ],
        "citation": _text(_between(main, "<h2>引用本文件</h2>", "</section>")),
    }


def address_of(href: str) -> str:
    """An address relative to the site's root, from one relative to a page whose steps up all lead to the root."""
    return _UP.sub("", unescape(href))


def _items(html: str) -> list[str]:
    return re.findall(r"<li>(.*?)</li>", html, re.DOTALL)


def _step(item: str) -> list[str]:
    link = _LINK.search(item)
    return [address_of(link[1]), _text(link[2])] if link else ["", _text(item)]


def _row(item: str) -> list[str]:
    number = _text(_between(item, '<span class="number">', "</span>"))
    state = re.search(r'<span class="state [a-z]+">([^<]*)', item)
    return [*_step(item), number, state[1] if state else "", _text(_between(item, "<time>", "</time>"))]


def _year(item: str) -> list[str]:
    count = _between(item, "<small>", "</small>")
    return [_text(item.partition("<small>")[0]), _text(count)]


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()


def _between(text: str, start: str, end: str) -> str:
    rest = text.partition(start)[2]
    return rest.partition(end)[0] if rest else ""
