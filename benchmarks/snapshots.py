"""`python -m benchmarks snapshots`: what an offline snapshot costs beside a cold build of the pages it holds.

In: a work folder, a seed, how many records and pairs. Out: figures. The search index is there, as it is in a release;
each snapshot is verified, and every one must have the bytes of the first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import file_digest
from pathlib import Path

from benchmarks import report
from benchmarks.builders import Attic, ours, ours_without_index
from benchmarks.measure import Timing, timed
from benchmarks.our_site import write_searchable_site

_COLD, _SNAPSHOT, _VERIFY = "gongkai build --no-search, cold", "gongkai snapshot", "gongkai verify"
_WHO = {f"GIT_{who}_{what}": "bench" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when a snapshot is not whole, or two differ."""
    folder, attic = work / "city", Attic(work / "attic")
    print(f"writing {count} records, seed {seed}, in {folder}", flush=True)
    write_searchable_site(folder, seed, count)
    _commit(folder)
    pages, whole = ours_without_index(folder), ours(folder)
    snapshot = work / "snapshot.zip"
    make = (sys.executable, "-m", "gongkai", "snapshot", "-o", str(snapshot))
    verify = (sys.executable, "-m", "gongkai", "verify", str(snapshot))
    runs: dict[str, list[Timing]] = {}
    digests: set[str] = set()
    for number in range(pairs):
        attic.clear(whole)
        attic.empty()
        _note(runs, _COLD, timed(pages.command, folder), number)
        timed(whole.command, folder)
        _note(runs, _SNAPSHOT, timed(make, folder), number)
        _note(runs, _VERIFY, timed(verify, folder), number)
        with snapshot.open("rb") as file:
            digests.add(file_digest(file, "sha256").hexdigest())
    facts = {
        "records": f"{count}, seed {seed}",
        "snapshot, MB": f"{snapshot.stat().st_size / 1_000_000:.0f}",
        "different snapshots of one commit": str(len(digests) - 1),
    }
    ratios = {
        "snapshot": report.ratio(report.walls(runs[_SNAPSHOT]), report.walls(runs[_COLD])),
        "snapshot, cpu": report.ratio(report.cpus(runs[_SNAPSHOT]), report.cpus(runs[_COLD])),
    }
    report.tell(f"Offline snapshots, {count} records", facts, ratios, runs, results)
    return len(digests) == 1


def _commit(folder: Path) -> None:
    (folder / ".gitignore").write_text(".gongkai/\nsite/\n", "utf-8")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "bench")):
        subprocess.run(("git", "-C", str(folder), *arguments), check=True, env=os.environ | _WHO)


def _note(runs: dict[str, list[Timing]], name: str, timing: Timing, number: int) -> None:
    runs.setdefault(name, []).append(timing)
    print(f"{number + 1}. {name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
