"""One file read: text to valid records with their bodies as HTML, or diagnostics, or some of both.

In: bytes of a source file, who claims it, and the Context. Out: a FileResult. Pure: the same bytes and the same Context
give the same result, which is what lets the cache keep it. A mistake in one item of a list drops that item alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec
from pydantic import ValidationError

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.record import Attachment, Part
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.room import Context, Identity, Kind, Loaded, Problem, Room, SourceAttachment
from gongkai.model.summary import Link
from gongkai.stages.load import attachment_links, not_public
from gongkai.stages.load.attachment_links import attachment_problems
from gongkai.stages.load.not_public import hidden_content
from gongkai.stages.load.shelf import FileResult
from gongkai.workshop import schema_messages
from gongkai.workshop.front_matter import split
from gongkai.workshop.kept_records import keep
from gongkai.workshop.markdown import convert
from gongkai.workshop.schema_messages import problems_in
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import Positions, read_with_positions, read_yaml

CODES = {
    "SRC-07": "同一文件中标识重复或缺少标识",
    **attachment_links.CODES,
    **not_public.CODES,
}
_FIXED = frozenset({"SRC-07", *schema_messages.CODES})
"""Codes that mean that there is no record: always errors, for a record must never disappear silently."""
_ITEM = re.compile(r"( *)-")


class FileToRead(msgspec.Struct, frozen=True):
    """One source file with its bytes. `place` is the record's, or the department's for a list file.

    `folder` is the name of the folder for its attachments, `present` the names of the files there.
    """

    path: str
    place: str
    digest: str
    content: bytes
    folder: str
    attachments: tuple[SourceAttachment, ...]
    present: frozenset[str]


class Desk(msgspec.Struct, frozen=True):
    """What stays the same while files are read: the rooms, for placing records, and the Context."""

    rooms: tuple[Room, ...]
    context: Context
    levels: dict[str, Severity | None]
    """Level of each diagnostic code for this site; None switches a code off."""


def read_file(source: FileToRead, kind: Kind, desk: Desk) -> FileResult:
    """Read one file. Never raises for what its author wrote."""
    text, diagnostics = decode(source.content, path=source.path)
    if text is None:
        return FileResult(source.path, source.digest, (), tuple(diagnostics))
    body, body_line, yaml, first_line = "", 0, text, 1
    if source.path.endswith(".md"):
        parts, found = split(text, path=source.path)
        diagnostics += found
        if parts is None:
            return FileResult(source.path, source.digest, (), tuple(diagnostics))
        body, body_line, yaml, first_line = parts.body, parts.body_line, parts.text, 2
    value, found = read_yaml(yaml, path=source.path, first_line=first_line)
    diagnostics += found
    records: dict[Ref, Loaded] = {}
    problems: list[Problem] = []
    for item, fields in _items(value):
        loaded, found_problems = _read_record(fields, item, body, source, kind, desk)
        if loaded is not None and loaded.summary.ref in records:
            found_problems.append(_repeated(records[loaded.summary.ref], loaded))
        elif loaded is not None:
            records[loaded.summary.ref] = loaded
        if found_problems:
            prefix: tuple[str | int, ...] = () if item < 0 else (item,)
            problems += (msgspec.structs.replace(each, field=prefix + each.field) for each in found_problems)
    if value is None and not diagnostics:
        problems.append(Problem("FLD-01", "文件是空的", "至少要填写必填项，可参照手册中的样例"))
    if problems or diagnostics:
        positions = _positions(problems, diagnostics, yaml, source.path, first_line)
        spoiled = _spoiled(diagnostics, value, positions, text)
        records = {ref: loaded for ref, loaded in records.items() if loaded.summary.item not in spoiled}
        diagnostics += _located(problems, source.path, positions, body_line, desk)
    return FileResult(source.path, source.digest, tuple(records.values()), tuple(diagnostics))


def _positions(
    problems: Sequence[Problem], diagnostics: Sequence[Diagnostic], yaml: str, path: str, first_line: int
) -> Positions:
    """Where everything stands. Reading for it takes ten times as long as reading the values, so it is not done for what
    concerns a record as a whole (every sixth document has such a hint): that stands where the record begins."""
    if not diagnostics and yaml[:1].isalnum() and not any(each.field for each in problems):
        return Positions({}, first_line)
    return read_with_positions(yaml, path=path, first_line=first_line)[1]


def _items(value: object) -> Iterable[tuple[int, object]]:
    if isinstance(value, list):
        return enumerate(value)
    return () if value is None else ((-1, value),)


def _read_record(
    fields: object, item: int, text: str, source: FileToRead, kind: Kind, desk: Desk
) -> tuple[Loaded | None, list[Problem]]:
    schema: type[Part] = kind.schema
    if not isinstance(fields, dict):
        return None, [Problem("FLD-05", "应为一组“名称: 内容”", "例如：名称: 云川市统计公报")]
    try:
        record = schema.model_validate(fields)
    except ValidationError as error:
        return None, list(problems_in(error, schema))
    identifier = fields.get("标识")
    if item >= 0 and identifier is None:
        return None, [Problem("SRC-07", "一个文件写多条信息时，每条都要有“标识”", "例如：标识: 2026-tongji-gongbao")]
    place = source.place if item < 0 else f"{source.place.partition('/')[0]}/{identifier}"
    identity = Identity(Ref(kind.name, place), source.path, item, source.present)
    in_field = kind.body_of(record)
    markdown = text if in_field is None else in_field
    rendered = convert(markdown)
    in_markdown = in_field is None
    attached = bool(source.present) and item < 0
    problems = list(kind.rules(record, identity, markdown, desk.context))
    problems += hidden_content(fields, markdown, in_markdown=in_markdown, attached=attached)
    named: Sequence[Attachment] = getattr(record, "attachments", ())
    if named or rendered.links:
        problems += attachment_problems(
            named, rendered.links, source.present, source.folder, markdown, in_markdown=in_markdown
        )
    if any(desk.levels.get(each.code, Severity.ERROR) is Severity.ERROR for each in problems):
        return None, problems
    summary = kind.summarise(record, identity, desk.context)
    places = chain.from_iterable([room.place(summary, desk.context) for room in desk.rooms])
    placed = msgspec.structs.replace(
        summary,
        links=summary.links + _mentions(rendered.links, desk),
        listings=tuple(dict.fromkeys(places)),
        former=getattr(record, "former_addresses", ()),
    )
    headings = tuple(map(msgspec.structs.astuple, rendered.headings))
    return Loaded(placed, keep(record), rendered.html, headings, source.attachments, source.folder), problems


def _mentions(links: Sequence[str], desk: Desk) -> tuple[Link, ...]:
    """The records that a text names by its links."""
    if not links:
        return ()
    refs = (_record_link(href, desk) for href in dict.fromkeys(links) if ":" in href)
    return tuple(Link("mentions", ref) for ref in refs if ref is not None)


def _record_link(href: str, desk: Desk) -> Ref | None:
    ref = parse_ref(href.partition("#")[0])
    names = {kind.name for room in desk.rooms for kind in room.kinds}
    return ref if ref is not None and ref.kind in names else None


def _repeated(first: Loaded, second: Loaded) -> Problem:
    """Two items of one file with the same 标识: the first stays, the second is named."""
    return Problem(
        "SRC-07",
        f"标识“{second.summary.ref.place}”在本文件中出现两次",
        f"第{first.summary.item + 1}条和第{second.summary.item + 1}条，请改其中一个",
        ("标识",),
    )


def _spoiled(mistakes: Sequence[Diagnostic], value: object, positions: Positions, text: str) -> set[int]:
    """Items (-1: the file's only record) in which something could not be read.

    What was meant there is a guess, and a guess is not published: a mistyped 公开方式 would make public what is not.
    """
    if not isinstance(value, list) or not mistakes:
        return {-1} if mistakes else set()
    lines = text.split("\n")
    dash = _ITEM.match(lines[positions.value(())[0] - 1])
    if dash is None:
        return set(range(len(value)))
    starts = [number for number, line in enumerate(lines, 1) if line.startswith(dash[0])]
    broken = {bisect_right(starts, each.line) for each in mistakes}
    return {item for item in range(len(value)) if bisect_right(starts, positions.value((item,))[0]) in broken}


def _located(
    problems: Iterable[Problem], path: str, positions: Positions, body_line: int, desk: Desk
) -> Iterable[Diagnostic]:
    for problem in problems:
        level = Severity.ERROR if problem.code in _FIXED else desk.levels.get(problem.code, Severity.ERROR)
        if level is None:
            continue
        if problem.body_line:
            line, column = body_line + problem.body_line - 1, 1
        elif problem.code == "FLD-02":
            line, column = positions.key(problem.field)
        else:
            line, column = positions.value(problem.field)
        yield Diagnostic(path, line, column, problem.code, level, problem.message, problem.hint)
