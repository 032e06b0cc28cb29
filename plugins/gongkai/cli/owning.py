"""`gongkai owners`: CODEOWNERS from the register of bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.findings import Findings
from gongkai.model.diagnostic import Severity
from gongkai.model.project import Project, say_nothing
from gongkai.rooms import FOUNDATION, KINDS
from gongkai.stages.assign import Keeper, owners_text
from gongkai.workshop.diagnostic_text import as_text
from gongkai.workshop.git import GitError, prefix_of
from gongkai.workshop.kept_records import restore
from gongkai.workshop.output_file import write_atomically

_PLACE = ".github/CODEOWNERS"


def run_owners(config_file: Path, output: Path | None) -> int:
    """Write the file. Refuses while the register of bodies has errors."""
    return _with_owners(config_file, output, _write)


def run_check_owners(config_file: Path, output: Path | None) -> int:
    """Whether the file is what `run_owners` would write."""
    return _with_owners(config_file, output, _compare)


def _with_owners(config_file: Path, output: Path | None, use: Callable[[Path, str], int]) -> int:
    project, configured = open_project(config_file)
    text = _text(project, configured)
    return 1 if text is None else use(output or _default(project), text)


def _write(path: Path, text: str) -> int:
    write_atomically(path.resolve(), text.encode())
    click.echo(f"写好 {path}：{text.count(chr(10)) - 1} 条规则。")
    return 0


def _compare(path: Path, text: str) -> int:
    if path.is_file() and path.read_bytes() == text.encode():
        click.echo(f"{path} 与机构登记一致。")
        return 0
    click.echo(f"{path} 与机构登记（审核账号）不一致。运行 gongkai owners，把它一起提交。", err=True)
    return 1


def _text(project: Project, configured: str) -> str | None:
    settings = project.settings
    findings = examine(project, configured or commit_day(project.root), say_nothing)
    folder = f"{settings.catalogues}/{KINDS[FOUNDATION].folder}/"
    wrong = [each for each in findings.diagnostics if each.severity is Severity.ERROR and each.path.startswith(folder)]
    for diagnostic in wrong:
        click.echo(as_text(diagnostic), err=True)
    if wrong:
        click.echo("机构登记有错误，没有生成。", err=True)
        return None
    keepers = sorted(_keepers(findings), key=lambda each: (each.superior, each.identifier))
    roots = {"content": settings.content, "catalogues": settings.catalogues}
    return owners_text(keepers, KINDS.values(), roots, _prefix(project))


def _keepers(findings: Findings) -> Iterator[Keeper]:
    schema: type[Any] = KINDS[FOUNDATION].schema
    for chunk in findings.ground.bodies.values():
        for shelved in findings.ground.records(chunk):
            record = restore(schema, shelved.kept)
            yield Keeper(shelved.summary.ref.place, record.superior or "", record.reviewers)


def _prefix(project: Project) -> str:
    try:
        return prefix_of(project.root)
    except GitError:
        return ""


def _default(project: Project) -> Path:
    """At the top of the repository, where platforms look for it."""
    top = project.root
    for _ in Path(_prefix(project)).parts:
        top = top.parent
    return top / _PLACE
