"""Records as they were and as they are.

In: of each record that may have changed, its two editions. Out: RecordChanges. Of a record that is not for everybody,
or was not, no text is shown: a comment on a pull request is kept, mailed and quoted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from gongkai.model.record import DisclosureMode, DisclosureScope, Part, Record
from gongkai.model.reference import Ref
from gongkai.model.review import ChangeKind, FileChange, RecordChange
from gongkai.model.summary import Summary
from gongkai.stages.review.fields import field_changes, field_texts
from gongkai.stages.review.passages import passage_changes
from gongkai.workshop.markdown.plain_text import plain_text

_SHOWN = ("名称", "索引号", "公开方式", "公开范围")
"""Fields of a record that is not public which say that it is not."""
_CLOSED = "不是（或者不再是）面向全社会主动公开的信息，这里不显示内容，请到仓库中查看。"
_BROKEN = "改动后的文件有错误，这条信息读不出来，改正之前不会发布。"


class Edition(msgspec.Struct, frozen=True):
    """A record in one revision. `body` is the field that holds its text, if one does; `files` are the blob ids of its
    attachments by name; `owner` is the name of its department. `is_open`: what it belongs to is public, too."""

    summary: Summary
    label: str
    owner: str
    record: Part
    body: str | None
    html: str
    files: Mapping[str, str]
    is_open: bool


def changed_records(
    before: Mapping[Ref, Edition], after: Mapping[Ref, Edition], unreadable: Collection[str]
) -> tuple[RecordChange, ...]:
    """`unreadable` are the files of the later revision from which nothing, or not everything, can be read."""
    found = (_change(before.get(ref), after.get(ref), unreadable) for ref in sorted(before.keys() | after.keys()))
    return tuple(sorted(filter(None, found), key=lambda each: (_ORDER[each.kind], each.ref)))


_ORDER = {kind: index for index, kind in enumerate(ChangeKind)}


def _change(before: Edition | None, after: Edition | None, unreadable: Collection[str]) -> RecordChange | None:
    if after is None:
        assert before is not None
        broken = before.summary.path in unreadable
        return _told(ChangeKind.UNREADABLE if broken else ChangeKind.WITHDRAWN, before, note=_BROKEN if broken else "")
    if before is None:
        change = _told(ChangeKind.ADDED, after, note="" if _is_public(after) else _CLOSED)
    elif _content(before) == _content(after):
        return None
    else:
        change = _told(ChangeKind.CHANGED, after, note="" if _is_public(before) and _is_public(after) else _CLOSED)
    fields = field_changes(_fields(before), _fields(after))
    if change.note:
        return msgspec.structs.replace(change, fields=tuple(each for each in fields if each.label in _SHOWN))
    return msgspec.structs.replace(
        change,
        fields=fields,
        passages=passage_changes(_paragraphs(before), _paragraphs(after)) if before else (),
        files=tuple(_files(before.files if before else {}, after.files)),
    )


def _told(kind: ChangeKind, edition: Edition, note: str) -> RecordChange:
    summary = edition.summary
    stands = kind in (ChangeKind.ADDED, ChangeKind.CHANGED) and "://" not in summary.url
    return RecordChange(
        kind,
        str(summary.ref),
        edition.label,
        summary.title,
        edition.owner,
        summary.url if stands else "",
        summary.path,
        note=note,
    )


def _is_public(edition: Edition) -> bool:
    record = edition.record
    if not edition.is_open:
        return False
    return not isinstance(record, Record) or (
        record.mode is DisclosureMode.PROACTIVE and record.scope is DisclosureScope.PUBLIC
    )


def _content(edition: Edition) -> tuple[object, ...]:
    return edition.record, edition.html, edition.files, edition.is_open


def _fields(edition: Edition | None) -> dict[str, str]:
    return field_texts(edition.record, edition.body) if edition else {}


def _paragraphs(edition: Edition) -> list[str]:
    return plain_text(edition.html).split("\n")


def _files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FileChange]:
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            yield FileChange(ChangeKind.ADDED, name)
        elif name not in after:
            yield FileChange(ChangeKind.WITHDRAWN, name)
        elif before[name] != after[name]:
            yield FileChange(ChangeKind.CHANGED, name)
