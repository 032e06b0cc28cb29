"""The kind `department`: one body a file, its summary, its pages.

In: a valid Department. Out: what the corridor asks of a kind. The facts of the summary are what other rooms may know of a
body: type, superior, codes, number_prefixes, phone, address, short_title, colour, website, history (JSON, oldest first).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gongkai.kinds.departments.model import Department
from gongkai.kinds.departments.rules import record_problems
from gongkai.kinds.departments.views import department_pages
from gongkai.model.atlas import Inquiry
from gongkai.model.page import Product
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Loaded, Place, Problem, Site
from gongkai.model.summary import Link, Summary


class DepartmentKind:
    """机构."""

    name = "department"
    label = "机构"
    folder = "departments"
    places = (Place("catalogues", ("catalogues", "departments"), ".yml"),)
    schema = Department

    def body_of(self, record: Department) -> str | None:  # noqa: ARG002 - a body has no text of its own
        return ""

    def rules(self, record: Department, identity: Identity, body: str, context: Context) -> Iterable[Problem]:  # noqa: ARG002
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

    def state(self, summary: Summary, as_of: str) -> str:  # noqa: ARG002 - an abolished body says so by its history
        return ""

    def pages(self, loaded: Loaded, record: Department, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return department_pages(loaded.summary, record, inquiry, site)


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
        "codes": " ".join(filter(None, (record.credit_code, record.organisation_code))),
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


def _history(record: Department) -> str:
    """The events in order of time, as `workshop.body_names` reads them; "" for a body without any."""
    if not record.history:
        return ""
    events = sorted(record.history, key=lambda event: event.day)
    return msgspec.json.encode(
        [
            {
                "day": event.day.isoformat(),
                "event": event.event,
                "former_name": event.former_name or "",
                "successor": event.successor or "",
            }
            for event in events
        ]
    ).decode()
