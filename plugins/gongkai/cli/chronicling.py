"""The chronicle brought up to date: what is remembered, and the commits since.

In: a project. Out: its Chronicle, written beside the other memory. A clone whose history was cut off has none: it would
take the day of cutting for the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from gongkai.model.project import Project
from gongkai.rooms import record_paths
from gongkai.stages.history.chronicle import Chronicle, Touch, empty, extended, unread
from gongkai.stages.history.items import first_seen
from gongkai.workshop import git
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.record_paths import Owner, RecordPaths


class CutOffError(Exception):
    """The history here is not whole."""


def chronicle_of(project: Project, folders: Iterable[str]) -> Chronicle:
    """The chronicle up to the present commit. `folders` are those in which records stand in lists.

    Raises:
        CutOffError: this is a shallow clone.
        git.GitError: this is no repository, or it has no commit.
    """
    root = project.root
    if git.is_shallow(root):
        raise CutOffError
    paths = record_paths(project.settings)
    path = project.memory / "history"
    before = _remembered(path, f"{project.engine} {project.settings.content} {project.settings.catalogues}")
    head = git.commit_of(root, "HEAD")
    if not _goes_on(root, head, before.head):
        before = empty(before.key)
    commits = list(git.first_parent_log(root, head, before.head))  # naming folders would slow git down by half
    now = extended(before, head, reversed(commits), paths)
    wanted = sorted({*before.listed, *folders})
    items = first_seen(before.items, _versions(root, list(unread(now, before, wanted)), paths))
    now = msgspec.structs.replace(now, items=items, listed=tuple(wanted))
    if now != before:
        write_atomically(path, msgspec.msgpack.encode(now))
    return now


def _remembered(path: Path, key: str) -> Chronicle:
    try:
        known = msgspec.msgpack.decode(path.read_bytes(), type=Chronicle)
    except (FileNotFoundError, msgspec.MsgspecError):
        return empty(key)
    return known if known.key == key else empty(key)


def _goes_on(root: Path, head: str, known: str) -> bool:
    """Whether the branch is still the one that was known: another may have been checked out, or history rewritten."""
    try:
        return bool(known) and git.goes_on_from(root, head, known)
    except git.GitError:
        return False


def _versions(
    root: Path, touches: Sequence[tuple[str, Touch]], paths: RecordPaths
) -> Iterator[tuple[int, bytes, Owner]]:
    """What is left to look through for items: attachments are none."""
    owned = [(touch, owner) for path, touch in touches if (owner := paths.owner(path)) and owner.file == path]
    contents = git.blobs(root, (touch.blob for touch, _ in owned))
    return ((touch.commit, content, owner) for (touch, owner), content in zip(owned, contents, strict=True))
