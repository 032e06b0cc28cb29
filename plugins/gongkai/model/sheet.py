"""A sheet of the Atlas: what stands where among the records of one chunk, without the records themselves.

In: the summaries of a chunk as they are seen on a day. Out: counts and numbers, small enough that those of 100,000
records are read in a moment. It is here so that a build that changes one record opens the few chunks concerned and
leaves the rest on the shelf.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from gongkai.model.summary import Summary, claims_of


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """The index of one chunk.

    `own` counts the records that have their page on this site. `listings` counts records by listing and year. `records`
    are the numbers (`number_of`) of the records, `targets` of those they name, `claims` of what they claim for
    themselves alone: eight bytes each, in this machine's order.
    """

    key: str
    kind: str
    own: int
    listings: dict[str, dict[str, int]]
    records: bytes
    targets: bytes
    claims: bytes


def sheet_of(key: str, kind: str, summaries: Sequence[Summary]) -> Sheet:
    """Index the records of one chunk, in whatever order."""
    listings: dict[str, dict[str, int]] = {}
    for summary in summaries:
        year = summary.published[:4]
        for listing in summary.listings:
            years = listings.setdefault(listing, {})
            years[year] = years.get(year, 0) + 1
    return Sheet(
        key,
        kind,
        sum("://" not in summary.url for summary in summaries),
        listings,
        _packed(str(summary.ref) for summary in summaries),
        _packed({str(link.target) for summary in summaries for link in summary.links}),
        _packed(str(claim) for summary in summaries for claim in claims_of(summary)),
    )


def number_of(text: str) -> int:
    """The number under which a text is kept in a sheet: 64 bits of its hash, so that two never share one."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def numbers_in(packed: bytes) -> memoryview:
    """The numbers of `records`, `targets` or `claims`."""
    return memoryview(packed).cast("Q")


def holds(packed: bytes, number: int) -> bool:
    """Whether a number is among those packed, which are sorted."""
    numbers = numbers_in(packed)
    index = bisect_left(numbers, number)
    return index < len(numbers) and numbers[index] == number


def _packed(texts: Iterable[str]) -> bytes:
    return array("Q", sorted(map(number_of, texts))).tobytes()
