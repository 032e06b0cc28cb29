"""Rules of one record beside others: references, documents and interpretations together, time that is nearly over.

In: a summary, the Inquiry. Out: SiteProblems. Numbers used twice are in `number_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.kinds.policies import publishing_rules
from gongkai.kinds.policies.facets import RESERVED, WORD_LISTS, classifications_of
from gongkai.kinds.policies.model import Classifications
from gongkai.kinds.policies.validity import IN_FORCE
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Problem, SiteProblem
from gongkai.model.summary import Summary

_FIELDS = {"repeals": "废止文件", "amends": "修改文件", "repealed_by": "废止依据", "interprets": "解读对象"}
_NOT_THERE = "请核对标识（单位/文件名，不带 .md）；该文件如有错误未能发布，先改正它"


def register_problems(context: Context) -> Iterator[SiteProblem]:
    """POL-11: each word and each identifier of a word list stands there once."""
    words = classifications_of(context)
    path = f"{context.settings.catalogues}/classifications.yml"
    for name in WORD_LISTS.values():
        label = str(Classifications.model_fields[name].alias)
        seen: set[tuple[str, str]] = set()
        for index, term in enumerate(getattr(words, name)):
            for key, value in (("标识", term.identifier), ("名称", term.title)):
                if (key, value) in seen:
                    problem = Problem("POL-11", f"{label}中{key}“{value}”出现两次", "请改其中一个", (label, index, key))
                    yield SiteProblem(problem, path=path)
                seen.add((key, value))


def record_problems(summary: Summary, inquiry: Inquiry, context: Context, as_of: str) -> Iterator[SiteProblem]:
    """Everything that one record does wrong beside others, and the notice that its time is nearly over."""
    match summary.ref.kind:
        case "policy":
            if summary.links:
                yield from _links(summary, inquiry, context)
            yield from publishing_rules.policy_problems(summary, inquiry)
            if summary.ends and summary.state == IN_FORCE:
                yield from _expiry_notice(summary, as_of, context.settings.expiry_notice_days)
        case "policy-version":
            yield from _version(summary, inquiry, context)
        case "interpretation":
            yield from _links(summary, inquiry, context)
            yield from publishing_rules.interpretation_problems(summary, inquiry)
        case "department" if summary.ref.place in RESERVED:
            message = f"标识“{summary.ref.place}”是政策文件库网页的地址，单位不能使用"
            yield SiteProblem(Problem("POL-10", message, "请换一个标识"), summary)


def _expiry_notice(summary: Summary, as_of: str, days: int) -> Iterator[SiteProblem]:
    """POL-15: a document in force whose period ends within so many days of `as_of`, while there is time to act."""
    last = (date.fromisoformat(as_of) + timedelta(days=days)).isoformat()
    if as_of < summary.ends <= last:
        final = date.fromisoformat(summary.ends) - timedelta(days=1)
        hint = "需要继续实施的，请在届满前评估，重新公布或者修订；不再实施的，届满后自动标为失效"
        yield SiteProblem(Problem("POL-15", f"有效期到 {final} 为止", hint, ("有效期",)), summary)


def _links(summary: Summary, inquiry: Inquiry, context: Context) -> Iterator[SiteProblem]:
    """POL-05, SIT-12: what a record names is there; REG-05: what it repeals says so itself. POL-16: what was withdrawn
    is nobody's mistake, and must be able to go at once."""
    places: dict[str, int] = {}
    for link in summary.links:
        index = places[link.relation] = places.get(link.relation, -1) + 1
        target = inquiry.record(link.target)
        if target is None:
            yield SiteProblem(_missing(link.relation, index, link.target, context), summary)
        elif link.relation == "repeals" and not (target.repealed or target.lapsed):
            day = summary.effective or summary.created
            yield SiteProblem(
                Problem(
                    "REG-05",
                    f"已被《{summary.title}》废止，但没有写废止日期",
                    f"加一行 废止日期: {day}（由 {summary.path} 废止）",
                ),
                target,
            )


def _missing(relation: str, index: int, target: Ref, context: Context) -> Problem:
    label = _FIELDS.get(relation)
    field: tuple[str | int, ...] = ()
    if label is not None:
        field = (label,) if relation == "repealed_by" else (label, index)
    if any(each.ref == target for each in context.tombstones):
        return Problem("POL-16", f"所指的信息“{target}”已经撤回", "请删去对它的引用；这一条也应撤回的，一并撤回", field)
    if relation == "interprets":
        return Problem("SIT-12", f"没有找到所解读的文件“{target.place}”", _NOT_THERE, field)
    if label is None:
        return Problem("POL-05", f"正文中的链接“{target}”没有找到", _NOT_THERE)
    return Problem("POL-05", f"没有找到{label}“{target.place}”", _NOT_THERE, field)


def _version(summary: Summary, inquiry: Inquiry, context: Context) -> Iterator[SiteProblem]:
    """POL-05, POL-13: an earlier text belongs to a document that is there and for everybody."""
    for link in summary.links:
        target = inquiry.record(link.target)
        if target is None and link.relation == "version_of":
            hint = f"应有文件 {summary.path.rpartition('/')[0]}.md"
            yield SiteProblem(Problem("POL-05", f"没有找到历史文本所属的文件“{link.target.place}”", hint), summary)
        elif target is None:
            yield SiteProblem(_missing(link.relation, 0, link.target, context), summary)
        elif link.relation == "version_of" and "restricted" in target.facts:
            hint = "请删去历史文本；已经提交过的，要从版本历史中清除"
            yield SiteProblem(Problem("POL-13", f"《{target.title}》不主动公开，不能有历史文本", hint), summary)
