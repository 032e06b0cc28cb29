"""A record as its author wrote it, from the bytes of whatever revision, and the digest by which an approval knows it.

In: the bytes of a file of records. Out: the records in it as written: fields, body, place in the list. No schema is
asked: an old revision followed the rules of its day.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from gongkai.model.reference import Ref
from gongkai.workshop.front_matter import split
from gongkai.workshop.record_paths import Owner
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import read_yaml

IDENTIFIER = "标识"
SET_BY_PUBLISHING = frozenset({"索引号", "发布日期", "曾用地址"})
"""What the act of publishing sets, and nobody judges: a form signed before the number was given is still good."""


class RecordText(msgspec.Struct, frozen=True):
    """One record as written. `item` is its index in a list, -1 where it has the file for itself."""

    ref: Ref
    item: int
    fields: dict[str, Any]
    body: str

    def text_of(self, key: str) -> str:
        """A field that is one text; "" where it is not there or is none."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    def names(self, attachments: Collection[str]) -> list[str]:
        """Those of the file's attachments that are this record's: all, or, in a list, those that it names."""
        if self.item < 0:
            return sorted(attachments)
        written = json.dumps(self.fields, ensure_ascii=False)
        return sorted(name for name in attachments if name in written)


def records_in(content: bytes, owner: Owner) -> Iterator[RecordText]:
    """The records of a file. What cannot be read gives none: `gongkai check` says why."""
    text, _ = decode(content, path=owner.file)
    if text is None:
        return
    body = ""
    if owner.file.endswith(".md"):
        parts, _ = split(text, path=owner.file)
        if parts is None:
            return
        text, body = parts.text, parts.body
    value, _ = read_yaml(text, path=owner.file)
    if isinstance(value, dict):
        yield RecordText(Ref(owner.kind, owner.place), -1, value, body)
    for index, fields in enumerate(value if isinstance(value, list) else ()):
        identifier = fields.get(IDENTIFIER) if isinstance(fields, dict) else None
        if isinstance(identifier, str):
            yield RecordText(Ref(owner.kind, f"{owner.department}/{identifier}"), index, fields, "")


def content_digest(record: RecordText, attachments: Mapping[str, str]) -> str:
    """SHA-256 of what is approved: fields, body and attachments (the SHA-256 of each, by name).

    Line ends and blanks around the body do not count, nor the order of fields, nor what publishing itself sets.
    """
    fields = {key: value for key, value in record.fields.items() if key not in SET_BY_PUBLISHING}
    names = {name: attachments[name] for name in record.names(attachments)}
    written = json.dumps(
        [fields, record.body.strip(), names], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return sha256(written.encode()).hexdigest()
