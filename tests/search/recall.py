"""The recall gate: does search find what stands on the pages?

In: a built site. Out: queries with the pages that hold them, found by looking through the pages themselves (not the
index, nor the records); and a verdict on what a client answered. Queries are drawn with a fixed seed. The benchmarks
ask the same of larger sites.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reading import documents
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.workshop.folding import fold, number_key, simplified, units

RECORDS = re.compile(r"(?:policies|entries|interpretations)/[a-z0-9-]+/[a-z0-9./-]+\.html|departments/[a-z0-9-]+\.html")
LISTINGS = re.compile(r"[a-z]+/(?:all|category|level|state|theme|tag|object|person|company|department|form|by|series)/")
BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, caption"
FEW = 10
_HAN = re.compile("[\u4e00-\u9fff]")
Ask = Callable[[Sequence[str]], list[list[str]]]
"""Puts queries to a client; answers with the addresses of the pages found, best first."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, why, and the pages that hold it."""

    kind: str
    typed: str
    truth: frozenset[str]


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


class Pages:
    """The pages of a site as a reader sees them: blocks of units by address."""

    def __init__(self, site: Path) -> None:
        self.blocks: dict[str, list[tuple[str, ...]]] = {}
        self.written: dict[str, list[str]] = {}
        for path in sorted(site.rglob("*.html")):
            address = path.relative_to(site).as_posix()
            if RECORDS.fullmatch(address) and not LISTINGS.match(address) and not address.endswith("index.html"):
                texts = _blocks(path.read_text("utf-8"))
                if texts:
                    self.written[address] = texts
                    self.blocks[address] = [tuple(units(text)) for text in texts]
        self._joined = {
            address: ["\0" + "\0".join(block) + "\0" for block in self.blocks[address]] for address in self.blocks
        }

        self._site = site
        self._whole: dict[str, str] = {}

    def shows(self, address: str, wanted: Sequence[str]) -> bool:
        """Whether a page of whatever kind shows these units anywhere, its card and its lists included."""
        if address not in self._whole:
            main = LexborHTMLParser((self._site / address).read_text("utf-8")).css_first("main")
            self._whole[address] = "\0" + "\0".join(units(main.text(separator=" ") if main else "")) + "\0"
        return "\0" + "\0".join(wanted) + "\0" in self._whole[address]

    def holding(self, wanted: Sequence[str]) -> frozenset[str]:
        """Pages with a block in which these units follow one another."""
        needle = "\0" + "\0".join(wanted) + "\0"
        return frozenset(
            address for address, blocks in self._joined.items() if any(needle in block for block in blocks)
        )


def _blocks(html: str) -> list[str]:
    """The title and the text of a page that is a record's; [] for one that only sends on."""
    tree = LexborHTMLParser(html)
    main = tree.css_first("main")
    title = main.css_first("h1") if main else None
    if main is None or title is None:
        return []
    region = main.css_first("[data-read]")
    found = [title.text()]
    if region is not None:
        found += [_text(node) for node in region.css(BLOCKS) if not node.css("p, li, td")]
    return [text for text in found if text.strip()]


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split("\n"))


def queries(site: Path, pages: Pages, seed: int = 20261121) -> list[Query]:
    """At least 200 substrings, every number, 30 pairs of words, 20 in traditional characters."""
    source = random.Random(seed)
    found = list(_substrings(pages, source, 220))
    found += _numbers(site)
    found += _pairs(pages, source, 40)
    found += _traditional(pages, source, 30)
    return found


def typed_as(of: Sequence[str]) -> str:
    """Units as somebody would type them: a blank between Latin words and numbers, none elsewhere."""
    text = ""
    for unit in of:
        shown = re.sub(r"(?<=\d)p(?=\d)", ".", unit)
        text += f" {shown}" if text and text[-1].isascii() and shown[0].isascii() else shown
    return text


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


def _numbers(site: Path) -> Iterable[Query]:
    """Every 文号 as written, and as it is typed in haste."""
    owners: dict[str, set[str]] = {}
    for found in documents(site):
        number = found.meta.get("number", "")
        if number and re.search(r"\d", number):
            owners.setdefault(number, set()).add(found.meta["url"])
    for number in owners:
        same = frozenset(
            url for other, found in owners.items() if number_key(other) == number_key(number) for url in found
        )
        hasty = re.sub(r"[〔\[]", "", number).replace("〕", " ").replace("]", " ").removesuffix("号")
        yield Query("numbers", number, same)
        yield Query("numbers", hasty, same)


def index_numbers(site: Path, pages: Pages) -> Iterable[Query]:
    """Every 索引号, from the cards of the pages."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        if address in pages.blocks:
            card = re.search(r"<dt>索引号</dt>\s*<dd>([^<]+)</dd>", path.read_text("utf-8"))
            if card and re.search(r"\d", card[1]):
                yield Query("numbers", card[1].strip(), frozenset({address}))


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
    back: Mapping[str, str] = {simple: traditional for traditional, simple in simplified().items()}
    made = 0
    while made < wanted:
        stretch = _stretch(pages, source, 2, 8)
        typed = "".join(back.get(character, character) for character in typed_as(stretch))
        if typed != typed_as(stretch) and fold(typed) == fold(typed_as(stretch)):
            made += 1
            yield Query("traditional", typed, pages.holding(stretch))


def judge(pages: Pages, asked: Sequence[Query], answers: Sequence[Sequence[str]]) -> Verdict:
    """Hold the answers against the truth. Where many pages hold a word, the first ten must be of those that show it."""
    verdict = Verdict()
    for query, answer in zip(asked, answers, strict=True):
        verdict.asked[query.kind] = verdict.asked.get(query.kind, 0) + 1
        if not answer:
            verdict.nothing.append(query.typed)
        if query.kind == "numbers":
            if not answer or answer[0] not in query.truth:
                verdict.not_first.append(f"{query.typed}: {answer[:1]}, not {sorted(query.truth)}")
            continue
        lost = query.truth - set(answer)
        if query.kind in ("substrings", "traditional") and len(query.truth) <= FEW:
            verdict.missed += [f"{query.typed}: {address}" for address in sorted(lost)]
        else:
            words = [units(word) for word in (query.typed.split(" ") if query.kind == "pairs" else [query.typed])]
            right = sum(all(pages.shows(address, word) for word in words) for address in answer[:FEW])
            recall = min(1.0, right / min(FEW, len(query.truth)))
            verdict.recall_at_ten.append(recall)
            if recall < 1:
                verdict.weak.append(f"{query.typed}: {recall:.2f} of {len(query.truth)}, {len(answer)} found")
    return verdict
