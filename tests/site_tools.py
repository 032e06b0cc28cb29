"""Small whole sites for tests: laid out, built and compared."""

from __future__ import annotations

import shutil
from pathlib import Path

from gongkai.bridge.configuration import make_shell, read_configuration
from gongkai.bridge.project import make_project
from gongkai.build import build, source_tree
from gongkai.model.project import Project, Report, Shell, say_nothing

AS_OF = "2026-11-20"
SITES = Path(__file__).parent / "sites"


def lay_out(folder: Path, *layers: str) -> Path:
    """Copy the minimal site into `folder`, and further layers of `tests/sites` over it."""
    for layer in ("minimal", *layers):
        shutil.copytree(SITES / layer, folder, dirs_exist_ok=True, symlinks=True)
    return folder / "mkdocs.yml"


def open_site(config_file: Path, target: Path | None = None, memory: Path | None = None, workers: int = 1) -> Project:
    """The Project of a laid-out site, building into `target` with a memory of its own."""
    import msgspec

    settings, site_dir, _ = read_configuration(config_file)
    project = make_project(config_file, settings, target or site_dir)
    return msgspec.structs.replace(project, memory=memory or project.memory, workers=workers)


def shell_of(config_file: Path) -> Shell:
    return make_shell(config_file)


def build_site(project: Project, shell: Shell, as_of: str = AS_OF) -> Report:
    return build(project, source_tree(project), as_of, lambda: shell, say_nothing)


def contents(target: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    """Paths at which two sites differ, so that a failed comparison names pages and not megabytes."""
    left, right = contents(one), contents(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))
