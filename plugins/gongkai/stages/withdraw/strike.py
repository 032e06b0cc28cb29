"""Striking a record from the sources: its file, its attachments, its earlier texts, or its item of a list.

In: the summaries of what is withdrawn, the project's root. Out: a Strike, which says what goes, and then does it. What
the next build reads is the tree without them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from gongkai.model.summary import Summary
from gongkai.model.tombstone import Tombstone
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.yaml_document import read_with_positions


class UnreadableListError(Exception):
    """An item cannot be cut out of its file. The message is Chinese, for whoever withdraws."""


class Strike(msgspec.Struct, frozen=True):
    """Paths relative to the project's root: files and folders that go, and files that lose an item."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    rewritten: Mapping[str, str]


def with_earlier_texts(summary: Summary, everything: Iterable[Summary]) -> tuple[Summary, ...]:
    """The record, and what cannot stand without it: a document's earlier texts."""
    earlier = (each for each in everything if any(_is_of(link.relation, link.target, summary) for link in each.links))
    return (summary, *sorted(earlier, key=lambda each: each.ref))


def tombstone_of(summary: Summary, day: str, by: str, category: str, reason: str) -> Tombstone:
    """What stays of a record. Its title does not: it may be what has to go."""
    addresses = () if "://" in summary.url else (summary.url, *summary.former)
    return Tombstone(summary.index_number, day, by, reason, summary.ref, addresses, category)


def _is_of(relation: str, target: object, summary: Summary) -> bool:
    return relation == "version_of" and target == summary.ref


def strike_of(root: Path, withdrawn: Iterable[Summary]) -> Strike:
    """What has to go for these records.

    Raises:
        UnreadableListError: a list is written so that nothing can be cut out of it line by line.
    """
    files: list[str] = []
    folders: list[str] = []
    items: dict[str, list[int]] = {}
    for each in withdrawn:
        if each.item >= 0:
            items.setdefault(each.path, []).append(each.item)
            continue
        files.append(each.path)
        stem = each.path.rpartition(".")[0]
        folders += (folder for folder in (f"{stem}.files", stem) if (root / folder).is_dir())
    rewritten: dict[str, str] = {}
    for path, gone in items.items():
        text = without_items((root / path).read_text("utf-8"), frozenset(gone), path)
        if text:
            rewritten[path] = text
        else:
            files.append(path)
    return Strike(tuple(files), tuple(folders), rewritten)


def without_items(text: str, gone: frozenset[int], path: str) -> str:
    """The text of a list file without these items; "" where none is left. All other lines stay as they were typed.

    Raises:
        UnreadableListError: the items do not stand on lines of their own.
    """
    value, positions, diagnostics = read_with_positions(text, path=path)
    if not isinstance(value, list) or diagnostics:
        raise UnreadableListError(f"{path} 读不出来，请先按 gongkai check 的提示改正")
    kept = [each for index, each in enumerate(value) if index not in gone]
    if not kept:
        return ""
    lines = text.splitlines(keepends=True)
    starts = [positions.key((index,))[0] - 1 for index in range(len(value))]
    ends = [*starts[1:], len(lines)]
    cut = {number for index in gone for number in range(starts[index], ends[index])}
    left = "".join(line for number, line in enumerate(lines) if number not in cut)
    if read_with_positions(left, path=path)[0] != kept:
        raise UnreadableListError(f"{path} 中的这一条不能自动删去，请手工删去并保存，再运行一次")
    return left


def perform(root: Path, strike: Strike) -> None:
    """Do it. What is not there any more is no matter: an interrupted withdrawal is done again."""
    for path, text in strike.rewritten.items():
        write_atomically(root / path, text.encode())
    for file in strike.files:
        (root / file).unlink(missing_ok=True)
    for folder in strike.folders:
        shutil.rmtree(root / folder, ignore_errors=True)
