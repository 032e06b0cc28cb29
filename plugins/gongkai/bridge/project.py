"""Opening a project: mkdocs.yml to a Project, without MkDocs when nothing about the site itself has changed.

In: the configuration file. Out: a Project. What MkDocs made of the configuration is kept beside the other memory, with
the stamps of the files it was made from; importing MkDocs takes longer than building one changed record.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

import gongkai
from gongkai.model.project import Project
from gongkai.model.settings import Settings
from gongkai.workshop.file_tree import read_tree
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.source_files import FolderFiles

MEMORY = ".gongkai"
_SKIPPED = ("__pycache__",)


class Opened(msgspec.Struct, frozen=True, array_like=True):
    """A configuration as MkDocs read it, and what it was read from."""

    configuration: str
    engine_stamps: bytes
    engine: str
    settings: Settings
    target: str
    as_of: str


def open_project(config_file: Path) -> tuple[Project, str]:
    """The Project, and the `as_of` its configuration gives ("" for none).

    Raises:
        click.UsageError: MkDocs cannot read the configuration.
    """
    memory = _memory(config_file)
    stamps = _engine_stamps()
    try:
        opened = msgspec.msgpack.decode((memory / "opened").read_bytes(), type=Opened)
    except (FileNotFoundError, msgspec.MsgspecError):
        opened = None
    configuration = configuration_digest(config_file)
    if opened is None or opened.configuration != configuration or opened.engine_stamps != stamps:
        from gongkai.bridge.configuration import read_configuration

        settings, target, as_of = read_configuration(config_file)
        opened = Opened(configuration, stamps, engine_digest(), settings, str(target), as_of)
        write_atomically(memory / "opened", msgspec.msgpack.encode(opened))
    return _project(config_file, opened.settings, Path(opened.target), opened.engine), opened.as_of


def make_project(config_file: Path, settings: Settings, target: Path) -> Project:
    """The Project for settings already at hand (inside MkDocs)."""
    return _project(config_file, settings, target, engine_digest())


def _project(config_file: Path, settings: Settings, target: Path, engine: str) -> Project:
    root = config_file.resolve().parent
    workers = len(os.sched_getaffinity(0))
    return Project(root, FolderFiles(root), target, _memory(config_file), theme_folder(), settings, engine, workers)


def _memory(config_file: Path) -> Path:
    return config_file.resolve().parent / MEMORY / config_file.stem


def theme_folder() -> Path:
    """Where the theme lies: beside the package in a checkout, inside it when installed."""
    import gongkai.theme

    return Path(str(gongkai.theme.__file__)).parent


def configuration_digest(config_file: Path) -> str:
    """Digest of mkdocs.yml and of those it inherits from."""
    digest = sha256()
    for path in configuration_files(config_file):
        digest.update(path.read_text("utf-8").encode())
    return digest.hexdigest()


def configuration_files(config_file: Path) -> list[Path]:
    """mkdocs.yml and those it inherits from."""
    found: list[Path] = []
    path: Path | None = config_file
    while path is not None and path not in found and path.is_file():
        found.append(path)
        lines = path.read_text("utf-8").splitlines()
        parent = next((line[8:].strip() for line in lines if line.startswith("INHERIT:")), None)
        path = path.parent / parent if parent else None
    return found


def engine_digest() -> str:
    """Digest of our code, our theme and the versions of what renders: when it changes, everything is made again."""
    versions = [_version(name) for name in ("mkdocs", "mkdocs-material", "markdown", "nh3")]
    digest = sha256(repr([*versions, sys.byteorder]).encode())
    for top in _engine_folders():
        for folder, stamps in sorted(read_tree(top.parent, (top.name,)).items()):
            if not folder.endswith(_SKIPPED):
                for stamp in stamps:
                    digest.update(f"{folder}/{stamp.name}\0".encode())
                    digest.update((top.parent / folder / stamp.name).read_bytes())
    return digest.hexdigest()


def _engine_stamps() -> bytes:
    trees = [
        {
            folder: stamps
            for folder, stamps in read_tree(top.parent, (top.name,)).items()
            if not folder.endswith(_SKIPPED)
        }
        for top in _engine_folders()
    ]
    return msgspec.msgpack.encode(trees)


def _engine_folders() -> list[Path]:
    package = Path(str(gongkai.__file__)).parent
    theme = theme_folder()
    return [package] if theme.is_relative_to(package) else [package, theme]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def shell_key(project: Project, config_file: Path) -> str:
    """Digest of everything the shell depends on: engine, settings, configuration, authored pages."""
    from gongkai.bridge.authored import authored_files

    digest = sha256(f"{project.engine} {configuration_digest(config_file)}".encode())
    content = project.root / project.settings.content
    for place, path in authored_files(content, project.settings.scope).items():
        digest.update(f"{place}\0".encode())
        digest.update((content / path).read_bytes())
    return digest.hexdigest()


def commit_day(root: Path) -> str:
    """Day of the last commit, so that the same commit gives the same site on any day. Outside of git: today."""
    from gongkai.workshop.git import GitError, commit

    try:
        return commit(root, "HEAD").committed[:10]
    except GitError:
        return date.today().isoformat()  # noqa: DTZ011 - the one place where a site without history asks the clock
