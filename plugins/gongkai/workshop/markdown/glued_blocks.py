"""Lists and tables that became text because no empty line stands before them.

In: Markdown. Out: where each begins, and which of the two it was meant to be. Why here: one line is one paragraph in
our dialect, so a list that follows a paragraph directly is published as lines with dashes, and a table as lines with
pipes; nobody is told unless we look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# The lines of a list or of a table, with the line feed before them.
_RUN = re.compile(
    r"\n {0,3}(?:\|[^\n]*+(?:\n {0,3}\|[^\n]*+)*"
    r"|(?:[-*+] |[0-9]{1,2}\. )[^\n]*+(?:\n {0,3}(?:[-*+] |[0-9]{1,2}\. )[^\n]*+)*)"
)
_BULLET = re.compile(r" {0,3}[-*+] +(?![0-9]+ *-\Z)\S")
"""Not `- 3 -`, the page number of a word processor."""
_NUMBERED = re.compile(r" {0,3}[0-9]{1,2}\. +\S")
_ROW_OF_DASHES = frozenset("|:- ")
_ENDS_BLOCK = re.compile(r" {0,3}(?:#|(?:- *){3,}\Z|(?:\* *){3,}\Z)")
LIST, TABLE = "列表", "表格"
_TEXT, _OTHER = "", "other"


class GluedBlock(NamedTuple):
    """`line` counts from 1; `kind` is LIST or TABLE; `text` is the line itself."""

    line: int
    kind: str
    text: str


def glued_blocks(source: str) -> Iterator[GluedBlock]:
    """The first list or table in each block of lines that opened as something else. Numbers count as a list where two
    follow each other."""
    # Nearly all texts end here: they have none of the marks, or each list and table stands below an empty line.
    if not ("|" in source or "-" in source or "." in source or "*" in source or "+" in source):
        return
    if not any(source[run.start() - 1 : run.start()].strip("\n") for run in _RUN.finditer(source)):
        return
    lines = source.split("\n")
    opened: str | None = None
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or _ENDS_BLOCK.match(line):
            opened = None
            continue
        following = lines[number] if number < len(lines) else ""
        kind = _kind(line, following, alone=opened is None)
        if opened is None:
            opened = _OTHER if text[0] in "<>" else kind
        elif kind not in (_TEXT, opened) and opened != _OTHER:
            yield GluedBlock(number, kind, text)
            opened = _OTHER


def _kind(line: str, following: str, *, alone: bool) -> str:
    if _BULLET.match(line) or (_NUMBERED.match(line) and (alone or _NUMBERED.match(following))):
        return LIST
    below = following.strip()
    return TABLE if "|" in line and "|" in below and "-" in below and set(below) <= _ROW_OF_DASHES else _TEXT
