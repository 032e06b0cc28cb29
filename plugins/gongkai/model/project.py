"""A project as a build sees it: folders and settings in, a report out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from gongkai.model.diagnostic import Diagnostic
from gongkai.model.settings import Settings

Say = Callable[[str, int, int], None]
"""How a build tells how far it is: `say(stage, done, total)`."""


def say_nothing(_stage: str, _done: int, _total: int) -> None:
    """For builds that nobody watches."""


class SourceFiles(Protocol):
    """Where sources are read: in the project's folder, or in one revision of it. Paths are relative to its root."""

    def content(self, path: str) -> bytes:
        """Raises FileNotFoundError where there is no such file."""

    def identified(self, path: str) -> tuple[str, Callable[[], bytes]]:
        """The git blob id of a file's content, and a way to have the content: whoever knows it by its id need not."""

    def holds(self, path: str) -> bool:
        """Whether there is such a file, and no symbolic link."""

    def below(self, folder: str) -> Sequence[str]:
        """The files below a folder, in order."""


class Project(msgspec.Struct, frozen=True):
    """One site of one repository. `root` is its folder, `sources` what is read of it; `engine` is the digest of our
    code and theme; `memory` the folder of caches."""

    root: Path
    sources: SourceFiles
    target: Path
    memory: Path
    theme: Path
    settings: Settings
    engine: str
    workers: int


class Shell(msgspec.Struct, frozen=True):
    """What MkDocs made: the frames (`stages.render.Frames`), and a folder with the authored pages and the theme's
    files.

    `digest` changes when any of it does; `frames_digest` when a frame does.
    """

    frames: Mapping[Any, Any]
    frames_digest: str
    folder: Path
    files: tuple[str, ...]
    digest: str


class Report(msgspec.Struct, frozen=True):
    """What a build did. `written` files were made again (equal ones were not touched on disk), `files` is the site."""

    published: bool
    records: dict[str, int]
    files: int
    size: int
    written: int
    removed: int
    diagnostics: tuple[Diagnostic, ...]
