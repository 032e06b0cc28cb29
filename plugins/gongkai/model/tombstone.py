"""What is left of a record that was withdrawn: who it was, since when it is gone, and why; nothing of what it said.

In: read from `catalogues/register/withdrawn.yml`. Out: known to the whole site, so that its number is never used again,
its addresses say what became of it, and records that still name it are told apart from those that name nobody.
"""

from __future__ import annotations

import msgspec

from gongkai.model.reference import Ref

CATEGORIES = ("依法不再公开", "保护个人信息", "行政处罚信息撤下", "内容有误")
"""What readers are told of the reason. That there was a secret is itself nothing to be told: it is 依法不再公开."""


class Tombstone(msgspec.Struct, frozen=True):
    """One withdrawal. `addresses` begin with the record's own; those that it had before follow. A withdrawal written by
    hand may have none, and then no page says what became of it."""

    index_number: str
    day: str
    by: str
    reason: str
    ref: Ref | None = None
    addresses: tuple[str, ...] = ()
    category: str = CATEGORIES[0]
