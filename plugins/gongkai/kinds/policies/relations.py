"""What stands around a document: interpretations, the documents that amend or repeal it and those it amends or repeals.

In: its Summary, the Inquiry. Out: short lists beside the text, and the notices that must be read before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from gongkai.kinds.policies.facets import FORMS, WORD_LISTS
from gongkai.kinds.policies.model import Policy
from gongkai.kinds.policies.parts import Group, Item, Notice, link, prose
from gongkai.kinds.policies.validity import LAPSED, REPEALED
from gongkai.model.atlas import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.summary import Summary

_FORM_ORDER = {form: index for index, form in enumerate(FORMS)}


def is_shown(summary: Summary) -> bool:
    """Whether a record has a page that others may name."""
    return summary.mode != "不予公开"


def interpretations_of(inquiry: Inquiry, ref: Ref) -> tuple[Summary, ...]:
    """Interpretations of a document: 文字 first, then by their day."""
    found = (each for each in inquiry.linked(ref, "interprets") if is_shown(each))
    return tuple(sorted(found, key=lambda each: (_FORM_ORDER[each.facts["form"]], each.order, each.ref.place)))


def related_groups(summary: Summary, record: Policy, inquiry: Inquiry) -> tuple[Group, ...]:
    """All lists beside a document; empty ones are left out by the theme."""
    ref = summary.ref
    return (
        *_interpretation_groups(interpretations_of(inquiry, ref)),
        Group("修改本文件的文件", _items(inquiry.linked(ref, "amends"))),
        Group("废止本文件的文件", _items(_repealing(summary, inquiry))),
        Group("本文件修改的文件", _items(_named(summary, "amends", inquiry))),
        Group("本文件废止的文件", _items(_named(summary, "repeals", inquiry))),
        Group("本文件提到的文件", _items(_named(summary, "mentions", inquiry))),
        Group("提到本文件的信息", _items(inquiry.linked(ref, "mentions"))),
        Group("分类", tuple(_words(record, summary))),
    )


def standing_notices(summary: Summary, record: Policy, inquiry: Inquiry, root: str) -> tuple[Notice, ...]:
    """State in a sentence, with the paper that brought it about."""
    notices: list[Notice] = []
    match summary.state:
        case "废止":
            notices.append(_ended(f"本文件自{prose(summary.repealed)}起废止。", summary, record, inquiry, root))
        case "失效" if summary.lapsed and not (summary.ends and summary.ends < summary.lapsed):
            notices.append(_ended(f"本文件自{prose(summary.lapsed)}起失效。", summary, record, inquiry, root))
        case "失效":
            notices.append(Notice(Markup(escape(f"本文件有效期已满，自{prose(summary.ends)}起失效。")), "warning"))
        case "尚未施行":
            notices.append(
                Notice(Markup(escape(f"本文件自{prose(summary.effective)}起施行，目前尚未施行。")), "pending")
            )
        case _:
            pass
    if summary.state not in (REPEALED, LAPSED):
        coming = min(filter(None, (summary.repealed, summary.lapsed)), default="")
        if coming:
            word = "废止" if coming == summary.repealed else "失效"
            notices.append(_ended(f"本文件将自{prose(coming)}起{word}。", summary, record, inquiry, root, "pending"))
        amending = tuple(filter(is_shown, inquiry.linked(summary.ref, "amends")))
        if amending:
            papers = Markup("、").join(link(each, root) for each in amending)
            notices.append(Notice(Markup("本文件已由{}修改。").format(papers), "info"))
    return tuple(notices)


def _ended(
    sentence: str, summary: Summary, record: Policy, inquiry: Inquiry, root: str, kind: str = "warning"
) -> Notice:
    papers = [link(each, root) for each in _repealing(summary, inquiry)]
    if not papers and record.repeal_basis:
        papers = [Markup(escape(record.repeal_basis))]
    basis = Markup("依据：{}。").format(Markup("、").join(papers)) if papers else Markup("")
    return Notice(Markup(escape(sentence)) + basis, kind)


def _repealing(summary: Summary, inquiry: Inquiry) -> tuple[Summary, ...]:
    """The documents that repeal this one: those that say so, and the one this names as 废止依据."""
    found = {each.ref: each for each in inquiry.linked(summary.ref, "repeals") if is_shown(each)}
    found |= {each.ref: each for each in _named(summary, "repealed_by", inquiry)}
    return tuple(found.values())


def _named(summary: Summary, relation: str, inquiry: Inquiry) -> Iterator[Summary]:
    for each in summary.links:
        if each.relation == relation:
            target = inquiry.record(each.target)
            if target is not None and is_shown(target):
                yield target


def _items(summaries: Iterable[Summary]) -> tuple[Item, ...]:
    return tuple(Item(each.title, each.url, each.day) for each in summaries if is_shown(each))


def interpretation_item(summary: Summary) -> Item:
    """An interpretation in a short list, with its form unless its title says it."""
    form = summary.facts["form"]
    return Item(summary.title if form in summary.title else f"{form}：{summary.title}", summary.url, summary.day)


def _interpretation_groups(found: tuple[Summary, ...]) -> Iterator[Group]:
    """Single interpretations, then each series by its name."""
    series = dict.fromkeys(each.facts.get("series", "") for each in found)
    for name in sorted(series):
        items = tuple(interpretation_item(each) for each in found if each.facts.get("series", "") == name)
        yield Group(f"政策解读：{name}" if name else "政策解读", items)


def _words(record: Policy, summary: Summary) -> Iterator[Item]:
    slugs = summary.facts.get("facets")
    if not slugs:
        return
    words = (word for name in WORD_LISTS.values() for word in getattr(record, name))
    for word, slug in zip(words, slugs.split(" "), strict=False):
        yield Item(word, f"policies/{slug}.html")
