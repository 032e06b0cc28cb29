"""The fast path: plain official prose → the same bytes as the reference, some fifty times as fast.

In: any text. Out: `Rendered`, or None for "this needs the reference". Why here: python-markdown costs 1.4 ms a page, and nearly every official
text is paragraphs, headings, flat lists and plain tables. Accepted: these, **bold** of plain words, simple links, comments. Whatever could mean
anything else to the reference is declined, never guessed; the tests compare the two on the corpus and on mutated texts.
"""

from __future__ import annotations

import re

from .article_anchors import RANKS_PER_LEVEL, Outline
from .rendered import Rendered
from .source_text import clean_source

# Backslash escapes, code spans, images, footnotes: the reference's work.
_RAW_HTML = re.compile(r"<[A-Za-z/!?]|<[^\n]*@")
_ENTITY = re.compile(r"&[A-Za-z0-9#]")
_BOLD = re.compile(r"\*\*([^*|\s](?:[^*|\n]*[^*|\s])?)\*\*")
_MIXED_STARS = re.compile(r"\*[^\n]*(?:\*|<strong>)|<strong>[^\n]*\*")
_LINK = re.compile(
    r"\[([^\[\]*|!&<>\"'\n]*[^\[\]*|!&<>\"'\s])\]\("
    r"((?:(https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?=[/)]))|(?:policy|interpretation|entry|department|column):|(?=[\w.#](?![\w.+-]*:)))"
    r"[\w./#?=%+~,-]*)\)"
)
_ITEM = re.compile(r"(?:([0-9]{1,9})\.|[-+*]) +(.*)")
_NESTED_IN_ITEM = re.compile(r"[#+-]|&gt;|\*(?!\*)|[0-9]+\. ")
_HEADING = re.compile("(#{1,6})(.*?)#*")
_SEPARATOR_ROW = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_SPECIAL = frozenset(" \u3000#-+*|<&第目0123456789")
_BLOCK_START, _IN_PARAGRAPHS, _IN_LIST = range(3)


def convert_fast(source: str) -> Rendered | None:
    """`Rendered` equal to the reference's, or None where the text has marks this path does not read."""
    text = clean_source(source)
    if "`" in text or "\\" in text or "![" in text or "[^" in text:
        return None
    if "&" in text:
        if _ENTITY.search(text):
            return None
        text = text.replace("&", "&amp;")
    if "<" in text:
        if _RAW_HTML.search(text):
            return None
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    links: list[str] = []
    if "](" in text:
        text = _LINK.sub(lambda match: _link(match, links), text)
        # Any other bracket could pair with those of a link.
        if "](" in text or "[" in text or "]" in text:
            return None
    if "*" in text:
        text = _BOLD.sub(r"<strong>\1</strong>", text)
        if "*" in text and _MIXED_STARS.search(text):
            return None
    outline = Outline()
    blocks = _blocks(text.split("\n"), outline)
    if blocks is None:
        return None
    return Rendered("\n".join(blocks), tuple(outline.headings), tuple(outline.articles), tuple(links))


def _link(match: re.Match[str], links: list[str]) -> str:
    text, href, external = match.groups()
    links.append(href)
    return f'<a href="{href}" rel="noopener">{text}</a>' if external else f'<a href="{href}">{text}</a>'


def _blocks(lines: list[str], outline: Outline) -> list[str] | None:
    """The HTML of each block, or None. A block ends at an empty line, a heading or a rule, as in the reference."""
    out: list[str] = []
    state = _BLOCK_START
    open_list: _List | None = None
    tables = 0
    index, count = 0, len(lines)
    while index < count:
        line = lines[index]
        index += 1
        if not line:
            state = _BLOCK_START
            continue
        first = line[0]
        if first not in _SPECIAL:
            if state == _IN_LIST:
                return None
            if "|" in line and _opens_table(lines, index):
                return None
            text = line.strip()
            if text:
                out.append(f"<p>{text}</p>")
                state, open_list = _IN_PARAGRAPHS, None
            else:
                state = _BLOCK_START
            continue
        line = line.rstrip()
        if not line:
            state = _BLOCK_START
            continue
        if first in " \u3000":
            # Deep indentation continues a list, and a mark indented by up to three spaces is still a mark.
            if open_list is not None and line.startswith("    "):
                return None
            unindented = line.lstrip(" ")
            if unindented[0] in "*+->|0123456789" or unindented.startswith("&gt;"):
                return None
            if "|" in line:
                return None
        elif first == "#":
            if "|" in line:
                return None
            heading = _HEADING.fullmatch(line)
            title = heading[2].strip() if heading else ""
            if heading is None or not title:
                return None
            out.append(outline.heading(len(heading[1]) * RANKS_PER_LEVEL, title))
            state, open_list = _BLOCK_START, None
            continue
        elif first in "-+*0123456789":
            if first == "-" and len(line) > 2 and not line.strip("-"):
                out.append("<hr>")
                state, open_list = _BLOCK_START, None
                continue
            item = _ITEM.match(line)
            if item is None:
                pass
            elif state == _IN_PARAGRAPHS:
                pass
            ...
    return out
