"""The first step of both conversions: the text as typed or pasted → plain lines.

In: Markdown as it stands in the file. Out: the same text without what nobody can see or what has no meaning in a page: comments, control
characters, zero-width characters, carriage returns, tabs, no-break spaces. Why here: the fast path and the reference must start from one text.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t\u3000]*+<!--(?:(?!-->).)*+-->[ \t\u3000]*+(?:\n|\Z)|<!--(?:(?!-->).)*+-->", re.DOTALL | re.MULTILINE)
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTHING_TO_SEE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
TAB_WIDTH = 4


def clean_source(source: str) -> str:
    """The text with comments and invisible characters gone and every kind of line break and space made plain.

    A comment that fills its line takes the line with it. A comment that is never closed stays, as text. Full-width spaces (U+3000) stay.
    """
    # Nearly all texts are printable but for line feeds and full-width spaces, and asking that is quicker than any search.
    if not source.replace("\n", "").replace("\u3000", "").isprintable():
        source = _LINE_BREAKS.sub("\n", source)
        source = _NOTHING_TO_SEE.sub("", source)
        source = _LONE_SURROGATE.sub("\ufffd", source)
        source = source.replace("\xa0", " ")
        if "\t" in source:
            source = source.expandtabs(TAB_WIDTH)
    if "<!--" in source:
        source = _COMMENT.sub("", source)
    return source
