"""Where a record stands in the catalogue.

In: the Summary of any record. Out: listing ids: the columns it names and those whose query it answers, the columns
above them, the same columns as each body sees them, and the 公开要素 it fulfils. Runs once for every record: everything
that depends on few values is remembered in the Outline.

A body's view holds the records of all bodies below it, so that a county has its own view of the tree; the body at the
top sees in its own view its own records only, the whole being the catalogue itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.kinds.catalogues.model import Query
from gongkai.kinds.catalogues.outline import Node, Outline, body_listing, element_listing, outline_of
from gongkai.model.body import Body
from gongkai.model.room import Context
from gongkai.model.summary import Summary

KINDS = frozenset({"policy", "interpretation", "entry"})
STATES = {"有效": ("有效", "修改"), "废止": ("废止", "失效"), "尚未施行": ("尚未施行",)}
"""What a query's 有效性 takes in: an amended text is in force, a lapsed one is not."""


def listings_of(summary: Summary, context: Context) -> Iterable[str]:
    """The listings of one record. A record that is 不予公开 stands nowhere."""
    kind = summary.ref.kind
    if kind == "matter":
        return _matter_listings(summary)
    if kind not in KINDS or summary.mode == "不予公开":
        return ()
    outline = outline_of(context)
    key = likeness(summary, context)
    found = outline.filled.get(key)
    if found is None:
        department = summary.department
        body, bodies = context.bodies.get(department), _viewing_bodies(department, context)
        found = outline.filled[key] = tuple(_unconditional_first(_in_columns(summary, outline, body, bodies)))
    return (*found, *_fulfilled(summary, outline)) if summary.elements else found


def columns_of(summary: Summary, context: Context) -> list[Node]:
    """The columns a record stands in, those it names first. Conditions on its state are taken as met."""
    outline = outline_of(context)
    named = {name: node for name in summary.columns if (node := outline.get(name)) is not None}
    body = context.bodies.get(summary.department)
    asked = {node.identifier: node for node, _ in _answering(summary, outline, body)}
    return list((named | asked).values())


def _matter_listings(summary: Summary) -> Iterator[str]:
    yield f"matters/{summary.department}"
    if "field" in summary.facts:
        yield f"matters/{summary.department}-grassroots"


def likeness(summary: Summary, context: Context) -> tuple[str, ...]:
    """Everything of a record that decides in which columns it stands."""
    ref, facts = summary.ref, summary.facts
    department = ref.department
    body = context.bodies.get(department)
    return (
        ref.kind,
        department,
        body.type if body else "",
        summary.theme,
        summary.genre,
        facts.get("category", ""),
        facts.get("form", ""),
        facts.get("interpreter", ""),
        *summary.columns,
    )


def _viewing_bodies(department: str, context: Context) -> tuple[str, ...]:
    chain = tuple(context.bodies.above(department))
    return tuple(body.identifier for body in chain if body.superior) or (department,)


def _in_columns(summary: Summary, outline: Outline, body: Body | None, bodies: tuple[str, ...]) -> Iterator[str]:
    for name in summary.columns:
        node = outline.get(name)
        if node is not None:
            yield from node.listings
            yield from (body_listing(each, name) for each in bodies)
    for node, query in _answering(summary, outline, body):
        listings = (*node.listings, *(body_listing(each, node.identifier) for each in bodies))
        if query.state is None:
            yield from listings
        else:
            yield from (f"{listing}?{state}" for listing in listings for state in STATES[query.state])


def _unconditional_first(listings: Iterable[str]) -> Iterator[str]:
    """Each listing once; one that holds anyway makes its conditional forms needless."""
    found = dict.fromkeys(listings)
    return (each for each in found if "?" not in each or each.partition("?")[0] not in found)


def _answering(summary: Summary, outline: Outline, body: Body | None) -> Iterator[tuple[Node, Query]]:
    """The columns whose query this record answers."""
    for node in outline.queries:
        query = node.column.query
        if query is not None and query.kind == summary.ref.kind and _answers(query, summary, outline, body):
            yield node, query


def _answers(query: Query, summary: Summary, outline: Outline, body: Body | None) -> bool:
    facts = summary.facts
    return (
        (query.department is None or query.department == summary.department)
        and (not query.body_types or (body is not None and body.type in query.body_types))
        and (query.category is None or query.category == facts.get("category"))
        and (query.form is None or query.form == facts.get("form"))
        and (query.interpreter is None or query.interpreter == facts.get("interpreter"))
        and (query.genre is None or query.genre == summary.genre)
        and (query.theme is None or summary.theme == query.theme or summary.theme.startswith(query.theme + "\\"))
        and _in_source_column(query, summary, outline)
    )


def _in_source_column(query: Query, summary: Summary, outline: Outline) -> bool:
    if query.column is None:
        return True
    named = (outline.get(name) for name in summary.columns)
    return any(node is not None and query.column in node.path for node in named)


def _fulfilled(summary: Summary, outline: Outline) -> Iterator[str]:
    for name in summary.columns:
        node = outline.get(name)
        if node is None:
            continue
        for index, element in enumerate(node.column.elements):
            if element in summary.elements:
                yield element_listing(name, index)
