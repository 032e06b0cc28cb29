"""The page at the address of a record that was withdrawn: since when it is gone and why, and nothing of what it said.

In: the arguments of a unit, which hold all that the page shows; tombstones. Out: a Page, and redirects from the
addresses that the record had before. It is here because a tombstone belongs to no kind: its record is no more.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.page import Page, Product, RawFile
from gongkai.model.room import Context, Site
from gongkai.model.tombstone import Tombstone
from gongkai.workshop.former_addresses import redirect_page
from gongkai.workshop.page_metadata import column_tags, head_html
from gongkai.workshop.page_parts import Crumb

TITLE = "信息已撤回"


class WithdrawnView(msgspec.Struct, frozen=True):
    """Context of `portal/withdrawn.html`."""

    title: str
    trail: tuple[Crumb, ...]
    day: str
    category: str
    sponsor: str
    contact: str


def shown_tombstones(atlas: Atlas, context: Context) -> Iterator[Tombstone]:
    """Those whose addresses are this site's, the last of each record. One that came back has its page itself."""
    scope = context.settings.scope
    last = {each.ref: each for each in context.tombstones}
    for each in last.values():
        if each.ref is None or not each.addresses or atlas.has(each.ref):
            continue
        if not scope or context.bodies.within(each.ref.department, scope):
            yield each


def arguments_of(tombstone: Tombstone) -> tuple[str, ...]:
    """All that the page shows: a tombstone that changes is another unit, so nothing need be remembered of it."""
    return (tombstone.day, tombstone.category, *tombstone.addresses)


def withdrawn_pages(day: str, category: str, addresses: tuple[str, ...], site: Site) -> Iterator[Product]:
    """The page at the record's own address, and the way to it from the others."""
    address, *former = addresses
    furniture = site.settings.furniture
    view = WithdrawnView(TITLE, (Crumb(TITLE),), day, category, furniture.sponsor, furniture.contact)
    description = f"这条信息已于{day}撤回。"
    head = head_html(column_tags(TITLE, description, (TITLE,), TITLE)) + '<meta name="robots" content="noindex">'
    body = site.fill("portal/withdrawn.html", address, view=view)
    yield Page(address, "", TITLE, description, head, body)
    for each in former:
        yield RawFile(each, redirect_page(each, address, TITLE))
