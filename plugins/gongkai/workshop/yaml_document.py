"""YAML text to plain values, with every mistake and the place of every value.

In: the text of a file, or the front matter of one. Out: dicts, lists, strings and None, and diagnostics. It is the one
door to YAML: `read_yaml` for the many good files, `read_with_positions` for the few whose values a schema refused.

Every scalar is the string the clerk typed (`010`, `yes`, `2026-02-30` too); an empty plain one is None. Fields are
judged by the schemas, not here. Anchors, aliases, tags, merge keys and more than 20 levels are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.workshop import yaml_flat
from gongkai.workshop.yaml_problems import CODES, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.workshop.yaml_events import Mark, Path, Piece, Reading

__all__ = ["CODES", "Positions", "read_with_positions", "read_yaml"]

# YAML leaves the first group out (see text_file); the rest it reads as line ends or as nothing, which nobody can see.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class Positions:
    """Where each value and key of a document stands: (line, column) in the file, from 1, counted in characters.

    A path is the tuple of keys and list indexes that leads to a value: `("条目", 3, "名称")`; `()` is the document. A
    path that isn't in the file gets the place of its nearest ancestor, so a missing field points at its record.
    """

    def __init__(self, marks: Mapping[Path, Mark], first_line: int) -> None:
        self._marks = marks
        self._start = (first_line, 1)

    def value(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Place of the value at `path`."""
        mark = self._nearest(path)
        return mark.value if mark else self._start

    def key(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Place of the key whose value is at `path`; of a list item, the place of the item."""
        mark = self._nearest(path)
        return mark.key if mark else self._start

    def _nearest(self, path: tuple[str | int, ...]) -> Mark | None:
        for length in range(len(path), -1, -1):
            if mark := self._marks.get(path[:length]):
                return mark
        return None


def read_yaml(text: str, *, path: str, first_line: int = 1) -> tuple[object | None, list[Diagnostic]]:
    """Value of a YAML text and all syntax mistakes in it; None for an empty or unreadable text.

    `first_line` is the file's number of the text's first line (2 for front matter). After a mistake that leaves no
    doubt (a full-width colon, a repeated key) the value is still given. Of a list with unreadable items the others are
    given; a mapping with an unreadable entry is None, so that no schema complains of fields that were only unreadable.
    """
    value = yaml_flat.parse(text)
    if value is not yaml_flat.DECLINED:
        return value, []
    value, _, diagnostics = read_with_positions(text, path=path, first_line=first_line)
    return value, diagnostics


def read_with_positions(
    text: str, *, path: str, first_line: int = 1
) -> tuple[object | None, Positions, list[Diagnostic]]:
    """As `read_yaml`, by the slow reader, with the place of every value."""
    from gongkai.workshop.yaml_events import Piece, read_events

    problems = []
    if _INVISIBLE.search(text):
        problems = _invisible(text, first_line)
        text = _INVISIBLE.sub(" ", text)
    piece = Piece(text.split("\n"), first_line, ())
    reading = read_events(piece)
    fatal = reading.fatal or _text_for_keys(reading, piece)
    if fatal is None:
        value, marks = reading.value, reading.marks
        problems += reading.problems
    else:
        from gongkai.workshop.yaml_salvage import UNREADABLE, salvage_document

        saved = salvage_document(piece, fatal)
        value, marks = (None, {}) if saved.value is UNREADABLE else (saved.value, saved.marks)
        problems += saved.problems
    diagnostics = [Diagnostic(path, *problem[:3], Severity.ERROR, *problem[3:]) for problem in sorted(set(problems))]
    return value, Positions(marks, first_line), diagnostics


def _text_for_keys(reading: Reading, piece: Piece) -> Problem | None:
    """A document, or an item of a listed one, that is plain text to YAML only because each colon is mistyped."""
    from gongkai.workshop.yaml_cures import is_mistaken_for_text

    items = list(enumerate(reading.value)) if isinstance(reading.value, list) else []
    for path, value in [((), reading.value), *(((index,), item) for index, item in items)]:
        if isinstance(value, str) and path in reading.marks:
            line, column = reading.marks[path].value
            if is_mistaken_for_text(piece.lines[line - piece.first_line][column - 1 :]):
                return Problem(line, column, "YML-28", "键后面用了全角冒号", "冒号应为半角，后面空一格")
    return None


def _invisible(text: str, first_line: int) -> list[Problem]:
    return [
        Problem(
            number,
            found.start() + 1,
            "YML-02",
            f"有看不见的字符 U+{ord(found[0]):04X}",
            "删去这个字符，必要时重新录入这一行",
        )
        for number, line in enumerate(text.split("\n"), first_line)
        if (found := _INVISIBLE.search(line))
    ]
