"""One file read: text to valid records with their bodies as HTML, or diagnostics, or some of both.

In: bytes of a source file, who claims it, and the Context. Out: a FileResult. Pure: the same bytes and the same Context
give the same result, which is what lets the cache keep it. A mistake in one item of a list drops that item alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from pydantic import ValidationError

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.record import Part
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.room import Context, Identity, Kind, Loaded, Problem, Room, SourceAttachment
from gongkai.model.summary import Link
from gongkai.stages.load.schema_messages import problems_in
from gongkai.workshop.front_matter import split
from gongkai.workshop.markdown import convert
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import Positions, read_with_positions, read_yaml

CODES = {
    "SRC-05": "附件不存在",
    "SRC-06": "链接跑出了自己的文件夹",
    "SRC-07": "同一文件中标识重复或缺少标识",
    "SRC-08": "不公开的信息带有正文或附件",
}


class FileResult(msgspec.Struct, frozen=True, array_like=True):
    """What one source file gave. `digest` is that of the file and its attachments."""

    path: str
    digest: str
    records: tuple[Loaded, ...]
    diagnostics: tuple[Diagnostic, ...]


class FileToRead(msgspec.Struct, frozen=True):
    """One source file with its bytes. `place` is the record's, or the department's for a list file."""

    path: str
    place: str
    digest: str
    content: bytes
    attachments: tuple[SourceAttachment, ...]


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
    records: list[Loaded] = []
    problems: list[Problem] = []
    for item, fields in _items(value):
        loaded, found_problems = _read_record(fields, item, body, source, kind, desk)
        prefix: tuple[str | int, ...] = () if item < 0 else (item,)
        problems += (msgspec.structs.replace(each, field=prefix + each.field) for each in found_problems)
        if loaded is not None:
            records.append(loaded)
    if value is None and not any(each.severity is Severity.ERROR for each in diagnostics):
        problems.append(Problem("FLD-01", "文件是空的", "至少要填写必填项，可参照手册中的样例"))
    if problems:
        _, positions, _ = read_with_positions(yaml, path=source.path, first_line=first_line)
        diagnostics += _located(problems, source.path, positions, body_line, desk)
    return FileResult(source.path, source.digest, _distinct(records, diagnostics, source.path), tuple(diagnostics))


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
    identity = Identity(Ref(kind.name, place), source.path, item)
    in_field = kind.body_of(record)
    markdown = text if in_field is None else in_field
    problems = list(kind.rules(record, identity, markdown, desk.context))
    problems += _hidden_content(fields, markdown, source)
    rendered = convert(markdown)
    problems += _attachment_problems(record, rendered.links, source)
    mentions = tuple(
        Link("mentions", ref) for href in dict.fromkeys(rendered.links) if ":" in href and (ref := _record_link(href, desk))
    )
    summary = kind.summarise(record, identity, desk.context)
    summary = msgspec.structs.replace(summary, links=summary.links + mentions)
    listings = tuple(dict.fromkeys(each for room in desk.rooms for each in room.place(summary, desk.context)))
    former = tuple(getattr(record, "former_addresses", ()))
    loaded = Loaded(
        msgspec.structs.replace(summary, listings=listings, former=former),
        fields,
        rendered.html,
        tuple((heading.level, heading.anchor, heading.text) for heading in rendered.headings),
        source.attachments,
        source.path.rpartition("/")[2].rpartition(".")[0] + ".files",
    )
    dropped = any(desk.levels.get(each.code, Severity.ERROR) is Severity.ERROR for each in problems)
    return (None if dropped else loaded), problems


def _record_link(href: str, desk: Desk) -> Ref | None:
    ref = parse_ref(href.partition("#")[0])
    names = {kind.name for room in desk.rooms for kind in room.kinds}
    return ref if ref is not None and ref.kind in names else None


def _hidden_content(fields: dict[str, Any], markdown: str, source: FileToRead) -> Iterable[Problem]:
    """条例第14至16条: what is not public must not be in the repository, body or attachment; only its card may be."""
    if fields.get("公开方式", "主动公开") == "主动公开" and fields.get("公开范围", "面向全社会") == "面向全社会":
        return
    if markdown.strip() or source.attachments or fields.get("附件"):
        yield Problem(
            "SRC-08", "不主动公开的信息不能带正文和附件", "请删去正文和附件，只留目录信息；并从版本历史中清除", ("公开方式",)
        )


def _attachment_problems(record: Any, links: Sequence[str], source: FileToRead) -> Iterable[Problem]:
    present = {each.name for each in source.attachments}
    folder = source.path.rpartition("/")[2].rpartition(".")[0] + ".files/"
    for index, attachment in enumerate(getattr(record, "attachments", ())):
        if "/" in attachment.file or "\\" in attachment.file or attachment.file.startswith("."):
            yield Problem("SRC-06", f"附件“{attachment.file}”不能带路径", "", ("附件", index, "文件"))
        elif attachment.file not in present:
            yield Problem("SRC-05", f"没有找到附件“{attachment.file}”", f"应放在文件夹 {folder}", ("附件", index, "文件"))
    for href in dict.fromkeys(links):
        if ":" in href.partition("/")[0] or href.startswith("#"):
            continue
        name = href.partition("#")[0]
        if not name.startswith(folder) or "/" in name.removeprefix(folder) or name.endswith("/.."):
            yield Problem("SRC-06", f"链接“{href}”不在本条信息的附件文件夹中", f"站内信息写成 policy:部门/标识，附件写成 {folder}文件名")
        elif name.removeprefix(folder) not in present:
            yield Problem("SRC-05", f"没有找到附件“{name}”", f"应放在文件夹 {folder}")


def _located(
    problems: Iterable[Problem], path: str, positions: Positions, body_line: int, desk: Desk
) -> Iterable[Diagnostic]:
    for problem in problems:
        level = desk.levels.get(problem.code, Severity.ERROR)
        if level is None:
            continue
        if problem.body_line:
            line, column = body_line + problem.body_line - 1, 1
        elif problem.code == "FLD-02":
            line, column = positions.key(problem.field)
        else:
            line, column = positions.value(problem.field)
        yield Diagnostic(path, line, column, problem.code, level, problem.message, problem.hint)


def _distinct(records: list[Loaded], diagnostics: list[Diagnostic], path: str) -> tuple[Loaded, ...]:
    """Two items of one file with the same 标识: the first stays, the second is named."""
    seen: dict[Ref, Loaded] = {}
    for loaded in records:
        ref = loaded.summary.ref
        if ref in seen:
            diagnostics.append(
                Diagnostic(
                    path, 0, 0, "SRC-07", Severity.ERROR, f"标识“{ref.place}”在本文件中出现两次",
                    f"第{seen[ref].summary.item + 1}条和第{loaded.summary.item + 1}条，请改其中一个",
                )  # fmt: skip
            )
        else:
            seen[ref] = loaded
    return tuple(seen.values())
