"""Numbers of documents: each used once, and in their order.

In: the policies' summaries. Out: SiteProblems. Source: `standards/checks` DOC-02. Imported documents (来源: 导入) keep the
numbers they were printed with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model.room import Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.workshop.document_numbers import DocumentNumberForm, parse_document_number

_SHOWN_GAPS = 10


def number_problems(policies: Iterable[Summary]) -> Iterator[SiteProblem]:
    """DOC-02 and POL-08: the later of two with one number names the other. POL-14: gaps in a year's numbers."""
    numbers: dict[str, Summary] = {}
    registrations: dict[str, Summary] = {}
    series: dict[tuple[str, int], dict[int, Summary]] = {}
    for summary in policies:
        if summary.imported:
            continue
        if number := summary.document_number:
            first = numbers.setdefault(number, summary)
            if first is not summary:
                yield _used_twice("DOC-02", "文号", number, first, summary)
            parsed = parse_document_number(number)
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
    """Not every number is disclosed, so a gap is only worth a look. Told at the document with the highest number."""
    for (issuer, year), used in series.items():
        highest = max(used)
        count = highest - len(used)
        if not count:
            continue
        gaps: list[str] = []
        before = 0
        for serial in sorted(used):
            if serial - before > 1:
                gaps.append(f"{before + 1}号" if serial - before == 2 else f"{before + 1}至{serial - 1}号")
            before = serial
        shown = "、".join(gaps[:_SHOWN_GAPS]) + ("等" if len(gaps) > _SHOWN_GAPS else "")
        message = f"{issuer}〔{year}〕缺{shown}，共{count}个"
        yield SiteProblem(Problem("POL-14", message, "没有主动公开的，不必处理", ("文号",)), used[highest])
