"""Numbers of documents: each used once, and in their order.

In: the Atlas. Out: SiteProblems; and what a record claims for itself, for its Summary. Source: `standards/checks`
DOC-02. Imported documents (来源: 导入) keep the numbers they were printed with, and claim none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gongkai.kinds.policies.model import Policy
from gongkai.model.atlas import Atlas
from gongkai.model.reference import Ref
from gongkai.model.room import Problem, SiteProblem
from gongkai.model.summary import Claim, Summary
from gongkai.workshop.document_numbers import DocumentNumberForm, parse_document_number

_SHOWN_GAPS = 10
_LABELS = (("document_number", "DOC-02", "文号"), ("registration_number", "POL-08", "统一登记号"))


def claims_of_policy(record: Policy, ref: Ref) -> Iterator[Claim]:
    """The numbers no other document may bear."""
    if record.origin is not None:
        return
    if record.document_number:
        parsed = parse_document_number(record.document_number)
        # 2026年第6号 names no issuer: each body counts its own.
        issuer = f"{ref.department} " if parsed is not None and not parsed.issuer else ""
        yield Claim("document_number", f"{issuer}{record.document_number}")
    if record.registration_number:
        yield Claim("registration_number", record.registration_number)


def repeated_numbers(atlas: Atlas) -> Iterator[SiteProblem]:
    """DOC-02 and POL-08: the later of two with one number names the other."""
    for name, code, label in _LABELS:
        for value, (first, *others) in atlas.contested(name):
            for second in others:
                yield _used_twice(code, label, value.removeprefix(f"{second.department} "), first, second)


def gaps(policies: Iterable[Summary]) -> Iterator[SiteProblem]:
    """POL-14: numbers left out of a year's."""
    series: dict[tuple[str, int], dict[int, Summary]] = {}
    for summary in policies:
        parsed = None if summary.imported else parse_document_number(summary.document_number)
        if parsed is not None and parsed.form is DocumentNumberForm.STANDARD and parsed.year is not None:
            series.setdefault((parsed.issuer, parsed.year), {})[parsed.serial] = summary
    yield from _gaps(series)


def _used_twice(code: str, label: str, number: str, first: Summary, second: Summary) -> SiteProblem:
    hint = f"另一份是《{first.title}》（{first.path}），请核对"
    return SiteProblem(Problem(code, f"{label}“{number}”已经用过", hint, (label,)), second)


def _gaps(series: dict[tuple[str, int], dict[int, Summary]]) -> Iterator[SiteProblem]:
    """Numbers left out between two that are there. Not every document is disclosed, so a gap is only worth a look."""
    for (issuer, year), used in series.items():
        serials = sorted(used)
        gaps = [(low + 1, high - 1) for low, high in pairwise(serials) if high - low > 1]
        if not gaps:
            continue
        shown = "、".join(f"{low}号" if low == high else f"{low}至{high}号" for low, high in gaps[:_SHOWN_GAPS])
        more = "等" if len(gaps) > _SHOWN_GAPS else ""
        problem = Problem("POL-14", f"{issuer}〔{year}〕缺{shown}{more}", "没有主动公开的，不必处理", ("文号",))
        yield SiteProblem(problem, used[serials[-1]])
