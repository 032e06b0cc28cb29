"""Which pages of the site a snapshot holds, and what becomes of links to the others.

In: the files of the site, Holdings, the Atlas' listings. Out: the files that go in; and pages whose links to what stays
out lead to a page that says so. A whole snapshot holds the site as it is. One of a part keeps the bytes of every page
but for such links: a record must read in its archive as it did on the site, amended and repealed by others.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from html import escape, unescape
from urllib.parse import quote, unquote

from gongkai.stages.snapshot.holdings import Holding
from gongkai.workshop.page_parts import breadcrumbs, page_head

ABSENT = "not-in-snapshot.html"
"""Where links to pages that stay out lead; the address they had follows after `#`."""
ABSENT_TITLE = "不在本快照中"
SERVER_ONLY = frozenset({"404.html"})
"""What only a web server shows, with links from the root of the site."""
_LINK = re.compile(rb'\bhref="([^"#?:]+)([?#][^"]*)?"')
_PAGE_OF_YEAR = re.compile(r"(.+)/(\d{4})(?:-\d+)?\.html")


def without_others(
    site: Iterable[str], holdings: Iterable[Holding], listings: Mapping[str, Iterable[str]]
) -> list[str]:
    """The files of a snapshot of a part: without records that it does not hold, and without lists and years of lists in
    which none of its records stands. `listings` are those of the site that hold anything."""
    kept: set[str] = set()
    others: set[str] = set()
    years: set[tuple[str, str]] = set()
    for each in holdings:
        (kept if each.held else others).update((each.address, *each.former, *(address for _, address in each.files)))
        if each.held:
            years.update((listing, each.published[:4]) for listing in each.listings)
    shown = {listing for listing, _ in years}

    def stays_out(path: str) -> bool:
        if path in others:
            return path not in kept
        listing = path.removesuffix(".html")
        if listing in listings:
            return listing not in shown
        match = _PAGE_OF_YEAR.fullmatch(path)
        return match is not None and match[1] in listings and (match[1], match[2]) not in years

    return [path for path in site if not stays_out(path)]


def with_links_out(page: str, html: bytes, absent: Collection[str]) -> bytes:
    """A page whose links to absent pages lead to `ABSENT`."""
    folder = posixpath.dirname(page)
    root = "../" * page.count("/")

    def led(match: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(folder, unquote(unescape(match[1].decode()))))
        return f'href="{root}{ABSENT}#{escape(quote(target))}"'.encode() if target in absent else match[0]

    return _LINK.sub(led, html)


def absent_words(site_url: str, label: str) -> str:
    """The text of the page to which such links lead. Its script is its own: the page is of snapshots alone."""
    online = escape(site_url.rstrip("/"))
    where = (
        f'<p>网站上的地址：<a id="online" href="{online}/">{online}/</a></p>\n'
        "<script>const online = document.getElementById('online');\n"
        "const show = () => { const path = decodeURIComponent(location.hash.slice(1));\n"
        f"online.href = '{online}/' + encodeURI(path); online.textContent = '{online}/' + path; }};\n"
        "addEventListener('hashchange', show); show();</script>\n"
        if online
        else ""
    )
    return (
        f"{breadcrumbs((), ABSENT_TITLE, '')}\n{page_head(ABSENT_TITLE)}\n"
        f'<div class="notice info"><p>本快照只收录“{escape(label)}”的信息，这个网页没有收入。</p></div>\n{where}'
    )
