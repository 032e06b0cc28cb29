"""The fast path: plain official prose → the same bytes as the reference, some thirty times as fast.

In: any text. Out: `Rendered`, or None for "this needs the reference". Why here: python-markdown costs more than a
millisecond a page, and nearly every official text is paragraphs, headings, flat lists and plain tables. Accepted:
these, **bold** of plain words, simple links, comments. Whatever could mean anything else to the reference is
declined, never guessed; tests compare the two on the corpus and on mutated texts.
"""

from __future__ import annotations

import re

from .article_anchors import MAY_BEGIN_HEAD, RANKS_PER_LEVEL, Outline
from .plain_blocks import read_list, read_table
from .rendered import Rendered
from .source_text import clean_source

_RAW_HTML = re.compile(r"<[A-Za-z/!?]|<[^\n]*@")
_ENTITY = re.compile(r"&[A-Za-z0-9#]")
_BOLD = re.compile(r"\*\*([^*|\s](?:[^*|\n]*[^*|\s])?)\*\*")
_MIXED_STARS = re.compile(r"\*[^\n]*(?:\*|<strong>)|<strong>[^\n]*\*")
# A destination of which the URL parser behind nh3 can think only one thing.
_LINK = re.compile(
    r"\[([^\[\]*|!&<>\"'\n]*[^\[\]*|!&<>\"'\s])\]\("
    r"((?:(https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?=[/)]))"
    r"|(?:policy|interpretation|entry|department|column):|(?=[\w.#])(?!//))[\w./#?=%+~,-]*)\)"
)
_MIXED_BRACKETS = re.compile(r"[\[\]][^\n]*<a |<a [^\n]*[\[\]]")
_HEADING = re.compile("(#{1,6})(.*?)#*")
_ROW_OF_DASHES = re.compile(r"\n(?=[|: -]*-)(?=[: -]*\|)[|: -]+[^\S\n]*(?=\n|\Z)")
_RULE = "<hr>"
_SPECIAL = frozenset(" \u3000#-+*|<&第目0123456789")
_OPENS_LIST_OR_TABLE = frozenset("-+*|0123456789")
_INDENTED_MARKS = (*_OPENS_LIST_OR_TABLE, "&gt;")


def convert_fast(source: str) -> Rendered | None:
    """`Rendered` equal to the reference's, or None where the text has marks this path does not read."""
    links: list[str] = []
    text = _inline(clean_source(source), links)
    if text is None or ("|" in text and not _tables_are_plain(text)):
        return None
    outline = Outline()
    blocks = _blocks(text.split("\n"), outline)
    if blocks is None:
        return None
    return Rendered("\n".join(blocks), tuple(outline.headings), tuple(outline.articles), tuple(links))


def _inline(text: str, links: list[str]) -> str | None:  # noqa: C901  one plain question for each mark
    """The whole text escaped, bold words and links as tags; None if any other inline mark stands in it."""
    if "`" in text or "\\" in text:
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
    if "[" in text:
        if "![" in text or "[^" in text:
            return None
        if "](" in text:
            text = _LINK.sub(lambda match: _link(match, links), text)
            # A bracket beside a link could pair with those of the link.
            if "](" in text or _MIXED_BRACKETS.search(text):
                return None
    if "*" in text:
        text = _BOLD.sub(r"<strong>\1</strong>", text)
        if "*" in text and _MIXED_STARS.search(text):
            return None
    return text


def _link(match: re.Match[str], links: list[str]) -> str:
    words, href, external = match.groups()
    links.append(href)
    return f'<a href="{href}" rel="noopener">{words}</a>' if external else f'<a href="{href}">{words}</a>'


def _blocks(lines: list[str], outline: Outline) -> list[str] | None:
    """The HTML of each block, or None. Lists and tables open only after an empty line, a heading or a rule."""
    out: list[str] = []
    at_start = True
    tables = resume = 0
    for index, line in enumerate(lines):
        if index < resume:
            continue
        if not line:
            at_start = True
            continue
        first = line[0]
        if first not in _SPECIAL:
            line = line.strip()
            if line:
                out.append(f"<p>{line}</p>")
            at_start = not line
            continue
        line = line.rstrip()
        if not line:
            at_start = True
            continue
        if at_start and first in _OPENS_LIST_OR_TABLE:
            resume = read_table(lines, index, tables + 1, out) if first == "|" else read_list(lines, index, out)
            if resume > index:
                tables += first == "|"
                continue
            if resume < 0:
                return None
        html = _line(line, first, outline)
        if html is None:
            return None
        out.append(html)
        at_start = first == "#" or html == _RULE
    return out


def _line(line: str, first: str, outline: Outline) -> str | None:
    """The HTML of a line that begins with `first`, a character to look at twice; None for a mark that is not ours."""
    if first in MAY_BEGIN_HEAD:
        return outline.paragraph(line)
    if first == "#":
        heading = _HEADING.fullmatch(line)
        title = heading[2].strip() if heading else ""
        return outline.heading(len(heading[1]) * RANKS_PER_LEVEL, title) if heading and title else None
    if first in " \u3000":
        # Up to three spaces before a mark leave it a mark.
        return None if line.lstrip(" ").startswith(_INDENTED_MARKS) else outline.paragraph(line.lstrip())
    if first == "-" and len(line) > 2 and not line.strip("- "):
        return None if " " in line else _RULE
    if first == "&" and line.startswith("&gt;"):
        return None
    return f"<p>{line}</p>"


def _tables_are_plain(text: str) -> bool:
    """Whether each row of dashes that could make a table stands below a line that begins with a pipe."""
    return all(text.startswith("|", text.rfind("\n", 0, row.start()) + 1) for row in _ROW_OF_DASHES.finditer(text))
