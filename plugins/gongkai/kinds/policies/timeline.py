"""The life of a document: its texts in the order of time, and its end.

In: its Summary, the Inquiry. Out: steps of a timeline; () where there is but one text.
"""

from __future__ import annotations

from gongkai.kinds.policies.model import Policy
from gongkai.kinds.policies.parts import Step, prose
from gongkai.kinds.policies.validity import LAPSED, REPEALED
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.summary import Summary

_NEW_TEXT = frozenset({"公布", "发布", "修订", "修正", "修改"})


def life_of(summary: Summary, record: Policy, inquiry: Inquiry) -> tuple[Step, ...]:
    """Steps for the document's own page."""
    earlier = inquiry.linked(summary.ref, "version_of")
    if not earlier:
        return ()
    days = [event.day.isoformat() for event in record.history if event.day and event.event in _NEW_TEXT]
    day = max(days, default=summary.created)
    return (*_earlier_steps(earlier, None), _present_step(summary, day, summary.ref), *_end(summary))


def life_around(version: Summary, policy: Summary, inquiry: Inquiry) -> tuple[Step, ...]:
    """Steps for the page of an earlier text."""
    earlier = inquiry.linked(policy.ref, "version_of")
    return (*_earlier_steps(earlier, version.ref), _present_step(policy, "", version.ref), *_end(policy))


def _earlier_steps(earlier: tuple[Summary, ...], shown: Ref | None) -> tuple[Step, ...]:
    return tuple(
        Step(
            f"{prose(each.created)}文本",
            each.url,
            each.created,
            f"自{prose(each.effective)}起施行" if each.effective else "",
            each.ref == shown,
        )
        for each in earlier
    )


def _present_step(policy: Summary, day: str, shown: Ref) -> Step:
    title = "最后文本" if policy.state in (REPEALED, LAPSED) else "现行文本"
    return Step(title, policy.url, day, "", policy.ref == shown)


def _end(policy: Summary) -> tuple[Step, ...]:
    if policy.state == REPEALED:
        return (Step("废止", policy.url, policy.repealed, "", current=False),)
    if policy.state == LAPSED:
        day = min(filter(None, (policy.lapsed, policy.ends)))
        return (Step("失效", policy.url, day, "", current=False),)
    return ()
