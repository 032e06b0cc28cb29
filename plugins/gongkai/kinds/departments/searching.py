"""What search is told of a body: its page, and its guide if it has one.

In: a valid Department with its summary. Out: SearchDocuments.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.kinds.departments.guide_pages import guide_url
from gongkai.kinds.departments.model import Department, Guide, Office
from gongkai.model.room import Context
from gongkai.model.search import SearchDocument, SearchPart
from gongkai.model.summary import Summary
from gongkai.workshop.search_documents import facets_of, level_of, page_part, shown


def body_searched(summary: Summary, record: Department, kind: str, context: Context) -> Iterator[SearchDocument]:
    """Name, functions, offices with their matters, how to reach it."""
    level = level_of(summary, context)
    names = (record.short_title, *record.signboards, str(record.type), record.field, *record.number_prefixes)
    codes = (record.credit_code, record.organisation_code, record.site_code, record.division_code)
    reach = (record.address, record.hours, record.phone, record.fax, record.postcode, record.email)
    heads = (text for head in record.heads for text in (head.name, head.post, head.duties))
    history = (text for event in record.history for text in (event.former_name, event.basis))
    card = (*names, *record.functions, *reach, *heads, *history, *codes)
    offices = (_office(office, summary.url) for office in record.offices)
    yield SearchDocument(
        identifier=str(summary.ref),
        url=summary.url,
        title=record.title,
        parts=(page_part(card), *offices),
        hidden=record.hidden_terms,
        facets=facets_of(kind, department=record.title, level=level),
        display=shown(kind=kind, department=record.title, state=summary.state),
        listings=summary.listings,
    )
    if record.guide is not None:
        yield SearchDocument(
            identifier=f"{summary.ref}#guide",
            url=guide_url(summary),
            title=f"{record.title}政府信息公开指南",
            parts=(page_part(_guide_texts(record.guide)),),
            facets=facets_of("公开指南", department=record.title, level=level),
            display=shown(kind="公开指南", department=record.title),
        )


def _office(office: Office, url: str) -> SearchPart:
    matters = (text for each in office.matters for text in (each.title, each.place, each.phone))
    texts = (office.title, office.duties, office.head, office.phone, *matters)
    return SearchPart(office.title, f"{url}#offices", tuple(filter(None, texts)))


def _guide_texts(guide: Guide) -> tuple[str | None, ...]:
    return (
        *(guide.classification, guide.arrangement, guide.ways, guide.body_name, guide.address),
        *(guide.hours, guide.phone, guide.fax, guide.online),
    )
