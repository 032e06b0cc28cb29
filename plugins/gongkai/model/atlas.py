"""The Atlas: the one place where all records meet.

In: the sheets of all chunks, and a way to read the summaries of one. Out: answers about records, by the methods that
views call through an Inquiry (`model.inquiry`). A chunk's summaries are read when a question first concerns them: a
cold build opens every sheet, a build of one change only a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter

import msgspec

from gongkai.model.index import Index
from gongkai.model.reference import Ref
from gongkai.model.sheet import Sheet, numbers_in, sheet_of
from gongkai.model.summary import Claim, Summary, claims_of

_encode = msgspec.msgpack.Encoder().encode
_ORDER = attrgetter("order", "ref.place")


class Leaf(msgspec.Struct, frozen=True, array_like=True):
    """One of the pages of a listing's year: how many there are, and the records of this one, oldest first."""

    pages: int
    items: tuple[Summary, ...]


Counts = tuple[tuple[str, int], ...]
"""How many records stand in a listing, by year, newest first."""

Addresses = tuple[tuple[str, str], ...]
"""Addresses of records (their `url`) and the days of their publication."""

Answer = Summary | tuple[Summary, ...] | Counts | Addresses | Leaf | None


class OpenSheet:
    """The summaries of one chunk, in the order of the Atlas."""

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self.summaries = sorted(summaries, key=_ORDER)

    @cached_property
    def listed(self) -> Mapping[tuple[str, str], list[Summary]]:
        """By listing and year."""
        found: dict[tuple[str, str], list[Summary]] = {}
        for summary in self.summaries:
            year = summary.published[:4]
            for listing in summary.listings:
                try:
                    found[listing, year].append(summary)
                except KeyError:
                    found[listing, year] = [summary]
        return found

    @cached_property
    def naming(self) -> Mapping[Ref, list[Summary]]:
        """By the records they name."""
        found: dict[Ref, list[Summary]] = {}
        for summary in self.summaries:
            if summary.links:
                for target in dict.fromkeys(link.target for link in summary.links):
                    found.setdefault(target, []).append(summary)
        return found


