"""Summaries of the library's records, and the listings in which they stand.

In: a valid Policy, PolicyVersion or Interpretation. Out: its Summary; the listing ids of a Summary. Facts other rooms
may ask for: of a policy `category`, `level`, `facets` (its words, as `tag/<id> object/<id> …`), `registration_number`,
`uninterpreted` where a reason for that is given; of an interpretation `form`, `interpreter`, `series`; of both
`restricted` where only the card may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.kinds.policies.facets import (
    CATEGORIES,
    FORMS,
    INTERPRETERS,
    STATE_SLUGS,
    WORD_LISTS,
    classifications_of,
    level_of,
    series_slug,
    word_slugs,
)
from gongkai.kinds.policies.model import Interpretation, Policy, PolicyVersion
from gongkai.kinds.policies.number_rules import claims_of_policy
from gongkai.kinds.policies.validity import first_day_after
from gongkai.model.record import DisclosureMode, DisclosureScope, Record
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.room import Context, Identity
from gongkai.model.summary import Claim, Link, Summary
from gongkai.standards import theme_code
from gongkai.workshop.core_summary import core_summary, iso_day

_STATE_LISTINGS = tuple(f"policies/state/{slug}?{state}" for state, slug in STATE_SLUGS.items())


def is_public(record: Record) -> bool:
    """Whether text and attachments may be shown to everybody."""
    return record.mode is DisclosureMode.PROACTIVE and record.scope is DisclosureScope.PUBLIC


def has_text(record: Record) -> bool:
    """Whether text and attachments stand on its page: what is archived has but its card, too."""
    return is_public(record) and record.archived is None


def summarise_policy(record: Policy, identity: Identity, context: Context) -> Summary:
    body = context.bodies.get(identity.ref.department)
    facts = {
        "category": str(record.category),
        "level": level_of(body.type if body else "", record.publisher or "", record.category),
    }
    if facets := " ".join(_facets(record, context)):
        facts["facets"] = facets
    if record.registration_number:
        facts["registration_number"] = record.registration_number
    if record.no_interpretation:
        facts["uninterpreted"] = "是"
    return _summary(
        record,
        identity,
        f"policies/{identity.ref.place}.html",
        _policy_links(record),
        facts,
        first_day_after(record.validity_period, record.effective),
        iso_day(record.lapsed),
        claims_of_policy(record, identity.ref),
    )


def summarise_interpretation(record: Interpretation, identity: Identity) -> Summary:
    facts = {"form": record.form, "interpreter": record.interpreter}
    if record.series:
        facts["series"] = record.series
    targets = (parse_ref(text, "policy") for text in record.interprets)
    links = tuple(Link("interprets", target) for target in targets if target is not None)
    return _summary(record, identity, f"interpretations/{identity.ref.place}.html", links, facts)


def summarise_version(record: PolicyVersion, identity: Identity) -> Summary:
    """An earlier text. Its date is the stem of its file; it has no date of publication and stands in no listing."""
    parent, _, day = identity.ref.place.rpartition("/")
    return Summary(
        identity.ref,
        record.title or f"历史文本（{day}）",
        f"policies/{identity.ref.place}.html",
        identity.path,
        identity.item,
        day,
        created=day,
        document_number=record.document_number or "",
        effective=iso_day(record.effective),
        links=(Link("version_of", Ref("policy", parent)),),
        facts={"title": record.title} if record.title else {},
    )


def _summary(
    record: Record,
    identity: Identity,
    url: str,
    links: tuple[Link, ...],
    facts: dict[str, str],
    ends: str = "",
    lapsed: str = "",
    claims: Iterable[Claim] = (),
) -> Summary:
    if not is_public(record):
        facts["restricted"] = "是"
    return core_summary(record, identity, url, links=links, facts=facts, ends=ends, lapsed=lapsed, claims=claims)


def _policy_links(record: Policy) -> tuple[Link, ...]:
    return tuple(_named(record)) if record.repeals or record.amends or record.repeal_basis else ()


def _named(record: Policy) -> Iterator[Link]:
    for relation, texts in (("repeals", record.repeals), ("amends", record.amends)):
        for text in texts:
            target = parse_ref(text, "policy")
            if target is not None:
                yield Link(relation, target)
    if record.repeal_basis is not None and (basis := repeal_basis_ref(record.repeal_basis)) is not None:
        yield Link("repealed_by", basis)


def repeal_basis_ref(text: str) -> Ref | None:
    """The document that 废止依据 names by its identifier; None where it is given by its title."""
    return parse_ref(text, "policy") if "/" in text else None


def _facets(record: Policy, context: Context) -> list[str]:
    if not (record.tags or record.service_objects or record.person_stages or record.company_stages):
        return []
    return [
        f"{facet}/{slugs[word]}"
        for facet, slugs in word_slugs(classifications_of(context)).items()
        for word in getattr(record, WORD_LISTS[facet])
        if word in slugs
    ]


def places(summary: Summary) -> Iterable[str]:
    """The listings of a record of this library. A paper that is not disclosed stands in none."""
    kind = summary.ref.kind
    if kind not in ("policy", "interpretation") or summary.mode == DisclosureMode.WITHHELD:
        return ()
    return _policy_places(summary) if kind == "policy" else _interpretation_places(summary)


def _policy_places(summary: Summary) -> list[str]:
    facts = summary.facts
    found = [
        "policies/all",
        f"policies/department/{summary.ref.department}",
        f"policies/category/{CATEGORIES[facts['category']]}",
        f"policies/level/{facts['level']}",
        *_STATE_LISTINGS,
    ]
    code = theme_code(summary.theme) if summary.theme else None
    if code is not None:
        found.append(f"policies/theme/{code}")
        first, _, second = code.partition("-")
        if second:
            found.append(f"policies/theme/{first}")
    if "facets" in facts:
        found += (f"policies/{facet}" for facet in facts["facets"].split(" "))
    return found


def _interpretation_places(summary: Summary) -> list[str]:
    facts = summary.facts
    found = [
        "interpretations/all",
        f"interpretations/department/{summary.ref.department}",
        f"interpretations/form/{FORMS[facts['form']]}",
        f"interpretations/by/{INTERPRETERS[facts['interpreter']]}",
    ]
    if "series" in facts:
        found.append(f"interpretations/series/{series_slug(facts['series'])}")
    return found
