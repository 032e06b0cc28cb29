"""The definition of the output: python-markdown with our rules, nh3, and the finishing of our pages.

In: any text. Out: `Rendered`; no input raises. Why here: `official_prose` must agree with this module byte for byte
on all it accepts. This module and those it imports below load python-markdown and nh3; import it only when a text
needs it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension

from .article_anchors import Outline
from .block_rules import OfficialRules
from .finishing import finish
from .rendered import Rendered
from .sanitize import prepare_tags, sanitize
from .source_text import TAB_WIDTH, clean_source

_OWN_LINKS = ("#fn:", "#fnref")
_MAY_LINK = re.compile("<(?:a|img)", re.IGNORECASE)


def convert_by_reference(source: str) -> Rendered:
    """Any text as safe HTML. A text nested too deeply for the parser comes out as plain paragraphs."""
    text = "\n".join([line.rstrip() for line in clean_source(source).split("\n")])
    try:
        html = _converter().reset().convert(prepare_tags(text))
    except RecursionError:
        _converter.cache_clear()
        html = "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.split("\n") if line.strip())
    found = _LinkFinder()
    if _MAY_LINK.search(html):
        found.feed(html)
    outline = Outline()
    finished = finish(sanitize(html), outline)
    return Rendered(finished, tuple(outline.headings), tuple(outline.articles), tuple(found.links))


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    footnotes = FootnoteExtension(BACKLINK_TITLE="回到正文注{}")
    return Markdown(extensions=[footnotes, OfficialRules()], tab_length=TAB_WIDTH)


class _LinkFinder(HTMLParser):
    """Reads the links before sanitising, so that a refused one (javascript:, file:) can be named to its author."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = "href" if tag == "a" else "src" if tag == "img" else ""
        for name, value in attrs:
            if name == wanted and value and not value.startswith(_OWN_LINKS):
                self.links.append(value)
                return
