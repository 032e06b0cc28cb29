"""The Summary of a record that has the core metadata: what all kinds fill in alike, written once.

In: a valid Record, its Identity and address. Out: a Summary without listings and mentions. A kind adds its own links,
facts and dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.model.record import Record
from gongkai.model.room import Identity
from gongkai.model.summary import ARCHIVED, Claim, Link, Summary


def core_summary(
    record: Record,
    identity: Identity,
    url: str,
    *,
    links: tuple[Link, ...] = (),
    facts: dict[str, str],
    ends: str = "",
    lapsed: str = "",
    claims: Iterable[Claim] = (),
) -> Summary:
    """The summary of one record. Days are ISO text, "" for none; `ends` is the first day after a validity period.

    Every record claims its 索引号 (an imported one only if it has one), and what `claims` add.
    """
    numbered = record.index_number or record.origin is None
    if record.archived is not None:
        facts = facts | {ARCHIVED: record.archived.day.isoformat()}
    own = (Claim("index_number", record.index_number or ""),) if numbered else ()
    return Summary(
        identity.ref,
        record.title,
        url,
        identity.path,
        identity.item,
        record.published,
        created=record.created.isoformat(),
        published=record.published,
        publisher=record.publisher or "",
        document_number=record.document_number or "",
        index_number=record.index_number or "",
        description=record.description or "",
        genre=record.genre or "",
        theme=record.theme or "",
        mode=str(record.mode),
        imported=record.origin is not None,
        effective=iso_day(record.effective),
        ends=ends,
        repealed=iso_day(record.repealed),
        lapsed=lapsed,
        columns=record.columns,
        elements=record.elements,
        links=links,
        claims=(*own, *claims),
        facts=facts,
    )


def iso_day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
