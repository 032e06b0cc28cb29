"""What search knows of a page: its words, where they stand, and by what it can be narrowed down.

In: made by rooms from records (`Kind.searched`), and from authored pages. Out: the index stage makes the search index
of these and of nothing else; it sees neither records nor the site's pages. What is not for everybody must not get in
here.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

FACETS: Mapping[str, str] = {
    "kind": "种类",
    "theme": "主题",
    "department": "部门",
    "year": "年份",
    "state": "有效性",
    "genre": "文种",
    "level": "层级",
}
"""By what results can be narrowed down, in the order in which it is offered."""


class SearchPart(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a page with an address of its own: what stands under a heading, an article, the text of a file.

    `address` is relative to the site's root; label and address "" mean the page itself.
    """

    label: str
    address: str
    paragraphs: tuple[str, ...]


class SearchFile(msgspec.Struct, frozen=True, array_like=True):
    """A file a page carries, whose text is found under that page. `path` is relative to the project's root."""

    label: str
    address: str
    path: str


class SearchDocument(msgspec.Struct, frozen=True, array_like=True):
    """One thing that can be found.

    `identifier` is unique and stays. `url` is relative to the site's root. `head` are the lines of its card, `parts`
    the text. `hidden` are words that find it and stand nowhere. `day` is ISO text, "" for what has no date. `numbers`
    are 文号, 索引号 and the like. `facets` holds values by name in FACETS; `display` what is shown with a result (`kind`,
    `department`, `number`, `state`); `listings` the lists in which it stands.
    """

    identifier: str
    url: str
    title: str
    head: tuple[str, ...] = ()
    parts: tuple[SearchPart, ...] = ()
    hidden: tuple[str, ...] = ()
    day: str = ""
    numbers: tuple[str, ...] = ()
    facets: dict[str, tuple[str, ...]] = {}
    display: dict[str, str] = {}
    listings: tuple[str, ...] = ()
    files: tuple[SearchFile, ...] = ()


class SearchError(RuntimeError):
    """The search index could not be made. The message is for the webmaster."""
