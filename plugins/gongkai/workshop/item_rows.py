"""The rows of lists, made without a template.

In: rows (title, address, document number, state, date). Out: HTML. Lists hold most of the small texts of the site: the
same record stands in ten listings, and a template's call and escaping for each of its parts costs several times more
than this loop. The macros `item_list` and `related` print these rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from gongkai.workshop.escaping import escaped

STATE_CLASSES = {"有效": "effective", "尚未施行": "pending", "修改": "amended", "废止": "repealed", "失效": "expired"}
"""Shape of each 有效性; a state that is not here is printed as a word alone."""


class DatedItem(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def date(self) -> str: ...


class NumberedItem(DatedItem, Protocol):
    @property
    def document_number(self) -> str: ...
    @property
    def badge(self) -> str: ...


def address(root: str, url: str) -> str:
    """An address as a page at `root` links it: those of this site are made of plain characters, others are escaped."""
    return escaped(url) if "://" in url else root + url


def item_rows(items: Iterable[NumberedItem], root: str) -> str:
    """`<li>` of an item list: title, document number, state, date on one line, two on phones."""
    return "".join(
        [
            f'<li><a href="{"" if "://" in item.url else root}'
            f"{_row(item.url, item.title, item.document_number, item.badge, item.date)}"
            for item in items
        ]
    )


@lru_cache(maxsize=1 << 13)
def _row(url: str, title: str, number: str, state: str, date: str) -> str:
    """A row from its address on. A record stands in a dozen lists of its year, which are made one after the other."""
    numbered = f'<span class="number">{escaped(number)}</span>' if number else ""
    dated = f"<time>{date}</time>" if date else ""
    return f'{escaped(url)}">{escaped(title)}</a>{numbered}{state_badge(state) if state else ""}{dated}</li>\n'


def related_rows(items: Iterable[DatedItem], root: str) -> str:
    """`<li>` of a short list beside a text: title and date."""
    return "".join(
        [
            f'<li><a href="{address(root, item.url)}">{escaped(item.title)}</a>'
            f"{f' <time>{item.date}</time>' if item.date else ''}</li>\n"
            for item in items
        ]
    )


def state_badge(state: str) -> str:
    """有效性 in a word and a shape."""
    return f'<span class="state {STATE_CLASSES.get(state, "other")}">{escaped(state)}</span>'
