"""Changing a clerk's YAML by program: keys taken out, keys put in, everything else left as it was typed.

In: the text of a file, where in it a mapping stands, which keys go, which come. Out: the new text. Comments, order and
ways of writing stay, because the next to open the file is a person. Strings are plain where every YAML reader takes
them for the string they are, else in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from gongkai.workshop.yaml_document import Positions, read_with_positions

# With a Chinese character among them, letters, digits and this punctuation are a plain string to every YAML reader;
# without one they may be a number, a day, a time or a truth value.
_PLAIN_CHINESE = re.compile(
    r"(?=.*[\u4e00-\u9fff])[\w（《〔【“][\w·、，。；！？：（）《》〈〉〔〕【】［］“”‘’—…%/.\-+() \u3000]*"
)
_PLAIN_CODE = re.compile(r"[A-Za-z][0-9A-Za-z]*[0-9-][0-9A-Za-z/-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


class UneditableError(Exception):
    """The mapping is written in a way that only a person can change. The text is the key in question."""


def scalar(text: str) -> str:
    """`text` as a YAML scalar that every reader takes for this string."""
    if text == text.strip() and (_PLAIN_CHINESE.fullmatch(text) or _PLAIN_CODE.fullmatch(text)):
        return text
    return '"' + "".join(_escape(character) for character in text) + '"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() or character == "\u3000":
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def edit_mapping(text: str, item: int, without: Collection[str], added: Mapping[str, Mapping[str, str]]) -> str:
    """The text with the keys `without` gone and parts `added` at the end of a mapping: that of the whole file (`item`
    -1), or of an item of its list.

    Raises:
        UneditableError: a key does not begin a line of its own, or does not stand where it seems to.
    """
    value, positions, _ = read_with_positions(text, path="")
    at: tuple[int, ...] = () if item < 0 else (item,)
    mapping = value[item] if at and isinstance(value, list) else value
    if not isinstance(mapping, dict) or not mapping:
        raise UneditableError("")
    lines = text.splitlines(keepends=True)
    is_last = not at or not isinstance(value, list) or item + 1 == len(value)
    end = len(lines) if is_last else positions.key((item + 1,))[0] - 1
    starts = _starts(lines, mapping, at, positions)
    indent = " " * (positions.key((*at, next(iter(mapping))))[1] - 1)
    kept = lines[: starts[0][0]]
    trailing: list[str] = []
    for (start, key), following in zip(starts, [*(start for start, _ in starts[1:]), end], strict=True):
        block, trailing = _parted(lines[start:following], indent)
        if key not in without:
            kept += block
        elif start == starts[0][0]:
            raise UneditableError(key)
        if following != end:
            kept += trailing
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    kept += [line for key, part in added.items() for line in _part(key, part, indent)]
    return "".join((*kept, *trailing, *lines[end:]))


def _starts(
    lines: Sequence[str], mapping: Mapping[str, object], at: tuple[int, ...], positions: Positions
) -> list[tuple[int, str]]:
    """The line, from 0, on which each key begins."""
    found: list[tuple[int, str]] = []
    for key in mapping:
        line, column = positions.key((*at, key))
        before = lines[line - 1][: column - 1]
        if before.strip(" -") or not lines[line - 1][column - 1 :].startswith(key) or (found and before.strip()):
            raise UneditableError(key)
        found.append((line - 1, key))
    return found


def _parted(block: Sequence[str], indent: str) -> tuple[list[str], list[str]]:
    """The lines of a key, and the blank lines and comments after them, which belong to what follows."""
    end = len(block)
    while end > 1 and (not block[end - 1].strip() or _is_comment(block[end - 1], indent)):
        end -= 1
    return list(block[:end]), list(block[end:])


def _is_comment(line: str, indent: str) -> bool:
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= len(indent)


def _part(key: str, part: Mapping[str, str], indent: str) -> list[str]:
    return [f"{indent}{key}:\n", *(f"{indent}  {label}: {scalar(value)}\n" for label, value in part.items())]
