"""The kind `department`: one body a file, its summary, its pages.

In: a valid Department. Out: what the corridor asks of a kind. The facts of the summary are what other rooms may know
of a body: type, superior, codes, number_prefixes, phone, address, short_title, colour, website, history (JSON, oldest
first).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gongkai.kinds.departments.body_page import body_page
from gongkai.kinds.departments.guide_pages import guide_page
from gongkai.kinds.departments.model import Department
from gongkai.kinds.departments.rules import record_problems
from gongkai.kinds.departments.searching import body_searched
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Loaded, Place, Problem, Site
from gongkai.model.search import SearchDocument
from gongkai.model.summary import Link, Summary
from gongkai.workshop.body_names import BodyEvent, end_of


class DepartmentKind:
    """机构."""

    name = "department"
    label = "机构"
    folder = "departments"
    places = (Place("catalogues", ("catalogues", "departments"), ".yml"),)
    schema = Department

    def body_of(self, record: Department) -> str | None:  # noqa: ARG002 - a body has no text of its own
        return ""

    def rules(
        self,
        record: Department,
        identity: Identity,
        body: str,  # noqa: ARG002
        context: Context,  # noqa: ARG002
    ) -> Iterable[Problem]:
        return record_problems(record, identity)

    def summarise(self, record: Department, identity: Identity, context: Context) -> Summary:  # noqa: ARG002
        place = identity.ref.place
        return Summary(
            identity.ref,
            record.title,
            f"{self.folder}/{place}.html",
            identity.path,
            identity.item,
            f"{record.order:06d}",
            publisher=record.title,
            description="".join(record.functions[:1]),
            links=tuple(_links(record)),
            facts={name: value for name, value in _facts(record).items() if value},
        )

    def state(self, summary: Summary, as_of: str) -> str:
        """Empty for a body that is there; 已撤销 or 已合并 for one that on this day is no more."""
        history = summary.facts.get("history")
        ending = end_of(history, as_of) if history else None
        return f"已{ending.event}" if ending else ""

    def pages(self, loaded: Loaded, record: Department, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        """The body's page, and its guide if it has one."""
        yield body_page(loaded.summary, record, inquiry, site)
        if record.guide is not None:
            yield guide_page(loaded.summary, record, record.guide, site)

    def searched(
        self,
        loaded: Loaded,
        record: Department,
        inquiry: Inquiry,  # noqa: ARG002
        context: Context,
    ) -> Iterable[SearchDocument]:
        return body_searched(loaded.summary, record, self.label, context)


def _links(record: Department) -> Iterable[Link]:
    if record.superior:
        yield Link("superior", Ref("department", record.superior))
    if record.supervisor:
        yield Link("supervisor", Ref("department", record.supervisor))
    for successor in dict.fromkeys(event.successor for event in record.history):
        if successor:
            yield Link("successor", Ref("department", successor))


def _facts(record: Department) -> dict[str, str]:
    return {
        "type": str(record.type),
        "superior": record.superior or "",
        "supervisor": record.supervisor or "",
        "field": record.field or "",
        "codes": " ".join(dict.fromkeys(filter(None, _codes(record)))),
        "number_prefixes": " ".join(record.number_prefixes),
        "colour": record.colour or "",
        "phone": record.phone or "",
        "address": record.address or "",
        "short_title": record.short_title or "",
        "website": record.website or "",
        "site_code": record.site_code or "",
        "history": _history(record),
        "guide": "是" if record.guide else "",
    }


def _codes(record: Department) -> Iterable[str | None]:
    """Present codes, then those under which predecessors numbered what they published."""
    yield from (record.credit_code, record.organisation_code)
    for event in record.history:
        yield event.former_code


def _history(record: Department) -> str:
    """The events in order of time, as `workshop.body_names` reads them; "" for a body without any."""
    if not record.history:
        return ""
    events = sorted(record.history, key=lambda event: event.day)
    return msgspec.json.encode(
        [
            BodyEvent(event.day.isoformat(), event.event, event.former_name or "", event.successor or "")
            for event in events
        ]
    ).decode()
