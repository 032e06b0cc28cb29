"""The pipelines: valid, harmless to outsiders' changes, and run step by step over a bare repository.

What a platform does itself (checking out, caches, artifacts, comments) is done here by hand; the shell of every job is
the one that stands in the files.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import overwrite
from site_tools import lay_out

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
POLICY = "content/sfb/policies/2026-9.md"


def read(path: Path) -> dict[str, Any]:
    """A workflow. YAML takes the key `on` for a truth."""
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return {("on" if key is True else key): value for key, value in found.items()}


def steps(workflow: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS)),
        ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(GITLAB)),
    ],
    ids=["github", "gitlab"],
)
def test_pipelines_are_what_their_platforms_accept(arguments: Sequence[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_change_from_outside_meets_no_secret_and_may_write_nothing() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        assert "pull_request_target" not in workflow["on"]
        if "pull_request" in workflow["on"]:
            assert workflow["permissions"] == {"contents": "read"}
            assert "secrets." not in path.read_text("utf-8")
            assert "environment" not in path.read_text("utf-8")
        if "workflow_run" in workflow["on"]:
            assert "secrets." not in path.read_text("utf-8")
            checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout")]
            assert checkouts
            assert not any("ref" in step["with"] or "repository" in step["with"] for step in checkouts)
    gitlab = yaml.safe_load(GITLAB.read_text("utf-8"))
    for job in ("review", "approvals"):
        assert "environment" not in gitlab[job]
        assert "TOKEN" not in json.dumps(gitlab[job])


def test_no_words_of_strangers_are_put_into_a_script() -> None:
    """An expression inside of a script is text of a pull request run as a command; an environment variable is not."""
    for path in WORKFLOWS:
        for step in steps(read(path)):
            assert "${{" not in step.get("run", ""), path.name


def test_publishing_happens_from_the_main_branch_one_at_a_time() -> None:
    publish = read(ROOT / ".github/workflows/publish.yml")
    assert publish["on"]["push"] == {"branches": ["main"]}
    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    gitlab = yaml.safe_load(GITLAB.read_text("utf-8"))["publish"]
    assert gitlab["resource_group"] == "publish"
    assert gitlab["interruptible"] is False
    for path in WORKFLOWS:
        if path.name != "publish.yml":
            assert "make publish" not in path.read_text("utf-8")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=李四", "-c", "user.email=l@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Platform:
    """A repository as a platform keeps it, a contributor's clone, and one folder in which jobs run, emptied before
    each. What its caches hold is carried from job to job."""

    def __init__(self, folder: Path) -> None:
        self.origin = folder / "origin.git"
        self.clone = folder / "clone"
        self.work = folder / "工作 区"
        self.live = folder / "live"
        self.cache = folder / "cache.tar"
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.origin)], check=True)
        self.clone.mkdir()
        lay_out(self.clone)
        for name in ("Makefile", ".ci", ".gitignore"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.clone / name)
        (self.clone / "requirements").mkdir()
        (self.clone / "requirements/install").write_text("# everything is there already\n", "utf-8")
        (self.clone / "publish.yml").write_text(
            f"targets:\n  production: {{kind: directory, path: '{self.live}'}}\n", "utf-8"
        )
        body = self.clone / "catalogues/departments/yunchuan.yml"
        body.write_text(f"{body.read_text('utf-8')}审核账号: [yunchuan/top]\n", "utf-8")
        (self.clone / ".github").mkdir()
        (self.clone / ".github/CODEOWNERS").write_bytes(b"")
        git(self.clone, "init", "-q", "-b", "main")
        git(self.clone, "remote", "add", "origin", str(self.origin))
        done = subprocess.run([sys.executable, "-m", "gongkai", "owners"], cwd=self.clone, check=True)
        assert done.returncode == 0
        self.commit("开始")
        git(self.clone, "push", "-q", "origin", "main")

    def commit(self, message: str) -> str:
        git(self.clone, "add", "-A")
        git(self.clone, "commit", "-q", "-m", message)
        return git(self.clone, "rev-parse", "HEAD")

    def check_out(self, ref: str, depth: str) -> None:
        """As a runner does: into an empty folder, only as deep as asked, then what the cache holds."""
        shutil.rmtree(self.work, ignore_errors=True)
        git(self.clone, "init", "-q", "-b", "main", str(self.work))
        git(self.work, "remote", "add", "origin", f"file://{self.origin}")
        deep = () if depth == "0" else ("--depth", depth)
        git(self.work, "fetch", "-q", *deep, "origin", ref)
        git(self.work, "checkout", "-q", "--detach", "FETCH_HEAD")
        (self.work / ".venv/bin").mkdir(parents=True)
        python = self.work / ".venv/bin/python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
        python.chmod(0o755)
        if self.cache.exists():
            subprocess.run(["tar", "-xf", str(self.cache), "-C", str(self.work)], check=True)

    def save_cache(self) -> None:
        command = ["tar", "--posix", "-cf", str(self.cache), "-C", str(self.work), ".gongkai", "site"]
        subprocess.run(command, check=True)

    def run(self, script: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """One step, as runners start it."""
        unset = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE"))}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.work, env={**unset, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def run_github(self, name: str, job: str, known: Mapping[str, str]) -> dict[str, subprocess.CompletedProcess[str]]:
        """All shell steps of a job but those that speak to the platform. `known` are the values of its expressions."""
        workflow = read(ROOT / ".github/workflows" / name)
        told: dict[str, subprocess.CompletedProcess[str]] = {}
        shared = {**workflow.get("env", {}), **workflow["jobs"][job].get("env", {})}
        failed = False
        for step in workflow["jobs"][job]["steps"]:
            script = step.get("run", "")
            if not script or re.search(r"^gh ", script, re.MULTILINE):
                continue
            if failed and "cancelled" not in str(step.get("if", "")):
                continue
            values = {**shared, **step.get("env", {})}
            environment = {key: known.get(key, value) for key, value in values.items() if "secrets." not in value}
            environment["GITHUB_STEP_SUMMARY"] = str(self.work / "summary.md")
            told[step["name"]] = self.run(script, environment)
            failed = failed or told[step["name"]].returncode != 0
        return told

    def propose(self, branch: str) -> None:
        """What stands in the clone becomes a pull request: the branch, and its merge as the platform makes it."""
        git(self.clone, "switch", "-q", "-c", branch)
        self.commit(f"{branch} 的改动")
        git(self.clone, "push", "-q", "origin", branch)
        git(self.clone, "switch", "-q", "main")
        git(self.clone, "merge", "-q", "--no-ff", "-m", f"合并 {branch}", branch)
        git(self.clone, "push", "-q", "origin", "HEAD:refs/pull/1/merge")

    def accept(self) -> None:
        git(self.clone, "push", "-q", "origin", "main")


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path)


def good(told: Mapping[str, subprocess.CompletedProcess[str]]) -> None:
    for name, done in told.items():
        assert done.returncode == 0, (name, done.stdout, done.stderr)


def release(platform: Platform, before: str) -> Mapping[str, subprocess.CompletedProcess[str]]:
    platform.check_out("main", "0")
    told = platform.run_github("publish.yml", "publish", {"BASE": before, "BRANCH": "main", "TARGET": "production"})
    good(told)
    platform.save_cache()
    git(platform.clone, "pull", "-q", "--rebase", "origin", "main")
    return told


def test_from_a_pull_request_to_the_citizen(platform: Platform) -> None:
    """The whole way on one platform: first release, a change proposed, reviewed over a shallow clone, merged,
    released."""
    first = git(platform.clone, "rev-parse", "HEAD")
    release(platform, first)
    registered = git(platform.origin, "show", "main:catalogues/register/sfb/2026.txt")
    assert "11990100YC000001XT/2026-00001\tpolicy:sfb/2026-9" in registered
    before = git(platform.origin, "rev-parse", "main")

    overwrite(platform.clone / POLICY, "及时更新", "每日更新")
    platform.propose("bureau")
    platform.check_out("refs/pull/1/merge", "2")
    assert git(platform.work, "rev-parse", "--is-shallow-repository") == "true"
    told = platform.run_github("review.yml", "review", {})
    good(told)
    made = re.search(r"本次生成 (\d+) 个", told["生成"].stdout)
    assert made
    assert int(made[1]) < 20, "what the cache holds is not made again"
    summary = (platform.work / "summary.md").read_text("utf-8")
    assert "修改 1 条" in summary
    assert "<ins>每日</ins>" in summary
    found = json.loads((platform.work / "reports/review.json").read_bytes())
    assert [each["url"] for each in found["pages"]] == ["policies/sfb/2026-9.html"]
    assert found["remarks"] == []

    (platform.work / "untrusted").mkdir()
    shutil.move(platform.work / "reports/review.json", platform.work / "untrusted/review.json")
    good(platform.run_github("comment.yml", "comment", {}))
    assert (platform.work / "comment.md").read_text("utf-8") == summary

    platform.accept()
    told = release(platform, before)
    assert git(platform.origin, "rev-parse", "main") == git(platform.clone, "rev-parse", "HEAD")
    assert "每日更新" in (platform.work / "site/policies/sfb/2026-9.html").read_text("utf-8")
    assert "每日更新" in (platform.live / "current/policies/sfb/2026-9.html").read_text("utf-8")
    [receipt] = (platform.work / "reports/receipts").glob("*.json")
    assert json.loads(receipt.read_bytes())["commit"] == git(platform.origin, "rev-parse", "main")


def test_a_change_with_mistakes_is_stopped_and_still_reviewed(platform: Platform) -> None:
    overwrite(platform.clone / POLICY, "生成日期: 2026-05-08", "生成日期: 2026-02-30")
    (platform.clone / "catalogues/register/sfb").mkdir(parents=True)
    (platform.clone / "catalogues/register/sfb/2026.txt").write_text("", "utf-8")
    overwrite(platform.clone / "catalogues/departments/yunchuan.yml", "yunchuan/top", "yunchuan/other")
    platform.propose("bureau")
    platform.check_out("refs/pull/1/merge", "2")
    told = platform.run_github("review.yml", "review", {})
    assert told["检查"].returncode != 0
    words = told["检查"].stdout + told["检查"].stderr
    assert f"::error file={POLICY},line=5" in words
    assert "NUM-04" in words
    assert "运行 gongkai owners" in words
    assert "生成" not in told
    assert told["审核摘要"].returncode == 0
    assert "不能读取 1 条" in (platform.work / "summary.md").read_text("utf-8")


@pytest.mark.soak
def test_the_same_on_gitlab(platform: Platform) -> None:
    jobs = yaml.safe_load(GITLAB.read_text("utf-8"))
    base = git(platform.clone, "rev-parse", "HEAD")
    overwrite(platform.clone / POLICY, "及时更新", "每日更新")
    platform.propose("bureau")
    platform.check_out("bureau", "1")
    done = platform.run("\n".join(jobs["review"]["script"]), {"BASE": base, "CODE_QUALITY": "codequality.json"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((platform.work / "codequality.json").read_bytes()) == []
    assert "<ins>每日</ins>" in (platform.work / "reports/review.html").read_text("utf-8")
    platform.accept()
    platform.check_out("main", "0")
    environment = {"BASE": base, "BRANCH": "main", "TARGET": "production"}
    done = platform.run("\n".join([*jobs["publish"]["before_script"], *jobs["publish"]["script"]]), environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "policy:sfb/2026-9" in git(platform.origin, "show", "main:catalogues/register/sfb/2026.txt")
    assert "每日更新" in (platform.live / "current/policies/sfb/2026-9.html").read_text("utf-8")
