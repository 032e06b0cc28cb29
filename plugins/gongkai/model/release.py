"""Releases: what is published, what lies at the target, and what is to be done about it.

In: nothing. Out: frozen values that `stages/publish` computes with, and that are kept at the target as JSON. Digests
are sha256 in hex; times are UTC, `2026-11-22T09:30:00Z`, so that they sort as text. Release ids sort by time as well.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec


class Headers(msgspec.Struct, frozen=True, array_like=True):
    """What a store is told to send with a file. Empty ones are not sent."""

    content_type: str = ""
    cache_control: str = ""
    content_disposition: str = ""


NO_HEADERS = Headers()


class PublishedFile(msgspec.Struct, frozen=True, array_like=True):
    """One file of a site. `path` is relative to the site, with forward slashes, as on disk (not percent-encoded)."""

    path: str
    digest: str
    size: int
    headers: Headers = NO_HEADERS


class Lingering(msgspec.Struct, frozen=True, array_like=True):
    """A file that is no part of the site any more, and stays until its grace period is over."""

    file: PublishedFile
    since: str


class KnownRelease(msgspec.Struct, frozen=True):
    """A release in the list of those that can be restored."""

    release: str
    time: str
    commit: str
    digest: str
    files: int
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """A finished release and what lies beside it. Of the present release it is `manifest.json`.

    `leaving` are paths whose deletion was about to begin when this was written: they may be there or not. `discarded`
    are the same among the records (`kept/…`, `releases/…`). `kept` tells for each digest whose bytes are kept which is
    the last release that needs them. `to_purge` are addresses that the CDN was not told of yet.
    """

    release: str
    time: str
    commit: str
    files: tuple[PublishedFile, ...]
    lingering: tuple[Lingering, ...] = ()
    leaving: tuple[str, ...] = ()
    discarded: tuple[str, ...] = ()
    kept: dict[str, str] = {}
    earlier: tuple[KnownRelease, ...] = ()
    to_purge: tuple[str, ...] = ()


class Phase(IntEnum):
    """What is put when. A phase begins when the one before it is whole, and verified. RETURNING are files that
    lingered, and new entries."""

    NEW = 1
    RETURNING = 2
    CHANGED = 3
    PAGES = 4
    ENTRIES = 5


class Put(msgspec.Struct, frozen=True, array_like=True):
    """A file to be put, and when."""

    file: PublishedFile
    phase: Phase


class Pending(msgspec.Struct, frozen=True):
    """A release that is being put: written before the first upload, gone after the manifest.

    `linked` turns true before the first page is put that may link to new paths. `beside` are files that were found at
    the target other than its manifest says, `unlinked` those of them that no served page links to, `missing` paths of
    the manifest that were not there. `kept` are digests whose bytes this run keeps; `changed` are paths that
    interrupted runs may have changed, `returned` those that lingered and were wanted again.
    """

    release: str
    base: str
    linked: bool
    puts: tuple[Put, ...]
    beside: tuple[PublishedFile, ...] = ()
    unlinked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    kept: dict[str, str] = {}
    changed: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


class Action(msgspec.Struct, frozen=True):
    """One thing that is done at the target: `put`, `keep`, `linger`, `delete`, `discard`. `reason` is for people."""

    kind: str
    path: str
    reason: str
    size: int = 0


class Plan(msgspec.Struct, frozen=True):
    """All that one run does. `manifest` is what will be true afterwards (what it says is leaving is deleted last);
    `to_keep` are files whose bytes are kept first. `newly_absent` counts files outside of search/."""

    manifest: Manifest
    puts: tuple[Put, ...]
    to_keep: tuple[PublishedFile, ...]
    newly_absent: int
    actions: tuple[Action, ...]
    is_needed: bool


class Amount(msgspec.Struct, frozen=True):
    """How many files of a kind, and how many bytes they have together."""

    files: int
    size: int


class Receipt(msgspec.Struct, frozen=True):
    """What was published: for the archive of the office, and for whoever asks what changed when."""

    release: str
    target: str
    commit: str
    time: str
    digest: str
    site: dict[str, Amount]
    uploaded: dict[str, Amount]
    deleted: tuple[str, ...]
    changed_urls: tuple[str, ...]
    verified: str
    restored_from: str = ""
