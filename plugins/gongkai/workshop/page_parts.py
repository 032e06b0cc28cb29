"""The parts that stand on every record page, made without a template.

In: Crumbs, rows, short texts. Out: HTML, the same as the macros of these names print (a test compares them). It is here
because a record page is made tens of thousands of times, holds little but small texts, and a template's call for each
of them costs more than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

import msgspec

from gongkai.workshop.escaping import escaped
from gongkai.workshop.item_rows import DatedItem, address, related_rows, state_badge

_APART = "\x1f"


class Crumb(msgspec.Struct, frozen=True):
    """A step of 当前位置; the last one, without `url`, is the page itself."""

    title: str
    url: str = ""


class InfoRow(msgspec.Struct, frozen=True):
    """One line of the information card. `url` is of this site, or absolute, or empty."""

    label: str
    value: str
    url: str = ""


class FileLine(msgspec.Struct, frozen=True):
    """One attachment: its title, address, type and size in words."""

    title: str
    url: str
    type: str
    size: str


def href(root: str, url: str) -> str:
    """An address as a page at that root links it: absolute ones as they are."""
    return escape(url if "://" in url else root + url)


def size_text(size: int) -> str:
    """A file's size as a reader understands it: `36 KB`, `1.2 MB`."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def escape_all(texts: Sequence[str]) -> Sequence[str]:
    """Each text escaped. Most have nothing to escape, so all are looked at in one go."""
    joined = _APART.join(texts)
    escaped = escape(joined)
    if escaped == joined:
        return texts
    parts = escaped.split(_APART)
    return parts if len(parts) == len(texts) else [escape(text) for text in texts]


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


def breadcrumbs(steps: tuple[Crumb, ...], title: str, root: str) -> str:
    """当前位置: the way to the page, and the page's own title at its end."""
    return f'{_way(steps, root)}<li><span aria-current="page">{escaped(title)}</span></li>\n</ol></nav>'


def information_card(rows: Iterable[InfoRow], root: str) -> str:
    """信息卡; folds under one line on phones."""
    lines = list(rows)
    values = escape_all([line.value for line in lines])
    shown = "".join(
        [
            f'<div><dt>{line.label}</dt><dd><a href="{href(root, line.url)}">{value}</a></dd></div>\n'
            if line.url
            else f"<div><dt>{line.label}</dt><dd>{value}</dd></div>\n"
            for line, value in zip(lines, values, strict=True)
        ]
    )
    return f'<details class="fold narrow"><summary>信息卡</summary></details>\n<dl class="info">\n{shown}</dl>'


def page_head(
    title: str, state: str = "", number: str = "", byline: Sequence[str] = (), *, inscription: str = ""
) -> str:
    """The title with its state, its number or 题注, and the line below it."""
    title, number, inscription, *texts = escape_all((title, number, inscription, *byline))
    standing = f'<p class="standing">{state_badge(state)}</p>\n' if state else ""
    numbered = f'<p class="number">{number}</p>\n' if number else ""
    inscribed = f'<p class="inscription">{inscription}</p>\n' if inscription else ""
    line = "".join([f"<span>{text}</span>" for text in texts])
    by = f'<p class="byline">{line}</p>\n' if line else ""
    return f'<header class="page-head">\n{standing}<h1>{title}</h1>\n{numbered}{inscribed}{by}</header>'


def attachments(files: Iterable[FileLine], root: str, title: str = "附件") -> str:
    """附件 with type and size; nothing where there are none."""
    lines = "".join(
        [
            f'<li><a href="{address(root, file.url)}" download>{escape(file.title)}</a>'
            f" <small>{file.type}{f'，{file.size}' if file.size else ''}</small></li>\n"
            for file in files
        ]
    )
    return f'<section class="attachments">\n<h2>{title}</h2>\n<ol>\n{lines}</ol>\n</section>\n' if lines else ""


def related(items: Iterable[DatedItem], root: str, title: str) -> str:
    """A short list beside the text; nothing where there are none. `title` is HTML."""
    lines = related_rows(items, root)
    return f'<section class="related">\n<h2>{title}</h2>\n<ul>\n{lines}</ul>\n</section>\n' if lines else ""


def contents(headings: Sequence[tuple[int, str, str]]) -> str:
    """目录 from (level, anchor, text), nested by levels; nothing where there are none."""
    if not headings:
        return ""
    lines: list[str] = []
    open_levels: list[int] = []
    for level, anchor, text in headings:
        if not open_levels or level > open_levels[-1]:
            lines.append("<ol>\n")
            open_levels.append(level)
        else:
            while len(open_levels) > 1 and open_levels[-2] >= level:
                open_levels.pop()
                lines.append("</li>\n</ol>")
            open_levels[-1] = level
            lines.append("</li>\n")
        lines.append(f'<li><a href="#{escape(anchor)}">{escape(text)}</a>')
    lines.append("</li>\n</ol>\n" * len(open_levels))
    return (
        '<details class="fold"><summary>目录</summary></details>\n<nav class="contents" aria-label="目录">\n'
        f"<h2>目录</h2>\n{''.join(lines)}</nav>\n"
    )


def source_note(site_name: str, page_address: str) -> str:
    """On paper only: where the page stands; nothing without an address."""
    if not page_address:
        return ""
    return f'<p class="source-note">来源：{escaped(site_name)}　网页地址：{escape(page_address)}</p>\n'
