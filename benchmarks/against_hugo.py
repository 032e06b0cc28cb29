"""`make bench`: our build beside Hugo's, in turn, at one number of records.

In: a work folder, a seed, how many records and pairs. Out: figures. Each pair is: ours, Hugo, ours through `mkdocs
build`, all from cold; then one record changed: ours, Hugo's rebuild (it always builds all), ours again with nothing
changed.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.builders import Attic, Builder, hugo_builder, ours, ours_through_mkdocs
from benchmarks.comparison import Extent, differing, extent
from benchmarks.edits import edit_hugo, edit_ours, victims
from benchmarks.hugo_site import is_listing, write_hugo_site
from benchmarks.measure import Timing, peak_memory, settle, timed
from benchmarks.our_site import page_path, write_our_site
from benchmarks.records import records

_MEMORY_RUNS = 1


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when the incremental site is not the clean one, which no speed makes good."""
    attic = Attic(work / "attic")
    mine, theirs = ours(work / "ours"), hugo_builder(work / "hugo")
    print(f"writing {count} records, seed {seed}, in {work}", flush=True)
    write_our_site(mine.folder, seed, count)
    timed(mine.command, mine.folder)
    write_hugo_site(mine.folder, theirs.folder, seed, count)
    timed(theirs.command, theirs.folder)
    facts = {"records": f"{count}, seed {seed}"} | _parity(mine.site, theirs.site, seed, count)
    for name, fact in facts.items():
        print(f"{name}: {fact}", flush=True)
    runs: dict[str, list[Timing]] = {}
    _cold(runs, attic, [mine, theirs, ours_through_mkdocs(work / "ours")], pairs)
    peaks = _memory(attic, [mine, theirs])
    _changes(runs, mine, theirs, seed, count, pairs)
    same = _incremental_is_clean(attic, mine)
    facts["peak memory MiB"] = ", ".join(f"{name} {peak / 1024**2:.0f}" for name, peak in peaks.items())
    facts["files that differ between incremental and clean"] = str(len(same))
    hugo_cold, hugo_again = runs["hugo, cold"], runs["hugo, rebuild"]
    ratios = {
        "cold": report.ratio(report.walls(runs["gongkai build, cold"]), report.walls(hugo_cold)),
        "cpu": report.ratio(report.cpus(runs["gongkai build, cold"]), report.cpus(hugo_cold)),
        "mkdocs": report.ratio(report.walls(runs["mkdocs build (ours), cold"]), report.walls(hugo_cold)),
        "change": report.ratio(report.walls(runs["gongkai build, one changed"]), report.walls(hugo_again)),
        "none": report.ratio(report.walls(runs["gongkai build, nothing changed"]), report.walls(hugo_again)),
        "memory": peaks[mine.name] / peaks[theirs.name],
    }
    report.tell(f"Beside Hugo, {count} records", facts, ratios, runs, results)
    for path in same[:20]:
        print(f"incremental differs from clean: {path}")
    return not same


def _cold(runs: dict[str, list[Timing]], attic: Attic, builders: list[Builder], pairs: int) -> None:
    """In turn, each time another one first: what a run leaves behind in the machine meets everybody once."""
    for number in range(pairs):
        first = number % len(builders)
        for builder in builders[first:] + builders[:first]:
            attic.clear(builder)
            _note(runs, f"{builder.name}, cold", timed(builder.command, builder.folder), number)


def _memory(attic: Attic, builders: list[Builder]) -> dict[str, float]:
    peaks: dict[str, list[int]] = {}
    for _ in range(_MEMORY_RUNS):
        for builder in builders:
            attic.clear(builder)
            peaks.setdefault(builder.name, []).append(peak_memory(builder.command, builder.folder))
    return {name: median(each) for name, each in peaks.items()}


def _changes(runs: dict[str, list[Timing]], mine: Builder, theirs: Builder, seed: int, count: int, pairs: int) -> None:
    timed(mine.command, mine.folder)
    for number, victim in zip(range(pairs), victims(seed, count), strict=False):
        edit_ours(mine.folder, victim)
        edit_hugo(theirs.folder, victim)
        _note(runs, f"{mine.name}, one changed", timed(mine.command, mine.folder), number)
        _note(runs, f"{theirs.name}, rebuild", timed(theirs.command, theirs.folder), number)
        settle(mine.command, mine.folder)
        _note(runs, f"{mine.name}, nothing changed", timed(mine.command, mine.folder), number)


def _incremental_is_clean(attic: Attic, mine: Builder) -> list[str]:
    """Files in which the site after all those changes differs from one built anew."""
    kept = mine.folder.parent / "incremental"
    mine.site.rename(kept)
    attic.clear(mine)
    timed(mine.command, mine.folder)
    return differing(kept, mine.site)


def _parity(mine: Path, theirs: Path, seed: int, count: int) -> dict[str, str]:
    """How alike the two sites are: all pages, pages of records, pages of listings."""
    all_pages = {path.relative_to(mine).as_posix() for path in mine.rglob("*.html")}
    of_records = {page_path(each) for each in records(seed, count)} & all_pages
    of_listings = {path for path in all_pages - of_records if is_listing(path, all_pages - of_records)}
    groups = {"all pages": None, "pages of records": of_records, "pages of listings": of_listings}
    return {name: _beside(extent(mine, paths), extent(theirs, paths)) for name, paths in groups.items()}


def _beside(mine: Extent, theirs: Extent) -> str:
    share = theirs.mean / mine.mean if mine.mean else 1
    return f"ours {mine.files} of {mine.mean:.0f} bytes, Hugo {theirs.files} of {theirs.mean:.0f} bytes ({share:.1%})"


def _note(runs: dict[str, list[Timing]], name: str, timing: Timing, number: int) -> None:
    runs.setdefault(name, []).append(timing)
    print(f"{number + 1}. {name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
