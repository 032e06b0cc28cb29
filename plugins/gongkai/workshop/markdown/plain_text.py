"""The words of a page: HTML → what a reader sees.

In: finished HTML. Out: text, one line a block. Why here: summaries, descriptions and the search index need words, not tags.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"""<(?:!--.*?--|/?([A-Za-z][A-Za-z0-9]*)(?:[^"'>]|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_INLINE = frozenset("a abbr b bdi bdo cite code del em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split())


def plain_text(html: str) -> str:
    """Visible text with a line feed between blocks and a space between table cells; no leading, trailing or empty lines."""
    if "<s" in html or "<t" in html or "<S" in html or "<T" in html:
        html = _HIDDEN.sub("", html)
    text = unescape(_TAG.sub(_separator, html.replace("\n", " ")))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _separator(tag: re.Match[str]) -> str:
    name = tag[1]
    if name is None or name in _INLINE:
        return ""
    if name in ("td", "th"):
        return " "
    return "" if name.lower() in _INLINE else "\n"
