"""Rules that need the whole site: references, numbers used once, documents and interpretations together.

In: the Atlas, the Context. Out: SiteProblems. One walk over all records sorts them; each rule then looks at its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from gongkai.kinds.policies.facets import RESERVED, WORD_LISTS, classifications_of
from gongkai.kinds.policies.model import Classifications
from gongkai.kinds.policies.number_rules import number_problems
from gongkai.kinds.policies.publishing_rules import publishing_problems
from gongkai.kinds.policies.validity import IN_FORCE
from gongkai.model.atlas import Atlas
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Problem, SiteProblem
from gongkai.model.summary import Summary

_FIELDS = {"repeals": "废止文件", "amends": "修改文件", "repealed_by": "废止依据", "interprets": "解读对象"}
_NOT_THERE = "请核对标识（单位/文件名，不带 .md）；该文件如有错误未能发布，先改正它"


class _Sorted(msgspec.Struct, frozen=True):
    policies: list[Summary]
    versions: list[Summary]
    interpretations: list[Summary]
    bodies: list[Summary]


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


def expiry_notices(atlas: Atlas, as_of: str, days: int) -> Iterator[SiteProblem]:
    """POL-15: documents in force whose period ends within so many days of `as_of`, while there is time to act."""
    last = (date.fromisoformat(as_of) + timedelta(days=days)).isoformat()
    for summary in atlas.records.values():
        if summary.ref.kind == "policy" and summary.state == IN_FORCE and as_of < summary.ends <= last:
            final = date.fromisoformat(summary.ends) - timedelta(days=1)
            hint = "需要继续实施的，请在届满前评估，重新公布或者修订；不再实施的，届满后自动标为失效"
            yield SiteProblem(Problem("POL-15", f"有效期到 {final} 为止", hint, ("有效期",)), summary)


def site_problems(atlas: Atlas) -> Iterator[SiteProblem]:
    """Everything that two records do wrong together."""
    found = _sorted(atlas)
    for summary in found.policies:
        if summary.links:
            yield from _links(summary, atlas)
    for summary in found.versions:
        yield from _version(summary, atlas)
    for summary in found.interpretations:
        yield from _links(summary, atlas)
    for summary in found.bodies:
        if summary.ref.place in RESERVED:
            message = f"标识“{summary.ref.place}”是政策文件库网页的地址，单位不能使用"
            yield SiteProblem(Problem("POL-10", message, "请换一个标识"), summary)
    yield from number_problems(found.policies)
    yield from publishing_problems(found.policies, found.interpretations, atlas)


def _sorted(atlas: Atlas) -> _Sorted:
    found = _Sorted([], [], [], [])
    by_kind = {
        "policy": found.policies,
        "policy-version": found.versions,
        "interpretation": found.interpretations,
        "department": found.bodies,
    }
    for summary in atlas.records.values():
        if (into := by_kind.get(summary.ref.kind)) is not None:
            into.append(summary)
    return found


def _links(summary: Summary, atlas: Atlas) -> Iterator[SiteProblem]:
    """POL-05, SIT-12: what a record names is there; REG-05: what it repeals says so itself."""
    places: dict[str, int] = {}
    for link in summary.links:
        index = places[link.relation] = places.get(link.relation, -1) + 1
        target = atlas.records.get(link.target)
        if target is None:
            yield SiteProblem(_missing(link.relation, index, link.target), summary)
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


def _missing(relation: str, index: int, target: Ref) -> Problem:
    label = _FIELDS.get(relation)
    if relation == "interprets":
        return Problem("SIT-12", f"没有找到所解读的文件“{target.place}”", _NOT_THERE, ("解读对象", index))
    if label is None:
        return Problem("POL-05", f"正文中的链接“{target}”没有找到", _NOT_THERE)
    field: Sequence[str | int] = (label,) if relation == "repealed_by" else (label, index)
    return Problem("POL-05", f"没有找到{label}“{target.place}”", _NOT_THERE, tuple(field))


def _version(summary: Summary, atlas: Atlas) -> Iterator[SiteProblem]:
    """POL-05, POL-13: an earlier text belongs to a document that is there and for everybody."""
    for link in summary.links:
        target = atlas.records.get(link.target)
        if target is None and link.relation == "version_of":
            hint = f"应有文件 {summary.path.rpartition('/')[0]}.md"
            yield SiteProblem(Problem("POL-05", f"没有找到历史文本所属的文件“{link.target.place}”", hint), summary)
        elif target is None:
            yield SiteProblem(_missing(link.relation, 0, link.target), summary)
        elif link.relation == "version_of" and "restricted" in target.facts:
            hint = "请删去历史文本；已经提交过的，要从版本历史中清除"
            yield SiteProblem(Problem("POL-13", f"《{target.title}》不主动公开，不能有历史文本", hint), summary)
