"""What libyaml says in English to what a clerk is told in Chinese.

In: an error of libyaml's parser and the lines it was reading. Out: a `Problem`: code, place, message, hint. It is here
because the parser's prose names its own inner states; a clerk needs the mistake and how to mend it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES: dict[str, str] = {
    "YML-01": "文件不是 UTF-8 编码",
    "YML-02": "有控制字符或不可见字符",
    "YML-03": "文件太大",
    "YML-10": "缺少文件头",
    "YML-11": "文件头没有结束",
    "YML-20": "不合 YAML 语法",
    "YML-21": "键重复",
    "YML-22": "用制表符缩进",
    "YML-23": "用了锚点或别名",
    "YML-24": "用了标签",
    "YML-25": "嵌套太深",
    "YML-26": "一个文件里有几个文档",
    "YML-27": "键不是文字",
    "YML-28": "键后用了全角冒号",
    "YML-29": "引号没有成对",
    "YML-30": "缩进不对",
    "YML-31": "冒号或短横线后缺空格",
    "YML-32": "值里有冒号加空格",
    "YML-33": "括号没有成对",
    "YML-34": "值以特殊符号开头",
    "YML-35": "双引号里的反斜杠无效",
    "YML-36": "用了合并键",
    "YML-37": "缺少冒号",
    "YML-38": "引号或括号后有多余文字",
    "YML-39": "块文字标记后有多余文字",
}
"""Every YML code with its short title; `docs/diagnostics.md` documents each."""

_QUOTE_WHOLE_VALUE = "用单引号把整个值括起来，例如 名称: '关于……的通知'"


class Problem(NamedTuple):
    """A mistake in YAML at a place. Lines and columns of a `Problem` made by `translate` count from 0, in its text."""

    line: int
    column: int
    code: str
    message: str
    hint: str


class Place(NamedTuple):
    """A place in the text that libyaml was given, both counted from 0 in characters."""

    line: int
    column: int


class _Saying(NamedTuple):
    """What to tell where libyaml's "context: problem" holds `words`. `{}` in `message` is the character pointed at."""

    words: str
    code: str
    points_at: Literal["context", "problem"]
    message: str
    hint: str


# The first that fits is told.
_SAYINGS = (
    _Saying(
        "scalar: found unexpected",
        "YML-29",
        "context",
        "引号没有成对：从这里开始的引号没有结束",
        "在值的末尾补上同样的引号",
    ),
    _Saying("a quoted scalar", "YML-35", "problem", "双引号里的反斜杠 \\ 写法无效", "改用单引号，或者写成 \\\\"),
    _Saying("scanning an a", "YML-23", "context", "值以“{}”开头，会被当作锚点或别名", _QUOTE_WHOLE_VALUE),
    _Saying("a tag", "YML-24", "context", "值以“!”开头，会被当作标签", _QUOTE_WHOLE_VALUE),
    _Saying("undefined tag", "YML-24", "problem", "值以“!”开头，会被当作标签", _QUOTE_WHOLE_VALUE),
    _Saying("a directive", "YML-34", "context", "行首不能是“%”", "删去这一行，或者用单引号把文字括起来"),
    _Saying("a block scalar", "YML-39", "problem", "| 或 > 的后面只能换行", "把文字写到下一行，并比键多缩进两格"),
    _Saying("a flow node", "YML-33", "problem", "括号里缺少内容，或者没有右括号", "补上右括号；各项用半角逗号分开"),
    _Saying(
        "a flow", "YML-33", "context", "括号“{}”没有成对，或者各项之间缺少半角逗号", "补上右括号；各项用半角逗号分开"
    ),
    _Saying(
        "mapping values",
        "YML-32",
        "problem",
        "这里不能再有冒号",
        "值里有冒号和空格时，用单引号把整个值括起来；若本行是新的字段，检查缩进",
    ),
    _Saying("unexpected ':'", "YML-32", "problem", "这里不能有冒号", _QUOTE_WHOLE_VALUE),
    _Saying("expected ':'", "YML-37", "context", "这一行缺少冒号", "写成“名称: 内容”，冒号是半角，后面空一格"),
    _Saying("mapping keys", "YML-34", "problem", "值以“?”开头", _QUOTE_WHOLE_VALUE),
    _Saying(
        "block sequence entries",
        "YML-30",
        "problem",
        "列表项“- ”不能与键写在同一行",
        "换行后另起一行写“- ”，或者用单引号把整个值括起来",
    ),
    _Saying("any token", "YML-34", "problem", "值以“{}”开头，这个符号有特殊含义", _QUOTE_WHOLE_VALUE),
    _Saying("node content", "YML-34", "problem", "值以“{}”开头，这个符号有特殊含义", _QUOTE_WHOLE_VALUE),
)


def translate(problem: str, context: str, place: Place, context_place: Place, lines: Sequence[str]) -> Problem:
    """The Chinese `Problem` for one libyaml error; anything unknown becomes YML-20 at the same place.

    `problem` and `context` are libyaml's own words, `place` and `context_place` where they point, `lines` the text.
    """
    line = lines[place.line] if place.line < len(lines) else ""
    before = line[: place.column].strip()
    character = line[place.column : place.column + 1]
    if "tab character" in problem or character == "\t":
        return tab(place)
    told = f"{context}: {problem}"
    for saying in _SAYINGS:
        if saying.words in told:
            where = context_place if saying.points_at == "context" else place
            message = saying.message.replace("{}", _character(lines, where))
            return Problem(*where, saying.code, message, saying.hint)
    if before in ("", "-"):
        if character == ":":
            return Problem(*place, "YML-27", "冒号前没有键", "写成“名称: 内容”")
        return bad_indentation(place)
    if before[-1] in "\"']}":
        rest = line[place.column :].strip(" ")
        if rest.isspace():
            return Problem(*place, "YML-38", f"引号或括号结束后有看不见的空格 U+{ord(character):04X}", "删去这个空格")
        return Problem(*place, "YML-38", f"引号或括号结束后还有文字“{rest}”", _QUOTE_WHOLE_VALUE)
    return Problem(*place, "YML-20", "不合 YAML 语法，从这里起读不下去", "检查这一行的冒号、引号、括号和缩进")


def tab(place: Place) -> Problem:
    """A tab where only spaces may indent."""
    return Problem(*place, "YML-22", "用了制表符（Tab）缩进", "改用空格，每级两格")


def bad_indentation(place: Place) -> Problem:
    """A line whose first character stands in no column of its neighbours."""
    return Problem(
        *place, "YML-30", "缩进不对：与上面各行对不齐", "同一级的键左边对齐，下一级多两格；列表项内各行与第一个键对齐"
    )


def _character(lines: Sequence[str], place: Place) -> str:
    return lines[place.line][place.column : place.column + 1] if place.line < len(lines) else ""
