"""The recall gate: does search find what stands on the pages?

In: the pages of a built site. Out: queries drawn with a fixed seed, with the pages that hold them; and a verdict on
what a client answered. The tests put it to the sample city, `python -m benchmarks recall` to larger sites.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.search.truth import Pages
from gongkai.workshop.folding import fold, number_key, simplified, units

FEW = 10
MANY_NUMBERS = 2000
"""Numbers asked for at most: all of the sample city and of the corpus, some of a larger site."""
LEAST_RECALL = 0.99
MOST_NOTHING = 0.005
_SEED = 20261121
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, why, and the pages that hold it."""

    kind: str
    typed: str
    truth: frozenset[str]


class Share(NamedTuple):
    """Of the first ten: how many of those that could stand there do, how many of those that stand there are right."""

    recall: float
    precision: float


@dataclass(slots=True)
class Verdict:
    """What must hold: everything found where it stands on few pages, nearly all of the first ten elsewhere, numbers
    first, hardly ever nothing."""

    asked: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    recall_at_ten: list[float] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    not_first: list[str] = field(default_factory=list)
    nothing: list[str] = field(default_factory=list)

    @property
    def mean_recall(self) -> float:
        return sum(self.recall_at_ten) / max(len(self.recall_at_ten), 1)

    @property
    def zero_rate(self) -> float:
        return len(self.nothing) / max(sum(self.asked.values()), 1)

    def summary(self) -> str:
        asked = ", ".join(f"{count} {kind}" for kind, count in self.asked.items())
        return (
            f"{asked}: missed {len(self.missed)}, recall@10 {self.mean_recall:.4f}, "
            f"numbers not first {len(self.not_first)}, nothing found {self.zero_rate:.4f}"
        )

    def faults(self) -> list[str]:
        """All that keeps the gate shut."""
        found = [f"missed: {each}" for each in self.missed]
        if self.mean_recall < LEAST_RECALL:
            found += [f"weak: {each}" for each in self.weak]
        found += [f"not first: {each}" for each in self.not_first]
        if self.zero_rate > MOST_NOTHING:
            found += [f"nothing found: {each}" for each in self.nothing]
        return found


def queries(pages: Pages, seed: int = _SEED) -> list[Query]:
    """At least 200 substrings, 30 pairs of words, 20 in traditional characters, and the numbers on the cards."""
    source = random.Random(seed)
    found = [*_substrings(pages, source, 220), *_pairs(pages, source, 40), *_traditional(pages, source, 30)]
    numbers = [*document_numbers(pages), *index_numbers(pages)]
    return found + (numbers if len(numbers) <= MANY_NUMBERS else source.sample(numbers, MANY_NUMBERS))


def document_numbers(pages: Pages) -> Iterable[Query]:
    """Every 文号 as written, and as it is typed in haste."""
    owners = pages.card_values("文号")
    same: dict[str, frozenset[str]] = {}
    for number, addresses in owners.items():
        same[number_key(number)] = same.get(number_key(number), frozenset()) | addresses
    for number in owners:
        yield Query("numbers", number, same[number_key(number)])
        yield Query("numbers", hasty(number), same[number_key(number)])


def hasty(number: str) -> str:
    """A 文号 without its brackets and its 号."""
    return re.sub(r"[〔\[]", "", number).replace("〕", " ").replace("]", " ").removesuffix("号")


def index_numbers(pages: Pages) -> Iterable[Query]:
    """Every 索引号."""
    for number, addresses in pages.card_values("索引号").items():
        yield Query("numbers", number, frozenset(addresses))


def typed_as(of: Sequence[str]) -> str:
    """Units as somebody would type them: a blank between Latin words and numbers, none elsewhere."""
    text = ""
    for unit in of:
        shown = re.sub(r"(?<=\d)p(?=\d)", ".", unit)
        text += f" {shown}" if text and text[-1].isascii() and shown[0].isascii() else shown
    return text


def in_traditional(typed: str) -> str:
    """The same in traditional characters, where each has one."""
    back: dict[str, str] = {}
    for traditional, simple in simplified().items():
        back.setdefault(simple, traditional)
    return "".join(back.get(character, character) for character in typed)


def _stretch(pages: Pages, source: random.Random, shortest: int, longest: int) -> tuple[str, ...]:
    addresses = sorted(pages.blocks)
    while True:
        blocks = pages.blocks[source.choice(addresses)]
        block = blocks[0] if source.random() < 0.25 else source.choice(blocks)
        length = source.randint(shortest, longest)
        if len(block) >= length:
            start = source.randrange(len(block) - length + 1)
            return block[start : start + length]


def _substrings(pages: Pages, source: random.Random, wanted: int) -> Iterable[Query]:
    for _ in range(wanted):
        stretch = _stretch(pages, source, 2, 8)
        yield Query("substrings", typed_as(stretch), pages.holding(stretch))


def _pairs(pages: Pages, source: random.Random, wanted: int) -> Iterable[Query]:
    """Two words of one page, typed with a blank between."""
    addresses = sorted(address for address, blocks in pages.blocks.items() if sum(map(len, blocks)) > 40)
    for _ in range(wanted):
        blocks = [block for block in pages.blocks[source.choice(addresses)] if len(block) >= 4]
        if len(blocks) < 2:
            continue
        words = []
        for block in source.sample(blocks, 2):
            start = source.randrange(len(block) - 3)
            words.append(block[start : start + source.choice((2, 3, 4))])
        truth = pages.holding(words[0]) & pages.holding(words[1])
        if all(_HAN.search("".join(word)) for word in words):
            yield Query("pairs", " ".join(map(typed_as, words)), truth)


def _traditional(pages: Pages, source: random.Random, wanted: int) -> Iterable[Query]:
    made = 0
    while made < wanted:
        stretch = _stretch(pages, source, 2, 8)
        typed = in_traditional(typed_as(stretch))
        if typed != typed_as(stretch) and fold(typed) == fold(typed_as(stretch)):
            made += 1
            yield Query("traditional", typed, pages.holding(stretch))


def share(pages: Pages, query: Query, answer: Sequence[str]) -> Share:
    """What the first ten are worth. A page is right that shows all that was typed, its card and its lists included."""
    words = [units(word) for word in (query.typed.split(" ") if query.kind == "pairs" else [query.typed])]
    first = answer[:FEW]
    right = sum(address in query.truth or all(pages.shows(address, word) for word in words) for address in first)
    return Share(min(1.0, right / max(min(FEW, len(query.truth)), 1)), right / len(first) if first else 0.0)


def judge(pages: Pages, asked: Sequence[Query], answers: Sequence[Sequence[str]]) -> Verdict:
    """Hold the answers against the truth."""
    verdict = Verdict()
    for query, answer in zip(asked, answers, strict=True):
        verdict.asked[query.kind] = verdict.asked.get(query.kind, 0) + 1
        if not answer:
            verdict.nothing.append(query.typed)
        if query.kind == "numbers":
            if not answer or answer[0] not in query.truth:
                verdict.not_first.append(f"{query.typed}: {answer[:1]}, not {sorted(query.truth)}")
        elif query.kind in ("substrings", "traditional") and len(query.truth) <= FEW:
            verdict.missed += [f"{query.typed}: {address}" for address in sorted(query.truth - set(answer))]
        else:
            recall = share(pages, query, answer).recall
            verdict.recall_at_ten.append(recall)
            if recall < 1:
                verdict.weak.append(f"{query.typed}: {recall:.2f} of {len(query.truth)}, {len(answer)} found")
    return verdict
