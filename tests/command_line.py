"""Running `gongkai` as people do; in this process, because starting one for each command would take minutes."""

from __future__ import annotations

import subprocess
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner
from site_tools import AS_OF

from gongkai.cli import main

DATED = ("--as-of", AS_OF)


def gongkai(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, with no terminal. An exception is our own bug, and is raised."""
    with chdir(folder):
        result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)


def overwrite(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
