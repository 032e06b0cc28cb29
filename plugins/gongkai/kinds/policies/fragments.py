"""Two parts of a reading page made without a template: the contents list, and the short lists beside the text.

In: a body's headings; Groups. Out: HTML, the same as the macros `contents` and `related` print (a test compares them). They
stand on every page of the library, and made by templates they cost as much as all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from markupsafe import Markup

from gongkai.kinds.policies.parts import Group
from gongkai.workshop.page_parts import href


def contents(headings: Sequence[tuple[int, str, str]]) -> Markup:
    """目录 of (level, anchor, text) headings, nested by their levels; nothing where there are none."""
    if not headings:
        return Markup("")
    parts = [
        '<details class="fold"><summary>目录</summary></details>\n<nav class="contents" aria-label="目录">\n<h2>目录</h2>\n'
    ]
    levels: list[int] = []
    for level, anchor, text in headings:
        if not levels or level > levels[-1]:
            parts.append("<ol>\n")
            levels.append(level)
        else:
            while len(levels) > 1 and levels[-2] >= level:
                levels.pop()
                parts.append("</li>\n</ol>")
            levels[-1] = level
            parts.append("</li>\n")
        parts.append(f'<li><a href="#{escape(anchor)}">{escape(text)}</a>')
    parts.append("</li>\n</ol>" * len(levels))
    parts.append("\n</nav>")
    return Markup("".join(parts))


def related(groups: Iterable[Group], root: str) -> Markup:
    """The lists that have items, each with its heading."""
    parts: list[str] = []
    for group in groups:
        if not group.items:
            continue
        parts.append(f'<section class="related">\n<h2>{escape(group.title)}</h2>\n<ul>\n')
        for item in group.items:
            date = f" <time>{item.date}</time>" if item.date else ""
            parts.append(f'<li><a href="{href(root, item.url)}">{escape(item.title)}</a>{date}</li>\n')
        parts.append("</ul>\n</section>\n")
    return Markup("".join(parts))
