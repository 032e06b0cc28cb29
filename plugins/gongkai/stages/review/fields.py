"""The fields of a record as text, by their official labels.

In: a valid record. Out: label → text. Here because a reviewer reads 发布日期, and not a line of YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from gongkai.model.record import Part
from gongkai.model.review import FieldChange


def field_texts(record: Part, body: str | None) -> dict[str, str]:
    """All fields that say something, but for the one that holds the body."""
    found: dict[str, str] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value is not None and value != () and not (body and value == body):
            found[field.alias or name] = _text(value)
    return found


def field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    labels = dict.fromkeys((*after, *before))
    changes = (FieldChange(label, before.get(label, ""), after.get(label, "")) for label in labels)
    return tuple(change for change in changes if change.before != change.after)


def _text(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case Part():
            return "，".join(f"{label}：{text}" for label, text in field_texts(value, None).items())
        case tuple():
            return ("；" if any(isinstance(each, Part) for each in value) else "、").join(map(_text, value))
    return str(value)
