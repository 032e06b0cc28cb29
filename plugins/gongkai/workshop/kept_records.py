"""A valid record put by, and had again without being judged a second time.

In: a record that its schema accepted. Out: a few hundred bytes, and from them the same record. It is here because the
stage that reads records and the one that makes pages run in different processes, and judging costs several times as
much as this.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from gongkai.model.record import Part

_Part = TypeVar("_Part", bound=Part)


def keep(record: Part) -> msgspec.Raw:
    """The values of all its fields, in the order of the schema."""
    return msgspec.Raw(_encode(_values(record)))


def restore(schema: type[_Part], kept: msgspec.Raw) -> _Part:
    """The record that was kept. `schema` is its own."""
    return _made(schema, _reader(schema)(kept))


def _values(part: Part) -> tuple[Any, ...]:
    return tuple(part.__dict__.values())


_encode = msgspec.msgpack.Encoder(enc_hook=_values).encode


@cache
def _names(schema: type[Part]) -> tuple[str, ...]:
    return tuple(schema.model_fields)


@cache
def _form(schema: type[Part]) -> Any:
    """Nothing but the types of the fields: what was judged is not judged again."""
    return tuple[tuple(field.annotation for field in schema.model_fields.values())]  # type: ignore[misc]


@cache
def _reader(schema: type[Part]) -> Callable[[msgspec.Raw], tuple[Any, ...]]:
    return msgspec.msgpack.Decoder(_form(schema), dec_hook=_inner).decode


def _inner(schema: type[_Part], values: object) -> _Part:
    """A part of a record: an attachment, an event."""
    return _made(schema, msgspec.convert(values, _form(schema), dec_hook=_inner))


def _made(schema: type[_Part], values: tuple[Any, ...]) -> _Part:
    """By the way in which pydantic itself brings back what was pickled."""
    made = schema.__new__(schema)
    made.__setstate__(
        {
            "__dict__": dict(zip(_names(schema), values, strict=True)),
            "__pydantic_fields_set__": set(),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made
