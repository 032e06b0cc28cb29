"""A withdrawal done: what went, and where it went from.

In: nothing. Out: values for the receipt, which an office keeps as proof. It names files, never what was in them.
"""

from __future__ import annotations

import msgspec


class Cleared(msgspec.Struct, frozen=True):
    """One target after the withdrawal. `files` of the site and `records` of the publisher (kept bytes, earlier
    releases) were removed there; `release` is what stands now; `changed` are paths that the CDN must forget,
    `is_purged` whether it could be told."""

    target: str
    release: str
    files: tuple[str, ...]
    records: tuple[str, ...]
    changed: tuple[str, ...]
    is_purged: bool


class WithdrawalReceipt(msgspec.Struct, frozen=True):
    """`sources` are files that went or lost an item, `local` what was removed on this machine. `time` is UTC."""

    time: str
    refs: tuple[str, ...]
    category: str
    by: str
    reason: str
    seconds: float
    sources: tuple[str, ...]
    local: tuple[str, ...]
    targets: tuple[Cleared, ...]
