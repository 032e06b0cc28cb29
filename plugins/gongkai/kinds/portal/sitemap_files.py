"""`sitemap.xml` and its parts, one or more for each year of publication, for search engines.

In: the Inquiry. Out: RawFiles. `lastmod` is the day a record was published: a build on another day gives the same
bytes, and a new record touches the newest part of its year and the index. Source: sitemaps.org protocol 0.9.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gongkai.model.atlas import Addresses
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import RawFile
from gongkai.model.room import Site
from gongkai.workshop.page_metadata import absolute

LISTING = "all"
INDEX = "sitemap.xml"
_MOST_URLS = 50_000
"""What the protocol allows in one file."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index_file(inquiry: Inquiry, site: Site) -> RawFile:
    """The index of all parts, the oldest first."""
    years = reversed(inquiry.counts(LISTING))
    places = (
        f"<sitemap><loc>{_address(site, path)}</loc></sitemap>\n"
        for year, count in years
        for path in _paths(year, count)
    )
    return RawFile(INDEX, f"{_XML}<sitemapindex {_NAMESPACE}>\n{''.join(places)}</sitemapindex>\n".encode())


def year_files(year: str, inquiry: Inquiry, site: Site) -> Iterator[RawFile]:
    """The parts of one year: its records in the order of publication."""
    records = inquiry.addresses(LISTING, year)
    for number, path in enumerate(_paths(year, len(records))):
        part = records[number * _MOST_URLS : (number + 1) * _MOST_URLS]
        yield RawFile(path, f"{_XML}<urlset {_NAMESPACE}>\n{''.join(_entries(part, site))}</urlset>\n".encode())


def _paths(year: str, count: int) -> list[str]:
    more = range(2, (count + _MOST_URLS - 1) // _MOST_URLS + 1)
    return [f"sitemaps/{year}.xml", *(f"sitemaps/{year}-{number}.xml" for number in more)]


def _entries(records: Addresses, site: Site) -> Iterator[str]:
    """Addresses of records are made of plain characters."""
    top = _address(site, "")
    for url, day in records:
        yield f"<url><loc>{top}{url}</loc><lastmod>{day}</lastmod></url>\n"


def _address(site: Site, path: str) -> str:
    return escape(absolute(site.settings.site_url, path))
