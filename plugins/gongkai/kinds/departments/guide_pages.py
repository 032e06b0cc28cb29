"""政府信息公开指南: the guide of each body that has one, and the index of guides.

In: a Department, the Inquiry. Out: `guides/<id>.html`, `guides/index.html`. Source: 条例 art. 12, whose nine parts a
guide must have (CAT-10).
"""

from __future__ import annotations

import msgspec

from gongkai.kinds.departments.lists import CardGroup, by_type
from gongkai.kinds.departments.model import Department, Guide
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.model.summary import Summary
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

_TITLE = "政府信息公开指南"


class GuideView(msgspec.Struct, frozen=True):
    """Context of `departments/guide.html`. `parts` are (heading, anchor, text); `office` (label, value)."""

    title: str
    trail: tuple[Crumb, ...]
    body: Summary
    colour: str
    parts: tuple[tuple[str, str, str], ...]
    office: tuple[tuple[str, str], ...]


class GuidesView(msgspec.Struct, frozen=True):
    """Context of `departments/guides.html`."""

    title: str
    trail: tuple[Crumb, ...]
    groups: tuple[CardGroup, ...]


def guide_page(summary: Summary, record: Department, guide: Guide, site: Site) -> Page:
    """The guide of one body. A missing part has been named by CAT-10; it is left out here."""
    title = f"{record.title}{_TITLE}"
    parts = (
        ("政府信息的分类", "classification", guide.classification),
        ("编排体系", "arrangement", guide.arrangement),
        ("获取方式", "ways", guide.ways),
    )
    office = (
        ("机构名称", guide.body_name),
        ("办公地址", guide.address),
        ("办公时间", guide.hours),
        ("联系电话", guide.phone),
        ("传真号码", guide.fax),
        ("互联网联系方式", guide.online),
    )
    view = GuideView(
        title,
        (Crumb("公开指南", "guides/index.html"), Crumb(record.title)),
        summary,
        record.colour or "",
        tuple((heading, anchor, text) for heading, anchor, text in parts if text),
        tuple((label, value) for label, value in office if value),
    )
    path = guide_url(summary)
    head = head_html(column_tags(title, title, (_TITLE, record.title), _TITLE))
    return Page(path, "guides", title, title, head, site.fill("departments/guide.html", path, view=view))


def guide_url(summary: Summary) -> str:
    """Address of a body's guide; absolute where the body belongs to another site."""
    folder, _, name = summary.url.rpartition("/")
    return f"{folder.removesuffix('departments')}guides/{name}"


def guides_page(inquiry: Inquiry, site: Site) -> Page:
    """`guides/index.html`: every guide, by type of body."""
    guides = (msgspec.structs.replace(each, url=guide_url(each)) for each in inquiry.members("guides/all"))
    groups = by_type(guides)
    path = "guides/index.html"
    view = GuidesView(_TITLE, (Crumb("公开指南"),), groups)
    description = f"{site.settings.site_name}各单位的{_TITLE}：信息分类、编排体系、获取方式和工作机构。"
    head = head_html(column_tags(_TITLE, description, (_TITLE,), _TITLE))
    return Page(path, "guides", _TITLE, description, head, site.fill("departments/guides.html", path, view=view))
