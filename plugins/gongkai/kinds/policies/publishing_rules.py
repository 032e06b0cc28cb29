"""Documents and interpretations made and published together (三同步).

In: the summary of a policy or an interpretation, the Inquiry. Out: SiteProblems. Sources: local rules that carry out
国办秘函〔2019〕19号: published with the document, at the latest 3 working days after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.kinds.policies.model import Category
from gongkai.kinds.policies.validity import IN_FORCE, PENDING
from gongkai.model.inquiry import Inquiry
from gongkai.model.record import DisclosureMode
from gongkai.model.room import Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.workshop.core_rules import REGULATION_IN_FORCE
from gongkai.workshop.working_days import Verdict, WorkingCalendar

_LIMIT = 3
_CALENDAR = WorkingCalendar()
_FIRST_DAY = REGULATION_IN_FORCE.isoformat()


def policy_problems(summary: Summary, inquiry: Inquiry) -> Iterator[SiteProblem]:
    """POL-12 for a document that nobody interprets."""
    if _wants_interpretation(summary) and not _interpreting(summary, inquiry):
        hint = "请配发解读；不需要解读的，写明“不解读理由”"
        yield SiteProblem(Problem("POL-12", "行政规范性文件没有解读", hint), summary)


def interpretation_problems(summary: Summary, inquiry: Inquiry) -> Iterator[SiteProblem]:
    """INT-02, and INT-03 for the first of a document's interpretations."""
    if summary.mode == DisclosureMode.WITHHELD:
        return
    for link in summary.links:
        policy = inquiry.record(link.target) if link.relation == "interprets" else None
        if policy is None:
            continue
        yield from _too_early(summary, policy)
        first = min(_interpreting(policy, inquiry), key=lambda each: each.published)
        if first.ref == summary.ref:
            yield from _too_late(summary, policy)


def _interpreting(policy: Summary, inquiry: Inquiry) -> list[Summary]:
    return [each for each in inquiry.linked(policy.ref, "interprets") if each.mode != DisclosureMode.WITHHELD]


def _too_early(summary: Summary, policy: Summary) -> Iterator[SiteProblem]:
    if summary.date < policy.date and not (summary.imported or policy.imported):
        message = f"解读 {summary.date} 发布，早于文件的发布日期 {policy.date}"
        yield SiteProblem(Problem("INT-02", message, "解读应与文件同步发布", ("发布日期",)), summary)


def _too_late(summary: Summary, policy: Summary) -> Iterator[SiteProblem]:
    """Of several interpretations the first has to be in time."""
    if summary.imported or policy.imported or policy.date < _FIRST_DAY or summary.date <= policy.date:
        return
    start, end = date.fromisoformat(policy.date), date.fromisoformat(summary.date)
    if _CALENDAR.within_working_days(start, end, _LIMIT) is Verdict.EXCEEDED:
        last = _CALENDAR.add_working_days(start, _LIMIT).day
        message = f"文件 {policy.date} 发布，{summary.date} 才有第一份解读，超过{_LIMIT}个工作日"
        yield SiteProblem(Problem("INT-03", message, f"最迟应在 {last} 发布", ("发布日期",)), summary)


def _wants_interpretation(summary: Summary) -> bool:
    return (
        summary.facts["category"] == Category.NORMATIVE
        and not summary.imported
        and summary.state in (IN_FORCE, PENDING)
        and "restricted" not in summary.facts
        and "uninterpreted" not in summary.facts
    )
