"""Pages of a listing: its index, and its years in pages that stay as they are.

In: a listing's id, a Heading, the Inquiry. Out: Pages. It is here because columns, departments, facets and the
library all show lists, and all of them keep the same promise: `<listing>.html` shows the newest records, the count
and the years; the records of a year stand in pages counted from the oldest, `<listing>/<year>-1.html`, `-2` …, each
of `page_size` records and never changed by a newer one, and the newest of the year always at `<listing>/<year>.html`.
Year pages know no totals and no other year, so that a back-dated record touches its own year only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.room import Site
from gongkai.model.settings import Settings
from gongkai.model.summary import Summary
from gongkai.workshop.escaping import escaped
from gongkai.workshop.item_rows import item_rows
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb, breadcrumbs


class Heading(msgspec.Struct, frozen=True):
    """What stands above a list. `trail` leads to the listing without naming it; `section` is the header's entrance.

    `empty` is said instead of items. `column_type` is 栏目类别 for the page tags. `within` is what <title> says after
    the list's name, from near to far, so that lists of one name are told apart.
    """

    title: str
    section: str
    trail: tuple[Crumb, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    column_type: str = ""
    empty: str = "暂无信息。"
    within: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """What stands in a list as records do and is none, for the macro `item_list`."""

    title: str
    url: str
    document_number: str
    badge: str
    date: str


_AT_A_GLANCE = 5


class YearLink(msgspec.Struct, frozen=True):
    """One year of a listing, for the macro `year_navigation`."""

    year: str
    url: str
    count: int
    current: bool = False


class ListingHead(msgspec.Struct, frozen=True):
    """The newest of a listing, its count and its years: what an index page or another kind of page shows.

    `find` is the listing, if readers can filter it: on a site with search, and not where all is taken in at a glance.
    """

    url: str
    rows: tuple[Summary, ...]
    count: int
    years: tuple[YearLink, ...]
    find: str = ""

    @property
    def date(self) -> str:
        """The newest day, "" where there is nothing."""
        return self.rows[0].date if self.rows else ""


def page_title(title: str, within: Iterable[str]) -> str:
    """What <title> says of a list: its name, then what it belongs to, from near to far."""
    return " - ".join((title, *within))


def pages_of_years(atlas: Atlas, listing: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """The numbered pages of a listing, as (year, number): none while its head shows every record."""
    counts = atlas.counts(listing)
    if sum(count for _, count in counts) > settings.newest:
        for year, count in counts:
            pages = (count + settings.page_size - 1) // settings.page_size if year else 0
            yield from ((year, str(number)) for number in range(1, pages + 1))


def listing_head(listing: str, inquiry: Inquiry, settings: Settings, limit: int) -> ListingHead:
    """The newest `limit` records of a listing, with count, and the years that have pages (`pages_of_years`)."""
    newest = inquiry.newest(listing, limit)
    return ListingHead(
        f"{listing}.html",
        newest.items,
        newest.count,
        tuple(
            YearLink(year, f"{listing}/{year}.html", count)
            for year, count in newest.years
            if year and newest.count > settings.newest
        ),
        listing if settings.search is not None and newest.count > _AT_A_GLANCE else "",
    )


def index_page(listing: str, heading: Heading, inquiry: Inquiry, site: Site) -> Page:
    """`<listing>.html`: the newest records, the count, the years."""
    path = f"{listing}.html"
    root = "../" * path.count("/")
    head = listing_head(listing, inquiry, site.settings, site.settings.newest)
    body = site.lay(
        "listing/index.html",
        path,
        trail=breadcrumbs(heading.trail, heading.title, root),
        title=escaped(heading.title),
        description=f"<p>{escaped(heading.description)}</p>\n" if heading.description else "",
        listing=listing_body(head, root, heading.empty),
    )
    return _page(path, page_title(heading.title, heading.within), heading, body)


def listing_body(head: ListingHead, root: str, nothing: str) -> str:
    """Newest items, count and years, as the macro of this name prints them; `nothing` is said where there are none."""
    if not head.rows:
        return f'<div class="empty"><p>{escaped(nothing)}</p></div>\n'
    links = "".join(
        [f'<li><a href="{root}{year.url}">{year.year}<small>{year.count}</small></a></li>\n' for year in head.years]
    )
    years = f'<nav class="years" aria-label="年份"><ul>\n{links}</ul></nav>\n' if links else ""
    counted = f"<span>共 {head.count} 条</span><span>最近更新 <time>{head.date}</time></span>"
    items = f'<ul class="items">\n{item_rows(head.rows, root)}\n</ul>\n'
    return f'{list_filter(head, root)}\n<div data-still>\n<p class="byline">{counted}</p>\n{years}{items}</div>\n'


def list_filter(head: ListingHead, root: str) -> str:
    """The field above a list that filters it in place, as the macro of this name prints it."""
    if not head.find:
        return ""
    return (
        f'<form class="search list-filter" role="search" action="{root}search.html" data-find="{head.find}">\n'
        '<label for="find">在本栏目中查找</label>\n'
        '<div><input id="find" name="q" type="search" autocomplete="off" enterkeyhint="search">'
        "<button>查找</button></div>\n</form>\n"
    )


def year_page(listing: str, year: str, number: int, heading: Heading, inquiry: Inquiry, site: Site) -> Page:
    """One of the pages of a year (four digits), which are numbered from the oldest, from 1."""
    leaf = inquiry.leaf(listing, year, number, site.settings.page_size)
    newer, path, older = (_leaf_path(listing, year, each, leaf.pages) for each in (number + 1, number, number - 1))
    above = (*heading.trail, Crumb(heading.title, f"{listing}.html"))
    period = f"{year}年第{number}页" if leaf.pages > 1 else f"{year}年"
    root = "../" * path.count("/")
    body = site.lay(
        "listing/year.html",
        path,
        trail=breadcrumbs(above, period, root),
        title=escaped(heading.title),
        period=period,
        rows=item_rows(leaf.items[::-1], root),
        pager=pager(newer, older, root),
    )
    return _page(path, page_title(f"{heading.title}（{period}）", heading.within), heading, body)


def pager(newer: str, older: str, root: str) -> str:
    """The way to the neighbours, as the macro of this name prints it."""
    if not newer and not older:
        return ""
    back = f'<a class="newer" rel="prev" href="{root}{newer}">更新的</a>\n' if newer else ""
    on = f'<a class="older" rel="next" href="{root}{older}">更早的</a>\n' if older else ""
    return f'<nav class="pager" aria-label="翻页">\n{back}{on}</nav>\n'


def _leaf_path(listing: str, year: str, number: int, pages: int) -> str:
    """Address of a year's page: the newest has the year's own; "" for one there is not."""
    if not 1 <= number <= pages:
        return ""
    return f"{listing}/{year}.html" if number == pages else f"{listing}/{year}-{number}.html"


def _page(path: str, title: str, heading: Heading, body: str) -> Page:
    description = heading.description or heading.title
    head = head_html(column_tags(heading.title, description, heading.keywords, heading.column_type))
    return Page(path, heading.section, title, description, head, body)
