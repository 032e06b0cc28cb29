"""`site-map.html` (站点地图): the entrances, the first two levels of columns, the bodies by type.

In: the Inquiry, the column tree. Out: one Page. Source: 国办发〔2017〕47号 wants one in every footer.
"""

from __future__ import annotations

import msgspec

from gongkai.kinds.portal.column_tree import ColumnLink, column_links
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

PATH = "site-map.html"
_TITLE = "站点地图"
_ENTRANCES = (
    Crumb("首页", "index.html"),
    Crumb("政府信息公开目录", "columns/index.html"),
    Crumb("政策文件库", "policies/index.html"),
    Crumb("机构职能", "departments/index.html"),
    Crumb("公开指南", "guides/index.html"),
)


class SiteMapView(msgspec.Struct, frozen=True):
    """Context of `portal/site-map.html`. `bodies` are (type, links)."""

    title: str
    trail: tuple[Crumb, ...]
    entrances: tuple[Crumb, ...]
    columns: tuple[ColumnLink, ...]
    bodies: tuple[tuple[str, tuple[Crumb, ...]], ...]


def site_map_page(inquiry: Inquiry, site: Site) -> Page:
    """Every way into the site on one page."""
    groups: dict[str, list[Crumb]] = {}
    for body in inquiry.members("departments/all"):
        groups.setdefault(body.facts.get("type", ""), []).append(Crumb(body.title, body.url))
    view = SiteMapView(
        _TITLE,
        (Crumb(_TITLE),),
        (*_ENTRANCES, Crumb("搜索", "search.html")) if site.settings.search is not None else _ENTRANCES,
        column_links(inquiry, site.context),
        tuple((label, tuple(links)) for label, links in groups.items()),
    )
    description = f"{site.settings.site_name}的栏目和机构一览。"
    head = head_html(column_tags(_TITLE, description, (_TITLE,), _TITLE))
    return Page(PATH, "", _TITLE, description, head, site.fill("portal/site-map.html", PATH, view=view))
