"""The texts of a snapshot that people read first: what it is, how to open and verify it, what was withdrawn.

In: facts of the snapshot. Out: `OPEN-ME.html`, the rows of `bag-info.txt`, `WITHDRAWN.txt`. Verifying is explained with
standard tools alone, because this program may be gone by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import msgspec

from gongkai.model.tombstone import Tombstone
from gongkai.workshop.tombstones import told

OPENING, WITHDRAWN = "OPEN-ME.html", "WITHDRAWN.txt"
_TEMPLATE = Path(__file__).parent / "data" / "open-me.html"


class Previous(msgspec.Struct, frozen=True):
    """The snapshot before: the name of its bag, the sha256 of its file, the withdrawals it knew."""

    name: str
    digest: str
    withdrawn: tuple[Tombstone, ...]


class Facts(msgspec.Struct, frozen=True):
    """What a snapshot says of itself. `counts` are the records of each kind, `labels` what people call the kinds;
    `period` the first and last day of publication; `day` is that of the commit, `as_of` that of 有效性."""

    name: str
    site: str
    address: str
    label: str
    commit: str
    day: str
    as_of: str
    period: tuple[str, str]
    counts: Mapping[str, int]
    labels: Mapping[str, str]
    software: str
    previous: Previous | None


def count_kinds(kinds: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(kinds).items()))


def information_rows(facts: Facts) -> list[tuple[str, str]]:
    """`bag-info.txt`, but the Payload-Oxum."""
    before = facts.previous
    rows = [
        ("Source-Organization", facts.site),
        ("External-Description", f"{facts.site}离线快照（{facts.label}）"),
        ("External-Identifier", facts.name),
        ("Bagging-Date", facts.day),
        ("Bag-Software-Agent", facts.software),
        ("Site-Address", facts.address),
        ("Commit", facts.commit),
        ("As-Of", facts.as_of),
        ("Scope", facts.label),
        ("Period", "/".join(facts.period) if any(facts.period) else ""),
        *((f"Records-{kind}", str(count)) for kind, count in facts.counts.items()),
        ("Previous-Snapshot", before.name if before else ""),
        ("Previous-Snapshot-SHA256", before.digest if before else ""),
    ]
    return [(label, value) for label, value in rows if value]


def opening_page(facts: Facts) -> bytes:
    """`OPEN-ME.html`."""
    counted = "，".join(f"{facts.labels[kind]} {count}" for kind, count in facts.counts.items())
    before = facts.previous
    rows = (
        ("网站", facts.site),
        ("网址", facts.address),
        ("范围", facts.label),
        ("信息发布日期", f"{facts.period[0]} 至 {facts.period[1]}" if any(facts.period) else "没有"),
        ("收录", f"{counted}。"),
        ("有效性按", f"{facts.as_of} 计算"),
        ("版本（commit）", facts.commit),
        ("版本日期", facts.day),
        ("前一快照", before.name if before else ""),
        ("前一快照的 SHA-256", before.digest if before else ""),
    )
    listed = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>\n" for label, value in rows if value)
    page = _TEMPLATE.read_text("utf-8").replace("{name}", escape(facts.name)).replace("{site}", escape(facts.site))
    return page.replace("{rows}", listed).encode()


def withdrawal_note(previous: Previous | None, now: Sequence[Tombstone]) -> bytes:
    """`WITHDRAWN.txt`: what later readers of earlier snapshots must know."""
    known = frozenset(previous.withdrawn if previous else ())
    fresh = [each for each in now if each not in known]
    since = f"自前一快照（{previous.name}）以来" if previous else "截至本快照"
    if not fresh:
        return f"{since}，没有撤回信息。\n".encode()
    listed = "".join(
        "\n" + "".join(f"{label}：{' '.join(value.split())}\n" for label, value in told(each).items()) for each in fresh
    )
    advice = "更早的快照中如有以下信息，不要再提供查阅，按撤回记录的理由处理。"
    return f"{since}，撤回信息 {len(fresh)} 条。{advice}\n{listed}".encode()
