"""`gongkai history` and `gongkai check --history`: what the repository proves about publication.

In: a record, or all of them. Out: its events; or a diagnostic for each 发布日期 that the merges do not bear out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import click
import msgspec

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.cli.chronicling import CutOffError, chronicle_of
from gongkai.cli.naming import record_named, refs_meant
from gongkai.cli.versions import former_refs, given_dates, versions_of
from gongkai.findings import Findings
from gongkai.model.diagnostic import Diagnostic
from gongkai.model.project import Project, say_nothing
from gongkai.model.summary import Summary
from gongkai.rooms import CODES, record_paths
from gongkai.stages import check
from gongkai.stages.history.chronicle import Chronicle, first_appearances, is_imported
from gongkai.stages.history.dates import date_problem, doubts, folders_of_lists
from gongkai.stages.history.events import Event, FieldChange, events_of
from gongkai.workshop import git

CUT_OFF = "这里只有一部分提交历史（浅克隆），看不到真正的公布时间。请先运行 git fetch --unshallow。"
UNTOLD = (CutOffError, git.GitError)
"""Why there may be no history to tell."""
_SHOWN_DIGITS = 10


class ToldEvent(msgspec.Struct, frozen=True):
    """An event with those who wrote it, who need not be the one who merged it."""

    kind: str
    date: str
    authors: tuple[str, ...]
    merged_by: str
    summary: str
    commit: str
    ref: str
    changes: tuple[FieldChange, ...]


class RecordHistory(msgspec.Struct, frozen=True):
    ref: str
    title: str
    events: tuple[ToldEvent, ...]


def run_history(config_file: Path, name: str, form: str) -> int:
    """Print the events of one record, oldest first, there still or not. Returns 1 where there never was one, 2 where
    git cannot answer."""
    project, configured = open_project(config_file)
    findings = examine(project, configured or commit_day(project.root), say_nothing)
    summary = record_named(findings.atlas, name)
    refs = [summary.ref, *former_refs(summary)] if summary else refs_meant(name)
    try:
        chronicle = chronicle_of(project, _list_folders(findings))
        versions = versions_of(project.root, chronicle, record_paths(project.settings), refs)
        events = tuple(_told(each, project, chronicle) for each in events_of(refs, versions))
    except UNTOLD as error:
        click.echo(cannot_tell(error), err=True)
        return 2
    if not events:
        click.echo("这条信息还没有提交。" if summary else f"从来没有“{name}”这样的信息。", err=True)
        return 1
    history = RecordHistory(events[-1].ref, summary.title if summary else "", events)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(history), indent=1).decode())
    else:
        _print(history)
    return 0


def cannot_tell(error: Exception) -> str:
    """Why there is no history, for people."""
    return CUT_OFF if isinstance(error, CutOffError) else f"不能读取提交历史：{error}"


def history_diagnostics(project: Project, findings: Findings) -> list[Diagnostic]:
    """HIS-01 of all records, with level and place.

    Raises:
        CutOffError: this is a shallow clone.
        git.GitError: this is no repository.
    """
    chronicle = chronicle_of(project, _list_folders(findings))
    paths = record_paths(project.settings)
    limit = project.settings.publication_tolerance
    first = first_appearances(chronicle, paths)
    found = list(doubts(findings.atlas.records.values(), chronicle, first, _former_names, limit))
    dates = given_dates(project.root, found, paths)
    imported = _importing(project.root, chronicle)
    problems = (date_problem(each, dates.get(each.summary.ref, ()), chronicle, imported, limit) for each in found)
    grades = check.levels(CODES, project.settings.severities)
    diagnostics, _ = check.placed((each for each in problems if each is not None), grades, project.sources)
    return diagnostics


def _former_names(summary: Summary) -> list[str]:
    return [str(ref) for ref in former_refs(summary)]


def _list_folders(findings: Findings) -> set[str]:
    return folders_of_lists(findings.atlas.records.values())


def _importing(root: Path, chronicle: Chronicle) -> Callable[[int, str], bool]:
    """Whether a commit brought a path from elsewhere: it says so itself, or a commit that it merged does."""

    @cache
    def merged(number: int) -> frozenset[str]:
        commits = _merged_commits(root, chronicle, number, ())
        return frozenset(each.path for commit in commits if is_imported(commit) for each in commit.changes)

    def imported(number: int, path: str) -> bool:
        commit = chronicle.commits[number]
        return commit.imported or (commit.joined and path in merged(number))

    return imported


def _merged_commits(root: Path, chronicle: Chronicle, number: int, paths: Sequence[str]) -> list[git.Commit]:
    """The commits that a merge brought to the branch, newest first."""
    merge = chronicle.commits[number].id
    return [each for each in git.own_log(root, merge, f"{merge}^1", paths) if each.changes]


def _told(event: Event, project: Project, chronicle: Chronicle) -> ToldEvent:
    commit = chronicle.commits[event.commit]
    authors: tuple[str, ...] = (commit.author,)
    summary = commit.subject
    if commit.joined and (inner := _merged_commits(project.root, chronicle, event.commit, event.paths)):
        authors = tuple(dict.fromkeys(each.author for each in reversed(inner)))
        summary = inner[0].subject
    return ToldEvent(event.kind.value, commit.day, authors, commit.author, summary, commit.id, event.ref, event.changes)


def _print(history: RecordHistory) -> None:
    click.echo(f"{history.ref}  {history.title}".rstrip())
    for event in history.events:
        who = "、".join(event.authors)
        if event.merged_by not in event.authors:
            who += f"（{event.merged_by} 合并）"
        click.echo(f"{event.date}  {event.kind}  {who}  {event.summary}  {event.commit[:_SHOWN_DIGITS]}")
        for change in event.changes:
            between = f"：{change.before} → {change.after}" if change.before or change.after else ""
            click.echo(f"    {change.field}{between}")
