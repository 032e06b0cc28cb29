"""Moved: former addresses judged on the whole site, so that no two pages want the same place.

In: the Atlas. Out: problems. The pages themselves are made with the record's own (`render.work`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code, Problem, SiteProblem
from gongkai.model.summary import ADDRESS, Summary
from gongkai.workshop.former_addresses import is_former_address

CODES = {
    "SRC-09": Code(Severity.ERROR, "曾用地址不能使用", "gongkai"),
    "SRC-10": Code(Severity.ERROR, "曾用地址已有其他网页", "gongkai"),
}
_RECORD_PARTS = 3


def rival_addresses(atlas: Atlas) -> Iterator[SiteProblem]:
    """SRC-10: an address leads to one record only. What stands there comes before what stood there."""
    for address, summaries in atlas.contested(ADDRESS):
        owner = next((each for each in summaries if each.url == address), summaries[0])
        claims = [(each, index) for each in summaries for index, former in enumerate(each.former) if former == address]
        if owner.url != address:
            claims = claims[1:]
        for summary, index in claims:
            message = f"曾用地址“{address}”已经是“{owner.title}”的地址"
            yield SiteProblem(Problem("SRC-10", message, "一个地址只能通向一条信息", ("曾用地址", index)), summary)


def former_address_problems(
    summary: Summary, folders: frozenset[str], bodies: Bodies, withdrawn: frozenset[str]
) -> Iterator[SiteProblem]:
    """SRC-09 and SRC-10 of one record. `folders` are the site's own first folders: there a former address must look
    like that of a record. `withdrawn` are addresses at which tombstones stand."""
    for index, former in enumerate(summary.former):
        field = ("曾用地址", index)
        if not is_former_address(former):
            hint = "写网站内的路径，例如 art/2019/1/3/art_12.html，不带域名和问号"
            yield SiteProblem(Problem("SRC-09", f"曾用地址“{former}”不能使用", hint, field), summary)
        elif former in withdrawn:
            hint = "内容改正后重新公布的，先从撤回记录的“网址”中删去这个地址"
            yield SiteProblem(Problem("SRC-10", f"曾用地址“{former}”属于已撤回的信息", hint, field), summary)
        elif _is_taken(former.split("/"), folders, bodies):
            message = f"曾用地址“{former}”是本网站其他网页的位置"
            hint = "这里只能写信息原来的地址，例如 policies/sfb/2019-3.html"
            yield SiteProblem(Problem("SRC-10", message, hint, field), summary)


def _is_taken(parts: list[str], folders: frozenset[str], bodies: Bodies) -> bool:
    own = parts[0] in folders or len(parts) == 1
    return own and (len(parts) != _RECORD_PARTS or bodies.get(parts[1]) is None)
