"""What rendering makes: pages and copied files, before they are bytes on disk."""

from __future__ import annotations

import msgspec


class Page(msgspec.Struct, frozen=True):
    """One page of the site.

    `path` is its address relative to the site's root (`policies/sfb/2026-9.html`). `section` names the entrance of the
    header it stands under (`policies`). `title` and `description` are text; `head` (metadata) and `body` are finished
    HTML: `body` is the whole of <main>, breadcrumbs included.
    """

    path: str
    section: str
    title: str
    description: str
    head: str
    body: str

    @property
    def depth(self) -> int:
        return self.path.count("/")


class RawFile(msgspec.Struct, frozen=True):
    """A file that stands in no frame: a sitemap, a redirect, data."""

    path: str
    content: bytes


class FileCopy(msgspec.Struct, frozen=True):
    """A file carried over as it is: an attachment. `source` is relative to the project's root."""

    path: str
    source: str


Product = Page | RawFile | FileCopy


class Output(msgspec.Struct, frozen=True, array_like=True):
    """One file of the finished site: its path and the sha256 of its bytes."""

    path: str
    digest: bytes
    size: int
