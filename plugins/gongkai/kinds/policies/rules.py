"""Rules of single documents and earlier texts.

In: a valid Policy or PolicyVersion, who it is, its text, the Context. Out: Problems. What concerns 规章 alone is in
`regulation_rules`; titles and annexes are in `paper_rules`. Imported documents (来源: 导入) keep what was printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches

from gongkai.kinds.policies.facets import WORD_LISTS, classifications_of, word_slugs
from gongkai.kinds.policies.model import Category, Policy, PolicyEvent, PolicyVersion
from gongkai.kinds.policies.paper_rules import annex_problems, title_problems
from gongkai.kinds.policies.regulation_rules import DOWNLOADED, download_problems, regulation_problems
from gongkai.kinds.policies.validity import OPEN_ENDED, first_day_after
from gongkai.model.reference import parse_ref
from gongkai.model.room import Context, Identity, Problem
from gongkai.workshop.core_rules import core_problems

_LABELS = {facet: str(Policy.model_fields[name].alias) for facet, name in WORD_LISTS.items()}


def policy_problems(record: Policy, identity: Identity, body: str, context: Context) -> Iterator[Problem]:
    """Everything wrong with one document that its own file shows."""
    yield from core_problems(record, identity, body, context)
    if record.validity_period is not None:
        yield from _period(record)
    if record.history:
        yield from history_problems(record.history)
    if record.tags or record.service_objects or record.person_stages or record.company_stages:
        yield from _words(record, context)
    if record.repeals or record.amends or record.joint_issuers:
        yield from _references(record, context)
    if record.origin is not None or record.archived is not None:
        return
    if record.repealed is not None or record.lapsed is not None:
        yield from _end_dates(record)
    yield from title_problems(record)
    if record.attachments or "附件" in body:
        yield from annex_problems(record, body)
    if record.category is Category.RULE:
        yield from regulation_problems(record, body)
    if record.category in DOWNLOADED:
        yield from download_problems(record)


def version_problems(record: PolicyVersion, identity: Identity) -> Iterator[Problem]:
    """Everything wrong with one earlier text."""
    stem = identity.ref.place.rpartition("/")[2]
    try:
        real = date.fromisoformat(stem).isoformat() == stem
    except ValueError:
        real = False
    if not real:
        yield Problem(
            "POL-06", f"历史文本的文件名“{stem}”不是日期", "用该文本公布或者修改的日期命名，例如 2019-03-02.md"
        )
    yield from history_problems(record.history)


def _period(record: Policy) -> Iterator[Problem]:
    period, field = record.validity_period or "", ("有效期",)
    if period == OPEN_ENDED:
        return
    if not period.startswith("至") and record.effective is None:
        yield Problem("POL-01", f"有效期“{period}”没有起算的日期", "请填写“生效日期”，或者写成 至2031-03-14", field)
        return
    ends = first_day_after(period, record.effective)
    first = (record.effective or record.created).isoformat()
    if not ends:
        yield Problem("POL-01", f"有效期“{period}”算不出到哪一天为止", "例如 5年、至2031-03-14、长期", field)
    elif ends <= first:
        yield Problem("POL-01", f"有效期“{period}”在 {first} 之前就已届满", "请核对有效期和生效日期", field)


def history_problems(history: Sequence[PolicyEvent]) -> Iterator[Problem]:
    """POL-02 and POL-03: each clause says something, and those written from parts follow one another in time."""
    latest: date | None = None
    for index, event in enumerate(history):
        if event.original is not None:
            continue
        if event.day is None or event.event is None:
            missing = "日期" if event.day is None else "事项"
            hint = "写“日期”和“事项”（例如 2025-09-18、公布），或者照原样写“原文”"
            yield Problem("POL-02", f"沿革第{index + 1}条没有{missing}", hint, ("沿革", index))
            continue
        # The day of effect stands last in a 题注, though amendments may have come after it.
        if event.event == "施行":
            continue
        if latest is not None and event.day < latest:
            yield Problem(
                "POL-03", f"沿革中 {event.day} 排在 {latest} 之后", "请按时间先后排列", ("沿革", index, "日期")
            )
        latest = max(latest, event.day) if latest is not None else event.day


def _words(record: Policy, context: Context) -> Iterator[Problem]:
    for facet, slugs in word_slugs(classifications_of(context)).items():
        for index, word in enumerate(getattr(record, WORD_LISTS[facet])):
            if word in slugs:
                continue
            near = get_close_matches(word, slugs, n=1, cutoff=0.5)
            hint = f"是不是“{near[0]}”？" if near else f"可以写：{'、'.join(slugs)}"
            label = _LABELS[facet]
            yield Problem("POL-04", f"“{word}”不在{label}的词表中", hint, (label, index))


def _references(record: Policy, context: Context) -> Iterator[Problem]:
    for label, texts in (("废止文件", record.repeals), ("修改文件", record.amends)):
        for index, text in enumerate(texts):
            if parse_ref(text, "policy") is None or "/" not in text:
                hint = "写文件的标识，例如 sfb/2019-3；不在库中的文件写在正文里"
                yield Problem("POL-05", f"“{text}”不是文件的标识", hint, (label, index))
    for index, text in enumerate(record.joint_issuers):
        if text.isascii() and context.bodies.get(text) is None:
            yield Problem("POL-05", f"没有标识为“{text}”的单位", "写单位标识或者单位全称", ("联合发文", index))


def _end_dates(record: Policy) -> Iterator[Problem]:
    for label, day in (("废止日期", record.repealed), ("失效日期", record.lapsed)):
        if day is not None and day < record.created:
            yield Problem("POL-07", f"{label} {day} 早于生成日期 {record.created}", "请核对这两个日期", (label,))
