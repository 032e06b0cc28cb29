"""Numbers of documents: each used once, and in their order.

In: the policies' summaries. Out: SiteProblems. Source: `standards/checks` DOC-02. Imported documents (来源: 导入) keep the
numbers they were printed with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gongkai.model.room import Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.workshop.document_numbers import DocumentNumberForm, parse_document_number

_SHOWN_GAPS = 10


def number_problems(policies: Iterable[Summary]) -> Iterator[SiteProblem]:
    """DOC-02 and POL-08: the later of two with one number names the other. POL-14: gaps in a year's numbers."""
    numbers: dict[tuple[str, str], Summary] = {}
    registrations: dict[str, Summary] = {}
    series: dict[tuple[str, int], dict[int, Summary]] = {}
    for summary in policies:
        if summary.imported:
            continue
        if number := summary.document_number:
            parsed = parse_document_number(number)
            # 2026年第6号 names no issuer: each body counts its own.
            issuer = summary.department if parsed is not None and not parsed.issuer else ""
            first = numbers.setdefault((issuer, number), summary)
            if first is not summary:
                yield _used_twice("DOC-02", "文号", number, first, summary)
            if parsed is not None and parsed.form is DocumentNumberForm.STANDARD and parsed.year is not None:
                series.setdefault((parsed.issuer, parsed.year), {})[parsed.serial] = summary
        if registration := summary.facts.get("registration_number"):
            first = registrations.setdefault(registration, summary)
            if first is not summary:
                yield _used_twice("POL-08", "统一登记号", registration, first, summary)
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
