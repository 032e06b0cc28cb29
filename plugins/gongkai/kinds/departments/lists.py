"""Bodies in lists: as cards, by type, by field.

In: Summaries of bodies. Out: cards and groups for the templates, in official order.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gongkai.kinds.departments.body_types import SLUGS
from gongkai.model.summary import Summary
from gongkai.standards import public_enterprise_fields


class Anchor(msgspec.Struct, frozen=True):
    """A line of a page's contents list."""

    title: str
    anchor: str
    children: tuple[Anchor, ...] = ()


class Card(msgspec.Struct, frozen=True):
    """A body in a list, for the macro `department_card`."""

    title: str
    url: str
    text: str = ""
    phone: str = ""
    colour: str = ""


class CardGroup(msgspec.Struct, frozen=True):
    """Bodies of one type, field or place. `url` is the group's own page, if it has one."""

    title: str
    cards: tuple[Card, ...]
    url: str = ""


def card(body: Summary, text: str = "") -> Card:
    """A body's card: name, phone, colour; `text` or, of a body that is no more, its state."""
    facts = body.facts
    return Card(body.title, body.url, text or body.state, facts.get("phone", ""), facts.get("colour", ""))


def by_type(bodies: Iterable[Summary]) -> tuple[CardGroup, ...]:
    """Groups in the official order of types; inside a group the order given."""
    groups: dict[str, list[Card]] = {str(label): [] for label in SLUGS}
    for body in bodies:
        groups[body.facts["type"]].append(card(body))
    return tuple(
        CardGroup(label, tuple(cards), f"departments/type/{SLUGS[label]}.html")
        for label, cards in groups.items()
        if cards
    )


def by_field(bodies: Iterable[Summary]) -> tuple[CardGroup, ...]:
    """Public enterprises by field, in the order of 国办发〔2020〕50号; fields it does not know come last."""
    groups: dict[str, list[Card]] = {field: [] for field in public_enterprise_fields()}
    for body in bodies:
        groups.setdefault(body.facts.get("field", "") or "其他", []).append(card(body))
    return tuple(CardGroup(field, tuple(cards)) for field, cards in groups.items() if cards)
