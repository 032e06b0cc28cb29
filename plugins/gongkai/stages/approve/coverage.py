"""Is every new or changed record covered by a form, and by one that approved this very text?

In: the records that have to be approved, the good forms, what is known of the commits that changed them. Out: problems
that name the commit and what is missing.

A digest on the form proves which text was approved. Without one there is only the order of days: a form signed on or
after the day on which the last change was written may have seen it, an older one cannot have. Both are what somebody
wrote down; the scan's digest and signed commits say who answers for that (`docs/approvals.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from gongkai.model.approval import FOLDER, ApprovalForm, ApprovalSettings
from gongkai.model.reference import Ref
from gongkai.model.room import Problem
from gongkai.stages.approve.forms import RegisteredForm


class Novelty(StrEnum):
    """What a record did since the base."""

    NEW = "新增"
    CHANGED = "改动"
    STANDING = "发布"
    """Not compared with anything: it is there."""


class ToApprove(msgspec.Struct, frozen=True):
    """A record that needs a form. `changed_by` names the commit that brought it as it is; `written` is the day on which
    its last change was written ("" where that was not asked)."""

    ref: Ref
    title: str
    path: str
    item: int
    digest: str
    published: str
    novelty: Novelty
    changed_by: str
    written: str = ""


def coverage_problems(
    record: ToApprove, forms: Mapping[str, Sequence[RegisteredForm]], settings: ApprovalSettings
) -> Iterator[Problem]:
    """APR-06, APR-07 and APR-08 for one record. `forms` are all that name each record, the bad ones too."""
    naming = [each for each in forms.get(str(record.ref), ()) if each.form is not None]
    good = [each.form for each in naming if each.form is not None and each.is_good]
    if not naming:
        yield Problem("APR-07", f"{_told(record)}，没有审批单", _how(record))
    elif not good:
        yield Problem("APR-07", f"{_told(record)}，审批单 {naming[-1].path} 有错误，不能算数", "先改正审批单")
    elif not any(_covers(each, record, settings) for each in good):
        yield Problem("APR-08", f"{_told(record)}，{_why(good, record, settings)}", _how(record))
    elif record.novelty is Novelty.NEW:
        yield from _published_first(record, good)


def by_record(forms: Iterable[RegisteredForm]) -> dict[str, list[RegisteredForm]]:
    """The forms that name each record, by the day of 终审."""
    found: dict[str, list[RegisteredForm]] = {}
    readable = (each for each in forms if each.form is not None)
    for each in sorted(readable, key=lambda each: (each.form.final.day if each.form else None, each.path)):
        for record in dict.fromkeys(one.record for one in (each.form.records if each.form else ())):
            found.setdefault(record, []).append(each)
    return found


def _covers(form: ApprovalForm, record: ToApprove, settings: ApprovalSettings) -> bool:
    for digest in form.digests_of(str(record.ref)):
        if digest == record.digest:
            return True
        if digest is None and not settings.digests and form.final.day.isoformat() >= record.written:
            return True
    return False


def _why(good: Sequence[ApprovalForm], record: ToApprove, settings: ApprovalSettings) -> str:
    newest = good[-1]
    if any(digest is not None for digest in newest.digests_of(str(record.ref))):
        return f"审批单“{newest.number}”审批的是另一稿（内容摘要应为 {record.digest}）"
    if settings.digests:
        return f"审批单“{newest.number}”没有写内容摘要，看不出审批的是哪一稿"
    return f"审批单“{newest.number}”{newest.final.day} 终审，早于这次改动（{record.written}）"


def _told(record: ToApprove) -> str:
    said = f"“{record.title}”（{record.ref}）"
    if record.changed_by:
        return f"{said}由{record.changed_by}{record.novelty.value}"
    return said


def _how(record: ToApprove) -> str:
    return f"运行 gongkai form {record.ref} 印出审批单，审签后登记到 {FOLDER}/{record.ref.department}/"


def _published_first(record: ToApprove, forms: Sequence[ApprovalForm]) -> Iterator[Problem]:
    first = min(each.final.day.isoformat() for each in forms)
    if record.published and first > record.published[:10]:
        message = f"“{record.title}”（{record.ref}）的发布日期 {record.published[:10]} 早于终审 {first}"
        yield Problem("APR-06", message, "先审批，后发布：把发布日期改为终审当天或者以后", ("发布日期",))
