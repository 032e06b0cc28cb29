"""Repositories for tests: commits of a given day, by somebody in Beijing, whoever's machine this is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}


def git(folder: Path, *arguments: str, day: str = "2026-05-11", who: str = "丁一") -> str:
    """Run git as somebody in Beijing at nine o'clock of a day."""
    moment = f"{day}T09:00:00+08:00"
    identity = {
        f"GIT_{role}_{fact}": value
        for role in ("AUTHOR", "COMMITTER")
        for fact, value in (("NAME", who), ("EMAIL", "dy@yunchuan.example"), ("DATE", moment))
    }
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, env=ENVIRONMENT | identity, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str, *options: str, day: str = "2026-05-11", who: str = "丁一") -> str:
    """Commit everything. `options` stand before the command, as `-c` does."""
    git(folder, "add", "-A")
    git(folder, *options, "commit", "-q", "-m", message, day=day, who=who)
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")
