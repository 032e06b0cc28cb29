"""索引号: the rule engine that reads, judges and proposes index numbers.

In: the site's index-number scheme as a short template, and numbers as they were typed. Out: parsed `IndexNumber`
values, newly proposed numbers, and for a bad template a `SchemeProblem` in Chinese. It is here because the schemes
differ from place to place: the national one is a scheme like any other.

Source: 政府信息公开目录系统实施指引（试行） part 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cached_property
from itertools import pairwise

import msgspec

from gongkai.workshop.identifiers import is_credit_code, is_organisation_code

_ORGANISATION_CODE = "[0-9A-Z]{8}[0-9X]"
_CREDIT_CODE = "[0-9A-HJ-NPQRTUWXY]{18}"


class CodeKind(Enum):
    """What the front code of an index number is. The value is the word that stands for it in a template."""

    ORGANISATION = "组织机构代码"
    CREDIT = "统一社会信用代码"
    FREE = "部门"


class LiteralPart(msgspec.Struct, frozen=True):
    """Characters that stand in every number, separators among them."""

    text: str

    @property
    def pattern(self) -> str:
        return re.escape(self.text)


class CodePart(msgspec.Struct, frozen=True):
    """The front code of the publishing body. `width` is the length of a FREE code, 0 where it may be any."""

    kind: CodeKind
    width: int = 0

    @property
    def pattern(self) -> str:
        if self.kind is CodeKind.FREE:
            length = f"{{{self.width}}}" if self.width else "+"
            return f"(?P<code>[0-9A-Za-z]{length})"
        return f"(?P<code>{_ORGANISATION_CODE if self.kind is CodeKind.ORGANISATION else _CREDIT_CODE})"


class YearPart(msgspec.Struct, frozen=True):
    """The year of publication, four digits."""

    pattern = "(?P<year>[0-9]{4})"


class SerialPart(msgspec.Struct, frozen=True):
    """The running number within one code and year, padded with zeros to `width` digits."""

    width: int

    @property
    def pattern(self) -> str:
        return f"(?P<serial>[0-9]{{{self.width}}})"


Part = LiteralPart | CodePart | YearPart | SerialPart


class IndexNumber(msgspec.Struct, frozen=True, order=True):
    """An index number taken apart. `code` is empty in a scheme without a front code."""

    code: str
    year: int
    serial: int


class SchemeProblem(msgspec.Struct, frozen=True):
    """Why a template is not a scheme: a Chinese message and a hint, for the site's settings."""

    message: str
    hint: str


_TEMPLATE_HINT = "例如“{统一社会信用代码}/{年:4}-{序号:5}”“{组织机构代码}/{年}-{序号:5}”“A{部门:5}--{年}-{序号:4}”"
_TEMPLATE_TOKEN = re.compile(r"\{(?P<name>[^{}:]*)(?::(?P<width>[0-9]{1,2}))?\}|(?P<text>[^{}]+)|(?P<stray>[{}])")
_SERIAL_WIDTH = 5
# The guideline fixes the length of these, so a template may leave it out or has to repeat it.
_FIXED: dict[str, tuple[int, Callable[[], Part]]] = {
    "组织机构代码": (9, lambda: CodePart(CodeKind.ORGANISATION)),
    "统一社会信用代码": (18, lambda: CodePart(CodeKind.CREDIT)),
    "年": (4, YearPart),
}


