"""`gongkai freeze`: the register of published index numbers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.model.project import say_nothing
from gongkai.stages.freeze import FOLDER, additions, append, read_register
from gongkai.workshop.diagnostic_text import as_text


def run_freeze(config_file: Path) -> int:
    """Add every number that is not in the register yet. Refuses while there are errors."""
    project, configured = open_project(config_file)
    findings = examine(project, configured or commit_day(project.root), say_nothing)
    if findings.errors:
        for diagnostic in findings.diagnostics:
            click.echo(as_text(diagnostic), err=True)
        click.echo("有错误，没有登记。", err=True)
        return 1
    folder = project.settings.catalogues
    frozen = append(project.root, additions(findings.atlas, read_register(project.root, folder), folder))
    click.echo(f"登记索引号 {frozen} 个。")
    return 0


def run_verify(config_file: Path, base: str) -> int:
    """Fail if the register differs from that of `base`: only the release job may write it."""
    project, _ = open_project(config_file)
    path = f"{project.settings.catalogues}/{FOLDER}"
    command = ["git", "-C", str(project.root), "diff", "--name-only", "--relative", base, "--", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        click.echo(f"不能与“{base}”比较：{done.stderr.strip()}", err=True)
        return 2
    changed = [line for line in done.stdout.splitlines() if not line.endswith("/withdrawn.yml")]
    for name in changed:
        click.echo(f"{name}  NUM-04  错误：登记簿只由发布任务写入，请撤销对它的改动", err=True)
    return 1 if changed else 0
