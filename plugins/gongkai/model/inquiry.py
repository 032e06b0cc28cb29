"""The questions that views ask the Atlas, each recorded with the digest of its answer.

A view sees other records only by asking here; what it asked is kept with its pages, and after a change only the
questions whose *topic* was touched are asked again. Pages whose answers are all the same are not made again. That is
how an incremental build equals a clean one without any dependency table kept by hand. Rules that judge one record
beside others ask here, too.

A topic is a string: `record:<ref>`, `to:<ref>` (who links here), `<listing>` (how many records it has, in which years)
and `<listing>:<year>` (which they are). `topics_between` names every topic that the change of one record can touch; a
question's topic (`topic_of`) must be among them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from zlib import crc32

import msgspec

from gongkai.model.atlas import Addresses, Answer, Atlas, Counts, Leaf
from gongkai.model.reference import Ref
from gongkai.model.summary import Link, Summary

_encode = msgspec.msgpack.Encoder().encode


class Question(msgspec.Struct, frozen=True, array_like=True):
    """One recorded question: the method of Atlas, its arguments, and the digest of the answer."""

    method: str
    arguments: tuple[str, ...]
    digest: bytes

    @property
    def topic(self) -> str:
        return topic_of(self.method, self.arguments)


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


def topic_of(method: str, arguments: tuple[str, ...]) -> str:
    """The topic of a question."""
    first, second = arguments[0], arguments[1] if len(arguments) > 1 else ""
    match method:
        case "record":
            return f"record:{first}:{second}"
        case "naming":
            return f"to:{first}:{second}"
        case "counts":
            return first
    return f"{first}:{second}"  # a listing and a year


def topic_number(topic: str) -> int:
    """A short number for a topic. Two topics may share one, which costs a look at the questions and nothing else."""
    return crc32(topic.encode())


def topics_between(old: Summary | None, new: Summary | None) -> Iterator[str]:
    """Every topic on which an answer may differ when one record was added (no `old`), removed (no `new`) or altered."""
    places: list[set[tuple[str, str]]] = []
    for summary in (old, new):
        if summary is None:
            places.append(set())
            continue
        yield f"record:{summary.ref}"
        for link in summary.links:
            yield f"to:{link.target}"
        places.append({(listing, summary.year) for listing in summary.listings})
    before, after = places
    yield from (f"{listing}:{year}" for listing, year in before | after)
    yield from (listing for listing, _ in before ^ after)


class Neighbours(msgspec.Struct, frozen=True):
    """The records just before (older) and after (newer) one in a listing's year."""

    older: Summary | None
    newer: Summary | None


class Newest(msgspec.Struct, frozen=True):
    """The head of a listing: how many records it has, in which years (newest first), and the newest of them."""

    count: int
    years: Counts
    items: tuple[Summary, ...]


class Inquiry:
    """A view's questions to the Atlas while it makes its pages: the only way in, and everything asked is recorded."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._asked: dict[tuple[str, tuple[str, ...]], Answer] = {}

    def _ask(self, method: str, *arguments: str) -> Answer:
        key = (method, arguments)
        try:
            return self._asked[key]
        except KeyError:
            answer: Answer = getattr(self._atlas, method)(*arguments)
            self._asked[key] = answer
            return answer

    def record(self, ref: Ref) -> Summary | None:
        return self._ask("record", ref.kind, ref.place)  # type: ignore[return-value]

    def naming(self, ref: Ref) -> tuple[Summary, ...]:
        """Records that name this one, by whatever relation, oldest first."""
        return self._ask("naming", ref.kind, ref.place)  # type: ignore[return-value]

    def linked(self, ref: Ref, relation: str) -> tuple[Summary, ...]:
        """Records that name this one by `relation`, oldest first."""
        naming, wanted = self.naming(ref), Link(relation, ref)
        return tuple([source for source in naming if wanted in source.links]) if naming else naming

    def counts(self, listing: str) -> Counts:
        """How many records stand in a listing, by year, newest first."""
        return self._ask("counts", listing)  # type: ignore[return-value]

    def count(self, listing: str) -> int:
        return sum(count for _, count in self.counts(listing))

    def members(self, listing: str) -> tuple[Summary, ...]:
        """All records of a listing, in its order. For small registers (bodies, matters), not for the mass of
        records."""
        years = [year for year, _ in reversed(self.counts(listing))]
        return tuple(summary for year in years for summary in self.year(listing, year))

    def year(self, listing: str, year: str) -> tuple[Summary, ...]:
        """A listing's records of one year, oldest first."""
        return self._ask("year", listing, year)  # type: ignore[return-value]

    def addresses(self, listing: str, year: str) -> Addresses:
        """Addresses and days of a listing's records of one year, oldest first: of those that show nothing else."""
        return self._ask("addresses", listing, year)  # type: ignore[return-value]

    def leaf(self, listing: str, year: str, number: int, size: int) -> Leaf:
        """One of the pages of a listing's year, numbered from the oldest, from 1."""
        return self._ask("leaf", listing, year, str(number), str(size))  # type: ignore[return-value]

    def newest(self, listing: str, limit: int) -> Newest:
        """The head of a listing, at most `limit` records, newest first."""
        counts = self.counts(listing)
        items: tuple[Summary, ...] = ()
        for year, _ in counts:
            if len(items) >= limit:
                break
            wanted = str(limit - len(items))
            items += self._ask("head", listing, year, wanted)  # type: ignore[operator]
        return Newest(sum(count for _, count in counts), counts, items)

    def neighbours(self, summary: Summary, listing: str) -> Neighbours:
        """The records just before and after one in a listing's year. Recorded as the question for all of the year:
        whoever asks for the place of one asks for those of its whole chunk, and that is most of the year."""
        items = self.year(listing, summary.year)
        index = self._atlas.position(summary.ref, listing, summary.year)
        if index is None:
            return Neighbours(None, None)
        return Neighbours(
            items[index - 1] if index else None,
            items[index + 1] if index + 1 < len(items) else None,
        )

    def asked(self) -> Asked:
        """Everything asked, with digests of the answers."""
        digest_of = self._atlas.digest_of
        questions = [(method, arguments, digest_of(answer)) for (method, arguments), answer in self._asked.items()]
        numbers = array("I", sorted({topic_number(topic_of(*key)) for key in self._asked}))
        return Asked(numbers.tobytes(), msgspec.Raw(_encode(questions)))
