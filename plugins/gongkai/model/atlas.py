"""The Atlas: the one place where all records meet, and the questions that views may ask it.

In: every Summary of the site. Out: answers, each recorded with its digest. A view sees other records only by asking
here; what it asked is kept with its pages, and after a change only the questions whose *topic* was touched are asked
again. Pages whose answers are all the same are not made again. That is how an incremental build equals a clean one
without any dependency table kept by hand.

A topic is a string: `record:<ref>`, `to:<ref>` (who links here), `<listing>` and `<listing>:<year>`.
`topics_of(summary)` names every topic that a change of that summary can touch; a question's topic must be among them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from zlib import crc32

import msgspec

from gongkai.model.reference import Ref
from gongkai.model.summary import Link, Summary

_encode = msgspec.msgpack.Encoder().encode


class Newest(msgspec.Struct, frozen=True, array_like=True):
    """The head of a listing: how many records it has, in which years (newest first), and the newest of them."""

    count: int
    years: tuple[tuple[str, int], ...]
    items: tuple[Summary, ...]


class Neighbours(msgspec.Struct, frozen=True, array_like=True):
    """The records just before (older) and after (newer) one in a listing's year."""

    older: Summary | None
    newer: Summary | None


Answer = Summary | tuple[Summary, ...] | Newest | Neighbours | None


class Question(msgspec.Struct, frozen=True, array_like=True):
    """One recorded question: the method of Atlas, its arguments, its topic, and the digest of the answer."""

    method: str
    arguments: tuple[str, ...]
    topic: str
    digest: bytes


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """The questions of one unit, kept packed: nearly all of them are never looked at again.

    `topics` are the numbers of the topics (`topic_number`), four bytes each in this machine's order; `packed` the
    encoded questions, which `opened` reads.
    """

    topics: bytes
    packed: msgspec.Raw

    def concerns(self, numbers: frozenset[int]) -> bool:
        """Whether one of these topics may be among the questions'."""
        return not numbers.isdisjoint(memoryview(self.topics).cast("I"))

    def opened(self) -> tuple[Question, ...]:
        return _read_questions(self.packed)


_read_questions = msgspec.msgpack.Decoder(tuple[Question, ...]).decode

NOTHING_ASKED = Asked(b"", msgspec.Raw(_encode(())))


def topic_number(topic: str) -> int:
    """A short number for a topic. Two topics may share one, which costs a look at the questions and nothing else."""
    return crc32(topic.encode())


def topics_of(summary: Summary) -> Iterator[str]:
    """Every topic that adding, changing or removing this record can touch."""
    yield f"record:{summary.ref}"
    for link in summary.links:
        yield f"to:{link.target}"
    for listing in summary.listings:
        yield listing
        yield f"{listing}:{summary.year}"


