"""The terms of the library's facets: their order and their titles.

In: a Facet, the terms that have records, the registers. Out: terms in official order; the words readers see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from gongkai.kinds.policies.facets import (
    CATEGORIES,
    FORMS,
    INTERPRETERS,
    LEVELS,
    STATE_SLUGS,
    WORD_LISTS,
    Facet,
    classifications_of,
    theme_titles,
)
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.room import Context


@cache
def _fixed_titles() -> Mapping[str, Mapping[str, str]]:
    """Facets whose terms are the same on every site: key → term → title."""
    return {
        "category": {slug: str(label) for label, slug in CATEGORIES.items()},
        "level": LEVELS,
        "state": {slug: state for state, slug in STATE_SLUGS.items()},
        "theme": theme_titles(),
        "form": {slug: form for form, slug in FORMS.items()},
        "by": {slug: interpreter for interpreter, slug in INTERPRETERS.items()},
    }


def _titles(facet: Facet, context: Context) -> Mapping[str, str] | None:
    """Titles of all terms in official order; None for facets whose titles are those of records."""
    if facet.key in WORD_LISTS:
        words = classifications_of(context)
        return {term.identifier: term.title for term in getattr(words, WORD_LISTS[facet.key])}
    return _fixed_titles().get(facet.key)


def ordered_terms(facet: Facet, terms: Iterable[str], context: Context) -> list[str]:
    """Terms in official order: that of the lists, of the register of bodies, and of the name for the rest."""
    titles = _titles(facet, context)
    if titles is not None:
        place = {term: index for index, term in enumerate(titles)}
        return sorted(terms, key=lambda term: (place.get(term, len(place)), term))
    if facet.key == "department":
        bodies = context.bodies.by_identifier
        return sorted(terms, key=lambda term: (bodies[term].order if term in bodies else "~", term))
    return sorted(terms)


def term_title(facet: Facet, term: str, inquiry: Inquiry, context: Context) -> str:
    """What readers see for a term."""
    titles = _titles(facet, context)
    if titles is not None:
        return titles.get(term, term)
    if facet.key == "department":
        body = inquiry.record(Ref("department", term))
        return body.title if body is not None else term
    newest = inquiry.newest(facet.listing(term), 1).items
    return newest[0].facts["series"] if newest else term
