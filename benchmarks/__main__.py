"""`python -m benchmarks BENCH`: what `make bench` and the other targets of that kind call; `--help` names them all.

In: arguments. Out: figures on the terminal, JSON in `benchmarks/.work`, exit code 1 when a correctness check failed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    against_hugo,
    against_peers,
    at_scale,
    history,
    publishing,
    recall_gate,
    reviews,
    search_engines,
    snapshots,
)

_RESULTS = Path(__file__).parent / ".work"
_MEMORY = Path("/dev/shm")
_ROOM = 6 * 1024**3
"""Bytes free in memory below which the disk is used."""
_BENCHES = {
    "hugo": against_hugo.bench,
    "material": against_peers.beside_material,
    "zensical": against_peers.beside_zensical,
    "scale": at_scale.bench,
    "search": search_engines.bench,
    "recall": recall_gate.bench,
    "snapshots": snapshots.bench,
    "history": history.bench,
    "reviews": reviews.bench,
    "publishing": publishing.bench,
}
_COUNTS = {"scale": 100_000}
_USUAL_COUNT = 20_000
_PAIRS = {"hugo": 5, "material": 5, "zensical": 1, "recall": 1, "history": 1}
_USUAL_PAIRS = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("bench", choices=_BENCHES)
    parser.add_argument("--count", type=int, help="number of records")
    parser.add_argument("--pairs", type=int, help="number of paired runs; in search, of records changed")
    parser.add_argument("--site", type=Path, help="with recall: a built site, instead of one of many records")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument(
        "--work", type=Path, help="folder for sites; default: in memory where there is room, else on disk"
    )
    given = parser.parse_args()
    if given.site:
        if given.bench != "recall":
            parser.error("--site goes with recall")
        return 0 if recall_gate.gate(given.site.resolve(), _RESULTS / "recall.json", str(given.site)) else 1
    parent = given.work or _default_work()
    parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="gongkai-bench-", dir=parent)).resolve()
    count = given.count or _COUNTS.get(given.bench, _USUAL_COUNT)
    pairs = given.pairs or _PAIRS.get(given.bench, _USUAL_PAIRS)
    try:
        good = _BENCHES[given.bench](work, _RESULTS / f"{given.bench}.json", given.seed, count, pairs)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0 if good else 1


def _default_work() -> Path:
    """Memory, because disks that write back, or delete slowly, measure themselves."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        return _MEMORY
    return _RESULTS


if __name__ == "__main__":
    sys.exit(main())
