"""Shards: which documents are indexed together.

In: for each document its identifier, day and weight. Out: shards by a pure function of these, without cascades:
stretches of the calendar, each halved until it is light enough. A document added, changed or removed concerns the
shard that holds it, and at most makes that one fall apart or grow together; all others keep name and contents.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import msgspec

HEAVIEST = 2_500_000
"""Characters in a shard: the engine then needs less than 1.2 GB of memory for it."""
LIGHTEST_DOCUMENT = 625
"""What a document weighs at least, in characters, so that no shard has more than 4,000: the engine's time for a query
grows with the square of the hits."""
UNDATED = "undated"
_SPANS = (192, 96, 48, 24, 12, 6, 3, 1)
"""Months: 16, 8, 4, 2 and 1 years, half a year, a quarter, a month. Stretches begin at multiples of their length."""
_DEEPEST = 12
"""Halvings by the identifier's hash; a single document may be heavier than any shard should be."""


class Card(msgspec.Struct, frozen=True, array_like=True):
    """A document seen from outside. `weight` in characters; `digest` changes when anything in it does."""

    identifier: str
    day: str
    weight: int
    digest: bytes


class Shard(msgspec.Struct, frozen=True):
    """Documents indexed together, newest first. `first` and `last` are ISO days, "" for what has no date."""

    name: str
    first: str
    last: str
    cards: tuple[Card, ...]


def divide(cards: Iterable[Card]) -> list[Shard]:
    """All shards, newest first, those without a date last."""
    dated: dict[int, list[Card]] = {}
    undated: list[Card] = []
    for card in cards:
        if card.day:
            dated.setdefault(_month(card) // _SPANS[0], []).append(card)
        else:
            undated.append(card)
    found: list[Shard] = []
    for block in sorted(dated, reverse=True):
        found += _by_calendar(block * _SPANS[0], 0, dated[block])
    if undated:
        found += _by_hash(UNDATED, "", "", "", undated)
    return found


def _by_calendar(start: int, level: int, cards: Sequence[Card]) -> Iterator[Shard]:
    span = _SPANS[level]
    name, first, last = _name(start, span), _day(start, 1), _day(start + span - 1, 0)
    if _weight(cards) <= HEAVIEST:
        yield _shard(name, first, last, cards)
    elif span == 1:
        yield from _by_hash(name, first, last, "", cards)
    else:
        shorter = _SPANS[level + 1]
        for begin in range(start + span - shorter, start - 1, -shorter):
            within = [card for card in cards if begin <= _month(card) < begin + shorter]
            if within:
                yield from _by_calendar(begin, level + 1, within)


def _by_hash(name: str, first: str, last: str, bits: str, cards: Sequence[Card]) -> Iterator[Shard]:
    if _weight(cards) <= HEAVIEST or len(bits) == _DEEPEST or len(cards) == 1:
        yield _shard(f"{name}-{bits}" if bits else name, first, last, cards)
        return
    for bit in "01":
        within = [card for card in cards if _bit(card, len(bits)) == bit]
        if within:
            yield from _by_hash(name, first, last, bits + bit, within)


def _shard(name: str, first: str, last: str, cards: Sequence[Card]) -> Shard:
    by_identifier = sorted(cards, key=lambda card: card.identifier)
    return Shard(name, first, last, tuple(sorted(by_identifier, key=lambda card: card.day, reverse=True)))


def _weight(cards: Iterable[Card]) -> int:
    return sum(max(card.weight, LIGHTEST_DOCUMENT) for card in cards)


def _month(card: Card) -> int:
    return int(card.day[:4]) * 12 + int(card.day[5:7]) - 1


def _day(month: int, day: int) -> str:
    """ISO text of a day of a month; day 0 is its last."""
    year, index = divmod(month, 12)
    return f"{year:04d}-{index + 1:02d}-{day or monthrange(year, index + 1)[1]:02d}"


def _name(start: int, span: int) -> str:
    year, index = divmod(start, 12)
    match span:
        case 12:
            return f"{year:04d}"
        case 6:
            return f"{year:04d}h{index // 6 + 1}"
        case 3:
            return f"{year:04d}q{index // 3 + 1}"
        case 1:
            return f"{year:04d}m{index + 1:02d}"
    return f"{year:04d}-{year + span // 12 - 1:04d}"


def _bit(card: Card, index: int) -> str:
    return format(int.from_bytes(sha256(card.identifier.encode()).digest()[:4], "big"), "032b")[index]
