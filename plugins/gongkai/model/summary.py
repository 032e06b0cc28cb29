"""What the whole site needs to know of one record: everything but its body.

In: made by a room from a valid record. Out: the Atlas holds these and nothing heavier, so that 100,000 records fit in
memory and a change of a body concerns one page only.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.model.reference import Ref

ADDRESS = "address"
ARCHIVED = "archived"
"""The fact of a record whose text lies in an offline snapshot: the day since when."""


class Link(msgspec.Struct, frozen=True, array_like=True, order=True):
    """This record names another: `relation` is the English name of the field that does so (`interprets`, `repeals`)."""

    relation: str
    target: Ref


class Claim(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Something that only one record may have: `name` says what (`index_number`), `value` which one.

    An empty value says that the record should have one and has none.
    """

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """One record, without its body.

    Dates are ISO text (`2026-11-21`, `published` with an optional ` 09:30`), so that their order is the order of time;
    "" means none. `listings` are the places where the record appears, as listing ids such as `columns/b0101`; one that
    ends in `?有效` holds only while the record is in that state. `state` is filled in by the Atlas. `facts` are further
    short facts of the record's own room, by English name.
    """

    ref: Ref
    title: str
    url: str
    path: str
    item: int
    """Index in the list of a file with several records; -1 where the file is one record."""
    order: str
    """Sort key inside a listing; the same for all of a kind: `published`, or the official order of bodies."""
    created: str = ""
    published: str = ""
    publisher: str = ""
    document_number: str = ""
    index_number: str = ""
    description: str = ""
    genre: str = ""
    theme: str = ""
    mode: str = ""
    imported: bool = False
    effective: str = ""
    ends: str = ""
    """First day on which a period of validity is over ("" = open-ended)."""
    repealed: str = ""
    lapsed: str = ""
    state: str = ""
    columns: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    former: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: dict[str, str] = {}

    @property
    def department(self) -> str:
        return self.ref.department

    @property
    def badge(self) -> str:
        """What lists say of its standing: 有效性, or that only its card is here."""
        return "已归档" if ARCHIVED in self.facts else self.state

    @property
    def year(self) -> str:
        """Year of publication, the year of the listings in which the record stands; "" for what has no date."""
        return self.published[:4]

    @property
    def date(self) -> str:
        """Day of publication."""
        return self.published[:10]


def sharing(summary: Summary, texts: dict[str, str]) -> Summary:
    """The same summary, its listings, dates and words held once for all records that have them. From a worker each
    record comes with its own, and that would be half the memory of a build. `texts` are those known so far."""
    one = texts.setdefault
    return msgspec.structs.replace(
        summary,
        order=one(summary.order, summary.order),
        created=one(summary.created, summary.created),
        published=one(summary.published, summary.published),
        genre=one(summary.genre, summary.genre),
        theme=one(summary.theme, summary.theme),
        mode=one(summary.mode, summary.mode),
        listings=tuple(map(one, summary.listings, summary.listings)),
    )


def claims_of(summary: Summary) -> Iterator[Claim]:
    """All that a record claims for itself: its numbers, its address, and those it had before."""
    yield from summary.claims
    yield Claim(ADDRESS, summary.url)
    for former in summary.former:
        yield Claim(ADDRESS, former)
