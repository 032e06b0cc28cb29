"""Frames: Material's page around ours, rendered once by MkDocs and from then on a string join.

In: HTML that MkDocs rendered with sentinels in place of a record's parts. Out: a Frame for each section and URL depth,
which `fill` turns into a page. The look is Material's; the price of a page is a join.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import msgspec

from gongkai.model.page import Page

SLOTS = ("title", "description", "head", "body")
_SENTINEL = re.compile("\ue000(" + "|".join(SLOTS) + ")\ue001")


def sentinel(slot: str) -> str:
    """The private-use text that stands for a slot while MkDocs renders a frame."""
    return f"\ue000{slot}\ue001"


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A page cut at its slots: literal, slot name, literal, … literal."""

    pieces: tuple[str, ...]


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
    pieces = tuple(_SENTINEL.split(html))
    for slot in ("title", "head", "body"):
        if slot not in pieces[1::2]:
            raise ValueError(f"the theme's frame.html has no slot “{slot}”")
    return Frame(pieces)


def fill(frame: Frame, page: Page, site_url: str) -> str:
    """The finished page. Without `site_url` it has no canonical address."""
    canonical = f'<link rel="canonical" href="{escape(site_url.rstrip("/"))}/{page.path}">' if site_url else ""
    values = {
        "title": escape(page.title),
        "description": escape(page.description),
        "head": canonical + page.head,
        "body": page.body,
    }
    pieces = list(frame.pieces)
    for index in range(1, len(pieces), 2):
        pieces[index] = values[pieces[index]]
    return "".join(pieces)
