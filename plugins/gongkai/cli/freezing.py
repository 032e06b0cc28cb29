"""`gongkai freeze`: the register of published index numbers."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.model.project import say_nothing
from gongkai.stages.freeze import FOLDER, additions, append, read_register
from gongkai.workshop.diagnostic_text import as_text
from gongkai.workshop.git import GitError, changed_in_work_tree


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
    frozen = append(project.root, additions(findings.atlas, read_register(project.sources, folder), folder))
    click.echo(f"登记索引号 {frozen} 个。")
    return 0


def run_verify(config_file: Path, base: str) -> int:
    """Fail if the register differs from that of `base`: only the release job may write it."""
    project, _ = open_project(config_file)
    path = f"{project.settings.catalogues}/{FOLDER}"
    try:
        differing = changed_in_work_tree(project.root, base, [path])
    except GitError as error:
        click.echo(f"不能与“{base}”比较：{error}", err=True)
        return 2
    changed = [name for name in differing if not name.endswith("/withdrawn.yml")]
    for name in changed:
        click.echo(f"{name}  NUM-04  错误：登记簿只由发布任务写入，请撤销对它的改动", err=True)
    return 1 if changed else 0
