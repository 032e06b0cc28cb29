"""`gongkai approvals`: nothing is released that was not signed.

In: two revisions, or the present one. Out: diagnostics and an exit code. What is demanded, who may sign and which keys
are trusted is read from the base: a change cannot approve itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from gongkai.bridge.project import open_project
from gongkai.cli.revisions import Repository, told
from gongkai.model.approval import ALLOWED_SIGNERS, ROLES, SETTINGS, ApprovalSettings, RoleRegister
from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.room import Problem
from gongkai.rooms import KINDS
from gongkai.stages.approve import CODES
from gongkai.stages.approve.coverage import ToApprove, by_record, coverage_problems
from gongkai.stages.approve.forms import (
    RegisteredForm,
    is_form,
    late_problems,
    placed,
    read_form,
    unknown_problems,
)
from gongkai.stages.approve.gather import Revision, differing, names_of, records_of, standing
from gongkai.workshop import git
from gongkai.workshop.beijing_time import official_day
from gongkai.workshop.diagnostic_text import as_annotation, as_json, as_text, counted
from gongkai.workshop.git_signatures import unsigned_commits
from gongkai.workshop.record_paths import Owner
from gongkai.workshop.typed_file import read_typed

_NOT_DEMANDED = f"按 {SETTINGS} 的规定，这里不要求三审，只检查了审批单本身。"


_Rules = TypeVar("_Rules", ApprovalSettings, RoleRegister)


class Basis(msgspec.Struct, frozen=True):
    """What counts: what is demanded, who may sign, and what was wrong with the files that say so."""

    settings: ApprovalSettings
    register: RoleRegister
    diagnostics: tuple[Diagnostic, ...]


class Outcome(msgspec.Struct, frozen=True):
    diagnostics: Sequence[Diagnostic]
    forms: int
    records: int
    demanded: bool


def run_approvals(config_file: Path, revisions: str | None, form: str) -> int:
    """Check the forms and what they cover, of a range of commits or (None) of everything. Returns 1 where a review is
    missing or a form is wrong, 2 where git cannot answer."""
    project, _ = open_project(config_file)
    try:
        repository = Repository(project.root, project.settings)
        outcome = _everything(repository) if revisions is None else _between(repository, *_ends(revisions))
    except git.GitError as error:
        click.echo(f"不能读取版本：{error}", err=True)
        return 2
    diagnostics = sorted(set(outcome.diagnostics))
    if form == "json":
        click.echo(as_json(diagnostics))
    else:
        for each in diagnostics:
            click.echo(as_annotation(each) if form == "annotations" else as_text(each))
        if form == "text":
            click.echo("" if outcome.demanded else f"{_NOT_DEMANDED}\n", nl=False)
            click.echo(f"检查了 {outcome.forms} 张审批单、{outcome.records} 条信息：{counted(diagnostics)}。")
    return 1 if any(each.severity is Severity.ERROR for each in diagnostics) else 0


def _ends(revisions: str) -> tuple[str, str]:
    base, dots, head = revisions.partition("..")
    if not dots or not base:
        raise click.UsageError(f"“{revisions}”应写成 旧版本..新版本，例如 origin/main..HEAD")
    return base, head.lstrip(".") or "HEAD"


def _between(repository: Repository, base: str, head: str) -> Outcome:
    """What a range of commits brings, by the rules of its base."""
    since = repository.start_of(base, head)
    before, after = repository.revision(since), repository.revision(head)
    basis = _basis(before, after)
    paths = repository.changed(since, head)
    day = official_day(git.commit(repository.root, head).committed)
    owners = _demanded(repository.owners(paths), basis.settings)
    newest = repository.last_changes(head, since)
    records = differing(records_of(before, owners), records_of(after, owners), _namer(newest))
    changed_forms = {path for path in paths if is_form(path)}
    forms = _forms(after, basis.register, changed_forms, {str(each.ref) for each in records})
    contents = after.contents(each.path for each in forms)
    found = list(basis.diagnostics)
    for each in forms:
        found += each.diagnostics
        if each.form is not None and each.path in changed_forms:
            known = frozenset(map(str, names_of(after, _of_department(repository, after, each.department))))
            merged = official_day(newest[each.path].committed) if each.path in newest else day
            problems = (*late_problems(each.form, merged), *unknown_problems(each.form, known))
            found += placed(problems, each.path, contents[each.path])
    demanded = basis.settings.applies(day)
    if demanded:
        naming = by_record(forms)
        dated = [_with_day(each, repository, since, head, naming.get(str(each.ref), ())) for each in records]
        found += _uncovered(dated, forms, basis.settings, after)
        if basis.settings.signed:
            found += _unsigned(repository, since, head, before)
    return Outcome(found, len(forms), len(records), demanded)


def _everything(repository: Repository) -> Outcome:
    """All forms, and all records that are not what they were on the eve of the day from which approval is demanded. A
    record that was once merged without approval is named until it has one."""
    head = repository.revision("HEAD")
    basis = _basis(head, head)
    settings = basis.settings
    paths = {path for path in head.files if is_form(path)}
    forms = _forms(head, basis.register, paths, set())
    found = [*basis.diagnostics, *(each for form in forms for each in form.diagnostics)]
    records: list[ToApprove] = []
    eve = repository.eve(settings.since) if settings.since else ""
    if settings.required and eve:
        before = repository.revision(eve)
        was = records_of(before, _demanded(repository.owners(before.files), settings))
        now = records_of(head, _demanded(repository.owners(head.files), settings))
        records = differing(was, now, _namer(repository.last_changes("HEAD", eve)))
        naming = by_record(forms)
        dated = [_with_day(each, repository, eve, "HEAD", naming.get(str(each.ref), ())) for each in records]
        found += _uncovered(dated, forms, settings, head)
    elif settings.required:  # the history is younger, or cut off: their own dates have to do
        owners = _demanded(repository.owners(head.files), settings)
        records = standing(records_of(head, owners), settings.since.isoformat() if settings.since else "")
        if _uncovered(records, forms, settings, head):
            name = _namer(repository.last_changes("HEAD", ""))
            named_records = [msgspec.structs.replace(each, changed_by=name(each.path)) for each in records]
            found += _uncovered(named_records, forms, settings, head)
    return Outcome(found, len(forms), len(records), settings.required)


def _basis(base: Revision, head: Revision) -> Basis:
    """The rules of the base. Those of the head where the base has none at all, for the first to be set must be judged
    by something, and where the base's cannot be read and the head mends them."""
    base = base if {SETTINGS, ROLES} & base.files.keys() else head
    settings, wrong_settings = _rule_file(SETTINGS, ApprovalSettings, base, head)
    register, wrong_register = _rule_file(ROLES, RoleRegister, base, head)
    return Basis(settings, register, (*wrong_settings, *wrong_register))


