"""`make bench-scale`: what grows with the number of records, and what must not.

In: a work folder, a seed, how many records and pairs. Out: figures: cold time per record beside that at a fifth of
the records, in turn; one record changed; and whether a record's page is the same in a site of 1,000 records, but for
its neighbours.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.builders import Attic, ours
from benchmarks.comparison import differing_lines
from benchmarks.edits import edit_ours, victims
from benchmarks.measure import Timing, peak_memory, settle, timed
from benchmarks.our_site import page_path, write_our_site
from benchmarks.records import ROUNDS_TOGETHER, records
from benchmarks.vocabulary import BODIES

_SHARE = 5
_SMALL = 1000
_CHANGES = 5


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when pages of the same record differ."""
    attic = Attic(work / "attic")
    large, fifth, small = (ours(work / name) for name in ("large", "fifth", "small"))
    sizes = {large: count, fifth: count // _SHARE, small: min(_SMALL, count)}
    for builder, size in sizes.items():
        print(f"writing {size} records, seed {seed}, in {builder.folder}", flush=True)
        write_our_site(builder.folder, seed, size)
    runs: dict[str, list[Timing]] = {}
    for number in range(pairs):
        for builder in (large, fifth):
            attic.clear(builder)
            attic.empty()
            _note(runs, f"{sizes[builder]} records, cold", timed(builder.command, builder.folder), number)
    timed(small.command, small.folder)
    compared, differences = _pages_compared(large.site, small.site, seed, sizes[small])
    for number, victim in zip(range(_CHANGES), victims(seed, count), strict=False):
        edit_ours(large.folder, victim)
        _note(runs, f"{count} records, one changed", timed(large.command, large.folder), number)
        settle(large.command, large.folder)
        _note(runs, f"{count} records, nothing changed", timed(large.command, large.folder), number)
    attic.clear(large)
    peak = peak_memory(large.command, large.folder)
    cold_large, cold_fifth = runs[f"{count} records, cold"], runs[f"{sizes[fifth]} records, cold"]
    changed = runs[f"{count} records, one changed"]
    facts = {
        "records": f"{count} and {sizes[fifth]}, seed {seed}",
        "peak memory MiB": f"{peak / 1024**2:.0f}",
        "one change, seconds": f"{median(report.walls(changed)):.2f}",
        "pages compared with those of the small site": str(compared),
        "pages that differ besides their neighbours": str(len(differences)),
    }
    ratios = {
        "time per record": report.ratio(report.walls(cold_large), report.walls(cold_fifth)) * sizes[fifth] / count,
        "cpu per record": report.ratio(report.cpus(cold_large), report.cpus(cold_fifth)) * sizes[fifth] / count,
    }
    report.tell(f"At {count} records", facts, ratios, runs, results)
    for path, lines in differences[:5]:
        print(path, *lines[:6], sep="\n  ")
    return not differences


def _pages_compared(large: Path, small: Path, seed: int, count: int) -> tuple[int, list[tuple[str, list[str]]]]:
    """How many pages of records were compared, and those that differ.

    The last rounds of the small site are left out: what interprets their documents is not in it yet.
    """
    whole = count // (len(BODIES) * ROUNDS_TOGETHER) * len(BODIES) * ROUNDS_TOGETHER
    paths = [page_path(record) for record in records(seed, whole)]
    found = [(path, differing_lines(*((site / path).read_text("utf-8") for site in (large, small)))) for path in paths]
    return len(paths), [(path, lines) for path, lines in found if lines]


def _note(runs: dict[str, list[Timing]], name: str, timing: Timing, number: int) -> None:
    runs.setdefault(name, []).append(timing)
    print(f"{number + 1}. {name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
