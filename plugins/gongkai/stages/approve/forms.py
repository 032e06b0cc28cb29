"""One 发布审批单 judged: by itself, and against the register of roles.

In: the bytes of a form, the register. Out: the form, and what is wrong with it. A form with a mistake covers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import PurePosixPath

import msgspec

from gongkai.model.approval import FOLDER, ROLES, ApprovalForm, Role, RoleRegister, Signature, Step
from gongkai.model.diagnostic import Diagnostic
from gongkai.model.reference import parse_ref
from gongkai.model.room import Problem
from gongkai.stages.approve.codes import CODES
from gongkai.workshop.front_matter import FIRST_LINE, split
from gongkai.workshop.text_file import decode
from gongkai.workshop.typed_file import read_typed
from gongkai.workshop.yaml_document import read_with_positions

_OWN_FILES = 2
"""Parts of the path of a file that is `approvals`' own: its folder and its name."""


class RegisteredForm(msgspec.Struct, frozen=True):
    """A form file. `form` is None where it cannot be read; one with problems covers no record."""

    path: str
    form: ApprovalForm | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.form is not None and not self.diagnostics

    @property
    def department(self) -> str:
        return self.path.split("/")[1]


def is_form(path: str) -> bool:
    """Whether a path below `approvals/` is a form: those in the folders of departments are."""
    parts = path.split("/")
    return parts[0] == FOLDER and len(parts) > _OWN_FILES and path.endswith(".yml")


def read_form(path: str, content: bytes, register: RoleRegister) -> RegisteredForm:
    """Read and judge one form."""
    form, _, diagnostics = read_typed(content, ApprovalForm, path)
    if form is None:
        return RegisteredForm(path, None, tuple(diagnostics))
    department = path.split("/")[1]
    problems = [
        *_identity(form, path),
        *_records(form, department),
        *_roles(form, department, register),
        *_people(form),
        *_order(form),
        *_opinions(form),
    ]
    return RegisteredForm(path, form, (*diagnostics, *placed(problems, path, content)))


def placed(problems: Iterable[Problem], path: str, content: bytes) -> list[Diagnostic]:
    """Problems of one file, a form or a record's, with their places in it."""
    found = list(problems)
    if not found:
        return []
    text, _ = decode(content, path=path)
    parts = split(text or "", path=path)[0] if path.endswith(".md") else None
    yaml, first_line = (text or "", 1) if parts is None else (parts.text, FIRST_LINE)
    _, positions, _ = read_with_positions(yaml, path=path, first_line=first_line)
    return [
        Diagnostic(path, *positions.value(each.field), each.code, CODES[each.code].severity, each.message, each.hint)
        for each in found
    ]


def _identity(form: ApprovalForm, path: str) -> Iterator[Problem]:
    if len(path.split("/")) != _OWN_FILES + 1:
        yield Problem("APR-01", "审批单放得太深", f"放在 {FOLDER}/<单位标识>/ 文件夹中")
    if PurePosixPath(path).stem != form.number:
        message = f"审批单编号“{form.number}”与文件名“{PurePosixPath(path).name}”不一致"
        yield Problem("APR-01", message, f"文件名应为 {form.number}.yml", ("审批单编号",))


def _records(form: ApprovalForm, department: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, each in enumerate(form.records):
        field = ("信息", index, "信息")
        ref = parse_ref(each.record)
        if ref is None:
            hint = "写种类和标识，例如 policy:sfb/2026-9、entry:sfb/2026-kaifangri"
            yield Problem("APR-02", f"“{each.record}”不是信息的种类和标识", hint, field)
        elif ref.department != department:
            message = f"“{each.record}”不是“{department}”的信息"
            yield Problem("APR-02", message, f"由该单位审批，审批单放在 {FOLDER}/{ref.department}/", field)
        if each.record in seen:
            yield Problem("APR-02", f"“{each.record}”列了两次", "删去其中一项", field)
        seen.add(each.record)


def _roles(form: ApprovalForm, department: str, register: RoleRegister) -> Iterator[Problem]:
    for step, signed in form.signatures.items():
        own = [each for each in register.roles if each.person == signed.person]
        allowed = [each for each in own if department in each.departments and step in each.steps]
        if not any(_holds(each, signed.day) for each in allowed):
            yield Problem("APR-03", *_why_not(step, signed, department, own, allowed), (step.value, "人员"))


def _holds(role: Role, day: date) -> bool:
    return role.start <= day and (role.end is None or day <= role.end)


def _why_not(step: Step, signed: Signature, department: str, own: list[Role], allowed: list[Role]) -> tuple[str, str]:
    """What is missing in the register, and what to do."""
    if allowed:
        role = allowed[0]
        term = f"{role.start} 起" if role.end is None else f"{role.start} 至 {role.end}"
        return (
            f"“{signed.person}”的{step.value}权限是{term}，不包括 {signed.day}",
            f"核对日期；任期有变的，先更新 {ROLES}",
        )
    if own:
        hint = f"请换由有权限的人{step.value}；确已授权的，先更新 {ROLES}"
        return f"“{signed.person}”没有“{department}”的{step.value}权限", hint
    return f"名册中没有“{signed.person}”", f"核对姓名；确已授权的，先登记到 {ROLES}"


def _people(form: ApprovalForm) -> Iterator[Problem]:
    """Four different people: three reviews by one pair of eyes are one review."""
    for (first, one), (second, other) in combinations(form.signatures.items(), 2):
        if one.person == other.person:
            message = f"{first.value}和{second.value}都是“{one.person}”"
            yield Problem("APR-04", message, "三审和保密审查应由四个人分别负责", (second.value, "人员"))


_IN_ORDER = ((Step.FIRST, Step.SECOND), (Step.SECOND, Step.FINAL), (Step.SECRECY, Step.FINAL))


def _order(form: ApprovalForm) -> Iterator[Problem]:
    days = {step: signed.day for step, signed in form.signatures.items()}
    for before, after in _IN_ORDER:
        if days[before] > days[after]:
            message = f"{before.value} {days[before]} 晚于{after.value} {days[after]}"
            yield Problem("APR-05", message, "次序是初审、复审、终审；保密审查应在终审之前", (before.value, "日期"))


def _opinions(form: ApprovalForm) -> Iterator[Problem]:
    for step, signed in form.signatures.items():
        if not signed.opinion.startswith("同意"):
            message = f"{step.value}的意见是“{signed.opinion}”"
            hint = "不同意的不能发布；同意的，意见以“同意”开头"
            yield Problem("APR-10", message, hint, (step.value, "意见"))


def late_problems(form: ApprovalForm, merged: str) -> Iterator[Problem]:
    """APR-06 for what was signed after the day of merging (ISO text)."""
    for step, signed in form.signatures.items():
        if signed.day.isoformat() > merged:
            message = f"{step.value} {signed.day} 晚于合并的日期 {merged}"
            yield Problem("APR-06", message, "先审批，后合并；日期写错的请改正", (step.value, "日期"))


def unknown_problems(form: ApprovalForm, known: frozenset[str]) -> Iterator[Problem]:
    """APR-02 for records that do not exist."""
    for index, each in enumerate(form.records):
        if parse_ref(each.record) is not None and each.record not in known:
            message = f"没有“{each.record}”这条信息"
            yield Problem(
                "APR-02", message, "核对种类和标识；种类写 entry、policy、interpretation 等", ("信息", index, "信息")
            )
