"""Tombstones written: entries added to `catalogues/register/withdrawn.yml`.

In: the text of the file, tombstones. Out: the text with them. What was there stays as it was typed; `stages/freeze.py`
reads it.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.summary import Summary
from gongkai.model.tombstone import Tombstone
from gongkai.workshop.yaml_editing import scalar


def tombstone_of(summary: Summary, day: str, by: str, category: str, reason: str) -> Tombstone:
    """What stays of a record. Its title does not: it may be what has to go."""
    addresses = () if "://" in summary.url else (summary.url, *summary.former)
    return Tombstone(summary.index_number, day, by, reason, summary.ref, addresses, category)


def with_tombstones(text: str, added: Iterable[Tombstone]) -> str:
    """The file with these at its end."""
    before = "" if text.strip() in ("", "[]") else text
    if before and not before.endswith("\n"):
        before += "\n"
    return before + "".join(map(_entry, added))


def _entry(tombstone: Tombstone) -> str:
    fields = {
        "索引号": tombstone.index_number,
        "信息": str(tombstone.ref or ""),
        "网址": f"[{', '.join(map(scalar, tombstone.addresses))}]" if tombstone.addresses else "",
        "类别": tombstone.category,
        "日期": tombstone.day,
        "经办": scalar(tombstone.by),
        "理由": scalar(tombstone.reason),
    }
    rows = [f"{label}: {value}" for label, value in fields.items() if value]
    return "- " + "\n  ".join(rows) + "\n"
