"""A text cut where it can be linked to: HTML → its stretches, each with the anchor it stands under.

In: finished HTML of a body. Out: (label, anchor, paragraphs) of what stands before the first anchor and under each one.
It is here because search shows in which article or section a word stands, for records and authored pages alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.workshop.markdown.plain_text import plain_text

_ANCHOR = re.compile(r'<(?:h[1-6]|p) id="([^"]+)"[^>]*>')
_ARTICLE = re.compile(r'<p id="[^"]+"><a class="article-number"[^>]*>([^<]+)</a>')
_LONGEST_LABEL = 60


def text_parts(html: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The stretches of a text in order, those without words left out. The label of an article is its number, that of a
    section its heading."""
    starts = [(match.start(), match[1]) for match in _ANCHOR.finditer(html)]
    bounds = [*(start for start, _ in starts), len(html)]
    if opening := _paragraphs(html[: bounds[0]]):
        yield "", "", opening
    for (start, anchor), end in zip(starts, bounds[1:], strict=True):
        piece = html[start:end]
        paragraphs = _paragraphs(piece)
        if paragraphs:
            article = _ARTICLE.match(piece)
            yield article[1] if article else paragraphs[0][:_LONGEST_LABEL], anchor, paragraphs


def _paragraphs(html: str) -> tuple[str, ...]:
    return tuple(plain_text(html).split("\n")) if html.strip() else ()
