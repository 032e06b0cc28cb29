"""Two parts that stand on every record page, made without a template: 当前位置 and the information card.

In: Crumbs and (label, value, url) rows. Out: HTML, the same as the macros `breadcrumbs` and `information_card` print (a test
compares them). It is here because these two hold most of a page's small texts, and a template call for each of them costs
more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from gongkai.workshop.listing_pages import Crumb


class InfoRow(NamedTuple):
    """One line of the information card. `url` is of this site, or absolute, or empty."""

    label: str
    value: str
    url: str = ""


def href(root: str, url: str) -> str:
    """An address as a page at that root links it: absolute ones as they are."""
    return escape(url if "://" in url else root + url)


@lru_cache(maxsize=4096)
def _way(steps: tuple[Crumb, ...], root: str) -> str:
    """All steps but the page itself: the same for every record of a column."""
    parts = [f'<nav class="trail" aria-label="当前位置"><ol>\n<li><a href="{root}index.html">首页</a></li>\n']
    parts += (
        f'<li><a href="{href(root, step.url)}">{escape(step.title)}</a></li>\n'
        if step.url
        else f'<li><span aria-current="page">{escape(step.title)}</span></li>\n'
        for step in steps
    )
    return "".join(parts)


def breadcrumbs(steps: tuple[Crumb, ...], title: str, root: str) -> Markup:
    """当前位置: the way to the page, and the page's own title at its end."""
    return Markup(f'{_way(steps, root)}<li><span aria-current="page">{escape(title)}</span></li>\n</ol></nav>')


def information_card(rows: Iterable[InfoRow], root: str) -> Markup:
    """信息卡; folds under one line on phones."""
    lines = "".join(
        f'<div><dt>{label}</dt><dd><a href="{href(root, url)}">{escape(value)}</a></dd></div>\n'
        if url
        else f"<div><dt>{label}</dt><dd>{escape(value)}</dd></div>\n"
        for label, value, url in rows
    )
    return Markup(f'<details class="fold narrow"><summary>信息卡</summary></details>\n<dl class="info">\n{lines}</dl>')