class IndexNumberScheme(msgspec.Struct, frozen=True, dict=True):
    """How a site's index numbers are built: parts in order, one year and one serial among them, at most one code."""

    parts: tuple[Part, ...]

    @cached_property
    def regex(self) -> str:
        """The anchored pattern of a whole number, with the groups `code`, `year` and `serial`."""
        return "^" + "".join(part.pattern for part in self.parts) + "$"

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.regex)

    @cached_property
    def code_kind(self) -> CodeKind | None:
        """What the front code is, `None` in a scheme without one."""
        return next((part.kind for part in self.parts if isinstance(part, CodePart)), None)

    @cached_property
    def _serial_width(self) -> int:
        return next(part.width for part in self.parts if isinstance(part, SerialPart))

    def parse(self, text: str) -> IndexNumber | None:
        """`text` taken apart, `None` where it has not the scheme's shape. Check digits are `is_valid_code`'s
        business.
        """
        match = self._compiled.fullmatch(text)
        if match is None:
            return None
        code = match["code"] if self.code_kind is not None else ""
        return IndexNumber(code, int(match["year"]), int(match["serial"]))

    def is_valid_code(self, code: str) -> bool:
        """Whether `code` is of the scheme's kind and its check digit, if that kind has one, is right."""
        if self.code_kind is CodeKind.ORGANISATION:
            return is_organisation_code(code)
        if self.code_kind is CodeKind.CREDIT:
            return is_credit_code(code)
        return all(re.fullmatch(part.pattern, code) for part in self.parts if isinstance(part, CodePart))

    def format(self, code: str, year: int, serial: int) -> str:
        """The number as it is printed; the caller passes values that fit the scheme."""
        return "".join(_format_part(part, code, year, serial) for part in self.parts)

    def next(self, existing: Iterable[str], code: str, year: int) -> str | None:
        """The number after the highest of `existing` in that code and year; `None` when the serials are used up.

        Gaps are never filled: a number once given stays given, also after a withdrawal.
        """
        parsed = (self.parse(text) for text in existing)
        serials = (number.serial for number in parsed if number and (number.code, number.year) == (code, year))
        serial = max(serials, default=0) + 1
        return self.format(code, year, serial) if serial < 10**self._serial_width else None


def _format_part(part: Part, code: str, year: int, serial: int) -> str:
    match part:
        case LiteralPart(text):
            return text
        case CodePart():
            return code
        case YearPart():
            return f"{year:04}"
        case SerialPart(width):
            return f"{serial:0{width}}"


def parse_scheme(template: str) -> IndexNumberScheme | SchemeProblem:
    """The scheme a template such as `{组织机构代码}/{年}-{序号:5}` describes; `{部门:5}` is a free local code."""
    parts: list[Part] = []
    for token in _TEMPLATE_TOKEN.finditer(template):
        if token["stray"]:
            return SchemeProblem(f"索引号格式“{template}”的花括号不成对", _TEMPLATE_HINT)
        part = LiteralPart(token["text"]) if token["text"] else _placeholder(token["name"], token["width"])
        if isinstance(part, SchemeProblem):
            return part
        parts.append(part)
    return _combination_problem(template, parts) or IndexNumberScheme(tuple(parts))


def _placeholder(name: str, width: str | None) -> Part | SchemeProblem:
    number = int(width) if width else 0
    if name in _FIXED:
        length, part = _FIXED[name]
        if width and number != length:
            return SchemeProblem(f"索引号格式中“{name}”固定为{length}位，不能写成{number}位", _TEMPLATE_HINT)
        return part()
    if width and number == 0:
        return SchemeProblem(f"索引号格式中“{name}”的位数不能是0", _TEMPLATE_HINT)
    if name == "部门":
        return CodePart(CodeKind.FREE, number)
    if name == "序号":
        return SerialPart(number or _SERIAL_WIDTH)
    return SchemeProblem(f"索引号格式中有不认识的部分“{name}”", "可用：组织机构代码、统一社会信用代码、部门、年、序号")


def _combination_problem(template: str, parts: list[Part]) -> SchemeProblem | None:
    counts = [sum(isinstance(part, kind) for part in parts) for kind in (YearPart, SerialPart, CodePart)]
    if counts[:2] != [1, 1] or counts[2] > 1:
        return SchemeProblem(f"索引号格式“{template}”应当有一个“年”、一个“序号”，至多一个部门代码", _TEMPLATE_HINT)
    for part, following in pairwise(parts):
        # A code of any length would swallow digits and letters that belong to what follows.
        open_ended = isinstance(part, CodePart) and part.kind is CodeKind.FREE and not part.width
        if open_ended and (not isinstance(following, LiteralPart) or re.match("[0-9A-Za-z]", following.text)):
            return SchemeProblem("索引号格式中不定长的“部门”后面应有分隔符", "写明位数，如“{部门:5}”，或加“-”“/”")
    return None


def _built_in(template: str) -> IndexNumberScheme:
    scheme = parse_scheme(template)
    assert isinstance(scheme, IndexNumberScheme), scheme
    return scheme


NATIONAL_SCHEME = _built_in("{组织机构代码}/{年:4}-{序号:5}")
CREDIT_CODE_SCHEME = _built_in("{统一社会信用代码}/{年:4}-{序号:5}")
