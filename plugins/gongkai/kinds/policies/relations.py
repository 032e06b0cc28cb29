"""What stands around a document: interpretations, the documents that amend or repeal it and those it amends or repeals.

In: its Summary, the Inquiry. Out: `Relations`, asked for once a page, and from them the short lists beside the text
and the notices that must be read before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup, escape

from gongkai.kinds.policies.facets import FORMS, WORD_LISTS
from gongkai.kinds.policies.model import Policy
from gongkai.kinds.policies.parts import Group, Item, Notice, link, prose
from gongkai.kinds.policies.validity import LAPSED, REPEALED
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.summary import Summary

_FORM_ORDER = {form: index for index, form in enumerate(FORMS)}
_NONE: tuple[Summary, ...] = ()


class Relations(msgspec.Struct, frozen=True):
    """Records that name a document (oldest first), and records it names, as far as they have pages."""

    interpretations: tuple[Summary, ...] = ()
    amending: tuple[Summary, ...] = ()
    repealing: tuple[Summary, ...] = ()
    amended: tuple[Summary, ...] = ()
    repealed: tuple[Summary, ...] = ()
    mentioned: tuple[Summary, ...] = ()
    mentioning: tuple[Summary, ...] = ()


_NO_RELATIONS = Relations()


def relations_of(summary: Summary, inquiry: Inquiry) -> Relations:
    """Everything that the record itself and all others say of it."""
    ref = summary.ref
    if not summary.links and not inquiry.naming(ref):
        return _NO_RELATIONS  # as most documents
    named: dict[str, list[Summary]] = {}
    for each in summary.links:
        target = inquiry.record(each.target)
        if target is not None and is_shown(target):
            named.setdefault(each.relation, []).append(target)
    repealing = {each.ref: each for each in _naming(inquiry, ref, "repeals")}
    repealing |= {each.ref: each for each in named.get("repealed_by", ())}
    interpretations = interpretations_of(inquiry, ref)
    amending = _naming(inquiry, ref, "amends")
    amended, repealed = named.get("amends", ()), named.get("repeals", ())
    return Relations(
        interpretations,
        amending,
        tuple(repealing.values()),
        tuple(amended),
        tuple(repealed),
        _others(named.get("mentions", ()), amended, repealed, repealing.values()),
        _others(_naming(inquiry, ref, "mentions"), interpretations, amending, repealing.values()),
    )


def _others(found: Iterable[Summary], *told: Iterable[Summary]) -> tuple[Summary, ...]:
    """Those that no nearer relation tells of already."""
    if not found:
        return _NONE
    known = {each.ref for group in told for each in group}
    return tuple(each for each in found if each.ref not in known)


def is_shown(summary: Summary) -> bool:
    """Whether a record has a page that others may name."""
    return summary.mode != "不予公开"


def _naming(inquiry: Inquiry, ref: Ref, relation: str) -> tuple[Summary, ...]:
    found = inquiry.linked(ref, relation)
    return tuple(filter(is_shown, found)) if found else _NONE


def interpretations_of(inquiry: Inquiry, ref: Ref) -> tuple[Summary, ...]:
    """Interpretations of a document: 文字 first, then by their day."""
    found = _naming(inquiry, ref, "interprets")
    if len(found) < 2:
        return found
    return tuple(sorted(found, key=lambda each: (_FORM_ORDER[each.facts["form"]], each.order, each.ref.place)))


def related_groups(relations: Relations, record: Policy, summary: Summary) -> Iterator[Group]:
    """The lists beside a document."""
    yield from _interpretation_groups(relations.interpretations)
    for title, found in (
        ("修改本文件的文件", relations.amending),
        ("废止本文件的文件", relations.repealing),
        ("本文件修改的文件", relations.amended),
        ("本文件废止的文件", relations.repealed),
        ("本文件提到的文件", relations.mentioned),
        ("提到本文件的信息", relations.mentioning),
    ):
        if found:
            yield Group(title, tuple(Item(each.title, each.url, each.date) for each in found))
    if "facets" in summary.facts:
        yield Group("分类", tuple(_words(record, summary.facts["facets"].split(" "))))


def _interpretation_groups(found: Sequence[Summary]) -> Iterator[Group]:
    """Single interpretations, then each series by its name."""
    for name in sorted({each.facts.get("series", "") for each in found}):
        items = tuple(interpretation_item(each) for each in found if each.facts.get("series", "") == name)
        yield Group(f"政策解读：{name}" if name else "政策解读", items)


def interpretation_item(summary: Summary) -> Item:
    """An interpretation in a short list, with its form unless its title says it."""
    form = summary.facts["form"]
    return Item(summary.title if form in summary.title else f"{form}：{summary.title}", summary.url, summary.date)


def _words(record: Policy, slugs: Sequence[str]) -> Iterator[Item]:
    """The record's own words with their pages. (A record with a word that is in no list is not published: POL-04.)"""
    words = (word for name in WORD_LISTS.values() for word in getattr(record, name))
    return (Item(word, f"policies/{slug}.html") for word, slug in zip(words, slugs, strict=False))


def standing_notices(summary: Summary, record: Policy, relations: Relations, root: str) -> Iterator[Notice]:
    """State in a sentence, with the paper that brought it about. Only days are named, never how long until then."""
    match summary.state:
        case "废止":
            yield _ended(f"本文件自{prose(summary.repealed)}起废止。", record, relations, root, "warning")
        case "失效" if summary.lapsed and not (summary.ends and summary.ends < summary.lapsed):
            yield _ended(f"本文件自{prose(summary.lapsed)}起失效。", record, relations, root, "warning")
        case "失效":
            yield Notice(escape(f"本文件有效期已满，自{prose(summary.ends)}起失效。"), "warning")
        case "尚未施行":
            yield Notice(escape(f"本文件自{prose(summary.effective)}起施行，目前尚未施行。"), "pending")
        case _:
            pass
    if summary.state in (REPEALED, LAPSED):
        return
    if coming := min(filter(None, (summary.repealed, summary.lapsed)), default=""):
        word = REPEALED if coming == summary.repealed else LAPSED
        yield _ended(f"本文件将自{prose(coming)}起{word}。", record, relations, root, "pending")
    if relations.amending:
        yield Notice(Markup("本文件已由{}修改。").format(_papers(relations.amending, root)), "info")


def _ended(sentence: str, record: Policy, relations: Relations, root: str, kind: str) -> Notice:
    papers = _papers(relations.repealing, root) or escape(record.repeal_basis or "")
    basis = Markup("依据：{}。").format(papers) if papers else Markup("")
    return Notice(escape(sentence) + basis, kind)


def _papers(found: Iterable[Summary], root: str) -> Markup:
    return Markup("、").join(link(each, root) for each in found)
