"""Moved: former addresses judged on the whole site, so that no two pages want the same place.

In: the Atlas. Out: problems. The pages themselves are made with the record's own (`render.work`).
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code, Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.workshop.former_addresses import is_former_address

CODES = {
    "SRC-09": Code(Severity.ERROR, "曾用地址不能使用", "gongkai"),
    "SRC-10": Code(Severity.ERROR, "曾用地址已有其他网页", "gongkai"),
}
_RECORD_PARTS = 3


def former_address_problems(atlas: Atlas, folders: frozenset[str], bodies: Bodies) -> Iterable[SiteProblem]:
    """`folders` are the site's own first folders: there a former address must look like that of a record."""
    taken = {summary.url: summary for summary in atlas.records.values()}
    for summary in atlas.records.values():
        for index, former in enumerate(summary.former):
            problem = _problem(former, taken.get(former), folders, bodies)
            if problem is not None:
                code, message, hint = problem
                yield SiteProblem(Problem(code, message, hint, ("曾用地址", index)), summary)
            taken.setdefault(former, summary)


def _problem(
    former: str, owner: Summary | None, folders: frozenset[str], bodies: Bodies
) -> tuple[str, str, str] | None:
    if not is_former_address(former):
        return "SRC-09", f"曾用地址“{former}”不能使用", "写网站内的路径，例如 art/2019/1/3/art_12.html，不带域名和问号"
    if owner is not None:
        return "SRC-10", f"曾用地址“{former}”已经是“{owner.title}”的地址", "一个地址只能通向一条信息"
    parts = former.split("/")
    own = parts[0] in folders or len(parts) == 1
    if own and (len(parts) != _RECORD_PARTS or bodies.get(parts[1]) is None):
        return (
            "SRC-10",
            f"曾用地址“{former}”是本网站其他网页的位置",
            "这里只能写信息原来的地址，例如 policies/sfb/2019-3.html",
        )
    return None
