"""What can still be read of a YAML file with mistakes, and every one of its mistakes.

In: a `Piece` of YAML that libyaml gave up on. Out: a `Salvage`. libyaml stops at its first error, so one open quote
would hide everything below it. Here the piece is cut where its own layout says (list items, keys of a mapping, what
stands under one key), and each part is read alone; the mistakes then stand where they were made. Slips that
leave no doubt are cured on the way (`yaml_cures`).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from gongkai.workshop.yaml_cures import cure_colon, cure_dash, is_mistaken_for_text
from gongkai.workshop.yaml_events import MAXIMUM_DEPTH, Mark, Path, Piece, Reading, read_events
from gongkai.workshop.yaml_problems import Place, Problem, bad_indentation, tab


class _Unreadable:
    """The type of UNREADABLE."""


UNREADABLE = _Unreadable()

MAXIMUM_PROBLEMS = 2000
"""Of one list or mapping; past it, reading stops and says so. A file like that is no YAML, or meant to hurt."""

_KEY_ALONE = re.compile(r" *[^\s\"'#\[{|>&*!%@`-][^:]*:[ \t]*(#.*)?")
_LOOKS_LIKE_KEY = re.compile(r"\s*(- |[^\s:：]+([:：]|$))")
_DOCUMENT_MARK = re.compile(r"(---|\.\.\.)(\s|$)")
_TAB_IN_INDENTATION = re.compile(r" *\t\s*\S")


class Salvage(NamedTuple):
    """What was saved. `value` is UNREADABLE where a part of it could not be read even alone."""

    value: object
    marks: dict[Path, Mark]
    problems: list[Problem]


def salvage_document(piece: Piece, fatal: Problem) -> Salvage:
    """Save what can be saved of a whole file. Of a list the readable items are kept, numbered anew."""
    lines = list(piece.lines)
    for number, line in enumerate(lines):
        if not _DOCUMENT_MARK.match(line):
            continue
        if not any(map(_significant, lines[:number])):
            lines[number] = " " * 3 + line[3:]
            continue
        saved = salvage(piece._replace(lines=lines[:number]), fatal)
        if not any(map(_significant, lines[number + 1 :])):
            return saved
        message = "这里又开始了一个文档，后面的内容没有读"
        many = Problem(*piece.place(number, 0), "YML-26", message, "删去这一行 ---，或者分成两个文件")
        return saved._replace(problems=[*saved.problems, many])
    return salvage(piece._replace(lines=lines), fatal)


def salvage(piece: Piece, fatal: Problem) -> Salvage:
    """Cut a piece that libyaml gave up on with `fatal`, and read the parts."""
    start = next((number for number, line in enumerate(piece.lines) if _significant(line)), None)
    if start is None or len(piece.prefix) >= MAXIMUM_DEPTH or fatal.code == "YML-25":
        return Salvage(UNREADABLE, {}, [fatal])
    head = piece.lines[start]
    indentation = _indentation(head)
    if _is_item(head) or cure_dash(piece._replace(lines=[head])):
        saved = _list(piece, _cut(piece, start, indentation, (" ", "\t", "#")), indentation)
    else:
        saved = _mapping(piece, _cut(piece, start, indentation, (" ", "\t", "#", "- ", "-\n")), fatal)
    # A mistake that vanishes when its parts are read alone is still one.
    return saved if saved.problems else Salvage(UNREADABLE, {}, [fatal])


def _cut(piece: Piece, start: int, indentation: int, continuations: tuple[str, ...]) -> list[Piece]:
    """Parts of a piece: each begins at a line indented no deeper than the first, unless such a line only continues."""
    starts = [start]
    for number in range(start + 1, len(piece.lines)):
        line = piece.lines[number]
        depth = _indentation(line)
        if depth <= indentation and _significant(line) and not (line[depth:] + "\n").startswith(continuations):
            starts.append(number)
    parts = [
        # The empty line stands for the line feed before the next part: literals keep theirs.
        piece._replace(lines=[*piece.lines[begin:end], ""], first_line=piece.first_line + begin)
        for begin, end in pairwise(starts)
    ]
    return [*parts, piece._replace(lines=piece.lines[starts[-1] :], first_line=piece.first_line + starts[-1])]


def _list(piece: Piece, parts: list[Piece], indentation: int) -> Salvage:
    items: list[object] = []
    marks: dict[Path, Mark] = {}
    problems: list[Problem] = []
    broken = False
    for part in parts:
        if len(problems) >= MAXIMUM_PROBLEMS:
            problems.append(_too_many(part))
            break
        cured = cure_dash(part)
        problem, item = cured or (None, part)
        if problem:
            problems.append(problem)
        elif not _is_item(part.lines[0]) or _indentation(part.lines[0]) != indentation:
            problems.append(part.absolute(bad_indentation(Place(0, _indentation(part.lines[0])))))
            problems.extend(_stray(part))
            broken = True
            # Whatever this line was, it belongs to the item above, which now lacks it.
            if items:
                items.pop()
            continue
        saved = _read(_content(item, (*piece.prefix, len(items))))
        problems.extend(saved.problems)
        if saved.value is UNREADABLE:
            broken = True
        else:
            items.append(saved.value)
            marks.update(saved.marks)
    place = parts[0].place(0, indentation)
    marks[piece.prefix] = Mark(place, place)
    if broken and piece.prefix:
        return Salvage(UNREADABLE, {}, problems)
    return Salvage(items, marks, problems)


def _content(item: Piece, prefix: Path) -> Piece:
    """What a list item holds: its lines with a blank for the dash."""
    dash = item.lines[0].index("-")
    content = f"{item.lines[0][:dash]} {item.lines[0][dash + 1 :]}"
    return item._replace(lines=[content, *item.lines[1:]], prefix=prefix)


def _stray(part: Piece) -> list[Problem]:
    """Further mistakes in a line that is no list item, and in those below it, which mostly belong to the item above."""
    if _KEY_ALONE.fullmatch(part.lines[0]):
        return _read(part).problems
    rest = part._replace(lines=part.lines[1:], first_line=part.first_line + 1)
    return [*_read(part._replace(lines=part.lines[:1])).problems, *_read(rest).problems]


def _mapping(piece: Piece, parts: list[Piece], fatal: Problem) -> Salvage:
    value: dict[str, object] = {}
    marks: dict[Path, Mark] = {}
    problems: list[Problem] = []
    broken = False
    [(indentation, _)] = Counter(_indentation(part.lines[0]) for part in parts).most_common(1)
    for part in parts:
        if len(problems) >= MAXIMUM_PROBLEMS:
            problems.append(_too_many(part))
            broken = True
            break
        if _indentation(part.lines[0]) != indentation:
            problems.append(part.absolute(bad_indentation(Place(0, _indentation(part.lines[0])))))
        saved = _entry(part, fatal if len(parts) == 1 else None)
        problems.extend(saved.problems)
        if not isinstance(saved.value, dict):
            broken = True
            continue
        for key in saved.value.keys() & value.keys():
            path = (*piece.prefix, key)
            message = f"键“{key}”重复，第 {marks[path].key[0]} 行已经写过"
            problems.append(Problem(*saved.marks[path].key, "YML-21", message, "删去其中一个，或者改成正确的键名"))
        for key, entry in saved.value.items():
            value.setdefault(key, entry)
        for path, mark in saved.marks.items():
            marks.setdefault(path, mark)
    place = parts[0].place(0, _indentation(parts[0].lines[0]))
    marks[piece.prefix] = Mark(place, place)
    return Salvage(UNREADABLE if broken else value, marks, problems)


def _entry(part: Piece, known_fatal: Problem | None) -> Salvage:
    """One key with all that belongs to it. `known_fatal` is given where libyaml has already failed on just this."""
    reading = Reading(None, {}, [], known_fatal) if known_fatal else read_events(part)
    if reading.fatal is None and isinstance(reading.value, dict):
        return Salvage(reading.value, reading.marks, reading.problems)
    if cured := cure_colon(part):
        problem, better = cured
        saved = _entry(better, None)
        return saved._replace(problems=[problem, *saved.problems])
    head = part.lines[0]
    if reading.fatal is None:
        hint = "写成“名称: 内容”，冒号是半角，后面空一格；若是上一行的内容，缩进两格"
        missing = Problem(*part.place(0, _indentation(head)), "YML-37", "这一行缺少冒号", hint)
        return Salvage(UNREADABLE, {}, [missing])
    tabs = [
        part.absolute(tab(Place(number, line.index("\t"))))
        for number, line in enumerate(part.lines)
        if _TAB_IN_INDENTATION.match(line)
    ]
    if tabs:
        return Salvage(UNREADABLE, {}, tabs)
    return _nested(part, reading.fatal)


def _nested(part: Piece, fatal: Problem) -> Salvage:
    """What stands under a key is cut in its turn; under a key that has a value already, nothing may stand."""
    below = next((number for number, line in enumerate(part.lines) if number and _significant(line)), None)
    if below is None:
        return Salvage(UNREADABLE, {}, [fatal])
    head = read_events(part._replace(lines=part.lines[:1]))
    if head.fatal is not None or not isinstance(head.value, dict) or len(head.value) != 1:
        return Salvage(UNREADABLE, {}, [fatal])
    (key,) = head.value
    rest = part._replace(lines=part.lines[below:], first_line=part.first_line + below, prefix=(*part.prefix, key))
    if _KEY_ALONE.fullmatch(part.lines[0]):
        saved = _read(rest)
        if saved.value is UNREADABLE:
            return Salvage(UNREADABLE, {}, saved.problems)
        key_mark = head.marks[rest.prefix]
        mark = key_mark._replace(value=saved.marks.get(rest.prefix, key_mark).value)
        return Salvage({key: saved.value}, {**saved.marks, rest.prefix: mark}, [*head.problems, *saved.problems])
    if _LOOKS_LIKE_KEY.match(rest.lines[0]):
        stray = rest.absolute(bad_indentation(Place(0, _indentation(rest.lines[0]))))
        return Salvage(UNREADABLE, {}, [*head.problems, stray, *_read(rest).problems])
    return Salvage(UNREADABLE, {}, [fatal])


def _read(piece: Piece) -> Salvage:
    reading = read_events(piece)
    if reading.fatal is not None:
        return salvage(piece, reading.fatal)
    first = next((line for line in piece.lines if _significant(line)), "")
    if isinstance(reading.value, str) and _is_item_of_file(piece.prefix) and is_mistaken_for_text(first):
        return salvage(piece, Problem(*piece.place(0, 0), "YML-20", "不合 YAML 语法", "检查冒号"))
    return Salvage(reading.value, reading.marks, reading.problems)


def _too_many(part: Piece) -> Problem:
    return Problem(*part.place(0, 0), "YML-20", "错误太多，从这里起没有再读", "先改正以上各处，再检查一次")


def _is_item_of_file(path: Path) -> bool:
    return len(path) == 1 and isinstance(path[0], int)


def _significant(line: str) -> bool:
    stripped = line.strip(" \t")
    return bool(stripped) and not stripped.startswith("#")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_item(line: str) -> bool:
    stripped = line.strip(" ")
    return stripped == "-" or stripped.startswith("- ")
