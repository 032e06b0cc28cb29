"""`pip install .` gives a working package with its theme: what a wheel must carry, and that MkDocs finds it there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SOURCES = ("plugins", "theme", "pyproject.toml", "setup.py", "LICENSE", "README.md")


@pytest.fixture(scope="module")
def installed(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the sources (a build leaves traces behind), unpacked."""
    folder = tmp_path_factory.mktemp("轮子 wheel")
    traces = shutil.ignore_patterns("*.egg-info", "__pycache__")
    for name in SOURCES:
        source = project_root / name
        if source.is_dir():
            shutil.copytree(source, folder / "source" / name, ignore=traces)
        else:
            shutil.copy(source, folder / "source" / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        "wheels",
        "./source",
    ]
    subprocess.run(command, cwd=folder, check=True)
    (wheel,) = (folder / "wheels").glob("gongkai-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in path.as_posix()
    }


def test_the_wheel_carries_every_file_of_the_theme(installed: Path, project_root: Path) -> None:
    assert files_under(installed / "gongkai" / "theme") == files_under(project_root / "theme")


def test_the_wheel_carries_every_module_and_list(installed: Path, project_root: Path) -> None:
    expected = files_under(project_root / "plugins" / "gongkai")
    packaged = {name for name in files_under(installed / "gongkai") if not name.startswith("theme/")}
    assert packaged == expected


def test_mkdocs_finds_the_theme_and_the_plugins_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = (
        "from importlib.metadata import entry_points\n"
        "from mkdocs.utils import get_theme_dir\n"
        "print(get_theme_dir('gongkai'))\n"
        "for entry in entry_points(group='mkdocs.plugins'):\n"
        "    if entry.name.partition('/')[0] == 'gongkai': print(entry.name, callable(entry.load()))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    theme, *plugins = result.stdout.splitlines()
    assert Path(theme) == installed / "gongkai" / "theme"
    rooms = ("gongkai", "gongkai/catalogues", "gongkai/departments", "gongkai/policies", "gongkai/search")
    assert set(plugins) == {f"{name} True" for name in rooms}
