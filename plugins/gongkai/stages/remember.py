"""Remember: what one build leaves for the next, in `.gongkai/<site>/`.

In: the results of a build. Out: two files, each written whole and renamed. `glance` is enough to see that nothing
changed; `state` is enough to see what did. A third, `building`, stands while files of the site are being written: a
build that finds it trusts nothing but the shelf (whose entries prove themselves by digest). Deleting the folder is
always safe.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from gongkai.model.project import Project, Report
from gongkai.model.state import Glance, SiteState, UnitState
from gongkai.workshop.file_tree import Tree, folder_times, settled_tree
from gongkai.workshop.output_file import write_atomically

_T = TypeVar("_T", Glance, SiteState)


class Memory:
    """The folder in which a site's builds remember."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def glance(self) -> Glance | None:
        return self._read("glance", Glance) if not self.interrupted else None

    def state(self, target: Path) -> SiteState | None:
        """What the last build knew. Its `target` is "" when files there came or went since: nothing made is trusted."""
        state = self._read("state", SiteState) if not self.interrupted else None
        if state is None or state.target != str(target):
            return state
        glance = self.glance()
        intact = glance is not None and _is_intact(glance, target)
        return state if intact else msgspec.structs.replace(state, target="")

    @property
    def interrupted(self) -> bool:
        """Whether the last build stopped while it was writing the site."""
        return (self.folder / "building").exists()

    def begin(self) -> None:
        """From here on the site and the state may differ."""
        write_atomically(self.folder / "building", b"")
        (self.folder / "glance").unlink(missing_ok=True)

    def finish(self, glance: Glance, state: SiteState) -> None:
        """The site is what the state says."""
        write_atomically(self.folder / "state", msgspec.msgpack.encode(state))
        write_atomically(self.folder / "glance", msgspec.msgpack.encode(glance))
        (self.folder / "building").unlink(missing_ok=True)

    def _read(self, name: str, kind: type[_T]) -> _T | None:
        try:
            return msgspec.msgpack.decode((self.folder / name).read_bytes(), type=kind)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None


def glance_of(inputs: str, target: Path, tree: Tree, units: Iterable[UnitState], report: Report) -> Glance:
    """What to compare with before the next build does anything. `inputs` is the digest of all but the sources."""
    now = time.time_ns()  # only to distrust stamps that are as new as this moment; no output depends on it
    folders = {folder for unit in units for folder in unit.folders}
    return Glance(
        inputs,
        msgspec.msgpack.encode(settled_tree(tree, now)),
        folder_times(target, folders),
        msgspec.msgpack.encode(report),
    )


def inputs_digest(project: Project, as_of: str) -> str:
    """Digest of everything but the sources that a build depends on. Authored pages are among the sources."""
    inputs = (project.engine, project.settings, as_of, str(project.target))
    return sha256(msgspec.msgpack.encode(inputs)).hexdigest()


def unchanged(memory: Memory, inputs: str, target: Path, tree: Tree) -> Report | None:
    """The last report, if neither the inputs nor the sources nor the site's folders changed since; else None."""
    glance = memory.glance()
    if glance is None or glance.inputs != inputs or glance.sources != msgspec.msgpack.encode(tree):
        return None
    if not _is_intact(glance, target):
        return None
    report = msgspec.msgpack.decode(glance.report, type=Report)
    return msgspec.structs.replace(report, written=0, removed=0)


def _is_intact(glance: Glance, target: Path) -> bool:
    """Whether no file of the site was added or removed by somebody else."""
    try:
        times = folder_times(target, glance.folders)
    except OSError:
        return False
    return times == glance.folders
