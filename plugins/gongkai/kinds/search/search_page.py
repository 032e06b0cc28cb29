"""`search.html`: the field, how to search, and the ways that need no script: the static pages of every facet.

In: the Inquiry, for which listings hold anything; the register `columns`, which belongs to another room and is read by
attribute. Out: one Page. The script fills in results where it runs (`theme/assets/javascripts/search-view.js`).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.standards import themes
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

PATH = "search.html"
_TITLE = "搜索"
_DESCRIPTION = "按标题、正文、附件、文号和索引号查找本站公开的全部信息。"
_LIBRARY = "policies/all"
_KINDS = (
    (_LIBRARY, "政策文件", "policies/index.html"),
    ("interpretations/all", "政策解读", "interpretations/index.html"),
    ("kind/entry", "公开信息", "columns/index.html"),
    ("departments/all", "机构职能", "departments/index.html"),
)
_STATES = (("valid", "有效"), ("pending", "尚未施行"), ("repealed", "废止"), ("lapsed", "失效"))
_YEARS = 12


class WayIn(msgspec.Struct, frozen=True):
    """A heading and the static pages under it."""

    title: str
    anchor: str
    links: tuple[Crumb, ...]


class SearchView(msgspec.Struct, frozen=True):
    """Context of `search/page.html`."""

    title: str
    trail: tuple[Crumb, ...]
    ways: tuple[WayIn, ...]


def search_page(inquiry: Inquiry, site: Site) -> Page:
    """The one page of the room."""
    groups = (
        ("按种类", "kinds", tuple(_present(_KINDS, inquiry))),
        ("按主题", "themes", tuple(_present(_themes(), inquiry))),
        ("按年份", "years", tuple(_years(inquiry, site))),
        ("按有效性", "states", tuple(_present(_states(), inquiry))),
        ("按栏目", "columns", tuple(_columns(inquiry, site))),
    )
    ways = tuple(WayIn(title, anchor, links) for title, anchor, links in groups if links)
    view = SearchView(_TITLE, (Crumb(_TITLE),), ways)
    styles = '<link rel="stylesheet" href="assets/stylesheets/search.css">\n'
    head = styles + head_html(column_tags(_TITLE, _DESCRIPTION, (_TITLE,), _TITLE))
    return Page(PATH, "", _TITLE, _DESCRIPTION, head, site.fill("search/page.html", PATH, view=view))


def _present(
    doors: Iterator[tuple[str, str, str]] | tuple[tuple[str, str, str], ...], inquiry: Inquiry
) -> Iterator[Crumb]:
    """The doors (listing, title, address) behind which there is something."""
    return (Crumb(title, url) for listing, title, url in doors if inquiry.count(listing))


def _themes() -> Iterator[tuple[str, str, str]]:
    firsts = {theme.code.partition("-")[0]: theme.level1 for theme in themes()}
    return ((f"policies/theme/{code}", title, f"policies/theme/{code}.html") for code, title in firsts.items())


def _states() -> Iterator[tuple[str, str, str]]:
    return ((f"policies/state/{slug}", word, f"policies/state/{slug}.html") for slug, word in _STATES)


def _years(inquiry: Inquiry, site: Site) -> Iterator[Crumb]:
    """The newest years of the library; while its head shows every document they have no pages."""
    years = [year for year, _ in inquiry.counts(_LIBRARY) if year]
    if inquiry.count(_LIBRARY) > site.settings.newest:
        yield from (Crumb(year, f"{_LIBRARY}/{year}.html") for year in years[:_YEARS])


def _columns(inquiry: Inquiry, site: Site) -> Iterator[Crumb]:
    for column in getattr(site.context.registers.get("columns"), "columns", ()):
        if inquiry.count(f"columns/{column.identifier}"):
            yield Crumb(column.title, column.link or f"columns/{column.identifier}.html")
