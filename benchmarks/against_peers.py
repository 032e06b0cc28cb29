"""`make bench-peers`: our build beside MkDocs with Material, and beside Zensical, in turn, all from cold.

In: a work folder, a seed, how many records and pairs. Out: figures.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import report
from benchmarks.builders import Attic, material, ours, zensical
from benchmarks.comparison import extent
from benchmarks.measure import Timing, timed
from benchmarks.mkdocs_site import write_mkdocs_site
from benchmarks.our_site import write_our_site


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell."""
    attic = Attic(work / "attic")
    mine, others = ours(work / "ours"), [material(work / "material"), zensical(work / "zensical")]
    print(f"writing {count} records, seed {seed}, in {work}", flush=True)
    write_our_site(mine.folder, seed, count)
    timed(mine.command, mine.folder)  # not counted: what the others are given is taken from it
    for other in others:
        write_mkdocs_site(mine.folder, other.folder, seed, count)
    runs: dict[str, list[Timing]] = {}
    for number in range(pairs):
        for builder in (mine, *others):
            attic.clear(builder)
            attic.empty()
            timing = timed(builder.command, builder.folder)
            runs.setdefault(f"{builder.name}, cold", []).append(timing)
            print(f"{number + 1}. {builder.name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
    facts = {"records": f"{count}, seed {seed}"}
    for builder in (mine, *others):
        found = extent(builder.site)
        facts[f"pages of {builder.name}"] = f"{found.files} of {found.mean:.0f} bytes"
    own = runs[f"{mine.name}, cold"]
    ratios = {}
    for other in others:
        theirs = runs[f"{other.name}, cold"]
        ratios[f"{other.name} / ours, wall"] = report.ratio(report.walls(theirs), report.walls(own))
        ratios[f"{other.name} / ours, cpu"] = report.ratio(report.cpus(theirs), report.cpus(own))
    report.tell(f"Beside MkDocs with Material and Zensical, {count} records", facts, ratios, runs, results)
    return True
