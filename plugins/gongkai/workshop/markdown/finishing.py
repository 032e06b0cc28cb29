"""The last step of the reference conversion: sanitised HTML → the HTML of our pages.

In: HTML from nh3, which is well-formed, with attributes always written name="value". Out: the same with anchors and
heading levels (`article_anchors`), tables that scroll in their own frame, header cells with scope, external links
with rel. Why after sanitising: headings and tables written as raw HTML are treated like those written in Markdown,
and no id, class or role of a clerk gets into the page.
"""

from __future__ import annotations

import re

from .article_anchors import RANKS_PER_LEVEL, Outline

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_ALIGN = re.compile(r' align="([a-z]+)"')
_EXTERNAL = re.compile(r' href="(?:https?:)?//', re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "col"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def finish(html: str, outline: Outline) -> str:
    """HTML as published. `outline` receives all headings and the paragraphs in no list, quotation or table."""
    return _Finisher(outline).run(html)


class _Finisher:
    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._out: list[str] = []
        self._open: list[str] = []
        # Where the inner HTML of the heading or top-level paragraph being read starts in `_out`, and how deep it lies.
        self._block: tuple[int, int] | None = None
        self._tables = 0
        self._nested_tables: list[int] = []

    def run(self, html: str) -> str:
        out = self._out
        position = 0
        for match in _TAG.finditer(html):
            out.append(html[position : match.start()])
            position = match.end()
            closing, name, attributes = match.groups()
            if closing:
                self._end(name)
            else:
                self._start(name, attributes)
        out.append(html[position:])
        return "".join(out).strip()

    def _start(self, name: str, attributes: str) -> None:
        out, open_tags = self._out, self._open
        if self._block is None and (name in _HEADINGS or (name == "p" and not open_tags)):
            self._block = (len(out), len(open_tags))
        elif name in _HEADINGS:
            pass  # a heading inside a heading or paragraph is a tag that was not closed: its text stays where it is
        elif name == "table":
            if not self._nested_tables:
                self._tables += 1
                out.append(f'<div class="table" tabindex="0" role="region" aria-label="表格{self._tables}">')
            self._nested_tables.append(0)
            out.append("<table>")
        else:
            if name == "tr" and self._nested_tables:
                self._nested_tables[-1] += 1
            out.append(f"<{name}{self._attributes(name, attributes)}>")
        if name not in _VOID:
            open_tags.append(name)

    def _end(self, name: str) -> None:
        out, open_tags = self._out, self._open
        open_tags.pop()
        block = self._block
        if block is not None and block[1] == len(open_tags):
            start = block[0]
            inner = "".join(out[start:]).strip()
            del out[start:]
            self._block = None
            if inner and name == "p":
                out.append(self._outline.paragraph(inner))
            elif inner:
                out.append(self._outline.heading(int(name[1]) * RANKS_PER_LEVEL, inner))
            return
        if name in _HEADINGS:
            return
        out.append(f"</{name}>")
        if name == "table":
            self._nested_tables.pop()
            if not self._nested_tables:
                out.append("</div>")

    def _attributes(self, name: str, attributes: str) -> str:
        if name == "a" and _EXTERNAL.search(attributes):
            return attributes + ' rel="noopener"'
        if name in ("td", "th"):
            attributes = _ALIGN.sub(r' class="align-\1"', attributes)
            if name == "th" and " scope=" not in attributes and self._nested_tables:
                scope = "col" if "thead" in self._open or self._nested_tables[-1] == 1 else "row"
                attributes = f' scope="{scope}"{attributes}'
        return attributes
