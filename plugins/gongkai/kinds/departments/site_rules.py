"""Rules of the register as a whole: who is under whom, in which order, and who took over from whom.

In: the Atlas. Out: SiteProblems at the body whose file must change.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count

from gongkai.model.atlas import Atlas
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Problem, SiteProblem
from gongkai.model.summary import Summary

Register = Mapping[str, Summary]


def register_problems(atlas: Atlas, context: Context) -> Iterator[SiteProblem]:
    """Everything wrong with the register of bodies that no single file shows."""
    register = {summary.ref.place: summary for summary in atlas.of_kind("department")}
    for place, summary in register.items():
        for problem in _named_bodies(summary, atlas, context):
            yield SiteProblem(problem, summary)
        if (circle := _circle(place, register)) is not None:
            names = " → ".join(register[each].title for each in circle)
            yield SiteProblem(
                Problem("DEP-02", f"上下级关系绕成一圈：{names}", "请改正其中一个“上级”", ("上级",)), summary
            )
    yield from _same_order(register.values())
    yield from _same_code(register.values())


def _named_bodies(summary: Summary, atlas: Atlas, context: Context) -> Iterator[Problem]:
    """上级, 主管部门 and 承接单位 must be in the register. A body with errors of its own is known to `bodies` still."""

    def known(place: str) -> bool:
        return context.bodies.get(place) is not None or atlas.has(Ref("department", place))

    hint = "应为 catalogues/departments/ 中一个文件的名称（不带 .yml）"
    superior = summary.facts.get("superior", "")
    if superior and not known(superior):
        yield Problem("DEP-01", f"没有标识为“{superior}”的上级机构", hint, ("上级",))
    supervisor = summary.facts.get("supervisor", "")
    if supervisor and not known(supervisor):
        yield Problem("DEP-09", f"没有标识为“{supervisor}”的主管部门", hint, ("主管部门",))
    for event in json.loads(summary.facts.get("history") or "[]"):
        successor = event["successor"]
        if successor and (not known(successor) or successor == summary.ref.place):
            message = f"{event['day']} {event['event']}的承接单位“{successor}”不存在"
            if successor == summary.ref.place:
                message = f"{event['day']} {event['event']}的承接单位不能是本单位自己"
            yield Problem("DEP-09", message, hint, ("沿革",))


def _circle(place: str, register: Register) -> tuple[str, ...] | None:
    """The way from a body up to itself; None where it leads to the top, or into somebody else's circle."""
    way = [place]
    while True:
        above = register.get(way[-1])
        superior = above.facts.get("superior", "") if above else ""
        if superior == place:
            return (*way, place)
        if not superior or superior in way:
            return None
        way.append(superior)


def _same_order(bodies: Collection[Summary]) -> Iterator[SiteProblem]:
    used: dict[str, set[str]] = {}
    for body in bodies:
        used.setdefault(body.facts.get("superior", ""), set()).add(body.order)
    taken: dict[tuple[str, str], Summary] = {}
    for body in bodies:
        superior = body.facts.get("superior", "")
        first = taken.setdefault((superior, body.order), body)
        if first is not body:
            order = int(body.order)
            message = f"排序 {order} 已用于“{first.title}”（{first.path}）"
            free = next(number for number in count(order + 1) if f"{number:06d}" not in used[superior])
            yield SiteProblem(Problem("DEP-03", message, f"可改为 {free}", ("排序",)), body)


def _same_code(bodies: Iterable[Summary]) -> Iterator[SiteProblem]:
    holders: dict[str, Summary] = {}
    for body in bodies:
        for code in body.facts.get("codes", "").split():
            first = holders.setdefault(code, body)
            if first is not body and not _succeeds(body, first) and not _succeeds(first, body):
                message = f"代码“{code}”已用于“{first.title}”（{first.path}）"
                yield SiteProblem(Problem("DEP-13", message, "一个代码只属于一个单位，请对照登记证书"), body)
                break


def _succeeds(body: Summary, other: Summary) -> bool:
    return any(link.relation == "successor" and link.target == body.ref for link in other.links)
