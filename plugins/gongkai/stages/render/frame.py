"""Frames: Material's page around ours, rendered once by MkDocs and from then on a string join.

In: HTML that MkDocs rendered with sentinels in place of a record's parts. Out: a Frame for each section and URL depth,
which `fill` turns into a page. The look is Material's; the price of a page is a join of bytes, for two thirds of a page
are the frame's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import msgspec

from gongkai.model.page import Page
from gongkai.workshop.escaping import escaped

SLOTS = ("title", "description", "head", "body")
_SENTINEL = re.compile("\ue000(" + "|".join(SLOTS) + ")\ue001")


def sentinel(slot: str) -> str:
    """The private-use text that stands for a slot while MkDocs renders a frame."""
    return f"\ue000{slot}\ue001"


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A page cut at its slots: the bytes around them (one more than slots), and the slots' names."""

    literals: tuple[bytes, ...]
    slots: tuple[str, ...]


class FrameKey(NamedTuple):
    """Which frame a page needs: the entrance it stands under, and how many folders deep it lies."""

    section: str
    depth: int


Frames = Mapping[FrameKey, Frame]


def cut(html: str) -> Frame:
    """Cut rendered HTML at its sentinels.

    Raises:
        ValueError: a slot that every page needs is missing from the theme's `frame.html`.
    """
    pieces = _SENTINEL.split(html)
    slots = tuple(pieces[1::2])
    for slot in ("title", "head", "body"):
        if slot not in slots:
            raise ValueError(f"the theme's frame.html has no slot “{slot}”")
    return Frame(tuple(piece.encode() for piece in pieces[::2]), slots)


def fill(frame: Frame, page: Page, site_url: str) -> bytes:
    """The finished page. Without `site_url` it has no canonical address."""
    canonical = f'<link rel="canonical" href="{escape(site_url.rstrip("/"))}/{page.path}">' if site_url else ""
    values = {
        "title": escaped(page.title).encode(),
        "description": escaped(page.description).encode(),
        "head": (canonical + page.head).encode(),
        "body": page.body.encode(),
    }
    pieces = [frame.literals[0]]
    for slot, literal in zip(frame.slots, frame.literals[1:], strict=True):
        pieces += (values[slot], literal)
    return b"".join(pieces)
