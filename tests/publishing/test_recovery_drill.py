"""The recovery drill of docs/operating.md, done with a folder: all is lost but the repository, and comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from command_line import gongkai, overwrite
from site_tools import contents
from small_site import lay_out_with_search

POLICY = "content/sfb/policies/2026-9.md"
PAGE = "policies/sfb/2026-9.html"


def ran(folder: Path, *arguments: str) -> str:
    done = gongkai(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_site_comes_back_from_a_backup_of_the_repository(tmp_path: Path) -> None:
    city, backup, drill, place = (tmp_path / name for name in ("city", "backup", "drill", "place"))
    lay_out_with_search(city)
    (city / ".gitignore").write_text("site/\n.gongkai/\nreports/\n")
    identity = ("-c", "user.name=drill", "-c", "user.email=drill@yunchuan.example")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), (*identity, "commit", "-qm", "city")):
        git(city, *command)
    ran(city, "build")
    git(tmp_path, "clone", "-q", "--mirror", str(city), str(backup))
    before = contents(city / "site")
    shutil.rmtree(city)

    git(tmp_path, "clone", "-q", str(backup), str(drill))
    ran(drill, "build")
    ran(drill, "publish", str(place))
    assert contents(place / "current") == before

    overwrite(drill / POLICY, "各单位要及时更新", "各单位务必及时更新")
    ran(drill, "build")
    ran(drill, "publish", str(place))
    assert "务必及时" in (place / "current" / PAGE).read_text("utf-8")
    first, _ = json.loads(ran(drill, "releases", "--target", str(place), "--json"))
    ran(drill, "rollback", "--target", str(place), first["release"])
    assert before.items() <= contents(place / "current").items(), "what came with the change stays for a while"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
