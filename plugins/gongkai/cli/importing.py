"""`gongkai import policies`: an office's existing documents into the library."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.bridge.project import open_project
from gongkai.kinds.policies.importing import format_report, plan_import, read_sources, write_import
from gongkai.model.record import IDENTIFIER
from gongkai.standards import themes


def run_import_policies(config_file: Path, folder: Path, department: str) -> int:
    """Import a folder and tell what was seen. Importing it again changes nothing."""
    project, _ = open_project(config_file)
    register = project.root / project.settings.catalogues / "departments" / f"{department}.yml"
    if IDENTIFIER.fullmatch(department) is None or not register.is_file():
        click.echo(f"没有“{department}”这个单位。单位标识是 {register.parent.name} 文件夹中的文件名", err=True)
        return 2
    words = frozenset(theme.label for theme in themes())
    report = plan_import(read_sources(folder), f"{project.settings.content}/{department}", words)
    for line in format_report(report, write_import(report, project.root)):
        click.echo(line)
    return 0
