"""One run of libyaml's event parser over one piece of YAML: values, marks and problems.

In: a piece of YAML text. Out: a `Reading`. Every scalar stays the string that was typed; only an empty plain one is
None. It is here because libyaml's own constructors type scalars by YAML 1.1 (`010` is 8), keep the last of two equal
keys, follow aliases and recurse. Not imported before a file needs it: PyYAML is a fifth of a small build's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from gongkai.workshop.yaml_problems import Place, Problem, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

if not yaml.__with_libyaml__:
    raise ImportError("gongkai needs PyYAML built with libyaml; reinstall PyYAML from a binary wheel")

from yaml._yaml import CParser  # only now: without libyaml this would fail with words that help nobody

MAXIMUM_DEPTH = 20

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value and its key (for a list item: the value again) begin. Lines and columns from 1."""

    value: tuple[int, int]
    key: tuple[int, int]


class Piece(NamedTuple):
    """Lines of a file that are read together.

    `first_line` is the file's number of `lines[0]`. `prefix` is the path under which the piece's value stands.
    `inserted` are the places (line of the file, column from 1) of spaces put in, in this order, to cure missing ones:
    in the file, what follows stands one column further left.
    """

    lines: Sequence[str]
    first_line: int
    prefix: Path
    inserted: tuple[tuple[int, int], ...] = ()

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Place in the file, from 1, of a place in this piece, from 0."""
        line_of_file = line + self.first_line
        for inserted_line, inserted_column in reversed(self.inserted):
            if inserted_line == line_of_file and column >= inserted_column:
                column -= 1
        return line_of_file, column + 1

    def absolute(self, problem: Problem) -> Problem:
        line, column = self.place(problem.line, problem.column)
        return problem._replace(line=line, column=column)


class Reading(NamedTuple):
    """What one run found. `fatal` is the error at which libyaml stopped; then `value` is None and means nothing."""

    value: object
    marks: dict[Path, Mark]
    problems: list[Problem]
    fatal: Problem | None


class _Frame:
    """A list or mapping being filled. `path` is None inside what is dropped: a repeated key, a key that is a list."""

    __slots__ = ("container", "first_lines", "key", "path")

    def __init__(self, container: list[object] | dict[str, object], path: Path | None) -> None:
        self.container = container
        self.path = path
        self.key: tuple[str | None, tuple[int, int]] | None = (
            None  # a key whose value is awaited; None in it: drop that
        )
        self.first_lines: dict[str, int] = {}


def read_events(piece: Piece) -> Reading:
    """Read one document. Mistakes that libyaml accepts and we don't are `problems`; where it stops is `fatal`."""
    reader = _Reader(piece)
    try:
        reader.run(CParser("\n".join(piece.lines)))
    except yaml.MarkedYAMLError as error:
        return Reading(None, reader.marks, reader.problems, piece.absolute(_translated(error, piece.lines)))
    return Reading(None if reader.fatal else reader.value, reader.marks, reader.problems, reader.fatal)


def _translated(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Problem:
    context_place = _place_in(lines, error.context_mark or error.problem_mark)
    place = _place_in(lines, error.problem_mark or error.context_mark)
    return translate(error.problem or "", error.context or "", place, context_place, lines)


def _place_in(lines: Sequence[str], mark: yaml.error.Mark | yaml._yaml.Mark | None) -> Place:
    """Where a mark points; at the end of the text, behind its last character rather than on a line that isn't there."""
    if mark is not None and any(lines[mark.line :]):
        return Place(mark.line, mark.column)
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number]), 0)
    return Place(last, len(lines[last]))


class _Reader:
    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.value: object = None
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Problem] = []
        self.fatal: Problem | None = None
        self._stack: list[_Frame] = []
        self._documents = 0

    def run(self, parser: CParser) -> None:
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self._stack) == MAXIMUM_DEPTH:
                    message = f"嵌套超过 {MAXIMUM_DEPTH} 层"
                    self.fatal = Problem(*self._place(event), "YML-25", message, "减少层次")
                    return
                self._start([] if isinstance(event, yaml.SequenceStartEvent) else {}, event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents == 2:
                    message = "这里又开始了一个文档，后面的内容没有读"
                    self._problem(event, "YML-26", message, "删去这一行 ---，或者分成两个文件")
                    return

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = f"用了别名“*{event.anchor}”"
        self._problem(event, "YML-23", message, "直接写出内容；文字以 * 开头时用单引号括起来")
        if frame := self._frame_without_key():
            frame.key = (None, self._place(event))
        else:
            self._add(f"*{event.anchor}", event)

    def _frame_without_key(self) -> _Frame | None:
        """The mapping whose next key the coming event is; None where the event is a value."""
        frame = self._stack[-1] if self._stack else None
        return frame if frame and frame.key is None and isinstance(frame.container, dict) else None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_properties(event)
        if frame := self._frame_without_key():
            self._key(frame, event)
        else:
            self._add(event.value if event.value or event.style else None, event)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        place = self._place(event)
        text = event.value if event.style else event.value.strip()
        frame.key = (None, place)
        if text in frame.first_lines:
            message = f"键“{text}”重复，第 {frame.first_lines[text]} 行已经写过"
            self._problem(event, "YML-21", message, "删去其中一个，或者改成正确的键名")
            return
        frame.first_lines[text] = place[0]
        if not event.style and not text:
            self._problem(event, "YML-27", "冒号前没有键", "写成“名称: 内容”")
        elif not event.style and text == "<<":
            self._problem(event, "YML-36", "不支持合并键“<<”", "直接写出各字段")
        elif not event.style and "：" in text:
            self._problem(event, "YML-28", f"键“{text}”里有全角冒号", "冒号应为半角，后面空一格")
        else:
            frame.key = (text, place)
        if len(text) != len(event.value):
            self._problem(event, "YML-02", f"键“{text}”前后有全角空格或其他看不见的空格", "删去它；缩进用半角空格")

    def _start(self, container: list[object] | dict[str, object], event: yaml.CollectionStartEvent) -> None:
        self._refuse_properties(event)
        if frame := self._frame_without_key():
            self._problem(event, "YML-27", "键应是一段文字，这里是列表或映射", "以括号开头的文字要用单引号括起来")
            frame.key = (None, self._place(event))
            self._stack.append(_Frame(container, None))
            return
        self._stack.append(_Frame(container, self._add(container, event)))

    def _add(self, value: object, event: yaml.NodeEvent) -> Path | None:
        """Put a value where it belongs; its path, or None where it is dropped."""
        place = self._place(event)
        if not self._stack:
            self.value = value
            self.marks[self.piece.prefix] = Mark(place, place)
            return self.piece.prefix
        frame = self._stack[-1]
        step: str | int | None
        if isinstance(frame.container, dict):
            assert frame.key is not None
            step, key_place = frame.key
            frame.key = None
            if step is None:
                return None
            frame.container[step] = value
        else:
            step, key_place = len(frame.container), place
            frame.container.append(value)
        if frame.path is None:
            return None
        path = (*frame.path, step)
        self.marks[path] = Mark(place, key_place)
        return path

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            message = f"用了锚点“&{event.anchor}”"
            self._problem(event, "YML-23", message, "删去它；文字以 & 开头时用单引号括起来")
        if event.tag is not None:
            self._problem(event, "YML-24", f"用了标签“{event.tag}”", "删去它；文字以 ! 开头时用单引号括起来")

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None  # libyaml marks every event
        return self.piece.place(mark.line, mark.column)

    def _problem(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(*self._place(event), code, message, hint))
