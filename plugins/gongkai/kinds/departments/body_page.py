"""`departments/<id>.html`: a body's name, what it does, how to reach it, who leads it, which office handles what.

In: a Department, its Summary, the Inquiry. Out: one Page. What it shows of others (superior, bodies below, newest
items) it asks narrowly, so that a body's page changes only when one of these does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from gongkai.kinds.departments.body_types import SLUGS, WITHOUT_DUTY
from gongkai.kinds.departments.guide_pages import guide_url
from gongkai.kinds.departments.histories import Step, ended, history_steps
from gongkai.kinds.departments.lists import Anchor, Card, CardGroup, by_field, by_type, card
from gongkai.kinds.departments.model import BodyType, Department, Office
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.workshop.listing_pages import ListingHead, listing_head
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

_DIALLABLE = re.compile(r"\d[\d-]{4,}")
_NEWEST = 8
_HOME = "index.html"


class Fact(msgspec.Struct, frozen=True):
    """A label and its value; `url` is a finished address (`tel:`, `https:`) or one of this site."""

    label: str
    value: str
    url: str = ""


class Door(msgspec.Struct, frozen=True):
    """A way to one of the body's other pages, for the macro `doors`."""

    title: str
    url: str
    text: str = ""


class BodyView(msgspec.Struct, frozen=True):
    """Context of `departments/body.html`."""

    trail: tuple[Crumb, ...]
    record: Department
    byline: tuple[str, ...]
    ended: Step | None
    doors: tuple[Door, ...]
    reach: tuple[Fact, ...]
    identity: tuple[Fact, ...]
    offices: tuple[Office, ...]
    subordinates: tuple[CardGroup, ...]
    enterprises: tuple[CardGroup, ...]
    history: tuple[Step, ...]
    predecessors: tuple[Card, ...]
    items: ListingHead
    link_only: bool


def body_page(summary: Summary, record: Department, inquiry: Inquiry, site: Site) -> Page:
    """The page of one body."""
    place = summary.ref.place
    superior = inquiry.record(Ref("department", record.superior)) if record.superior else None
    below = inquiry.members(f"departments/under/{place}")
    supervised = inquiry.members(f"departments/supervised/{place}")
    enterprises = {each.ref: each for each in (*below, *supervised) if each.facts["type"] == BodyType.PUBLIC_ENTERPRISE}
    items = listing_head(f"departments/{place}/items", inquiry, site.settings, _NEWEST)
    steps = tuple(history_steps(record, inquiry))
    view = BodyView(
        trail=_trail(summary, superior, inquiry),
        record=record,
        byline=tuple(_byline(record)),
        ended=ended(summary, steps),
        doors=tuple(_doors(summary, record, superior, items, inquiry, site)),
        reach=tuple(_reach(record, site)),
        identity=tuple(_identity(record, superior)),
        offices=record.offices,
        subordinates=by_type(each for each in below if each.facts["type"] != BodyType.PUBLIC_ENTERPRISE),
        enterprises=by_field(enterprises.values()),
        history=steps,
        predecessors=tuple(card(each) for each in inquiry.linked(summary.ref, "successor")),
        items=items,
        link_only=record.type is BodyType.STATIONED and record.website is not None,
    )
    body = site.fill("departments/body.html", summary.url, view=view, headings=tuple(_headings(view)))
    description = "".join(record.functions[:1]) or record.title
    keywords = tuple(filter(None, (record.title, record.short_title, *record.signboards)))
    head = head_html(column_tags(record.title, description, keywords, "机构职能"))
    return Page(summary.url, "departments", record.title, description, head, body)


def _trail(summary: Summary, superior: Summary | None, inquiry: Inquiry) -> tuple[Crumb, ...]:
    """机构职能, then the bodies above that have a page here, without the top one; a body right under the top: its type."""
    above: list[Crumb] = []
    seen = {summary.ref}
    body = superior
    while body is not None and body.ref not in seen and "://" not in body.url:
        seen.add(body.ref)
        next_up = body.facts.get("superior", "")
        if next_up:
            above.append(Crumb(body.title, body.url))
        body = inquiry.record(Ref("department", next_up)) if next_up else None
    if not above:
        kind = summary.facts["type"]
        above.append(Crumb(kind, f"departments/type/{SLUGS[kind]}.html"))
    return (Crumb("机构职能", "departments/index.html"), *reversed(above), Crumb(summary.title))


