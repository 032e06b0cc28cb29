"""A tiny site that is built, edited and published by tests, and a look at what is served."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from command_line import gongkai, overwrite
from site_tools import AS_OF, contents, lay_out

DIRECTORY = """\
targets:
  web:
    kind: directory
    path: served
"""
POLICY = "content/sfb/policies/2026-9.md"


def built_site(folder: Path, settings: str = DIRECTORY) -> Path:
    """The minimal site, built, with a publish.yml."""
    lay_out(folder)
    (folder / "publish.yml").write_text(settings, "utf-8")
    build(folder)
    return folder


def restore(folder: Path, settings: str = DIRECTORY) -> None:
    """Sources and settings as they were in the beginning, and nothing published."""
    for name in ("content", "served", "reports"):
        shutil.rmtree(folder / name, ignore_errors=True)
    lay_out(folder)
    (folder / "publish.yml").write_text(settings, "utf-8")
    (folder / ".gongkai/mkdocs/building").unlink(missing_ok=True)
    build(folder)


def build(folder: Path) -> None:
    done = gongkai(folder, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr


def publish(folder: Path, *arguments: str, command: str = "publish") -> dict[str, Any]:
    """Publish to the only target; what --json says."""
    done = gongkai(folder, command, "--json", *arguments)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def retitle(folder: Path, title: str) -> None:
    """Change the title of the one policy, and build."""
    text = (folder / POLICY).read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("名称:"))
    overwrite(folder / POLICY, old, f"名称: {title}")
    build(folder)


def add_policy(folder: Path, name: str, number: int, title: str) -> None:
    """One more policy, and build."""
    text = (folder / POLICY).read_text("utf-8")
    text = text.replace("2026-00001", f"2026-{number:05}").replace("〔2026〕9号", f"〔2026〕{number}号")
    old = next(line for line in text.splitlines() if line.startswith("名称:"))
    (folder / f"content/sfb/policies/{name}.md").write_text(text.replace(old, f"名称: {title}"), "utf-8")
    build(folder)


def puts(answer: dict[str, Any]) -> list[str]:
    """Paths that were uploaded, in order."""
    return [each["path"] for each in answer["actions"] if each["kind"] == "put"]


def site_of(folder: Path) -> dict[str, bytes]:
    """What was built."""
    return contents(folder / "site")