def _rule_file(path: str, schema: type[_Rules], base: Revision, head: Revision) -> tuple[_Rules, list[Diagnostic]]:
    own, _, _ = read_typed(base.content(path), schema, path)
    proposed, _, wrong = read_typed(head.content(path), schema, path)
    return own or proposed or schema(), wrong


def _demanded(owners: Iterable[Owner], settings: ApprovalSettings) -> list[Owner]:
    return [each for each in owners if KINDS[each.kind].label in settings.kinds]


def _forms(revision: Revision, register: RoleRegister, wanted: set[str], records: set[str]) -> list[RegisteredForm]:
    """The forms wanted, and those that name one of the records."""
    contents = revision.contents(path for path in revision.files if is_form(path))
    marks = [each.encode() for each in records]
    return [
        read_form(path, content, register)
        for path, content in contents.items()
        if path in wanted or any(mark in content for mark in marks)
    ]


def _of_department(repository: Repository, revision: Revision, department: str) -> list[Owner]:
    return [each for each in repository.owners(revision.files) if each.department == department]


def _namer(commits: Mapping[str, git.Commit]) -> Callable[[str], str]:
    """Names the commit that changed a path last; "" where none did."""
    return lambda path: told(commits[path]) if path in commits else ""


def _with_day(
    record: ToApprove, repository: Repository, since: str, head: str, forms: Sequence[RegisteredForm]
) -> ToApprove:
    """The record with the day of its last change, where a form that gives no digest makes it matter."""
    if any(each.form is not None and None in each.form.digests_of(str(record.ref)) for each in forms):
        return msgspec.structs.replace(record, written=repository.written(record.path, head, since))
    return record


def _uncovered(
    records: Iterable[ToApprove], forms: Sequence[RegisteredForm], settings: ApprovalSettings, revision: Revision
) -> list[Diagnostic]:
    """What is missing of each record, placed in its file."""
    naming = by_record(forms)
    problems: dict[str, list[Problem]] = {}
    for record in records:
        prefix: tuple[int, ...] = (record.item,) if record.item >= 0 else ()
        for each in coverage_problems(record, naming, settings):
            problems.setdefault(record.path, []).append(msgspec.structs.replace(each, field=(*prefix, *each.field)))
    contents = revision.contents(problems)
    return [each for path, found in problems.items() for each in placed(found, path, contents[path])]


def _unsigned(repository: Repository, since: str, head: str, base: Revision) -> Iterator[Diagnostic]:
    """APR-09: by the keys that the base trusts."""
    with tempfile.TemporaryDirectory() as folder:
        signers = Path(folder) / "allowed_signers"
        signers.write_bytes(base.content(ALLOWED_SIGNERS))
        for each in unsigned_commits(repository.root, head, since, signers, repository.is_judged):
            message = f"{told(each.commit)}{each.why}"
            hint = f"用登记过的密钥签名后重新提交；新的密钥要先由管理员写入 {ALLOWED_SIGNERS} 并合并"
            yield Diagnostic(each.paths[0], 0, 0, "APR-09", CODES["APR-09"].severity, message, hint)
