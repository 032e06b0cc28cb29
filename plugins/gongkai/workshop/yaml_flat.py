"""The fast path for the YAML nearly every record is written in.

In: YAML text. Out: its value, or DECLINED. It reads mappings of plain, simply quoted, listed and literal (`|`) values,
a few levels deep, and a list of such mappings, line by line. It is here because a cold build reads 20,000 of them and
libyaml takes ten times as long.

It is no second dialect: it answers only where it is sure to say what `yaml_document.read_with_positions` says, without
a diagnostic, and declines everything else. The tests hold both against each other on mutated documents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final


class Declined:
    """The type of DECLINED."""


DECLINED: Final = Declined()
"""Not read here: a mistake, or only unusual. The slow reader decides."""

_MAXIMUM_DEPTH = 6

# libyaml gives up a key after 1,024 characters.
_KEY = re.compile(r"\n\w{1,100}")
# One key at the left edge: its name, what stands behind it on the line, and all lines below that are blank, indented or
# list items.
_ENTRY = re.compile(r"^(\w{1,100}+):(?: (.++))?((?:\n[ -].*+|\n$)*)$", re.MULTILINE)
# The lines of `_ENTRY` that are no key's own.
_BELOW = re.compile("\n[ \n-]")
_MARGIN = re.compile("\n +")
# A plain scalar that begins with none of these is text up to `: ` or ` #`, or a colon at the end of the line.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` \n")
_NOT_PLAIN = re.compile(r": | #|[: ]\Z")
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
    return _mapping(text, 1)


def _items(text: str) -> object | Declined:
    """A list at the document's left edge; its items are mappings whose keys stand two columns further right."""
    items = []
    for typed in text[2:].rstrip("\n").split("\n- "):
        item = _moved_left(typed.rstrip("\n"), "\n  ")
        if item is None:
            return DECLINED
        value = _mapping(item, 1)
        if value is DECLINED:
            return DECLINED
        items.append(value)
    return items


def _moved_left(text: str, margin: str) -> str | None:
    """`text` with the blanks of `margin` (led by a line feed) taken from all lines but the first and empty ones; None
    where a line has not as many."""
    if text.count("\n") == text.count(margin) + text.count("\n\n"):
        return text.replace(margin, "\n")
    first, *lines = text.split("\n")
    blanks = margin[1:]
    if not all(line.startswith(blanks) for line in lines if line):
        return None
    return "\n".join([first, *[line[len(blanks) :] for line in lines]])


def _mapping(text: str, depth: int) -> object | Declined:
    """A mapping whose keys stand at the left edge of `text`. Not empty."""
    text = text.rstrip("\n")
    # What has lines below it comes last in most records.
    below = _BELOW.search(text)
    start = text.rfind("\n", 0, below.start()) + 1 if below else len(text) + 1
    result = _lines(text[: start - 1]) if start else {}
    if result is None:
        return _entries(text, depth, {})
    return _entries(text[start:], depth, result) if below else result


def _lines(text: str) -> dict[str, object] | None:
    """Lines of `key: value`; None where one is something else."""
    pieces = f"\n{text}".replace("\n", ": \n").split(": ")
    keys, values = list(map(_key, pieces[1::2])), pieces[2::2]
    result: dict[str, object] = dict(zip(keys, values, strict=False))
    # A line with no colon or with two puts a piece that is no key in the place of one, or a key in that of a value.
    if 2 * len(result) + 1 != len(pieces) or "" in result:
        return None
    suspicious = " #" in text or ":\n" in text or " \n" in text or text[-1:] in (":", " ")
    if suspicious and any(not typed or _NOT_PLAIN.search(typed) for typed in values):
        return None
    for key, typed in zip(keys, values, strict=True):
        if typed[0] in _INDICATORS:
            value = _quoted_or_listed(typed)
            if value is DECLINED:
                return None
            result[key] = value
    return result


@lru_cache(maxsize=1024)
def _key(line: str) -> str:
    """The key that stands alone on a line, led by its line feed; "" where none does."""
    return line[1:] if _KEY.fullmatch(line) else ""


