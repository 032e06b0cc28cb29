"""Freeze: a published 索引号 never changes and never names anything else.

In: the Atlas, and the register of published numbers (`catalogues/register/<department>/<year>.txt`, sorted lines
`number<TAB>ref`, and `withdrawn.yml` for what was taken back). Out: diagnostics where a record and the register
disagree, and the lines that a release adds. Only the release job on the main branch writes here, so that two pull
requests never claim a number by merging.

Source: 政府信息公开目录系统实施指引（试行） 一、索引号 (unique, unchanging, even when the publishing body changes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.diagnostic import Severity
from gongkai.model.project import SourceFiles
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.room import Code, Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.model.tombstone import CATEGORIES, Tombstone
from gongkai.workshop.former_addresses import is_former_address
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import read_yaml

CODES = {
    "NUM-01": Code(Severity.ERROR, "已公布的索引号被改动", "实施指引（试行） 一、索引号"),
    "NUM-02": Code(Severity.ERROR, "已公布的索引号被其他信息使用", "实施指引（试行） 一、索引号"),
    "NUM-03": Code(Severity.ERROR, "已公布的信息不见了，又没有撤回记录", "实施指引（试行） 一、索引号"),
    "NUM-04": Code(Severity.ERROR, "索引号登记簿或撤回记录有误", "gongkai"),
}
FOLDER = "register"
WITHDRAWN = "withdrawn.yml"
_TOMBSTONE = ("日期", "经办", "理由")
_HINT = "登记簿由发布任务写入，不要手工改动；撤回记录写明索引号、日期、经办和理由"


class Published(msgspec.Struct, frozen=True):
    """One line of the register: whose number it is, and where that is written."""

    ref: Ref
    path: str
    line: int


class Register:
    """Published numbers, what was withdrawn, and what could not be read."""

    def __init__(
        self,
        numbers: Mapping[str, Published],
        tombstones: tuple[Tombstone, ...],
        problems: tuple[SiteProblem, ...],
        digest: str,
    ) -> None:
        self.numbers = numbers
        self.by_ref = {each.ref: number for number, each in numbers.items()}
        self.tombstones = tombstones
        self.withdrawn = frozenset(each.index_number for each in tombstones if each.index_number)
        self.problems = problems
        self.digest = digest


def read_register(sources: SourceFiles, catalogues: str) -> Register:
    """Read all register files below `<catalogues>/register`."""
    numbers: dict[str, Published] = {}
    problems: list[SiteProblem] = []
    folder = f"{catalogues}/{FOLDER}"
    digest = sha256()
    for relative in sources.below(folder):
        if not relative.endswith(".txt"):
            continue
        content = sources.content(relative)
        digest.update(content)
        text, diagnostics = decode(content, path=relative)
        problems += (_unreadable(relative, each.message, line=each.line) for each in diagnostics)
        for line, row in enumerate((text or "").splitlines(), 1):
            number, _, written = row.partition("\t")
            ref = parse_ref(written)
            if ref is None:
                problems.append(_unreadable(relative, f"登记行“{row}”不能读取", line=line))
            elif number in numbers and numbers[number].ref != ref:
                problems.append(_unreadable(relative, f"索引号“{number}”登记给了两条信息", line=line))
            else:
                numbers[number] = Published(ref, relative, line)
    path = f"{folder}/{WITHDRAWN}"
    content = sources.content(path) if sources.holds(path) else b""
    digest.update(content)
    tombstones, found = read_tombstones(content, path)
    return Register(numbers, tombstones, (*problems, *found), digest.hexdigest())


def read_tombstones(content: bytes, path: str) -> tuple[tuple[Tombstone, ...], list[SiteProblem]]:
    """The withdrawals in `withdrawn.yml`, and what is wrong with others. Each says what (索引号, or 信息 for what had no
    number), when, who and why."""
    text, diagnostics = decode(content, path=path)
    value, found = (None, []) if text is None else read_yaml(text, path=path)
    problems = [_unreadable(path, each.message, line=each.line) for each in (*diagnostics, *found)]
    if value is not None and not isinstance(value, list):
        problems.append(_unreadable(path, "撤回记录应为列表，每条以“- ”开头"))
    tombstones: list[Tombstone] = []
    for index, item in enumerate(value if isinstance(value, list) else []):
        fields = item if isinstance(item, dict) else {}
        message = _wrong_with(fields)
        if message:
            problems.append(_unreadable(path, message, (index,)))
        else:
            tombstones.append(_tombstone(fields))
    return tuple(tombstones), problems


def _wrong_with(fields: Mapping[str, object]) -> str:
    missing = [key for key in _TOMBSTONE if not (isinstance(fields.get(key), str) and fields[key])]
    if not (fields.get("索引号") or fields.get("信息")):
        missing.insert(0, "索引号")
    if missing:
        return f"撤回记录缺少“{'”“'.join(missing)}”"
    ref, category, addresses = fields.get("信息"), fields.get("类别"), fields.get("网址", [])
    if ref is not None and (not isinstance(ref, str) or parse_ref(ref) is None):
        return f"撤回记录的“信息”不是信息的标识：{ref}"
    if category is not None and category not in CATEGORIES:
        return f"撤回记录的“类别”应为：{'、'.join(CATEGORIES)}"
    if not isinstance(addresses, list) or not all(
        isinstance(each, str) and is_former_address(each) for each in addresses
    ):
        return "撤回记录的“网址”应为列表，写网站内的路径"
    return ""


def _tombstone(fields: Mapping[str, Any]) -> Tombstone:
    return Tombstone(
        fields.get("索引号") or "",
        fields["日期"],
        fields["经办"],
        fields["理由"],
        parse_ref(fields.get("信息") or ""),
        tuple(fields.get("网址", ())),
        fields.get("类别") or CATEGORIES[0],
    )


def _unreadable(path: str, message: str, field: tuple[str | int, ...] = (), line: int = 0) -> SiteProblem:
    return SiteProblem(Problem("NUM-04", message, _HINT, field, line), path=path)


def missing_records(atlas: Atlas, register: Register, catalogues: str, unread: frozenset[str]) -> Iterator[SiteProblem]:
    """NUM-03: what was published and is not there; and what is wrong with the register itself.

    `unread` are the departments some of whose files have errors: what is missing of theirs may only be unreadable,
    and is not called missing before those errors are mended.
    """
    yield from register.problems
    for number, each in register.numbers.items():
        missing = not atlas.has(each.ref) and each.ref.department not in unread
        if missing and number not in register.withdrawn:
            message = f"索引号“{number}”已经公布，但它的信息“{each.ref}”不见了"
            hint = f"恢复这条信息；确需撤回的，在 {catalogues}/{FOLDER}/{WITHDRAWN} 中写明索引号、日期、经办和理由"
            yield SiteProblem(Problem("NUM-03", message, hint, body_line=each.line), path=each.path)


def changed_numbers(summary: Summary, register: Register) -> Iterator[SiteProblem]:
    """NUM-01 and NUM-02: what was published of one record, and what was published under its number."""
    before = register.by_ref.get(summary.ref)
    if before is not None and summary.index_number != before:
        message = f"这条信息公布时的索引号是“{before}”，不能改为“{summary.index_number}”"
        yield SiteProblem(Problem("NUM-01", message, f"改回“{before}”", ("索引号",)), summary)
    owner = register.numbers.get(summary.index_number)
    if owner is not None and owner.ref != summary.ref:
        message = f"索引号“{summary.index_number}”已经公布给“{owner.ref}”，不能再用"
        yield SiteProblem(Problem("NUM-02", message, "换一个新的索引号", ("索引号",)), summary)


def additions(atlas: Atlas, register: Register, catalogues: str) -> dict[str, list[str]]:
    """Lines to add, by register file: every record's number that is not there yet."""
    found: dict[str, list[str]] = {}
    for ref, summary in atlas.records.items():
        number = summary.index_number
        if number and number not in register.numbers and "://" not in summary.url:
            path = f"{catalogues}/{FOLDER}/{ref.department}/{summary.year}.txt"
            found.setdefault(path, []).append(f"{number}\t{ref}")
    return found


def append(root: Path, lines: Mapping[str, list[str]]) -> int:
    """Add lines to the register files, keeping them sorted. Returns how many numbers were frozen."""
    for relative, added in lines.items():
        path = root / relative
        known = path.read_text("utf-8").splitlines() if path.is_file() else []
        write_atomically(path, ("\n".join(sorted({*known, *added})) + "\n").encode())
    return sum(len(added) for added in lines.values())
