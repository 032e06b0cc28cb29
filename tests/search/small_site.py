"""The minimal site with search, built as people build it."""

from __future__ import annotations

from pathlib import Path

from command_line import DATED, gongkai
from site_tools import lay_out


def lay_out_with_search(folder: Path) -> Path:
    """Lay the site out in `folder`; returns where its pages will be."""
    config_file = lay_out(folder)
    config_file.write_text(config_file.read_text("utf-8") + "  - gongkai/search\n", "utf-8")
    return folder / "site"


def built(folder: Path, *options: str) -> str:
    """Build, and return what was said."""
    done = gongkai(folder, "build", *DATED, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout
