"""The events of one record: when it was first public, what changed since, where it moved.

In: the versions that the files concerned have had, oldest first. Out: events, each with the fields that differ. A
record is known by its name, which is its path; one that moved is followed by the addresses it had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from gongkai.model.reference import Ref
from gongkai.workshop.record_paths import Owner
from gongkai.workshop.record_text import RecordText, records_in

_BODY = "正文"
_LONGEST = 40


class EventKind(StrEnum):
    PUBLISHED = "首次公布"
    CHANGED = "修改"
    MOVED = "移动"
    WITHDRAWN = "撤下"
    RESTORED = "恢复"


class FieldChange(msgspec.Struct, frozen=True):
    """One field before and after; both "" where the text is too long to be told in a line, as the body is."""

    field: str
    before: str = ""
    after: str = ""


class Event(msgspec.Struct, frozen=True):
    """What one commit of the branch did to the record. `commit` is its number in the chronicle; `paths` are the files
    by which it did it."""

    kind: EventKind
    commit: int
    ref: str
    paths: tuple[str, ...]
    changes: tuple[FieldChange, ...]


class Version(msgspec.Struct, frozen=True):
    """What a commit left of one file: its content, None where it was removed. `attachment` names a file beside it."""

    commit: int
    path: str
    owner: Owner
    content: bytes | None
    attachment: str = ""


class _Standing(msgspec.Struct, frozen=True):
    """The record as it stands in one file."""

    path: str
    text: RecordText


def events_of(refs: Collection[Ref], versions: Iterable[Version]) -> Iterator[Event]:
    """The events of a record that has had these names."""
    standing: dict[str, _Standing] = {}
    seen = False
    for commit, group in _by_commit(versions).items():
        before = dict(standing)
        attached = [each.attachment for each in group if each.attachment]
        for each in group:
            if each.attachment:
                continue
            standing.pop(each.path, None)
            for text in _named(each, refs):
                standing[each.path] = _Standing(each.path, text)
        event = _event(commit, before, standing, attached, seen=seen)
        if event is not None:
            seen = True
            yield msgspec.structs.replace(event, paths=tuple(sorted({each.path for each in group})))


def _by_commit(versions: Iterable[Version]) -> Mapping[int, list[Version]]:
    found: dict[int, list[Version]] = {}
    for each in sorted(versions, key=lambda each: each.commit):
        found.setdefault(each.commit, []).append(each)
    return found


def _named(version: Version, refs: Collection[Ref]) -> Iterator[RecordText]:
    if version.content is None:
        return iter(())
    return (each for each in records_in(version.content, version.owner) if each.ref in refs)


def _event(
    commit: int,
    before: Mapping[str, _Standing],
    after: Mapping[str, _Standing],
    attached: Collection[str],
    *,
    seen: bool,
) -> Event | None:
    was, now = _one(before), _one(after)
    if now is None:
        return None if was is None else Event(EventKind.WITHDRAWN, commit, str(was.text.ref), (), ())
    name = str(now.text.ref)
    if was is None:
        return Event(EventKind.RESTORED if seen else EventKind.PUBLISHED, commit, name, (), ())
    files = (FieldChange(f"附件文件 {each}") for each in now.text.names(attached))
    changes = (*_differences(was.text, now.text), *files)
    if was.text.ref != now.text.ref:
        return Event(EventKind.MOVED, commit, name, (), (FieldChange("标识", str(was.text.ref), name), *changes))
    if was.path != now.path:
        return Event(EventKind.MOVED, commit, name, (), (FieldChange("文件", was.path, now.path), *changes))
    return Event(EventKind.CHANGED, commit, name, (), changes) if changes else None


def _one(standing: Mapping[str, _Standing]) -> _Standing | None:
    """The record as it stands; while it stands twice, as it was written last."""
    return list(standing.values())[-1] if standing else None


def _differences(was: RecordText, now: RecordText) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*was.fields, *now.fields)):
        before, after = was.fields.get(field), now.fields.get(field)
        if before != after:
            yield _told(field, before, after)
    if was.body.strip() != now.body.strip():
        yield FieldChange(_BODY)


def _told(field: str, before: object, after: object) -> FieldChange:
    one, other = _plain(before), _plain(after)
    if one is None or other is None or len(one) > _LONGEST or len(other) > _LONGEST:
        return FieldChange(field)
    return FieldChange(field, one or "（无）", other or "（无）")


def _plain(value: object) -> str | None:
    """A value in one line; None for one that has parts of its own."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "、".join(value)
    return None
