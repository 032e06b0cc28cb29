"""Ref: how one record names another.

A Ref is written `department/stem`, with the kind in front (`policy:sfb/2026-9`) wherever a field allows several kinds.
"""

from __future__ import annotations

import re

import msgspec

_REF = re.compile(r"(?:(?P<kind>[a-z]+):)?(?P<place>[a-z0-9-]+(?:/[a-z0-9-]+)*)")


class Ref(msgspec.Struct, frozen=True, order=True):
    """The identity of a record: its kind and its place (`department/stem`, or `stem` for departments and columns)."""

    kind: str
    place: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.place}"

    @property
    def department(self) -> str:
        return self.place.partition("/")[0]


def parse_ref(text: str, kind: str | None = None) -> Ref | None:
    """Read `place` or `kind:place`. `kind` is the kind meant when none is written; None demands one. None: not a
    Ref.
    """
    match = _REF.fullmatch(text)
    if match is None:
        return None
    named = match["kind"] or kind
    return (
        None
        if named is None or (kind is not None and match["kind"] not in (None, kind))
        else Ref(named, match["place"])
    )
