"""The first step of both conversions: the text as typed or pasted → plain lines.

In: Markdown as it stands in the file. Out: the same text without what nobody can see or what has no meaning in a
page: comments, control characters, zero-width characters, carriage returns, tabs, no-break spaces. Why here: the
fast path and the reference must start from one text.
"""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTHING_TO_SEE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
TAB_WIDTH = 4


def clean_source(source: str) -> str:
    """The text with comments and invisible characters gone and every kind of line break and space made plain.

    A comment that fills its line takes the line with it. One never closed stays, as text. Full-width spaces stay.
    """
    # Nearly all texts are printable but for line feeds and full-width spaces; asking that beats any search.
    if not source.replace("\n", "").replace("\u3000", "").isprintable():
        source = _LINE_BREAKS.sub("\n", source)
        source = _NOTHING_TO_SEE.sub("", source)
        source = _LONE_SURROGATE.sub("\ufffd", source)
        source = source.replace("\xa0", " ")
        if "\t" in source:
            source = source.expandtabs(TAB_WIDTH)
    if "<!--" in source:
        source = _without_comments(source)
    return source


def _without_comments(source: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := source.find("<!--", position)) >= 0:
        end = source.find("-->", start + 4)
        if end < 0:
            break
        end += 3
        line_start = source.rfind("\n", position, start) + 1 or position
        line_end = source.find("\n", end)
        rest_of_line = source[end:] if line_end < 0 else source[end:line_end]
        begins_line = line_start == 0 or source[line_start - 1] == "\n"
        if begins_line and not source[line_start:start].strip() and not rest_of_line.strip():
            kept.append(source[position:line_start])
            position = len(source) if line_end < 0 else line_end + 1
        else:
            kept.append(source[position:start])
            position = end
    kept.append(source[position:])
    return "".join(kept)
