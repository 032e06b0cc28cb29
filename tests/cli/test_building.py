"""`gongkai build`: what it publishes, what it leaves alone, and what it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import contents, lay_out
from small_site import lay_out_with_search

PUBLISH_REST = "  - gongkai:\n      on_error: publish-rest\n"
HEAVY = {"jinja2", "markdown", "mkdocs", "pydantic"}
"""Libraries that take longer to import than such a build takes."""


def test_json_tells_what_was_done(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "build", "--json", *DATED)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    files = contents(tmp_path / "site")
    assert summary["published"] is True
    assert summary["files"] == len(files)
    assert summary["size"] == sum(map(len, files.values()))
    assert summary["records"] == {"机构": 2, "信息": 1, "政策文件": 1}
    assert summary["as_of"] == DATED[1]
    assert summary["diagnostics"] == []


def test_plain_lines_where_there_is_no_terminal(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 0
    assert not set("\r█\x1b") & set(done.stdout + done.stderr)
    assert any(line.startswith("生成：") for line in done.stderr.splitlines())
    assert "机构 2" in done.stdout
    assert "网站在 site/" in done.stdout


def test_nothing_to_do_changes_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path)
    gongkai(tmp_path, "build", *DATED)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    done = gongkai(tmp_path, "build", "--json", *DATED)
    assert json.loads(done.stdout)["written"] == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before


@pytest.mark.parametrize("lay_out_site", [lay_out, lay_out_with_search])
def test_a_build_with_nothing_to_do_imports_no_heavy_library(
    tmp_path: Path, lay_out_site: Callable[[Path], Path]
) -> None:
    lay_out_site(tmp_path)
    time.sleep(2.1)  # stamps as new as the build are not trusted by the next
    first, second = (_imported_by_a_build(tmp_path) for _ in range(2))
    assert first >= HEAVY
    assert not second & HEAVY


def _imported_by_a_build(folder: Path) -> set[str]:
    """The top packages that a build in a process of its own imports."""
    command = [sys.executable, "-X", "importtime", "-m", "gongkai", "build", *DATED]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(re.findall(r"^import time: .*\| +(\w+)", done.stderr, re.MULTILINE))


def test_with_errors_nothing_is_published_and_the_old_site_stays(tmp_path: Path) -> None:
    lay_out(tmp_path)
    gongkai(tmp_path, "build", *DATED)
    before = contents(tmp_path / "site")
    lay_out(tmp_path, "broken/FLD-06")
    overwrite(tmp_path / "content/sfb/policies/2026-9.md", "各单位要", "各县区要")
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 1
    assert "FLD-06" in done.stderr
    assert "网站没有更新" in done.stderr
    assert contents(tmp_path / "site") == before
    (tmp_path / "catalogues/entries/sfb/broken.yml").unlink()
    assert gongkai(tmp_path, "build", *DATED).returncode == 0
    assert "各县区要" in (tmp_path / "site/policies/sfb/2026-9.html").read_text("utf-8")


def test_a_first_build_with_errors_makes_no_site(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/FLD-06")
    assert gongkai(tmp_path, "build", *DATED).returncode == 1
    assert not (tmp_path / "site").exists()


def test_publish_rest_publishes_the_rest_and_says_so(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/FLD-06")
    overwrite(tmp_path / "mkdocs.yml", "  - gongkai:\n", PUBLISH_REST)
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 1, "an error is an error, also when the rest is published"
    assert "!!! 有错误的信息没有发布，其余的已经发布" in done.stderr
    assert (tmp_path / "site/policies/sfb/2026-9.html").is_file()
    assert (tmp_path / "site/entries/sfb/2026-kaifangri.html").is_file()
    assert not (tmp_path / "site/entries/sfb/2026-peixun.html").exists()
    again = gongkai(tmp_path, "build", *DATED)
    assert (again.returncode, "!!! " in again.stderr) == (1, True), "a build with nothing to do says it again"


def test_publish_rest_equals_a_site_without_the_broken_record(tmp_path: Path) -> None:
    lay_out(tmp_path / "one", "broken/FLD-06")
    overwrite(tmp_path / "one/mkdocs.yml", "  - gongkai:\n", PUBLISH_REST)
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    (tmp_path / "other/catalogues/entries/sfb/broken.yml").unlink()
    for name in ("one", "other"):
        gongkai(tmp_path / name, "build", *DATED)
    assert contents(tmp_path / "one/site") == contents(tmp_path / "other/site")
