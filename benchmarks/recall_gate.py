"""`python -m benchmarks recall`: the recall gate put to any built site, or to one of many records.

In: a built site, or a number of records. Out: the verdict, and whether the gate is open.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks import report
from benchmarks.builders import ours
from benchmarks.measure import timed
from benchmarks.our_site import write_searchable_site
from benchmarks.search.browser import chromium
from benchmarks.search.finding import finder
from benchmarks.search.recall import judge, queries
from benchmarks.search.truth import Pages
from benchmarks.search.web_server import counting_server

_TOLD = 40


def bench(work: Path, results: Path, seed: int, count: int, _pairs: int) -> bool:
    """Build a site of `count` records and put the gate to it."""
    mine = ours(work / "ours")
    print(f"building {count} records, seed {seed}, in {work}", flush=True)
    write_searchable_site(mine.folder, seed, count)
    timed(mine.command, mine.folder)
    return gate(mine.site, results, f"{count} records")


def gate(site: Path, results: Path, title: str) -> bool:
    """Put the gate to a built site."""
    pages = Pages(site)
    asked = queries(pages)
    print(f"{len(asked)} queries to {len(pages.blocks)} pages of records", flush=True)
    began = time.perf_counter()
    with counting_server(site) as server, chromium() as browser, finder(browser, server.address, site) as find:
        version = browser.version
        verdict = judge(pages, asked, [find.addresses(query.typed) for query in asked])
    seconds = time.perf_counter() - began
    faults = verdict.faults()
    facts = {
        "pages of records": str(len(pages.blocks)),
        "browser": f"Chromium {version}, {len(asked)} queries in {seconds:.0f} s",
        "found": verdict.summary(),
        "gate": f"shut, {len(faults)} faults" if faults else "open",
    }
    report.tell(f"Recall gate, {title}", facts, {}, {}, results)
    for fault in faults[:_TOLD]:
        print(fault)
    return not faults
