"""Marks by which a paper says that it is not public: a 密级, 此件不公开, 内部资料.

In: lines of a text, as they stand. Out: what a line says, or `None`. It is here because both reading records and
importing documents must refuse such papers: what is written into the repository stays in its history (条例 art. 14 to
16; for marks of secrecy 中办发〔2012〕14号 art. 9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

LAST_LINES = 5
"""How many of a text's last lines with words may hold the note on disclosure (附注)."""
_SECRECY = r"(?:绝密|机密|秘密)[ \t\u3000]*★"
_NOT_PUBLIC = re.compile(r"[（(]?(?:此件(?:依申请公开|不公开|不予公开)|内部资料.{0,12})[）)]?[。！!]?")
_ORNAMENT = " \t\r\u3000*_>#"


def has_mark_of_secrecy(line: str) -> bool:
    """Whether a line carries 绝密★, 机密★ or 秘密★."""
    return "★" in line and re.search(_SECRECY, line) is not None


@lru_cache(maxsize=64)  # nearly all papers bear one of a few notes
def note_of_withholding(line: str) -> str | None:
    """The note itself, where a line is nothing but （此件依申请公开）, （此件不公开） or 内部资料."""
    bare = line.strip(_ORNAMENT)
    return bare if _NOT_PUBLIC.fullmatch(bare) else None


def marks_in(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(index of the line, what it says in a Chinese clause) for every mark of a text."""
    for index, line in enumerate(lines):
        if has_mark_of_secrecy(line):
            yield index, "有密级标志"
    with_words = [index for index, line in enumerate(lines) if line.strip(_ORNAMENT)]
    for index in with_words[-LAST_LINES:]:
        note = note_of_withholding(lines[index])
        if note is not None:
            yield index, f"写明“{note}”"
