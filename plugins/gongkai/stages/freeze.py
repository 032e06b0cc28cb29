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

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.diagnostic import Severity
from gongkai.model.project import SourceFiles
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.room import Code, Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.model.tombstone import Tombstone
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.text_file import decode
from gongkai.workshop.tombstones import UNREADABLE, read_tombstones, unreadable

CODES = {
    "NUM-01": Code(Severity.ERROR, "已公布的索引号被改动", "实施指引（试行） 一、索引号"),
    "NUM-02": Code(Severity.ERROR, "已公布的索引号被其他信息使用", "实施指引（试行） 一、索引号"),
    "NUM-03": Code(Severity.ERROR, "已公布的信息不见了，又没有撤回记录", "实施指引（试行） 一、索引号"),
    UNREADABLE: Code(Severity.ERROR, "索引号登记簿或撤回记录有误", "gongkai"),
}
FOLDER = "register"
WITHDRAWN = "withdrawn.yml"


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
        problems += (SiteProblem(unreadable(each.message, line=each.line), path=relative) for each in diagnostics)
        for line, row in enumerate((text or "").splitlines(), 1):
            number, _, written = row.partition("\t")
            ref = parse_ref(written)
            if ref is None:
                problems.append(SiteProblem(unreadable(f"登记行“{row}”不能读取", line=line), path=relative))
            elif number in numbers and numbers[number].ref != ref:
                problems.append(SiteProblem(unreadable(f"索引号“{number}”登记给了两条信息", line=line), path=relative))
            else:
                numbers[number] = Published(ref, relative, line)
    path = f"{folder}/{WITHDRAWN}"
    content = sources.content(path) if sources.holds(path) else b""
    digest.update(content)
    tombstones, found = read_tombstones(content, path)
    problems += (SiteProblem(each, path=path) for each in found)
    return Register(numbers, tombstones, tuple(problems), digest.hexdigest())


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
