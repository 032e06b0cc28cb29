"""`make bench-search`: our search beside stock Pagefind and Material's own, asked by a real browser.

In: a work folder, a seed, how many records, how many of them to change. Out: figures. Pagefind indexes our very pages
of records; Material has pages of its own of the same records, and fewer of them: its whole index travels before the
first answer, and is made anew by every reader's browser. All are asked the same; the truth is what our pages hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from playwright.sync_api import Browser

from benchmarks import report
from benchmarks.builders import Attic, Builder, material, ours, ours_without_index, pagefind
from benchmarks.edits import edit_ours, victims
from benchmarks.measure import Timing, peak_memory, settle, timed
from benchmarks.mkdocs_site import SEARCHABLE, write_records
from benchmarks.our_site import page_path, write_searchable_site
from benchmarks.records import records
from benchmarks.search.asking import MATERIAL, OURS, PAGEFIND, Answer, Client, Visit, further, visits
from benchmarks.search.browser import chromium
from benchmarks.search.citizens import citizens_queries
from benchmarks.search.pagefind_site import write_pagefind_site, write_search_page
from benchmarks.search.recall import LEAST_RECALL, Query, Share, share
from benchmarks.search.truth import Pages
from benchmarks.search.web_server import counting_server

_FEWER = 2000
"""Records for Material: 20,000 would be over 100 MB of index, unpacked and made anew in the browser at each visit."""
_FEWER_VISITS = 10
"""Visits to Material: each downloads and indexes the same, whatever is asked."""
_HEAD = (
    "engine", "records", "first answer s", "kB before it", "requests", "another query s", "kB for it",
    "the first again s", "recall@10", "precision@10", "nothing found",
)  # fmt: skip


class _Asked(NamedTuple):
    """What an engine made of the queries: visits of the first of them, and what each answer is worth."""

    name: str
    records: int
    visits: list[Visit]
    shares: list[Share]
    found: list[bool]


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when our own answers are not what they must be."""
    attic, fewer = Attic(work / "attic"), min(count, _FEWER)
    mine, stock, other = ours(work / "ours"), pagefind(work / "pagefind"), material(work / "material")
    print(f"writing {count} records, seed {seed}, in {work}", flush=True)
    runs: dict[str, list[Timing]] = {}
    write_searchable_site(mine.folder, seed, count)
    _note(runs, "gongkai build --no-search, cold", timed(ours_without_index(mine.folder).command, mine.folder))
    _note(runs, "gongkai build, index alone, cold", timed(mine.command, mine.folder))
    pages = Pages(mine.site)
    write_pagefind_site(mine.site, stock.folder, pages.blocks)
    _note(runs, "Pagefind extended, index, cold", timed(stock.command, stock.folder))
    write_search_page(stock.folder)
    write_records(other.folder, SEARCHABLE, seed, fewer)
    _note(runs, f"mkdocs + Material, {fewer} pages and index, cold", timed(other.command, other.folder))
    few = [*records(seed, fewer)]
    asked = citizens_queries(few, pages, seed)
    reached = frozenset(map(page_path, few))
    within = [Query(each.kind, each.typed, each.truth & reached) for each in asked]
    with chromium() as browser:
        version = browser.version
        answers = [
            _ask(browser, OURS, mine.site, pages, asked, len(asked), count),
            _ask(browser, PAGEFIND, stock.folder, pages, asked, len(asked), count),
            _ask(browser, MATERIAL, other.site, pages, within, _FEWER_VISITS, fewer),
        ]
    facts = {
        "records": f"{count}, seed {seed}; Material has {fewer} of them",
        "browser": f"Chromium {version}, a new profile for each of {len(asked)} queries ({_FEWER_VISITS} for Material)",
        "queries": ", ".join(f"{number} {kind}" for kind, number in Counter(each.kind for each in asked).items()),
        "pages indexed": f"{len(pages.blocks)} by Pagefind; gongkai indexes authored pages, too",
        "index files MiB": ", ".join(
            f"{name} {_size(files) / 1024**2:.1f}"
            for name, files in (
                ("gongkai", _online(mine.site / "search")),
                ("its form for folders", (mine.site / "search/offline").rglob("*")),
                ("Pagefind extended", (stock.folder / "pagefind").rglob("*")),
                ("Material", (other.site / "search").rglob("*")),
            )
        ),
        "sent before gongkai's first answer, kB, mean": _by_suffix(each.first for each in answers[0].visits),
    }
    peaks = _memory(attic, mine, stock)
    facts["peak memory MiB of indexing"] = ", ".join(f"{name} {peak / 1024**2:.0f}" for name, peak in peaks.items())
    _changes(runs, mine, seed, count, pairs)
    table = report.table(_HEAD, [_row(each) for each in answers])
    ratios = _ratios(answers[0], answers[1])
    ratios["index, wall"] = _wall(runs, "gongkai build, index alone, cold") / _wall(
        runs, "Pagefind extended, index, cold"
    )
    ratios["index, memory"] = peaks[mine.name] / peaks[stock.name]
    report.tell(f"Search, {count} records", facts, ratios, runs, results, table)
    return fmean(each.recall for each in answers[0].shares) >= LEAST_RECALL and all(answers[0].found)


