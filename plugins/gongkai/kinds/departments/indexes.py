"""Index pages of bodies: all of them by level and type, and one page for each type.

In: the Inquiry. Out: `departments/index.html`, `departments/type/<slug>.html`. The whole register is asked for here
and on no body's own page.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gongkai.kinds.departments.body_types import SLUGS, TYPES
from gongkai.kinds.departments.lists import Anchor, Card, CardGroup, by_field, by_type, card
from gongkai.kinds.departments.model import BodyType
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

_TITLE = "机构职能"
_ENTERPRISES = str(BodyType.PUBLIC_ENTERPRISE)


class Part(msgspec.Struct, frozen=True):
    """A part of the index: one level of government. `url` is the page of the body whose level it is."""

    title: str
    anchor: str
    groups: tuple[CardGroup, ...]
    url: str = ""
    phone: str = ""


class IndexView(msgspec.Struct, frozen=True):
    """Context of `departments/index.html`."""

    title: str
    trail: tuple[Crumb, ...]
    count: int
    types: tuple[Crumb, ...]
    parts: tuple[Part, ...]


class TypeView(msgspec.Struct, frozen=True):
    """Context of `departments/type.html`."""

    title: str
    trail: tuple[Crumb, ...]
    count: int
    groups: tuple[CardGroup, ...]


def index_page(inquiry: Inquiry, site: Site) -> Page:
    """`departments/index.html`: the city's bodies, each county with its own, enterprises, what is no more."""
    bodies = inquiry.members("departments/all")
    parts = tuple(_parts(bodies))
    present = {body.facts["type"] for body in bodies}
    types = tuple(Crumb(label, f"departments/type/{slug}.html") for slug, label in TYPES.items() if label in present)
    view = IndexView(_TITLE, (Crumb(_TITLE),), len(bodies), types, parts)
    path = "departments/index.html"
    description = f"{site.settings.site_name}：各机构的职能、办公地址、办公时间、联系方式和负责人。"
    headings = tuple(Anchor(part.title, part.anchor) for part in parts)
    return _page(path, _TITLE, description, site.fill("departments/index.html", path, view=view, headings=headings))


def _parts(bodies: Iterable[Summary]) -> Iterable[Part]:
    register = {body.ref.place: body for body in bodies}
    top: list[Summary] = []
    counties: dict[str, list[Summary]] = {}
    enterprises: list[Summary] = []
    gone: list[Summary] = []
    for body in register.values():
        county = _county(body, register)
        if body.state:
            gone.append(body)
        elif body.facts["type"] == _ENTERPRISES:
            enterprises.append(body)
        elif county is None:
            top.append(body)
        elif county is body:
            counties.setdefault(body.ref.place, [])
        else:
            counties.setdefault(county.ref.place, []).append(body)
    if top:
        yield Part("市级机构" if counties else "各级机构", "own", by_type(top))
    for place, below in counties.items():
        county = register[place]
        yield Part(
            county.title, f"county-{place}", _county_groups(below, register), county.url, county.facts.get("phone", "")
        )
    if enterprises:
        yield Part(_ENTERPRISES, "enterprises", by_field(enterprises))
    if gone:
        yield Part("已撤销、合并的机构", "gone", (CardGroup("", tuple(card(body) for body in gone)),))


def _county(body: Summary, register: dict[str, Summary]) -> Summary | None:
    """The county government that a body is or belongs to; None for the city's own."""
    seen: set[str] = set()
    current: Summary | None = body
    while current is not None and current.ref.place not in seen:
        if current.facts["type"] == BodyType.COUNTY_GOVERNMENT:
            return current
        seen.add(current.ref.place)
        current = register.get(current.facts.get("superior", ""))
    return None


def _county_groups(bodies: Iterable[Summary], register: dict[str, Summary]) -> tuple[CardGroup, ...]:
    """By type; a village says which township it belongs to."""
    groups: dict[str, list[Card]] = {label: [] for label in SLUGS}
    for body in bodies:
        township = register.get(body.facts.get("superior", ""))
        is_village = body.facts["type"] == BodyType.VILLAGE
        groups[body.facts["type"]].append(card(body, _short(township) if is_village and township else ""))
    return tuple(CardGroup(str(label), tuple(cards)) for label, cards in groups.items() if cards)


def type_page(slug: str, inquiry: Inquiry, site: Site) -> Page:
    """`departments/type/<slug>.html`: bodies of one type; those of several counties or fields each under their own."""
    label = TYPES[slug]
    bodies = inquiry.members(f"departments/type/{slug}")
    groups = by_field(bodies) if label == _ENTERPRISES else _by_superior(bodies, inquiry)
    trail = (Crumb(_TITLE, "departments/index.html"), Crumb(label))
    path = f"departments/type/{slug}.html"
    body = site.fill("departments/type.html", path, view=TypeView(label, trail, len(bodies), groups))
    return _page(path, label, f"{label}的职能和联系方式。", body)


def _by_superior(bodies: Iterable[Summary], inquiry: Inquiry) -> tuple[CardGroup, ...]:
    groups: dict[str, list[Card]] = {}
    for body in bodies:
        groups.setdefault(body.facts.get("superior", ""), []).append(card(body, body.description))
    if len(groups) < 2:
        return tuple(CardGroup("", tuple(cards)) for cards in groups.values())
    named = {place: inquiry.record(Ref("department", place)) for place in groups}
    return tuple(
        CardGroup(superior.title if (superior := named[place]) else "", tuple(cards), superior.url if superior else "")
        for place, cards in groups.items()
    )


def _short(body: Summary) -> str:
    return body.facts.get("short_title") or body.title


def _page(path: str, title: str, description: str, body: str) -> Page:
    head = head_html(column_tags(title, description, (title,), _TITLE))
    return Page(path, "departments", title, description, head, body)
