"""`gongkai check`: the gate, without rendering."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import click

from gongkai.bridge.project import commit_day, open_project
from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.project import say_nothing
from gongkai.workshop.diagnostic_text import as_annotation, as_code_quality, as_json, as_text, counted


class Reach(Enum):
    """What is looked at."""

    RECORDS = "records"
    HISTORY = "history"
    """Records, and the commits that brought them."""


def run_check(config_file: Path, as_of: str | None, form: str, paths: Sequence[Path], reach: Reach) -> int:
    """Name every mistake. Returns 1 when one of those named is an error, 2 when the history cannot be read, else 0."""
    from gongkai.build import examine

    project, configured = open_project(config_file)
    day = as_of or configured or commit_day(project.root)
    findings = examine(project, day, say_nothing)
    diagnostics = findings.diagnostics
    if reach is Reach.HISTORY:
        from gongkai.cli.history import UNTOLD, cannot_tell, history_diagnostics

        try:
            diagnostics = tuple(sorted({*diagnostics, *history_diagnostics(project, findings)}))
        except UNTOLD as error:
            click.echo(cannot_tell(error), err=True)
            return 2
    shown = [each for each in diagnostics if _wanted(project.root / each.path, paths)]
    if form == "json":
        click.echo(as_json(shown))
    elif form == "codequality":
        click.echo(as_code_quality(shown))
    elif form == "annotations":
        for diagnostic in shown:
            click.echo(as_annotation(diagnostic))
    else:
        _tell(shown, len(findings.atlas))
    return 1 if any(each.severity is Severity.ERROR for each in shown) else 0


def _wanted(path: Path, paths: Sequence[Path]) -> bool:
    return not paths or any(path == each.resolve() or each.resolve() in path.parents for each in paths)


def _tell(shown: Sequence[Diagnostic], records: int) -> None:
    for diagnostic in shown:
        click.echo(as_text(diagnostic))
    click.echo(f"检查了 {records} 条信息：{counted(shown)}。")
