"""Taking one document apart: title, 题注, text.

In: the decoded text of a source. Out: a `Document`. It is here because documents begin in many ways: `# title` and 题注
up to a mark, a bare title, a title below the furniture of a web page, no title at all.

A title that opens the document is moved out of its text; one that stands further down is copied, so that nothing before
it is lost or put out of order. Lines of the head that are no 题注 (a covering notice) stay with the text.
"""

from __future__ import annotations

import re

from gongkai.kinds.policies.importing.bodies import HEAD_END, is_heading, is_plain_text, markdown_of_plain_text
from gongkai.kinds.policies.importing.furniture import is_furniture, labelled_values
from gongkai.kinds.policies.importing.heads import read_head, split_brackets
from gongkai.kinds.policies.importing.naming import name_title
from gongkai.kinds.policies.importing.sources import lines_of
from gongkai.kinds.policies.importing.values import Clause, Document, Line

_MARKDOWN_TITLE = re.compile(r"#\s+(?P<title>\S.*)")
_NUMBERED = re.compile(
    r"(?:第[〇零一二三四五六七八九十百]+[编章节条]|[（(]?[〇零一二三四五六七八九十]+[、）)]|[0-9]+[.、．])"
)
_LONGEST_TITLE = 100
_LINES_BEFORE_TITLE = 15


def take_apart(path: str, text: str) -> Document:
    """The document in `text`, which is not blank; see the module for the rules."""
    lines = lines_of(text)
    title = _find_title(path, lines)
    if title is None:
        return _assemble(path, text, Line(0, name_title(path)), (), lines)
    if title.number != lines[0].number:
        return _assemble(path, text, title, (), lines)
    clauses, rest = _split_head(lines[1:])
    return _assemble(path, text, title, clauses, rest)


def _find_title(path: str, lines: tuple[Line, ...]) -> Line | None:
    if not is_plain_text(path):
        for line in lines:
            match = _MARKDOWN_TITLE.fullmatch(line.text)
            if match is not None:
                return Line(line.number, match["title"].strip())
    for line in lines[:_LINES_BEFORE_TITLE]:
        if is_furniture(line.text) or labelled_values(line.text):
            continue
        return line if _reads_as_title(line.text) else None
    return None


def _reads_as_title(text: str) -> bool:
    is_sentence = len(text) > _LONGEST_TITLE or text[-1] in "。；：，、;:,|"
    return (
        not is_sentence and not is_heading(text) and _NUMBERED.match(text) is None and not text.startswith(("|", "#"))
    )


def _split_head(lines: tuple[Line, ...]) -> tuple[tuple[Clause, ...], tuple[Line, ...]]:
    """The 题注 and the lines after it. The mark that ends a head is dropped."""
    end = next((place for place, line in enumerate(lines) if line.text == HEAD_END), None)
    if end is not None:
        body = lines[end + 1 :]
        clauses = read_head(lines[:end])
        return (clauses, body) if clauses is not None else ((), lines[:end] + body)
    bracketed = split_brackets(lines[0]) if lines else None
    clauses = read_head(bracketed) if bracketed else None
    return (clauses, lines[1:]) if clauses else ((), lines)


def _assemble(path: str, text: str, title: Line, clauses: tuple[Clause, ...], lines: tuple[Line, ...]) -> Document:
    body = markdown_of_plain_text(lines) if is_plain_text(path) else _markdown_from(text, lines)
    return Document(path, title.text, title.number, clauses, body, lines)


def _markdown_from(text: str, lines: tuple[Line, ...]) -> str:
    """The source's own Markdown from its first kept line on, without the mark that ends a head."""
    if not lines:
        return ""
    kept = text.split("\n")[lines[0].number - 1 :]
    mark = next((place for place, line in enumerate(kept) if line.strip() == HEAD_END), None)
    if mark is not None:
        after = mark + 2 if kept[mark + 1 : mark + 2] == [""] else mark + 1
        kept[mark:after] = []
    return "\n".join(kept).strip("\n")
