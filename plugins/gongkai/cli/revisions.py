"""A project's repository as approvals ask about it: revisions, whose a path is, which commit changed it last.

In: a project's folder and settings, revisions. Out: values. Git is asked here, so that the stage judges plain contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gongkai.model.approval import FOLDER
from gongkai.model.settings import Settings
from gongkai.rooms import record_paths
from gongkai.stages.approve.gather import Revision
from gongkai.workshop import git
from gongkai.workshop.beijing_time import official_day
from gongkai.workshop.record_paths import Owner

_SHOWN_DIGITS = 10


def told(commit: git.Commit) -> str:
    """A commit as a message names it."""
    day = official_day(commit.committed)
    return f"提交 {commit.id[:_SHOWN_DIGITS]}（{commit.author}，{day}，“{commit.subject}”）"


class Repository:
    """The repository that a project lies in."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.paths = record_paths(settings)
        self._tops = (settings.content, settings.catalogues, FOLDER)

    def start_of(self, base: str, head: str) -> str:
        """Where a branch left its base: what the base got since is not the branch's doing."""
        return git.merge_base(self.root, base, head) or git.commit_of(self.root, base)

    def eve(self, day: date) -> str:
        """The last commit of the branch before a day; "" where none is known, as in a shallow clone."""
        before = f"--before={day}T00:00:00+08:00"
        return git.ask(self.root, "rev-list", "-1", "--first-parent", before, "HEAD").decode().strip()

    def revision(self, name: str) -> Revision:
        files = git.tree_of(self.root, name, self._tops)
        return Revision({each.path: each.blob for each in files.values() if each.is_regular}, self._read)

    def _read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        return git.blobs(self.root, blobs)

    def changed(self, base: str, head: str) -> list[str]:
        return [each.path for each in git.changes_between(self.root, base, head, self._tops)]

    def owners(self, paths: Iterable[str]) -> list[Owner]:
        """The files of records that these paths are, or are attached to."""
        found = (self.paths.owner(path) for path in paths)
        return list(dict.fromkeys(owner for owner in found if owner is not None))

    def is_judged(self, path: str) -> bool:
        """Whether a path is a record's or approvals' own."""
        return path.startswith(f"{FOLDER}/") or self.paths.owner(path) is not None

    def last_changes(self, head: str, after: str) -> dict[str, git.Commit]:
        """Of each path, and of the file of records that it is attached to, the commit of the branch that changed it
        last."""
        found: dict[str, git.Commit] = {}
        for commit in git.first_parent_log(self.root, head, after, self._tops):
            paths = [each.path for each in commit.changes]
            for path in (*paths, *(owner.file for owner in self.owners(paths))):
                found.setdefault(path, commit)
        return found

    def written(self, path: str, head: str, after: str) -> str:
        """The day on which the last change of a file or its attachments was written, by its author."""
        attachments = f"{path.rpartition('.')[0]}.files"
        commits = git.own_log(self.root, head, after, (path, attachments))
        return max((official_day(each.authored) for each in commits if each.changes), default="")
