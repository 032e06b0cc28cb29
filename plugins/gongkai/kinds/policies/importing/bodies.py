"""The text of a document as Markdown, with not one character lost.

In: lines of plain text. Out: Markdown that reads the same. It is here because plain text is full of characters Markdown
would swallow (`#`, `*`, `1.`, `<`), and because the promise “every character, in order” must be something a test can
ask.

Each line of plain text becomes a paragraph of its own; lines that number chapters and parts become headings, so that
the page gets a contents list. Python-Markdown has no backslash escape for `<`, `&` and `:`, so these are written as
entities.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from gongkai.kinds.policies.importing.values import Line

HEAD_END = "<!-- INFO END -->"
_INLINE = re.compile(r"[\\`*_\[\]{}]")
_ENTITY = re.compile(r"&(?=[#\w])|<(?=[A-Za-z/!?])")
_LIST_NUMBER = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
_BLOCK_MARK = re.compile(r"^(?=[#>]|[-+](?:\s|$)|-(?:[ \t]*-){2,}[ \t]*$|!!!)")
_DEFINITION = re.compile(r"^:(?=\s)")
_HEADING = re.compile(
    r"(?:第[〇零一二三四五六七八九十百]+[编章节](?:\s.*|$)|[〇零一二三四五六七八九十]+、)(?:(?![。；：！？]$).){0,40}"
)
_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_HEADING_MARK = re.compile(r"^## ", re.MULTILINE)
_BLANKS = re.compile(r"\s+")


def is_plain_text(path: str) -> bool:
    """Whether a source is plain text; the rest is Markdown."""
    return path.lower().endswith(".txt")


def is_heading(text: str) -> bool:
    """Whether a line of plain text numbers a chapter or part: `第一章 总则`, `一、总体情况`."""
    return len(text) <= 45 and text[-1] not in "。；：！？;" and _HEADING.fullmatch(text) is not None


def markdown_of_plain_text(lines: Iterable[Line]) -> str:
    """One paragraph or heading a line, parted by blank lines."""
    return "\n\n".join(_heading(line.text) if is_heading(line.text) else _paragraph(line.text) for line in lines)


def _inline(text: str) -> str:
    text = _INLINE.sub(r"\\\g<0>", text)
    return _ENTITY.sub(lambda match: html.escape(match[0]), text)


def _paragraph(text: str) -> str:
    escaped = _inline(text)
    escaped = _LIST_NUMBER.sub(r"\1\\\2", escaped)
    escaped = _DEFINITION.sub("&#58;", escaped)
    return _BLOCK_MARK.sub(r"\\", escaped, count=1)


def _heading(text: str) -> str:
    return "## " + _inline(text).replace("#", r"\#")


def plain_text_of(markdown: str) -> str:
    """What a reader sees of Markdown made by `markdown_of_plain_text`."""
    return html.unescape(_ESCAPED.sub(r"\1", _HEADING_MARK.sub("", markdown)))


def _dense(text: str) -> str:
    return _BLANKS.sub("", text)


def conserves(path: str, source: str, title: str, originals: Sequence[str], body: str) -> bool:
    """Whether every character of the source, blanks aside, is stored, in order.

    `title`, `originals` (原文 of each clause) and `body` are what stands in the written file. The source's own Markdown
    mark of the title and the mark that ends its head are not text. A title that was only copied stays in the body,
    which then is the whole source.
    """
    if is_plain_text(path):
        whole, body = source, plain_text_of(body)
    else:
        whole = re.sub(r"^\s*#\s+", "", source, count=1).replace(HEAD_END, "", 1)
    moved = _dense(title + "".join(originals) + body)
    return _dense(whole) == moved or _dense(source) == _dense(body)