class Atlas:
    """All summaries. Nothing in it changes once it is made; sheets are opened as questions need them."""

    def __init__(self, sheets: Iterable[Sheet], read: Callable[[str], Iterable[Summary]]) -> None:
        """`read` gives the summaries of a chunk by its key, as they are seen on the Atlas' day."""
        self.index = Index(sheets)
        self._read = read
        self._open: dict[str, OpenSheet] = {}
        self._known: dict[Ref, Summary] = {}
        self._years: dict[tuple[str, str], tuple[Summary, ...]] = {}
        self._positions: dict[tuple[str, str], dict[Ref, int]] = {}
        self._marks: dict[int, bytes] = {}

    @classmethod
    def of(cls, summaries: Iterable[Summary]) -> Atlas:
        """An Atlas of summaries that are all at hand."""
        kinds: dict[str, list[Summary]] = {}
        for summary in summaries:
            kinds.setdefault(summary.ref.kind, []).append(summary)
        return cls([sheet_of(kind, kind, found) for kind, found in kinds.items()], kinds.__getitem__)

    def open_all(self) -> None:
        """Open every sheet: before workers are forked, so that none of them has to."""
        for sheet in self.index.sheets:
            self.opened(sheet)

    def opened(self, sheet: Sheet) -> OpenSheet:
        known = self._open.get(sheet.key)
        if known is None:
            known = self._open[sheet.key] = OpenSheet(self._read(sheet.key))
            self._known.update((summary.ref, summary) for summary in known.summaries)
        return known

    def _gathered(
        self, sheets: Sequence[Sheet], found: Callable[[OpenSheet], Iterable[Summary]]
    ) -> tuple[Summary, ...]:
        """What is found on some sheets, in the order of the Atlas."""
        if len(sheets) == 1:
            return tuple(found(self.opened(sheets[0])))
        return tuple(sorted((summary for sheet in sheets for summary in found(self.opened(sheet))), key=_ORDER))

    def __len__(self) -> int:
        return sum(len(numbers_in(sheet.records)) for sheet in self.index.sheets)

    @property
    def records(self) -> Mapping[Ref, Summary]:
        """All records, in order. Opens every sheet: not for what is done at each build."""
        return {each.ref: each for each in self._gathered(self.index.sheets, lambda sheet: sheet.summaries)}

    @property
    def listings(self) -> Mapping[str, Iterable[str]]:
        """The listings that hold anything, and of each the years."""
        return self.index.places

    def counts(self, listing: str) -> Counts:
        return tuple(sorted(self.index.counts.get(listing, {}).items(), reverse=True))

    def has(self, ref: Ref) -> bool:
        """Whether there is such a record. Opens nothing."""
        return self.index.holding(str(ref)) is not None

    def of_kind(self, kind: str) -> Sequence[Summary]:
        """All records of a kind, in order. For small registers (bodies, matters), not for the mass of records."""
        return self._gathered([each for each in self.index.sheets if each.kind == kind], lambda each: each.summaries)

    def contested(self, name: str) -> Iterator[tuple[str, Sequence[Summary]]]:
        """What is claimed more than once, and by whom, in order (twice, who claims it twice)."""
        return (
            (claim.value, rivals) for claim, rivals in self._contested.items() if claim.name == name and claim.value
        )

    @cached_property
    def _contested(self) -> Mapping[Claim, Sequence[Summary]]:
        found: dict[Claim, list[Summary]] = {}
        for summary in self._gathered(self.index.rivals(), lambda sheet: sheet.summaries):
            for claim in claims_of(summary):
                found.setdefault(claim, []).append(summary)
        return {claim: summaries for claim, summaries in found.items() if len(summaries) > 1}

    def lacking(self, name: str) -> Sequence[Summary]:
        """Records that should have a number of that name and have none, in order."""
        claim = Claim(name, "")
        sheets = self.index.claiming(str(claim))
        return [each for each in self._gathered(sheets, lambda sheet: sheet.summaries) if claim in each.claims]

    def record(self, kind: str, place: str) -> Summary | None:
        ref = Ref(kind, place)
        known = self._known.get(ref)
        if known is None and len(self._open) < len(self.index.sheets):
            sheet = self.index.holding(str(ref))
            if sheet is not None:
                self.opened(sheet)
                known = self._known.get(ref)
        return known

    def naming(self, kind: str, place: str) -> tuple[Summary, ...]:
        """Records that name this one, by whatever relation, oldest first."""
        ref = Ref(kind, place)
        sheets = self.index.naming(str(ref))
        return self._gathered(sheets, lambda sheet: sheet.naming.get(ref, ())) if sheets else ()

    def members(self, listing: str) -> tuple[Summary, ...]:
        """All records of a listing, in its order. For small registers (bodies, matters), not for the mass of
        records."""
        years = [year for year, _ in reversed(self.counts(listing))]
        return tuple(summary for year in years for summary in self.year(listing, year))

    def year(self, listing: str, year: str) -> tuple[Summary, ...]:
        """A listing's records of one year, oldest first."""
        key = (listing, year)
        known = self._years.get(key)
        if known is None:
            sheets = self.index.places.get(listing, {}).get(year, ())
            known = self._years[key] = self._gathered(sheets, lambda sheet: sheet.listed[key])
        return known

    def addresses(self, listing: str, year: str) -> Addresses:
        """Addresses and days of a listing's records of one year, oldest first."""
        return tuple([(each.url, each.date) for each in self.year(listing, year)])

    def head(self, listing: str, year: str, limit: str) -> tuple[Summary, ...]:
        """The newest of a listing's year, at most `limit`, newest first."""
        return self.year(listing, year)[: -int(limit) - 1 : -1]

    def leaf(self, listing: str, year: str, number: str, size: str) -> Leaf:
        """One page of a listing's year, of `size` records; pages are numbered from the oldest, from 1."""
        items, length = self.year(listing, year), int(size)
        start = (int(number) - 1) * length
        return Leaf((len(items) + length - 1) // length, items[start : start + length])

    def position(self, record: Ref, listing: str, year: str) -> int | None:
        """Where in a listing's year a record stands, counted from 0; None where it does not."""
        key = (listing, year)
        if key not in self._positions:
            self._positions[key] = {each.ref: index for index, each in enumerate(self.year(listing, year))}
        return self._positions[key].get(record)

    def digest(self, method: str, arguments: tuple[str, ...]) -> bytes:
        """The digest of the answer to one question, as recorded by an Inquiry."""
        return self.digest_of(getattr(self, method)(*arguments))

    def digest_of(self, answer: Answer) -> bytes:
        """The digest of an answer, made from those of its summaries: each stands in dozens of answers."""
        match answer:
            case None | ():
                return _NOTHING
            case Summary():
                return self._mark(answer)
            case Leaf():
                return _hashed(_encode(answer.pages), self._marks_of(answer.items))
            case (Summary(), *_):
                return _hashed(self._marks_of(answer))  # type: ignore[arg-type]  # the others are summaries, too
        return _hashed(_encode(answer))

    def _marks_of(self, summaries: Iterable[Summary]) -> bytes:
        known = self._marks
        return b"".join([known.get(id(each)) or self._mark(each) for each in summaries])

    def _mark(self, summary: Summary) -> bytes:
        """The digest of one summary of this Atlas, made once."""
        known = self._marks.get(id(summary))
        if known is None:
            known = self._marks[id(summary)] = _hashed(_encode(summary))
        return known


_NOTHING = bytes(8)


def _hashed(*parts: bytes) -> bytes:
    return blake2b(b"".join(parts), digest_size=len(_NOTHING)).digest()
