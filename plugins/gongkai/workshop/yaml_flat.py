"""The fast path for the YAML nearly every record is written in.

In: YAML text. Out: its value, or DECLINED. It reads mappings of plain, simply quoted, listed and literal (`|`) values,
a few levels deep, and a list of such mappings, line by line. It is here because a cold build reads 20,000 of them and
libyaml takes ten times as long.

It is no second dialect: it answers only where it is sure to say what `yaml_document.read_with_positions` says, without
a diagnostic, and declines everything else. The tests hold both against each other on mutated documents.
"""

from __future__ import annotations

import re
from typing import Final


class Declined:
    """The type of DECLINED."""


DECLINED: Final = Declined()
"""Not read here: a mistake, or only unusual. The slow reader decides."""

_MAXIMUM_DEPTH = 6
_MAXIMUM_KEY = 100  # libyaml gives up a key after 1,024 characters

# A plain scalar that begins with none of these is text up to `: ` or ` #`, or a colon at the end of the line.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_NOT_PLAIN_IN_FLOW = re.compile(r"[:#?'\"\[\]{}&*!|>%@`]")
_REFUSED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def parse(text: str) -> object | Declined:
    """The value of a YAML text, or DECLINED. Strings, None, lists and dicts; the empty text is None."""
    if not text:
        return None
    # Printable text holds nothing to refuse and is the common case; U+3000, say, needs the closer look.
    if not text.replace("\n", "").isprintable() and _REFUSED.search(text):
        return DECLINED
    if text[-1] != "\n" and "|" in text:
        return DECLINED  # whether a literal ends with a line feed depends on this one
    if text[0] == "#" or "\n#" in text:
        if "|" in text:
            return DECLINED  # a comment would end a literal
        text = "\n".join([line for line in text.split("\n") if line[:1] != "#"])
    if text.startswith("- "):
        return _items(text)
    return _mapping(text.split("\n"), 1)


def _items(text: str) -> object | Declined:
    """A list at the document's left edge; its items are mappings."""
    items = []
    has_blank_lines = "\n\n" in text
    body = text[2:] if has_blank_lines else text[2:].removesuffix("\n")
    for item in body.split("\n- "):
        if has_blank_lines:
            lines = _unindented(item.split("\n"))
        else:
            lines = item.split("\n  ")
            if item.count("\n") >= len(lines):
                return DECLINED  # a line indented by less than two
        value = _mapping(lines, 1)
        if value is DECLINED:
            return DECLINED
        items.append(value)
    return items


def _mapping(lines: list[str], depth: int) -> object | Declined:
    """A mapping whose keys stand at the left edge of `lines`; blank lines are skipped. Not empty."""
    result: dict[str, object] = {}
    end = len(lines)
    position = 0
    while position < end:
        line = lines[position]
        position += 1
        key, separator, value = line.partition(": ")
        if separator:
            if not key.isidentifier() or key in result or not value or len(key) > _MAXIMUM_KEY:
                return DECLINED
            first = value[0]
            if first not in _INDICATORS:
                if ": " in value or " #" in value or value[-1] in ": ":
                    return DECLINED
                result[key] = value
            elif first == "|":
                position, result[key] = _literal(lines, position, value)
            else:
                result[key] = _quoted_or_listed(value)
        elif line:
            key = line[:-1]
            if line[-1] != ":" or not key.isidentifier() or key in result or len(key) > _MAXIMUM_KEY:
                return DECLINED
            position, result[key] = _block(lines, position, depth)
        else:
            continue
        if result[key] is DECLINED:
            return DECLINED
    return result or DECLINED


def _quoted_or_listed(value: str) -> object | Declined:
    """A value on one line that begins with an indicator: quoted without escapes, or `[a, b]` of such or plain ones."""
    first = value[0]
    inner = value[1:-1]
    if first in "\"'":
        return inner if len(value) > 1 and value[-1] == first and first not in inner and "\\" not in inner else DECLINED
    if first != "[" or value[-1] != "]" or len(value) == 1:
        return DECLINED
    if not inner:
        return []
    items = [item.strip(" ") for item in inner.split(",")]
    for number, item in enumerate(items):
        if item[:1] in ("'", '"') and len(item) > 1 and item[-1] == item[0]:
            items[number] = item[1:-1]
            if item[0] in items[number] or "\\" in item:
                return DECLINED
        elif not item or item[0] == "-" or _NOT_PLAIN_IN_FLOW.search(item):
            return DECLINED
    return items


def _literal(lines: list[str], position: int, header: str) -> tuple[int, object | Declined]:
    """Text under `|` or `|-`, and the position of the line after it."""
    line = lines[position] if position < len(lines) else ""
    width = len(line) - len(line.lstrip(" "))
    if header not in ("|", "|-") or width == 0:
        return position, DECLINED
    margin = " " * width
    text = []
    for line in lines[position:]:
        if line.startswith(margin):
            if line.isspace():
                return position, DECLINED
            text.append(line[width:])
        elif not line:
            text.append("")
        elif line[0] == " ":
            return position, DECLINED
        else:
            break
    position += len(text)
    while not text[-1]:
        text.pop()
    return position, "\n".join(text) + ("\n" if header == "|" else "")


def _block(lines: list[str], position: int, depth: int) -> tuple[int, object | Declined]:
    """What stands below a key alone on its line, and the position of the line after it; None where nothing does."""
    start = position
    end = len(lines)
    while position < end and (not lines[position] or lines[position][0] == " "):
        position += 1
    inner = [line for line in lines[start:position] if line]
    if not inner:
        if position == end or not lines[position].startswith("- "):
            return position, None
        start = position  # a list may stand in the column of its key
        while position < end and (not lines[position] or lines[position].startswith(("- ", "  "))):
            position += 1
        return position, _sequence(lines[start:position], depth + 1)
    width = len(inner[0]) - len(inner[0].lstrip(" "))
    margin = " " * width
    inner = []
    for line in lines[start:position]:
        if line and not line.startswith(margin):
            return position, DECLINED
        inner.append(line[width:])
    while not inner[0]:
        del inner[0]
    if depth == _MAXIMUM_DEPTH:
        return position, DECLINED
    reader = _sequence if inner[0].startswith("- ") else _mapping
    return position, reader(inner, depth + 1)


def _sequence(lines: list[str], depth: int) -> object | Declined:
    """A list whose `- ` stand at the left edge of `lines`; its items are scalars or mappings."""
    result: list[object] = []
    end = len(lines)
    position = 0
    while position < end:
        item = lines[position][2:]
        start = position + 1
        if not item or not lines[position].startswith("- ") or depth > _MAXIMUM_DEPTH:
            return DECLINED
        position = start
        while position < end and (not lines[position] or lines[position].startswith("  ")):
            position += 1
        below = [line[2:] for line in lines[start:position]]
        value: object
        if item[0] in "\"'":
            value = DECLINED if any(below) else _quoted_or_listed(item)
        elif item[0] in _INDICATORS:
            value = DECLINED
        elif ": " in item or item[-1] == ":":
            value = _mapping([item, *below], depth + 1)
        else:
            value = DECLINED if any(below) or " #" in item or item[-1] == " " else item
        if value is DECLINED:
            return DECLINED
        result.append(value)
    return result


def _unindented(lines: list[str]) -> list[str]:
    """Lines of a list item without its two spaces; where one lacks them, a line no mapping accepts."""
    return [line if number == 0 else line[2:] if line.startswith("  ") or not line else " " for number, line in enumerate(lines)]
