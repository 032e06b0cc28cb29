"""The chronicle: what each commit of the published branch did to the files of records.

In: commits, oldest first. Out: a value that is kept between runs, so that only new commits are read. Of a merge it
knows what came to the branch, and the moment it came: that moment is the publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from gongkai.workshop.beijing_time import official_day
from gongkai.workshop.git import NO_BLOB, Commit
from gongkai.workshop.record_paths import RecordPaths

IMPORTED = "imported-from"
"""The trailer of a commit that brings what was published elsewhere before."""


class Merged(msgspec.Struct, frozen=True, array_like=True):
    """A commit of the branch itself: the day it came there, by whom, with what summary line. `joined` tells of a merge,
    whose own commits know more."""

    id: str
    day: str
    author: str
    subject: str
    joined: bool
    imported: bool


class Touch(msgspec.Struct, frozen=True, array_like=True):
    """One change of one file: the number of the commit, counted from the oldest, and the content it left ("" none)."""

    commit: int
    blob: str


class Chronicle(msgspec.Struct, frozen=True):
    """`key` names what it was made for: another program or other folders read anew. `head` is the last commit seen,
    which need not have touched a record; `touches` are by path, oldest first. `items` is the
    first appearance of records that stand in lists, by ref, and `listed` says of which folders these were looked for.
    """

    key: str
    head: str
    commits: tuple[Merged, ...]
    touches: dict[str, tuple[Touch, ...]]
    items: dict[str, int]
    listed: tuple[str, ...]


def empty(key: str) -> Chronicle:
    return Chronicle(key, "", (), {}, {}, ())


def is_imported(commit: Commit) -> bool:
    return any(key.lower() == IMPORTED for key, _ in commit.trailers)


def extended(chronicle: Chronicle, head: str, commits: Iterable[Commit], paths: RecordPaths) -> Chronicle:
    """The chronicle with the commits that came after it, oldest first, up to `head`. Items of lists are added apart."""
    merged = list(chronicle.commits)
    added: dict[str, list[Touch]] = {}
    for commit in commits:
        number = len(merged)
        joined = len(commit.parents) > 1
        day = official_day(commit.committed)
        merged.append(Merged(commit.id, day, commit.author, commit.subject, joined, is_imported(commit)))
        for each in commit.changes:
            if paths.owner(each.path) is not None:
                blob = "" if each.new_blob == NO_BLOB else each.new_blob
                added.setdefault(each.path, []).append(Touch(number, blob))
    touches = {**chronicle.touches}
    for path, found in added.items():
        touches[path] = (*touches.get(path, ()), *found)
    return msgspec.structs.replace(chronicle, head=head, commits=tuple(merged), touches=touches)


def first_appearances(chronicle: Chronicle, paths: RecordPaths) -> Mapping[str, int]:
    """The number of the commit with which each record first came, by ref; of records that are gone, too."""
    found = dict(chronicle.items)
    for path, touches in chronicle.touches.items():
        owner = paths.owner(path)
        if owner is not None and owner.file == path:
            ref = f"{owner.kind}:{owner.place}"
            found[ref] = min(touches[0].commit, found.get(ref, touches[0].commit))
    return found


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def unread(chronicle: Chronicle, before: Chronicle, folders: Iterable[str]) -> Iterator[tuple[str, Touch]]:
    """The files in folders with lists whose contents have not been looked through for items, oldest first."""
    wanted = {*before.listed, *folders}
    known = len(before.commits)
    found = (
        (path, touch)
        for path, touches in chronicle.touches.items()
        if (folder := folder_of(path)) in wanted
        for touch in touches
        if touch.blob and (touch.commit >= known or folder not in before.listed)
    )
    return iter(sorted(found, key=lambda each: (each[1].commit, each[0])))