def _ask(
    browser: Browser, client: Client, folder: Path, pages: Pages, asked: Sequence[Query], number: int, count: int
) -> _Asked:
    typed = [query.typed for query in asked]
    with counting_server(folder) as server:
        cold = visits(browser, server, client, typed[:number])
        links = [visit.first.links for visit in cold] + further(browser, server, client, typed[number:])
    shares = [share(pages, query, answer) for query, answer in zip(asked, links, strict=True)]
    for query, visit in zip(asked, cold, strict=False):
        first, other = visit.first, visit.other
        told = (
            f"{first.seconds:.2f} s, {first.size / 1000:.0f} kB, then {other.seconds:.2f} s, {other.size / 1000:.0f} kB"
        )
        print(f"{client.name}: {query.typed}: {told}", flush=True)
    for query, worth in zip(asked, shares, strict=True):
        if worth.recall < 1:
            print(f"{client.name}: {query.typed}: recall@10 {worth.recall:.2f} of {len(query.truth)}", flush=True)
    return _Asked(client.name, count, cold, shares, [bool(each) for each in links])


def _row(asked: _Asked) -> list[str]:
    first, other, again = ([getattr(visit, name) for visit in asked.visits] for name in Visit._fields)
    return [
        asked.name,
        str(asked.records),
        _spread([each.seconds for each in first], 2),
        _spread([each.size / 1000 for each in first], 0),
        _spread([each.requests for each in first], 0),
        _spread([each.seconds for each in other], 2),
        _spread([each.size / 1000 for each in other], 0),
        _spread([each.seconds for each in again], 3),
        f"{fmean(each.recall for each in asked.shares):.3f}",
        f"{fmean(each.precision for each in asked.shares):.3f}",
        f"{asked.found.count(False) / len(asked.found):.3f}",
    ]


def _spread(values: Sequence[float], digits: int) -> str:
    """Median, and the highest in brackets."""
    return f"{median(values):.{digits}f} ({max(values):.{digits}f})"


def _ratios(mine: _Asked, stock: _Asked) -> dict[str, float]:
    """Ours by Pagefind's."""
    found = {}
    for name, label in (("first", "first answer"), ("other", "another query")):
        ours, theirs = ([getattr(visit, name) for visit in asked.visits] for asked in (mine, stock))
        found[f"{label}, seconds"] = report.ratio([each.seconds for each in ours], [each.seconds for each in theirs])
        found[f"{label}, bytes"] = median(each.size for each in ours) / median(each.size for each in theirs)
    return found


def _by_suffix(answers: Iterable[Answer]) -> str:
    sums: Counter[str] = Counter()
    every = list(answers)
    for answer in every:
        for delivery in answer.sent:
            sums[Path(delivery.path).suffix] += delivery.size
    return ", ".join(f"{suffix} {size / 1000 / len(every):.0f}" for suffix, size in sums.most_common())


def _online(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.relative_to(folder).parts[0] != "offline")


def _size(files: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in files if path.is_file())


def _memory(attic: Attic, mine: Builder, stock: Builder) -> dict[str, int]:
    """Of indexing alone: our pages stand already."""
    for builder in (mine, stock):
        attic.clear(builder)
    timed(ours_without_index(mine.folder).command, mine.folder)
    return {builder.name: peak_memory(builder.command, builder.folder) for builder in (mine, stock)}


def _changes(runs: dict[str, list[Timing]], mine: Builder, seed: int, count: int, pairs: int) -> None:
    for _, victim in zip(range(pairs), victims(seed, count), strict=False):
        edit_ours(mine.folder, victim)
        _note(runs, "gongkai build with index, one changed", timed(mine.command, mine.folder))
        settle(mine.command, mine.folder)
        _note(runs, "gongkai build with index, nothing changed", timed(mine.command, mine.folder))


def _wall(runs: report.Runs, name: str) -> float:
    return median(report.walls(runs[name]))


def _note(runs: dict[str, list[Timing]], name: str, timing: Timing) -> None:
    runs.setdefault(name, []).append(timing)
    print(f"{name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
