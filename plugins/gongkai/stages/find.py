"""Find: a query answered in the terminal, from the documents the search index was made of.

In: documents, a query. Out: what is found, best first, and by which step of the ladder: a number, the phrase, its parts
anywhere, most of its pairs of characters. The same folding, units and order of steps as in the browser, without its
dictionary of words. Every document is looked at: there is one reader here, and no time is spent on an index of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from gongkai.model.search import SearchDocument
from gongkai.workshop.folding import grams, number_key, simplified, units

_AROUND = 24
"""Units shown before and after a hit."""
_MOST = 0.5
"""Share of a query's pairs that a page must hold to be shown at all."""


class Hit(msgspec.Struct, frozen=True):
    """One document found. `excerpt` is folded text around the first hit in it, "" where only the title holds it."""

    document: SearchDocument
    excerpt: str


class Answer(msgspec.Struct, frozen=True):
    """`step` is what had to be done to find anything: number, phrase, parts, some, none."""

    step: str
    hits: tuple[Hit, ...]


def find(documents: Iterable[SearchDocument], query: str, others: Mapping[str, Sequence[str]] | None = None) -> Answer:
    """Answer a query. `others` are words to look for besides: synonyms as in the index."""
    everything = list(documents)
    numbered = _by_number(everything, query)
    if numbered:
        named = {document.identifier for document in numbered}
        rest = [hit for hit in _holding(everything, [[units(query)]]) if hit.document.identifier not in named]
        return Answer("number", (*(Hit(document, "") for document in numbered), *rest))
    whole = [units(query), *(units(other) for other in _expanded(query, others or {}))]
    parts = [[units(part)] for part in query.split() if units(part)]
    for step, wanted in (("phrase", [whole]), ("parts", parts)):
        if all(alternative for alternatives in wanted for alternative in alternatives):
            found = _holding(everything, wanted) if wanted else []
            if found:
                return Answer(step, tuple(found))
    some = _some(everything, units(query))
    return Answer("some" if some else "none", tuple(some))


def _expanded(query: str, others: Mapping[str, Sequence[str]]) -> Iterator[str]:
    typed = query.strip()
    yield from others.get(typed, ())


def _by_number(documents: Iterable[SearchDocument], query: str) -> list[SearchDocument]:
    """Those whose number is this, else those whose number ends so."""
    key = number_key(query)
    if not any(character.isdigit() for character in key) or len(units(query)) < 2:
        return []
    same: list[SearchDocument] = []
    ending: list[SearchDocument] = []
    for document in documents:
        for number in map(number_key, document.numbers):
            if number == key:
                same.append(document)
            elif number.endswith(key) and not (number[-len(key) - 1].isascii() and number[-len(key) - 1].isalnum()):
                ending.append(document)
    return list({document.identifier: document for document in same or ending}.values())


def _holding(documents: Iterable[SearchDocument], wanted: Sequence[Sequence[Sequence[str]]]) -> list[Hit]:
    """Documents that hold, of each list of alternatives, at least one; best first."""
    found: list[tuple[tuple[int, str], Hit]] = []
    for document in documents:
        texts = list(_texts(document))
        if not all(any(_may_hold(texts, of) for of in alternatives) for alternatives in wanted):
            continue
        blocks = [units(text) for text in texts]
        places = [_first(blocks, alternatives) for alternatives in wanted]
        if all(place is not None for place in places):
            rank = (_rank(blocks[0], wanted), document.day)
            found.append((rank, Hit(document, _excerpt(blocks, places[0]))))
    found.sort(key=lambda each: each[0], reverse=True)
    return [hit for _, hit in found]


def _some(documents: Iterable[SearchDocument], typed: Sequence[str]) -> list[Hit]:
    """Documents with most of the pairs of neighbouring units, those with the most first."""
    pairs = set(grams(typed)[:-1])
    found: list[tuple[tuple[int, str], Hit]] = []
    for document in documents:
        held = {pair for text in _texts(document) for pair in pairs & set(grams(units(text)))} if pairs else set()
        if len(held) >= max(1, _MOST * len(pairs)):
            found.append(((len(held), document.day), Hit(document, "")))
    found.sort(key=lambda each: each[0], reverse=True)
    return [hit for _, hit in found]


def _texts(document: SearchDocument) -> Iterator[str]:
    yield document.title
    yield from document.head
    for part in document.parts:
        yield from part.paragraphs
    yield from document.hidden


@cache
def _forms(unit: str) -> str:
    """Characters that fold to this one, and itself."""
    return unit + "".join(traditional for traditional, simple in simplified().items() if simple == unit)


def _may_hold(texts: Sequence[str], wanted: Sequence[str]) -> bool:
    """A glance, because folding a text takes a hundred times as long: whether every Han character is there."""
    whole = "\n".join(texts)
    return all(unit.isascii() or any(form in whole for form in _forms(unit)) for unit in wanted)


def _first(blocks: Sequence[Sequence[str]], alternatives: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Block and unit at which one of the alternatives begins first."""
    for number, block in enumerate(blocks):
        for wanted in alternatives:
            for start in range(len(block) - len(wanted) + 1):
                if block[start] == wanted[0] and list(block[start : start + len(wanted)]) == list(wanted):
                    return number, start
    return None


def _rank(title: Sequence[str], wanted: Sequence[Sequence[Sequence[str]]]) -> int:
    """2 where the title is the query, 1 where it holds it, else 0."""
    if any(list(title) == list(of) for of in wanted[0]):
        return 2
    return int(all(_first([title], alternatives) is not None for alternatives in wanted))


def _excerpt(blocks: Sequence[Sequence[str]], place: tuple[int, int] | None) -> str:
    if place is None or place[0] == 0:
        return ""
    number, start = place
    return "".join(blocks[number][max(0, start - _AROUND) : start + _AROUND])
