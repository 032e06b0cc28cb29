"""`make bench-peers`: our build beside that of MkDocs with Material, or of Zensical, in turn, all from cold.

In: whose, a work folder, a seed, how many records and pairs. Out: figures.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import report
from benchmarks.builders import Attic, Builder, material, ours, zensical
from benchmarks.comparison import extent
from benchmarks.measure import Timing, timed
from benchmarks.mkdocs_site import write_mkdocs_site
from benchmarks.our_site import write_our_site


def beside_material(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    return _bench(material(work / "peer"), work, results, seed, count, pairs)


def beside_zensical(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    return _bench(zensical(work / "peer"), work, results, seed, count, pairs)


def _bench(peer: Builder, work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell."""
    attic = Attic(work / "attic")
    mine = ours(work / "ours")
    print(f"writing {count} records, seed {seed}, in {work}", flush=True)
    write_our_site(mine.folder, seed, count)
    timed(mine.command, mine.folder)  # not counted: what the peer is given is taken from it
    write_mkdocs_site(mine.folder, peer.folder, seed, count)
    runs: dict[str, list[Timing]] = {}
    for number in range(pairs):
        for builder in (mine, peer):
            attic.clear(builder)
            attic.empty()
            timing = timed(builder.command, builder.folder)
            runs.setdefault(f"{builder.name}, cold", []).append(timing)
            print(f"{number + 1}. {builder.name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
    facts = {"records": f"{count}, seed {seed}"}
    for builder in (mine, peer):
        found = extent(builder.site)
        facts[f"pages of {builder.name}"] = f"{found.files} of {found.mean:.0f} bytes"
    theirs, own = runs[f"{peer.name}, cold"], runs[f"{mine.name}, cold"]
    ratios = {
        f"{peer.name} / ours, wall": report.ratio(report.walls(theirs), report.walls(own)),
        f"{peer.name} / ours, cpu": report.ratio(report.cpus(theirs), report.cpus(own)),
    }
    report.tell(f"Beside {peer.name}, {count} records", facts, ratios, runs, results)
    return True