def _entries(text: str, depth: int, result: dict[str, object]) -> object | Declined:
    """Adds to `result` the mapping whose keys stand at the left edge of `text`."""
    known = len(result)
    entries = _ENTRY.findall(text)
    lines = len(entries)
    # Looked for once in the whole text, and in each value only where there is one.
    suspicious = text.count(": ") != lines or " #" in text or ":\n" in text or " \n" in text or text[-1:] in (":", " ")
    value: object
    for key, typed, below in entries:
        if below:
            lines += below.count("\n")
            if not typed:
                value = _block(below, depth)
            elif typed in ("|", "|-"):
                value = _literal(below, typed)
            elif below.strip("\n"):
                return DECLINED
            else:
                value = _typed(typed)
        elif not typed:
            value = None
        elif typed[0] in _INDICATORS:
            value = _quoted_or_listed(typed)
        elif suspicious and _NOT_PLAIN.search(typed):
            return DECLINED
        else:
            value = typed
        if value is DECLINED:
            return DECLINED
        result[key] = value
    # Lines that belong to no entry, or two entries of one key: the slow reader knows what to say.
    if lines != text.count("\n") + 1 or len(result) != known + len(entries):
        return DECLINED
    return result


def _typed(text: str) -> object | Declined:
    """A value that stands whole on one line."""
    if text[0] in _INDICATORS:
        return _quoted_or_listed(text)
    return DECLINED if _NOT_PLAIN.search(text) else text


def _quoted_or_listed(text: str) -> object | Declined:
    """A value that begins with an indicator: quoted without escapes, or `[a, b]` of such or plain ones."""
    first = text[0]
    inner = text[1:-1]
    if first in "\"'":
        return DECLINED if len(text) == 1 or text[-1] != first or first in inner or "\\" in inner else inner
    if first != "[" or text[-1] != "]":
        return DECLINED
    if not inner:
        return []
    parts = [part.strip(" ") for part in inner.split(",")]
    if "-" not in inner and "" not in parts and _NOT_PLAIN_IN_FLOW.search(inner) is None:
        return parts
    items: list[object] = []
    for item in parts:
        if item[:1] in ("'", '"'):
            value = _quoted_or_listed(item)
            if value is DECLINED:
                return DECLINED
            items.append(value)
        elif not item or item[0] == "-" or _NOT_PLAIN_IN_FLOW.search(item):
            return DECLINED
        else:
            items.append(item)
    return items


def _literal(below: str, header: str) -> object | Declined:
    """The text under `|` or `|-`; `below` are its lines, each led by a line feed."""
    below = below.rstrip("\n")
    margin = _MARGIN.match(below)
    if margin is None or any(map(str.isspace, below.split("\n"))):
        return DECLINED
    text = _moved_left(below, margin[0])
    return DECLINED if text is None else text[1:] + ("\n" if header == "|" else "")


def _block(below: str, depth: int) -> object | Declined:
    """What stands below a key alone on its line, each line led by a line feed; None where nothing does."""
    below = below.strip("\n")
    if not below:
        return None
    if depth == _MAXIMUM_DEPTH:
        return DECLINED
    if below.startswith("- "):  # a list may stand in the column of its key
        return _sequence(below.split("\n"), depth + 1)
    lines = below.split("\n")
    margin = _margin(lines)
    if margin is None:
        return DECLINED
    lines = [line[len(margin) :] for line in lines]
    if lines[0].startswith("- "):
        return _sequence(lines, depth + 1)
    return _mapping("\n".join(lines), depth + 1)


def _margin(lines: list[str]) -> str | None:
    """The blanks before the first line; None where it has none, or a later one begins before it."""
    first = lines[0] if lines else ""
    margin = first[: len(first) - len(first.lstrip(" "))]
    return margin if margin and all(line.startswith(margin) for line in lines if line) else None


def _sequence(lines: list[str], depth: int) -> object | Declined:
    """A list whose `- ` stand at the left edge of `lines`; its items are scalars or mappings."""
    result: list[object] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        item = line[2:]
        if not item or not line.startswith("- "):
            return DECLINED
        position += 1
        start = position
        while position < len(lines) and (not lines[position] or lines[position].startswith("  ")):
            position += 1
        below = lines[start:position]
        value: object
        if item[0] not in _INDICATORS and (": " in item or item[-1] == ":"):
            value = (
                DECLINED
                if depth == _MAXIMUM_DEPTH
                else _mapping("\n".join([item, *[line[2:] for line in below]]), depth + 1)
            )
        else:
            value = DECLINED if any(below) or item[0] == "[" else _typed(item)
        if value is DECLINED:
            return DECLINED
        result.append(value)
    return result