def _byline(record: Department) -> Iterator[str]:
    yield str(record.type)
    if record.field:
        yield f"领域：{record.field}"
    if record.signboards:
        yield f"挂{'、'.join(record.signboards)}牌子"


def _doors(
    summary: Summary, record: Department, superior: Summary | None, items: ListingHead, inquiry: Inquiry, site: Site
) -> Iterator[Door]:
    place = summary.ref.place
    if items.count or record.type is not BodyType.STATIONED:
        yield Door("公开目录", f"departments/{place}/columns.html", "按栏目查看本单位公开的信息")
    if inquiry.count(f"matters/{place}"):
        yield Door("主动公开事项目录清单", f"matters/{place}.html", "公开什么、依据什么、何时公开")
    if record.guide is not None:
        yield Door("公开指南", guide_url(summary), "信息分类、获取方式和工作机构")
    elif record.type not in WITHOUT_DUTY and (guide := _guide_above(superior, inquiry)) is not None:
        name = guide.facts.get("short_title") or guide.title
        yield Door("公开指南", guide_url(guide), f"适用{name}的指南")
    if record.website and not _is_this_site(record.website, site):
        yield Door("单位网站", record.website, record.website.partition("://")[2])


def _guide_above(body: Summary | None, inquiry: Inquiry) -> Summary | None:
    """The nearest superior that has a guide."""
    seen: set[Ref] = set()
    while body is not None and body.ref not in seen:
        if "guide" in body.facts:
            return body
        seen.add(body.ref)
        superior = body.facts.get("superior")
        body = inquiry.record(Ref("department", superior)) if superior else None
    return None


def _is_this_site(website: str, site: Site) -> bool:
    return website.partition("://")[2].partition("/")[0] == site.settings.site_domain


def _reach(record: Department, site: Site) -> Iterator[Fact]:
    for label, value in (("地址", record.address), ("办公时间", record.hours)):
        if value:
            yield Fact(label, value)
    if record.phone:
        yield Fact("电话", record.phone, f"tel:{record.phone}" if _DIALLABLE.fullmatch(record.phone) else "")
    for label, value in (("传真", record.fax), ("邮编", record.postcode)):
        if value:
            yield Fact(label, value)
    if record.email:
        yield Fact("邮箱", record.email, f"mailto:{record.email}")
    if record.website:
        yield Fact("网站", record.website, _HOME if _is_this_site(record.website, site) else record.website)


def _identity(record: Department, superior: Summary | None) -> Iterator[Fact]:
    if record.short_title:
        yield Fact("简称", record.short_title)
    if superior is not None:
        yield Fact("上级机构", superior.title, superior.url)
    if record.number_prefixes:
        yield Fact("发文代字", "、".join(record.number_prefixes))
    for label, value in (
        ("统一社会信用代码", record.credit_code),
        ("组织机构代码", record.organisation_code),
        ("网站标识码", record.site_code),
        ("行政区划代码", record.division_code),
    ):
        if value:
            yield Fact(label, value)


def _headings(view: BodyView) -> Iterable[Anchor]:
    parts: Sequence[tuple[str, str, object]] = (
        ("主要职能", "functions", view.record.functions),
        ("联系方式", "reach", view.reach),
        ("负责人", "heads", view.record.heads),
        ("内设机构和服务事项", "offices", view.offices),
        ("下级机构", "bodies", view.subordinates),
        ("公共企事业单位", "enterprises", view.enterprises),
        ("最新公开", "items", view.items.rows),
        ("沿革", "history", view.history or view.predecessors),
        ("机构信息", "identity", view.identity),
    )
    return (Anchor(title, anchor) for title, anchor, shown in parts if shown)
