"""What a Markdown text becomes: safe HTML and what the other stages need to know about it.

In: nothing. Out: `Heading` and `Rendered`, plain values that are stored with their chunk (msgspec, array-like:
small and quick).
"""

from __future__ import annotations

import msgspec


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A place that can be linked: `level` 2-6 as in the HTML (0: an article), `anchor` its id, `text` without tags."""

    level: int
    anchor: str
    text: str


class Rendered(msgspec.Struct, frozen=True, array_like=True):
    """One converted text.

    `headings`: divisions and other headings in order, for the contents list; articles are not among them.
    `articles`: the anchors of 第N条, in order.
    `links`: every href and src as the clerk wrote it, in order, refused ones included, for the link stage to judge.
    """

    html: str
    headings: tuple[Heading, ...]
    articles: tuple[Heading, ...]
    links: tuple[str, ...]


SCHEMES = frozenset({"http", "https", "mailto", "tel", "policy", "interpretation", "entry", "department"})
"""Schemes a link may have: those of the web we allow and the names of our records. Anything else loses its href."""
