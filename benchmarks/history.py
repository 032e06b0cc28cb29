"""`python -m benchmarks history`: what it costs to hold every date against the history of the branch.

In: a work folder, a seed, how many records; each has a commit of its own, every fifth comes by a merge. Out: figures:
`gongkai check --history` for the first time, again, and after one more commit, beside `gongkai check`; and whether just
the records are named whose commits were made too late.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import report
from benchmarks.builders import ours_without_index
from benchmarks.edits import edit_ours, victims
from benchmarks.history_repository import CHECK, WITH_HISTORY, git, named_by_history, write_repository
from benchmarks.measure import Timing, settle, timed


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when other records are named than those that came too late."""
    builder = ours_without_index(work / "city")
    print(f"writing {count} records, seed {seed}, a commit each, in {builder.folder}", flush=True)
    late = write_repository(builder.folder, seed, count)
    timed(builder.command, builder.folder)
    settle(builder.command, builder.folder)
    runs: dict[str, list[Timing]] = {}

    def measure(name: str, command: tuple[str, ...]) -> None:
        runs.setdefault(name, []).append(timed(command, builder.folder))

    for victim, _ in zip(victims(seed, count), range(pairs), strict=False):
        measure("check", CHECK)
        (builder.folder / ".gongkai/mkdocs/history").unlink(missing_ok=True)
        measure("check --history, first time", WITH_HISTORY)
        measure("check --history, again", WITH_HISTORY)
        measure("history of one record", (sys.executable, "-m", "gongkai", "history", f"{victim.kind}:{victim.place}"))
        edit_ours(builder.folder, victim)
        git(builder.folder, "-c", "user.name=bench", "-c", "user.email=bench@yunchuan.example", "commit", "-qam", "改")
        settle(builder.command, builder.folder)
        measure("check --history, one more commit", WITH_HISTORY)
    named = named_by_history(builder.folder)
    without = report.walls(runs["check"])
    first = report.walls(runs["check --history, first time"])
    facts = {
        "commits of the branch": git(builder.folder, "rev-list", "--count", "--first-parent", "HEAD"),
        "reading the history, seconds": f"{max(one - other for one, other in zip(first, without, strict=True)):.2f}",
        "came too late, and named": f"{len(late)}, {len(named)}",
    }
    report.tell(f"History of {count} records", facts, {}, runs, results)
    return named == late
