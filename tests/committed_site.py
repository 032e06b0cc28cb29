"""The minimal site, with search and some more records, in a repository of its own: what snapshots are made of."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

from command_line import gongkai
from site_edits import add_entry, add_interpretation, add_policy
from site_tools import AS_OF, lay_out

IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "发布"), ("EMAIL", "release@yunchuan.example"), ("DATE", f"{AS_OF}T10:11:12+08:00"))
}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | IDENTITY).stdout


def commit_all(folder: Path) -> str:
    """Commit everything that lies in `folder`. Returns the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "发布")
    return git(folder, "rev-parse", "HEAD").strip()


def lay_out_committed(folder: Path, records: int = 12) -> Path:
    """Lay the site out in `folder` and commit it. Returns the folder."""
    config_file = lay_out(folder)
    config_file.write_text(config_file.read_text("utf-8") + "  - gongkai/search\n", "utf-8")
    (folder / ".gitignore").write_text(".gongkai/\nsite/\n*.zip\n*.minisig\n", "utf-8")
    source = random.Random(4)
    for _ in range(records):
        source.choice([add_policy, add_entry, add_interpretation])(source, folder)
    git(folder, "init", "-q", "-b", "main")
    commit_all(folder)
    return folder


def snapshot(folder: Path, *options: str, name: str = "snapshot.zip") -> Path:
    """Make a snapshot as people do."""
    done = gongkai(folder, "snapshot", "-o", name, *options)
    assert done.returncode == 0, done.stderr
    return folder / name


_LATER = (
    "import time, runpy, sys; t = time.time; n = time.time_ns; "
    "time.time = lambda: t() + 4e7; time.time_ns = lambda: n() + 4 * 10**16"
)
_RUN = "sys.argv = ['gongkai', *sys.argv[1:]]; runpy.run_module('gongkai', run_name='__main__')"


def snapshot_elsewhere(clone: Path, *options: str, name: str = "snapshot.zip") -> Path:
    """Make a snapshot on another day, in another language and time zone, under another umask, on one core."""

    def settle() -> None:
        os.umask(0o077)
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    done = subprocess.run(
        [sys.executable, "-c", f"{_LATER}; {_RUN}", "snapshot", "-o", name, *options],
        cwd=clone,
        env=os.environ | {"TZ": "America/New_York", "LC_ALL": "C"},
        preexec_fn=settle,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return clone / name


def contents_of(path: Path) -> dict[str, bytes]:
    """Every file of a snapshot, by its path in the bag."""
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def unpack(path: Path, folder: Path) -> Path:
    """The bag of a snapshot, unpacked into `folder`."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        return folder / archive.namelist()[0].partition("/")[0]