class Atlas:
    """All summaries, indexed. Read-only once made."""

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self.records: dict[Ref, Summary] = {}
        self.listings: dict[str, dict[str, list[Summary]]] = {}
        for summary in sorted(summaries, key=lambda each: (each.order, each.ref.place)):
            self.records[summary.ref] = summary
            year = summary.published[:4]
            for listing in summary.listings:
                try:
                    self.listings[listing][year].append(summary)
                except KeyError:  # the first of its year: rare among 200,000
                    self.listings.setdefault(listing, {})[year] = [summary]

    @cached_property
    def linked_from(self) -> Mapping[Ref, tuple[Summary, ...]]:
        """For each record that others name: those others, oldest first."""
        found: dict[Ref, list[Summary]] = {}
        for summary in self.records.values():
            for target in dict.fromkeys(link.target for link in summary.links):
                found.setdefault(target, []).append(summary)
        return {target: tuple(sources) for target, sources in found.items()}

    def record(self, kind: str, place: str) -> Summary | None:
        return self.records.get(Ref(kind, place))

    def naming(self, kind: str, place: str) -> tuple[Summary, ...]:
        """Records that name this one, by whatever relation, oldest first."""
        return self.linked_from.get(Ref(kind, place), ())

    def members(self, listing: str) -> tuple[Summary, ...]:
        """All records of a listing, in its order. For small registers (bodies, matters), not for the mass of
        records.
        """
        years = self.listings.get(listing, {})
        return tuple(summary for year in sorted(years) for summary in years[year])

    def year(self, listing: str, year: str) -> tuple[Summary, ...]:
        """A listing's records of one year, oldest first."""
        return tuple(self.listings.get(listing, {}).get(year, ()))

    def newest(self, listing: str, limit: str) -> Newest:
        """The head of a listing, at most `limit` records, newest first."""
        years = self.listings.get(listing, {})
        wanted = int(limit)
        items: list[Summary] = []
        for year in sorted(years, reverse=True):
            items.extend(reversed(years[year][-(wanted - len(items)) :]))
            if len(items) >= wanted:
                break
        counts = tuple((year, len(years[year])) for year in sorted(years, reverse=True))
        return Newest(sum(count for _, count in counts), counts, tuple(items))

    def neighbours(self, kind: str, place: str, listing: str, year: str) -> Neighbours:
        items = self.listings.get(listing, {}).get(year, [])
        index = self._position(listing, year).get(Ref(kind, place))
        if index is None:
            return Neighbours(None, None)
        return Neighbours(
            items[index - 1] if index else None,
            items[index + 1] if index + 1 < len(items) else None,
        )

    def _position(self, listing: str, year: str) -> Mapping[Ref, int]:
        key = (listing, year)
        if key not in self._positions:
            items = self.listings.get(listing, {}).get(year, [])
            self._positions[key] = {summary.ref: index for index, summary in enumerate(items)}
        return self._positions[key]

    @cached_property
    def _positions(self) -> dict[tuple[str, str], Mapping[Ref, int]]:
        return {}

    def digest(self, method: str, arguments: tuple[str, ...]) -> bytes:
        """The digest of the answer to one question, as recorded by `Inquiry`."""
        return self.digest_of(getattr(self, method)(*arguments))

    def digest_of(self, answer: Answer) -> bytes:
        """The digest of an answer, made from those of its summaries: each stands in dozens of answers."""
        match answer:
            case None | ():
                return _NOTHING
            case Summary():
                return self._mark(answer)
            case Neighbours():
                return _hashed(self._mark(each) if each else _NOTHING for each in (answer.older, answer.newer))
            case Newest():
                return _hashed((_encode((answer.count, answer.years)), *map(self._mark, answer.items)))
        return _hashed(map(self._mark, answer))

    def _mark(self, summary: Summary) -> bytes:
        """The digest of one summary of this Atlas, made once."""
        known = self._marks.get(id(summary))
        if known is None:
            known = self._marks[id(summary)] = _hashed((_encode(summary),))
        return known

    @cached_property
    def _marks(self) -> dict[int, bytes]:
        return {}


_NOTHING = bytes(8)


def _hashed(parts: Iterable[bytes]) -> bytes:
    return blake2b(b"".join(parts), digest_size=len(_NOTHING)).digest()


class Inquiry:
    """A view's questions to the Atlas while it makes its pages: the only way in, and everything asked is recorded."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._asked: dict[tuple[str, tuple[str, ...]], tuple[str, Answer]] = {}

    def _ask(self, topic: str, method: str, *arguments: str) -> Answer:
        key = (method, arguments)
        known = self._asked.get(key)
        if known is None:
            known = self._asked[key] = (topic, getattr(self._atlas, method)(*arguments))
        return known[1]

    def record(self, ref: Ref) -> Summary | None:
        known = self._asked.get(("record", (ref.kind, ref.place)))  # the question asked most often
        if known is not None:
            return known[1]  # type: ignore[return-value]
        return self._ask(f"record:{ref}", "record", ref.kind, ref.place)  # type: ignore[return-value]

    def linked(self, ref: Ref, relation: str) -> tuple[Summary, ...]:
        """Records that name this one by `relation`, oldest first. Recorded as one question for all relations: most
        records are named by nobody, and a page asks for five."""
        naming: tuple[Summary, ...] = self._ask(f"to:{ref}", "naming", ref.kind, ref.place)  # type: ignore[assignment]
        if not naming:
            return naming
        wanted = Link(relation, ref)
        return tuple(source for source in naming if wanted in source.links)

    def members(self, listing: str) -> tuple[Summary, ...]:
        return self._ask(listing, "members", listing)  # type: ignore[return-value]

    def year(self, listing: str, year: str) -> tuple[Summary, ...]:
        return self._ask(f"{listing}:{year}", "year", listing, year)  # type: ignore[return-value]

    def newest(self, listing: str, limit: int) -> Newest:
        return self._ask(listing, "newest", listing, str(limit))  # type: ignore[return-value]

    def neighbours(self, summary: Summary, listing: str) -> Neighbours:
        ref = summary.ref
        return self._ask(  # type: ignore[return-value]
            f"{listing}:{summary.year}", "neighbours", ref.kind, ref.place, listing, summary.year
        )

    def asked(self) -> Asked:
        """Everything asked, with digests of the answers."""
        questions = tuple(
            Question(method, arguments, topic, self._atlas.digest_of(answer))
            for (method, arguments), (topic, answer) in self._asked.items()
        )
        numbers = array("I", sorted({topic_number(question.topic) for question in questions}))
        return Asked(numbers.tobytes(), msgspec.Raw(_encode(questions)))
