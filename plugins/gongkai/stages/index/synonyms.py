"""Synonyms: what else to look for when somebody types a word.

In: the committed list, other names of what the rooms keep, the words the site holds. Out: word as typed → words that
stand on the site. Applied at query time, and the reader is told; the index itself stays exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from gongkai.model.search import SearchDocument
from gongkai.workshop.folding import fold

_LIST = Path(__file__).parent / "data" / "synonyms.txt"


@cache
def listed() -> Mapping[str, tuple[str, ...]]:
    """The committed list: `word = other other …`, a line each. Sources stand in the list itself."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _LIST.read_text("utf-8").split("\n"):
        if line and not line.startswith("#"):
            word, _, others = line.partition(" = ")
            found[word] = tuple(others.split(" "))
    return found


def held_words(documents: Iterable[SearchDocument], own: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Which of the words to look for stand in these documents. `own` are the site's own synonyms."""
    text = fold("\n".join(text for document in documents for text in shown_texts(document)))
    wanted = sorted({word for others in (*listed().values(), *own.values()) for word in others})
    return tuple(word for word in wanted if fold(word) in text)


def shown_texts(document: SearchDocument) -> Iterator[str]:
    """All that a reader sees of a document."""
    yield document.title
    yield from document.head
    for part in document.parts:
        yield from part.paragraphs


def synonyms(
    held: Iterable[str], own: Mapping[str, Sequence[str]], other_names: Iterable[tuple[str, str]]
) -> dict[str, list[str]]:
    """Word → others to look for, limited to what the site holds."""
    there = frozenset(held)
    found: dict[str, list[str]] = {}
    for word, others in (*listed().items(), *own.items()):
        for other in others:
            if other in there and other not in found.get(word, ()):
                found.setdefault(word, []).append(other)
    for name, present in other_names:
        if fold(name) not in fold(present) and present not in found.get(name, ()):
            found.setdefault(name, []).append(present)
    return {word: found[word] for word in sorted(found)}
