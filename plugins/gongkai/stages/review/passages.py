"""The text of a record before and after, paragraph by paragraph, with the words that differ marked.

In: the paragraphs of both texts. Out: the paragraphs that changed. Lines of a source file would mean nothing to a
reviewer: what is compared is what a reader of the page sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from gongkai.model.review import PassageChange, Piece

_WORD = re.compile(r"[0-9A-Za-z]+|.", re.DOTALL)
_ALIKE = 0.5
"""Paragraphs with less in common are two, and not one that was changed."""
_SHORT = 2
"""A stretch of fewer words between two that differ is part of the difference: single characters agree by chance."""
_MOST_PAIRS = 400
_MOST_WORDS = 1_000_000
"""Above this many comparisons, paragraphs are paired in their order, or words are not compared at all: nobody's text
may keep the machine busy."""


def passage_changes(before: Sequence[str], after: Sequence[str]) -> tuple[PassageChange, ...]:
    return tuple(_changes(before, after))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[PassageChange]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            for old, new in _paired(before[start:end], after[new_start:new_end]):
                yield _compared(old, new)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Old and new paragraphs side by side, "" where there is no other."""
    if len(before) * len(after) > _MOST_PAIRS:
        yield from zip_longest(before, after, fillvalue="")
        return
    rest = list(after)
    for old in before:
        found = next((index for index, new in enumerate(rest) if _are_alike(old, new)), None)
        if found is None:
            yield old, ""
            continue
        yield from (("", new) for new in rest[:found])
        yield old, rest[found]
        rest = rest[found + 1 :]
    yield from (("", new) for new in rest)


def _are_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return False
    return len(old) * len(new) > _MOST_WORDS or matcher.ratio() >= _ALIKE


def _compared(old: str, new: str) -> PassageChange:
    words, new_words = _WORD.findall(old), _WORD.findall(new)
    if not old or not new or len(words) * len(new_words) > _MOST_WORDS:
        return PassageChange(_whole(old), _whole(new))
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, words, new_words, autojunk=False).get_opcodes():
        inside = start > 0 and end < len(words)
        differs = tag != "equal" or (inside and end - start < _SHORT)
        _add(before, "".join(words[start:end]), differs=differs)
        _add(after, "".join(new_words[new_start:new_end]), differs=differs)
    return PassageChange(tuple(before), tuple(after))


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, differs=True),) if text else ()


def _add(pieces: list[Piece], text: str, *, differs: bool) -> None:
    if pieces and pieces[-1].differs == differs:
        text = pieces.pop().text + text
    pieces.append(Piece(text, differs=differs))
