"""`gongkai build`: the site, with as little as possible done again."""

from __future__ import annotations

import sys
import time
from enum import Enum, auto
from pathlib import Path

import click
import msgspec

from gongkai.bridge.project import commit_day, open_project, shell_key
from gongkai.model.diagnostic import Severity
from gongkai.model.project import Project, Report, Shell
from gongkai.model.search import SearchError
from gongkai.stages.remember import Memory, unchanged
from gongkai.workshop.file_tree import Tree, read_tree


class Search(Enum):
    """What becomes of the site's search."""

    INDEXED = auto()
    NONE = auto()


def run_build(config_file: Path, as_of: str | None, search: Search, *, as_json: bool) -> int:
    """Build and tell. Returns the exit code."""
    began = time.perf_counter()
    project, configured = open_project(config_file)
    day = as_of or configured or commit_day(project.root)
    tree = read_tree(project.root, (project.settings.content, project.settings.catalogues))
    progress = Progress(sys.stderr.isatty() and not as_json)
    try:
        report = _nothing_to_do(project, tree, day, search) or _build(project, tree, config_file, day, progress, search)
    except SearchError as error:
        click.echo(f"网页已经生成，搜索索引没有：{error}", err=True)
        return 1
    seconds = time.perf_counter() - began
    if as_json:
        summary = msgspec.to_builtins(report) | {"seconds": round(seconds, 3), "as_of": day}
        click.echo(msgspec.json.encode(summary).decode())
    else:
        _tell(report, project, seconds)
    return 0 if report.published and not _errors(report) else 1


def _nothing_to_do(project: Project, tree: Tree, day: str, search: Search) -> Report | None:
    from gongkai.stages.index.memory import is_absent, is_current
    from gongkai.stages.remember import inputs_digest

    wanted = search is Search.INDEXED and project.settings.search is not None
    if not (is_current(project) if wanted else is_absent(project)):
        return None
    return unchanged(Memory(project.memory), inputs_digest(project, day), project.target, tree)


def _build(project: Project, tree: Tree, config_file: Path, day: str, progress: Progress, search: Search) -> Report:
    from gongkai.build import build
    from gongkai.search import with_search, without_search

    after = with_search if search is Search.INDEXED else without_search
    return build(project, tree, day, lambda: kept_or_new_shell(project, config_file), progress, after)


def kept_or_new_shell(project: Project, config_file: Path) -> Shell:
    """What MkDocs makes, from the memory where that is still right."""
    from gongkai.bridge.shell import read_shell

    stored = read_shell(project.memory, shell_key(project, config_file))
    if stored is not None:
        return stored
    from gongkai.bridge.configuration import make_shell

    return make_shell(config_file)


class Progress:
    """How far the build is: one line that is rewritten on a terminal, one line a stage elsewhere."""

    def __init__(self, terminal: bool) -> None:  # noqa: FBT001 - what it writes to
        self._terminal = terminal
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._terminal:
            width = 24 * done // max(total, 1)
            end = "\n" if done == total else ""
            click.echo(f"\r{stage} {'█' * width}{'░' * (24 - width)} {done}/{total}{end}", nl=False, err=True)
        elif stage != self._stage:
            self._stage = stage
            click.echo(f"{stage}：{total} 组", err=True)


def _tell(report: Report, project: Project, seconds: float) -> None:
    from gongkai.workshop.diagnostic_text import as_text, counted

    for diagnostic in report.diagnostics:
        click.echo(as_text(diagnostic), err=True)
    if report.diagnostics:
        click.echo(f"共 {counted(report.diagnostics)}。用 gongkai check 可以再看一遍，还有改进的提示。", err=True)
    if not report.published:
        click.echo("有错误，网站没有更新。改正后再次运行。", err=True)
        return
    if _errors(report):
        click.echo("!!! 有错误的信息没有发布，其余的已经发布（on_error: publish-rest）。请尽快改正以上错误。", err=True)
    records = "，".join(f"{label} {count}" for label, count in report.records.items())
    click.echo(f"{project.settings.site_name}：{records}。")
    click.echo(
        f"共 {report.files} 个文件、{report.size / 1_000_000:.1f} MB，"
        f"本次生成 {report.written} 个、删除 {report.removed} 个，用时 {seconds:.2f} 秒。"
    )
    click.echo(f"网站在 {_shown(project.target)}，双击其中的 index.html 即可打开。")


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) + "/" if path.is_relative_to(Path.cwd()) else str(path)


def _errors(report: Report) -> bool:
    return any(each.severity is Severity.ERROR for each in report.diagnostics)
