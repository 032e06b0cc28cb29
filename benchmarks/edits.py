"""One record changed, in our project and in the same record's Hugo page: a new title, a new paragraph.

In: both projects, the number of a record. Out: the files rewritten. Each call changes another record, policies and
entries in turn, so that no run finds the work of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.our_site import page_path, record_path
from benchmarks.records import ENTRY, POLICY, Record, record

_PARAGRAPH = "各有关单位要结合实际抓好落实，执行中遇到的问题及时反馈。"
_STEP = 97


def victims(seed: int, count: int) -> Iterator[Record]:
    """Records to change: policies and entries in turn, spread over bodies and years."""
    wanted = POLICY
    for number in range(_STEP % count, _STEP * count, _STEP):
        found = record(seed, number % count)
        if found.kind == wanted:
            yield found
            wanted = ENTRY if wanted == POLICY else POLICY


def edit_ours(project: Path, victim: Record) -> None:
    path = project / record_path(victim)
    text = path.read_text("utf-8")
    title = str(victim.fields["名称"])
    start = text.index(f"- 标识: {victim.stem}\n") if victim.kind == ENTRY else 0
    before, mark, after = text[start:].partition(f"名称: {title}\n")
    changed = f"{before}{mark.replace(title, new_title(title))}{after}"
    if victim.kind == ENTRY:
        head, mark, tail = changed.partition("  正文: |\n")
        changed = f"{head}{mark}    {_PARAGRAPH}\n\n{tail}"
    else:
        changed = f"{changed}\n{_PARAGRAPH}\n"
    path.write_text(text[:start] + changed, encoding="utf-8")


def edit_hugo(site: Path, victim: Record) -> None:
    path = site / "content" / page_path(victim).replace(".html", ".md")
    title = str(victim.fields["名称"])
    text = path.read_text("utf-8").replace(f"名称: {title}\n", f"名称: {new_title(title)}\n", 1)
    path.write_text(f"{text}\n{_PARAGRAPH}\n", encoding="utf-8")


def new_title(title: str) -> str:
    """Another title that is as right as the old one: papers end with their kind."""
    return f"{title[:4]}（修订）{title[4:]}"
