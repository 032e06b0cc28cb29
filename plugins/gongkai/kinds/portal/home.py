"""`index.html`: one sentence, the sections of the portal, the newest of each kind, the bodies, the doors of a life.

In: the Inquiry, the registers `columns` and `classifications` where the site has them. Out: one Page. Registers of
other rooms are read by attribute; a site without them has a home page without those parts.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.kinds.portal.column_tree import ColumnLink, column_links
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.standards import disclosure_portal
from gongkai.workshop.listing_pages import ListingHead, listing_head
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

_KINDS = (
    ("policy", "政策文件", "policies/index.html"),
    ("interpretation", "政策解读", "interpretations/index.html"),
    ("entry", "公开信息", "columns/index.html"),
)
_NEWEST = 6
_LIVES = (("个人", "person", "person_stages"), ("企业", "company", "company_stages"))
_WORD_LISTS = (("tag", "tags"), ("object", "service_objects"), ("person", "person_stages"))
_SAYINGS = {
    "政府信息公开指南": "怎样查找、怎样申请，向谁咨询",
    "政府信息公开制度": "法律法规和本级制度",
    "法定主动公开内容": "条例规定主动公开的全部目录",
    "政府信息公开年报": "每年一份工作报告",
    "依申请公开": "没有主动公开的，可以申请",
}


class Door(msgspec.Struct, frozen=True):
    """A quiet card, for the macro `doors`."""

    title: str
    url: str
    text: str = ""


class KindBlock(msgspec.Struct, frozen=True):
    """The newest records of one kind. `url` leads to all of them."""

    title: str
    anchor: str
    url: str
    head: ListingHead


class Links(msgspec.Struct, frozen=True):
    """A heading and the links under it."""

    title: str
    links: tuple[Crumb, ...]


class HomeView(msgspec.Struct, frozen=True):
    """Context of `portal/home.html`."""

    title: str
    sentence: str
    searched: bool
    examples: tuple[str, ...]
    doors: tuple[Door, ...]
    key_fields: str
    kinds: tuple[KindBlock, ...]
    bodies: tuple[Links, ...]
    lives: tuple[Links, ...]


def home_page(inquiry: Inquiry, site: Site) -> Page:
    """The site's first page."""
    settings = site.settings
    owner = site_owner(inquiry, site)
    title = owner.title if owner else settings.site_name
    columns = column_links(inquiry, site.context)
    view = HomeView(
        title=title,
        sentence=settings.site_description,
        searched=settings.search is not None,
        examples=tuple(_examples(inquiry, site)),
        doors=tuple(_doors(columns)),
        key_fields="columns/key-fields.html" if any(column.has_key_fields for column in columns) else "",
        kinds=tuple(_kinds(inquiry, site)),
        bodies=tuple(_bodies(owner, inquiry)),
        lives=tuple(_lives(inquiry, site)),
    )
    name = settings.site_name
    head = head_html(column_tags("首页", settings.site_description or name, (title, "政府信息公开"), "首页"))
    return Page(
        "index.html",
        "home",
        "首页",
        settings.site_description,
        head,
        site.fill("portal/home.html", "index.html", view=view),
    )


def site_owner(inquiry: Inquiry, site: Site) -> Summary | None:
    """The body whose site this is: that of the scope, else the first body in official order that has none above it."""
    if site.settings.scope:
        return inquiry.record(Ref("department", site.settings.scope))
    tops = (body for body in site.context.bodies.by_identifier.values() if not body.superior)
    first = min(tops, key=lambda body: (body.order, body.identifier), default=None)
    return inquiry.record(Ref("department", first.identifier)) if first else None


def _doors(columns: tuple[ColumnLink, ...]) -> Iterator[Door]:
    """The sections of the portal (国办公开办函〔2019〕61号), wherever the tree has them, in the order of the notice."""
    wanted = [section.name for section in disclosure_portal().sections]
    portal = next((column for column in columns if column.title == disclosure_portal().name), None)
    found = (
        {child.title: child.url for child in portal.children} if portal else {"政府信息公开指南": "guides/index.html"}
    )
    for name in wanted:
        if name in found:
            yield Door(name, found[name], _SAYINGS.get(name, ""))


def _kinds(inquiry: Inquiry, site: Site) -> Iterator[KindBlock]:
    for kind, title, url in _KINDS:
        head = listing_head(f"kind/{kind}", inquiry, site.settings, _NEWEST)
        if head.count:
            yield KindBlock(title, kind, url, head)


def _bodies(owner: Summary | None, inquiry: Inquiry) -> Iterator[Links]:
    """The bodies right under the owner by type, in official order; those that are no more are left to the index."""
    if owner is None:
        return
    groups: dict[str, list[Crumb]] = {}
    for body in inquiry.members(f"departments/under/{owner.ref.place}"):
        if not body.state:
            name = body.facts.get("short_title") or body.title
            groups.setdefault(body.facts.get("type", ""), []).append(Crumb(name, body.url))
    yield from (Links(label, tuple(links)) for label, links in groups.items())


def _examples(inquiry: Inquiry, site: Site) -> Iterator[str]:
    """Words to search for, one of each list of words: the first with policies."""
    words = site.context.registers.get("classifications")
    for facet, name in _WORD_LISTS:
        for term in getattr(words, name, ()):
            if inquiry.count(f"policies/{facet}/{term.identifier}"):
                yield term.title
                break


def _lives(inquiry: Inquiry, site: Site) -> Iterator[Links]:
    """Stages of a person's and a company's life that have policies."""
    words = site.context.registers.get("classifications")
    for title, facet, name in _LIVES:
        terms = getattr(words, name, ())
        listings = ((term.title, f"policies/{facet}/{term.identifier}") for term in terms)
        links = tuple(Crumb(label, f"{listing}.html") for label, listing in listings if inquiry.count(listing))
        if links:
            yield Links(title, links)
