"""The kind `entry`: one piece of disclosed information, its rules, its summary.

In: a valid Entry. Out: what the corridor asks of a kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.kinds.catalogues.column_references import column_problems, has_longer_limit, limit_problems
from gongkai.kinds.catalogues.entry_page import entry_pages
from gongkai.kinds.catalogues.model import Entry
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.record import DisclosureScope
from gongkai.model.room import Context, Identity, Loaded, Place, Problem, Site
from gongkai.model.search import SearchDocument
from gongkai.model.summary import Summary
from gongkai.workshop.core_rules import core_problems
from gongkai.workshop.core_summary import core_summary
from gongkai.workshop.search_documents import core_searched

_BODY = ("正文",)
_SPECIFIC = {"scope": str(DisclosureScope.SPECIFIC)}


class EntryKind:
    """信息."""

    name = "entry"
    label = "信息"
    folder = "entries"
    places = (Place("catalogues", ("catalogues", "entries", "*"), ".yml"),)
    schema = Entry

    def body_of(self, record: Entry) -> str | None:
        return record.body or ""

    def rules(self, record: Entry, identity: Identity, body: str, context: Context) -> Iterable[Problem]:
        return entry_problems(record, identity, body, context)

    def summarise(self, record: Entry, identity: Identity, context: Context) -> Summary:  # noqa: ARG002
        facts = _SPECIFIC if record.scope is DisclosureScope.SPECIFIC else {}
        return core_summary(record, identity, f"entries/{identity.ref.place}.html", facts=facts)

    def state(self, summary: Summary, as_of: str) -> str:
        """有效性 of an entry that is a paper or has a term; other information is neither in force nor repealed."""
        if not (summary.effective or summary.repealed or summary.document_number):
            return ""
        if summary.repealed and summary.repealed <= as_of:
            return "废止"
        return "尚未施行" if summary.effective > as_of else "有效"

    def pages(self, loaded: Loaded, record: Entry, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return entry_pages(loaded, record, inquiry, site)

    def searched(self, loaded: Loaded, record: Entry, inquiry: Inquiry, context: Context) -> Iterable[SearchDocument]:
        return core_searched(loaded, record, self.label, inquiry, context)


def entry_problems(record: Entry, identity: Identity, body: str, context: Context) -> Iterator[Problem]:
    """Everything wrong with one entry that can be seen without the others."""
    for problem in core_problems(record, identity, body, context, _BODY):
        if problem.code not in ("CAT-06", "CAT-11") or not has_longer_limit(record.columns, context):
            yield problem
    department = identity.ref.department
    if not record.columns:
        yield Problem("ENT-05", "没有填写栏目，读者在目录中找不到这条信息", "填写“栏目”，例如 栏目: [b0401]")
    yield from column_problems(record.columns, record.elements, department, record.published, context)
    if record.origin is None:
        published = date.fromisoformat(record.published[:10])
        yield from limit_problems(record.columns, record.created, published, context)
