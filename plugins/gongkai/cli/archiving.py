"""`gongkai archive`: what a column keeps no longer, confirmed by a person, leaves the site for a snapshot.

This is the one command that reads the day: a decision is made on some day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click
import msgspec

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.findings import Findings
from gongkai.kinds.catalogues.retention import Retention
from gongkai.kinds.catalogues.site_rules import kept_long_enough
from gongkai.model.project import Project, say_nothing
from gongkai.model.reference import parse_ref
from gongkai.model.summary import ARCHIVED, Summary
from gongkai.stages.archive.keeping import what_is_missing
from gongkai.stages.archive.taking import Decision, files_that_go, without_text
from gongkai.workshop.bags import BagError, OpenedBag, UnreadableError, digest_of, open_bag, verify_bag
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.yaml_editing import UneditableError


class RefusedError(Exception):
    """Nothing is archived. The text says why, in Chinese."""


class Confirmation(msgspec.Struct, frozen=True):
    """What a person decided: which records, who, why, on which day."""

    refs: tuple[str, ...]
    by: str
    reason: str
    day: str | None


class _Change(msgspec.Struct, frozen=True):
    """What is to be done to one file: its new text, and the attachments to be deleted."""

    path: Path
    text: str
    files: tuple[Path, ...]


def run_propose(config_file: Path) -> int:
    """List what the columns' rules propose, one record a line, its identifier first."""
    project, findings = _examined(config_file)
    proposed = list(_proposed(findings))
    for summary, over in proposed:
        careful = "；涉及群众切身利益，须人工判断" if over.careful else ""
        term = f"栏目“{over.column}”的保留期限{over.period}已于 {over.due} 届满"
        click.echo(f"{summary.ref}\t{summary.title}\t{term}{careful}")
    click.echo(f"{project.settings.site_name}：有 {len(proposed)} 条信息可以归档，由人确认后归档。", err=True)
    return 0


def confirmed_refs(file: Path) -> tuple[str, ...]:
    """The records of a list as `--propose` prints it, from which a person has struck out what stays."""
    lines = (line.strip() for line in file.read_text("utf-8-sig").splitlines())
    return tuple(line.split()[0] for line in lines if line and not line.startswith("#"))


def run_archive(config_file: Path, confirmed: Confirmation, snapshot: Path) -> int:
    """Take the texts of the confirmed records off the site, all of them or none."""
    project, findings = _examined(config_file)
    try:
        records = _confirmed(confirmed.refs, findings)
        with open_bag(snapshot) as bag:
            if verify_bag(bag):
                raise RefusedError(f"快照 {snapshot.name} 不完好，用 gongkai verify 看是哪里的问题")
            day = confirmed.day or date.today().isoformat()  # noqa: DTZ011 - a decision of today
            decision = Decision(day, confirmed.by, confirmed.reason, bag.name, digest_of(snapshot))
            changes = list(_changes(project, records, bag, decision))
    except (RefusedError, BagError) as error:
        click.echo(str(error), err=True)
        return 2
    for change in changes:
        write_atomically(change.path, change.text.encode())
        for file in change.files:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()
    for summary in records:
        click.echo(f"已归档：{summary.ref}  {summary.title}")
    click.echo("原稿只留目录信息。请检查后提交，再生成网站。")
    return 0


def _examined(config_file: Path) -> tuple[Project, Findings]:
    project, configured = open_project(config_file)
    return project, examine(project, configured or commit_day(project.root), say_nothing)


def _proposed(findings: Findings) -> Iterator[tuple[Summary, Retention]]:
    context, as_of = findings.ground.context, findings.ground.viewpoint.as_of
    for summary in findings.atlas.records.values():
        over = kept_long_enough(summary, context, as_of)
        if over is not None and "://" not in summary.url:
            yield summary, over


def _confirmed(refs: Iterable[str], findings: Findings) -> list[Summary]:
    """The records a person named, each of which a rule proposes."""
    proposed = {str(summary.ref): summary for summary, _ in _proposed(findings)}
    for written in refs:
        ref = parse_ref(written)
        summary = findings.atlas.record(ref.kind, ref.place) if ref else None
        if summary is None:
            raise RefusedError(f"没有“{written}”这条信息，写法例如 entry:sfb/2020-1，见 gongkai archive --propose")
        if ARCHIVED in summary.facts:
            raise RefusedError(f"“{written}”已经归档")
        if written not in proposed:
            raise RefusedError(f"“{written}”还没有超过所属栏目的保留期限，不能归档")
    return [proposed[written] for written in dict.fromkeys(refs)]


def _changes(project: Project, records: Sequence[Summary], bag: OpenedBag, decision: Decision) -> Iterator[_Change]:
    """One change for each file, after looking whether the snapshot has everything. The last items of a list go first,
    so that the others stay where they were read."""
    texts: dict[Path, str] = {}
    gone: dict[Path, set[Path]] = {}
    for summary in sorted(records, key=lambda each: (each.path, -each.item)):
        path = project.root / summary.path
        now = texts.setdefault(path, path.read_text("utf-8"))
        folder = path.with_name(f"{path.stem}.files")
        present = {file.name: file for file in sorted(folder.glob("*")) if not file.name.startswith(".")}
        try:
            texts[path] = without_text(summary, now, decision)
            going = files_that_go(summary, now, texts[path], present)
            files = {present[name].relative_to(project.root).as_posix(): present[name].read_bytes() for name in going}
            missing = what_is_missing(bag, summary, path.read_text("utf-8"), files)
        except UneditableError as error:
            raise RefusedError(f"{summary.path} 中“{error}”的写法不能由程序修改，请每项单独写一行") from error
        except UnreadableError as error:
            raise RefusedError(f"快照不能读取：{error}") from error
        if missing:
            raise RefusedError(f"“{summary.ref}”不能归档：{missing}")
        gone.setdefault(path, set()).update(present[name] for name in going)
    return (_Change(path, text, tuple(sorted(gone[path]))) for path, text in texts.items())
