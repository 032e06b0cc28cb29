"""The words of a page: HTML → what a reader sees.

In: finished HTML. Out: text, one line a block. Why here: summaries, descriptions and the search index need words,
not tags.
"""

from __future__ import annotations

import re
from html import unescape

_ATTRIBUTES = r"""(?:[^"'>]|"[^"]*"|'[^']*')*"""
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|i|img|ins|kbd|mark|q|rp|rt"
    r"|ruby|s|samp|small|span|strong|sub|sup|td|th|u|var|wbr)"
    rf"\b{_ATTRIBUTES}>",
    re.IGNORECASE,
)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_TAG = re.compile(rf"</?[A-Za-z]{_ATTRIBUTES}>")
_SPACES = re.compile(r"\s{2,}|[^\S\u3000]")


def plain_text(html: str) -> str:
    """Visible text with a line feed between blocks and a space between table cells; no empty lines."""
    html = _CELL_END.sub(" ", _HIDDEN.sub("", html.replace("\n", " ")))
    lines = _TAG.sub("\n", _INLINE.sub("", html)).split("\n")
    stripped = [line.strip() for line in lines]
    return "\n".join(
        [_SPACES.sub(" ", unescape(line)) if "&" in line or " " in line else line for line in stripped if line]
    )
