"""`python -m benchmarks reviews`: how long `gongkai review` takes over many records, as in a pipeline.

In: a work folder, a seed, how many records and runs. Out: figures: a review of one changed record and of a hundred, the
later revision having been built just before; and the same while the last build was of the earlier one. Reviews of both
must name the same pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.builders import ours_without_index
from benchmarks.edits import edit_ours, victims
from benchmarks.measure import Timing, settle, timed
from benchmarks.our_site import write_our_site

_REVIEW = (sys.executable, "-m", "gongkai", "review", "HEAD~1")
_GOAL = 3.0
"""Seconds for either."""


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when two reviews of the same change differ in their pages, or one takes too long."""
    site = ours_without_index(work / "site")
    print(f"writing {count} records, seed {seed}, in {site.folder}", flush=True)
    write_our_site(site.folder, seed, count)
    (site.folder / ".gitignore").write_text("site/\n.gongkai/\nreports/\n")
    _git(site.folder, "init", "--quiet", "--initial-branch", "main")
    _commit(site.folder)
    settle(site.command, site.folder)
    runs: dict[str, list[Timing]] = {}
    facts = {"records": f"{count}, seed {seed}"}
    same = True
    left = victims(seed, count)
    for changed in (1, min(100, count // 10)):
        for victim in islice(left, changed):
            edit_ours(site.folder, victim)
        _commit(site.folder)
        before = _measured(site.folder, runs, f"{changed} changed, the earlier revision built", pairs)
        settle(site.command, site.folder)
        after = _measured(site.folder, runs, f"{changed} changed, the later revision built", pairs)
        same = same and before == after
        facts[f"pages that {changed} changed records change"] = str(len(after))
    report.tell("Review", facts, {}, runs, results)
    slowest = max(median(report.walls(timings)) for name, timings in runs.items() if "later" in name)
    return same and slowest <= _GOAL


def _measured(folder: Path, runs: dict[str, list[Timing]], name: str, pairs: int) -> list[str]:
    """The addresses of the pages that the review names."""
    timed(_REVIEW, folder)  # the first run compiles what is imported
    runs[name] = [timed(_REVIEW, folder) for _ in range(pairs)]
    found = json.loads((folder / "reports/review.json").read_bytes())
    return [page["url"] for page in found["pages"]]


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(
        folder, "-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message", "change"
    )


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(("git", "-C", str(folder), *arguments), check=True)
