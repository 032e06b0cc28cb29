"""Slips of the pen that leave no doubt what was meant: a full-width colon, a colon or dash without its space.

In: a `Piece` whose first line may hold one. Out: the `Problem` and the piece made right, so that reading goes on and
the schema still sees the value. A cured piece knows which spaces were put in, so that places stay those of the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.workshop.yaml_problems import Problem

if TYPE_CHECKING:
    from gongkai.workshop.yaml_events import Piece

_FULL_WIDTH_COLON = re.compile(r"( *)([^\W_][\w（）()、/-]*)：( ?)(.*)")
_NO_SPACE_AFTER_COLON = re.compile(r"( *)([^\W_][\w（）()、/-]*):([^\s/].*)")
_NO_SPACE_AFTER_DASH = re.compile(r"( *)-([^\W_][^:：]*[:：].*)")


def is_mistaken_for_text(line: str) -> bool:
    """True for a line that YAML takes for plain text but is a key with a full-width colon or no space after it."""
    found = _FULL_WIDTH_COLON.fullmatch(line) or _NO_SPACE_AFTER_COLON.fullmatch(line)
    return found is not None and not found[2].isascii()  # `policy:sfj/x` and `12:30` are text


def cure_dash(part: Piece) -> tuple[Problem, Piece] | None:
    """A list item written `-名称: x`; None where the first line isn't one."""
    head = part.lines[0]
    found = _NO_SPACE_AFTER_DASH.fullmatch(head)
    if found is None:
        return None
    dash = len(found[1])
    hint = "写成“- 名称: 内容”，短横线后面空一格"
    problem = Problem(*part.place(0, dash), "YML-31", "短横线后面缺一个空格", hint)
    return problem, _insert_space(part, head[: dash + 1], head[dash + 1 :])


def cure_colon(part: Piece) -> tuple[Problem, Piece] | None:
    """The part with a full-width colon, or a colon without its space, made right; None where neither is there."""
    head = part.lines[0]
    if found := _FULL_WIDTH_COLON.fullmatch(head):
        column = found.end(2)
        message = f"键“{found[2]}”后面用了全角冒号“：”"
        problem = Problem(*part.place(0, column), "YML-28", message, "冒号应为半角，后面空一格，例如 名称: 内容")
        if found[3] or not found[4]:
            return problem, part._replace(lines=[f"{head[:column]}:{head[column + 1 :]}", *part.lines[1:]])
        return problem, _insert_space(part, f"{head[:column]}:", head[column + 1 :])
    if found := _NO_SPACE_AFTER_COLON.fullmatch(head):
        column = found.end(2)
        problem = Problem(
            *part.place(0, column), "YML-31", "冒号后面缺一个空格", "写成“名称: 内容”，半角冒号后面空一格"
        )
        return problem, _insert_space(part, head[: column + 1], head[column + 1 :])
    return None


def _insert_space(part: Piece, left: str, right: str) -> Piece:
    return part._replace(
        lines=[f"{left} {right}", *part.lines[1:]], inserted=(*part.inserted, (part.first_line, len(left) + 1))
    )
