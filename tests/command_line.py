"""Running `gongkai` as people do, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from site_tools import AS_OF

DATED = ("--as-of", AS_OF)


def gongkai(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`; output is captured as UTF-8 text."""
    return subprocess.run(
        [sys.executable, "-m", "gongkai", *arguments],
        cwd=folder, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def overwrite(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
