"""The index of the Atlas: which chunk holds what, known without opening any.

In: the sheets of all chunks. Out: listings with their counts, and the sheets on which to look for a record, for those
who name it, for the holders of a claim.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from gongkai.model.sheet import Sheet, holds, number_of, numbers_in


class Index:
    """All sheets. Read-only once made."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.sheets = tuple(sheets)
        self.places: dict[str, dict[str, list[Sheet]]] = {}
        """For each listing and year, the sheets that hold any of its records."""
        self.counts: dict[str, dict[str, int]] = {}
        """How many records of each year stand in a listing."""
        for sheet in self.sheets:
            for listing, years in sheet.listings.items():
                places = self.places.setdefault(listing, {})
                counts = self.counts.setdefault(listing, {})
                for year, count in years.items():
                    try:
                        places[year].append(sheet)
                        counts[year] += count
                    except KeyError:  # the first of its year: rare
                        places[year] = [sheet]
                        counts[year] = count

    def holding(self, record: str) -> Sheet | None:
        """The sheet of a record (a Ref as text)."""
        return self._by_record.get(number_of(record))

    def naming(self, record: str) -> Sequence[Sheet]:
        """Sheets with records that name one."""
        return self._by_target.get(number_of(record), ())

    def claiming(self, claim: str) -> Sequence[Sheet]:
        """Sheets with records that make this claim."""
        number = number_of(claim)
        return [each for each in self.sheets if holds(each.claims, number)]

    def rivals(self) -> Sequence[Sheet]:
        """Sheets with claims that are made more than once, there or elsewhere."""
        numbers = array("Q", b"".join(sheet.claims for sheet in self.sheets))
        if len(set(numbers)) == len(numbers):
            return ()
        again = {number for number, count in Counter(numbers).items() if count > 1}
        return [each for each in self.sheets if not again.isdisjoint(numbers_in(each.claims))]

    @cached_property
    def _by_record(self) -> Mapping[int, Sheet]:
        return {number: sheet for sheet in self.sheets for number in numbers_in(sheet.records)}

    @cached_property
    def _by_target(self) -> Mapping[int, list[Sheet]]:
        found: dict[int, list[Sheet]] = {}
        for sheet in self.sheets:
            for number in numbers_in(sheet.targets):
                found.setdefault(number, []).append(sheet)
        return found
