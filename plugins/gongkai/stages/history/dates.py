"""Is a 发布日期 what it says: the day on which the public could read it?

In: records as they stand, the chronicle. Out: HIS-01 for each whose date is further from the merge that brought it than
the site allows. 伪造发稿日期 is a matter of veto, and an honest date is one that the history bears out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from gongkai.model.room import Problem, SiteProblem
from gongkai.model.summary import Summary
from gongkai.stages.history.chronicle import Chronicle, Touch, folder_of
from gongkai.workshop.working_days import Verdict, WorkingCalendar

_CALENDAR = WorkingCalendar()
_SHOWN_DIGITS = 10


class Doubt(msgspec.Struct, frozen=True):
    """A record whose date is far from its first appearance. `versions` are the contents that its file has had."""

    summary: Summary
    first: int
    versions: tuple[Touch, ...]


def doubts(
    summaries: Iterable[Summary],
    chronicle: Chronicle,
    first: Mapping[str, int],
    former: Callable[[Summary], Iterable[str]],
    limit: int,
) -> Iterator[Doubt]:
    """The records to look at more closely. `former` gives the refs that a moved record had before; what is not
    committed yet has no history to differ from."""
    for summary in summaries:
        known = [first[ref] for ref in (str(summary.ref), *former(summary)) if ref in first]
        if not known or summary.imported or not summary.published:
            continue
        commit = min(known)
        if not _near(summary.date, chronicle.commits[commit].day, limit):
            yield Doubt(summary, commit, chronicle.touches.get(summary.path, ()))


def date_problem(
    doubt: Doubt,
    dates: Sequence[tuple[int, str]],
    chronicle: Chronicle,
    imported: Callable[[int, str], bool],
    limit: int,
) -> SiteProblem | None:
    """HIS-01, unless the date came with a later change that was merged near it, or with an import.

    `dates` are the days of publication that the record gave in each version, with the numbers of the commits;
    `imported` says of a commit whether it brought a path from elsewhere.
    """
    summary = doubt.summary
    given = next((commit for commit, day in dates if day == summary.date), doubt.first)
    merged = chronicle.commits[given]
    if imported(doubt.first, summary.path) or imported(given, summary.path) or _near(summary.date, merged.day, limit):
        return None
    early, late = sorted((date.fromisoformat(summary.date), date.fromisoformat(merged.day)))
    days = _CALENDAR.count_between(early, late).days
    message = (
        f"发布日期 {summary.date} 与合并的日期 {merged.day} 相差{days}个工作日"
        f"（提交 {merged.id[:_SHOWN_DIGITS]}，“{merged.subject}”）"
    )
    hint = f"核对发布日期，相差不应超过{limit}个工作日；从别处导入的，写“来源: 导入”"
    return SiteProblem(Problem("HIS-01", message, hint, ("发布日期",)), summary)


def _near(published: str, merged: str, limit: int) -> bool:
    early, late = sorted((date.fromisoformat(published), date.fromisoformat(merged)))
    return _CALENDAR.within_working_days(early, late, limit) is Verdict.WITHIN


def folders_of_lists(summaries: Iterable[Summary]) -> set[str]:
    """The folders in which records stand in lists: only there contents have to be read."""
    return {folder_of(each.path) for each in summaries if each.item >= 0}
