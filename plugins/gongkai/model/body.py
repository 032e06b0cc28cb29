"""The tree of bodies (机构), as far as rules and listings need it: who is under whom, of what type, with which codes.

In: summaries of kind `department`. Out: `Bodies`. Kept apart from the department records so that a new telephone number
is no reason to load every entry again; for the same reason names are not kept here: ask the Atlas for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from gongkai.model.summary import Summary


class Body(msgspec.Struct, frozen=True, array_like=True):
    """One body. `code` is the front part of its index numbers (统一社会信用代码 or 组织机构代码), "" if it has none."""

    identifier: str
    type: str
    order: str
    superior: str
    codes: tuple[str, ...] = ()
    number_prefixes: tuple[str, ...] = ()


class Bodies(msgspec.Struct, frozen=True, dict=True):
    """All bodies by identifier."""

    by_identifier: Mapping[str, Body]

    @cached_property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """Front codes that index numbers of each body may bear: its own (with those of predecessors), then those of its
        superiors."""
        return {
            identifier: tuple(code for body in self.above(identifier) for code in body.codes)
            for identifier in self.by_identifier
        }

    def get(self, identifier: str) -> Body | None:
        return self.by_identifier.get(identifier)

    def above(self, identifier: str) -> Iterator[Body]:
        """The body itself, then its superiors up to the top. A circle in the register ends the walk."""
        seen: set[str] = set()
        body = self.by_identifier.get(identifier)
        while body is not None and body.identifier not in seen:
            seen.add(body.identifier)
            yield body
            body = self.by_identifier.get(body.superior)

    def within(self, identifier: str, scope: str) -> bool:
        """Whether a body is `scope` or below it. "" is the scope that holds everything."""
        return not scope or any(body.identifier == scope for body in self.above(identifier))


def bodies_from(summaries: Iterable[Summary]) -> Bodies:
    """Read the tree from the department records' summaries (facts `type`, `superior`, `codes`, `number_prefixes`)."""
    return Bodies(
        {
            summary.ref.place: Body(
                summary.ref.place,
                summary.facts.get("type", ""),
                summary.order,
                summary.facts.get("superior", ""),
                tuple(filter(None, summary.facts.get("codes", "").split(" "))),
                tuple(filter(None, summary.facts.get("number_prefixes", "").split(" "))),
            )
            for summary in summaries
            if summary.ref.kind == "department"
        }
    )
