"""`python -m benchmarks publishing`: what a change and a withdrawal cost on their way to readers.

In: a work folder, a seed, how many records and changes. Out: figures for a store on loopback and for a directory: files
that one change uploads, within `search/` and outside of it; seconds for the plan; seconds from the beginning of the
build until the store serves the new page; that nothing is uploaded when nothing changed; and seconds until a withdrawn
record, with all earlier releases, is gone from both.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from subprocess import run
from typing import Any, NamedTuple

from benchmarks import report
from benchmarks.builders import ours
from benchmarks.edits import edit_ours, new_title, victims
from benchmarks.loopback_store import BUCKET, KEYS, loopback_store, wait_until_served
from benchmarks.measure import SETTLED, Timing, timed
from benchmarks.our_site import page_path, write_searchable_site
from benchmarks.records import Record

MOST_FILES = 60
LONGEST_PLAN = 1.0
LONGEST_WAY = 60.0
LONGEST_WITHDRAWAL = 300.0
_TARGETS = ("store", "directory")
_GONE = "信息已撤回"
_Runs = dict[str, list[Timing]]


class Change(NamedTuple):
    """A record changed: files uploaded outside search/, shards whose index was, seconds until readers had it."""

    record: Record
    files: int
    shards: frozenset[str]
    way: float


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when a goal is missed."""
    project = ours(work / "project")
    folder = project.folder
    print(f"writing {count} records, seed {seed}, in {folder}", flush=True)
    write_searchable_site(folder, seed, count)
    runs: _Runs = {}
    with loopback_store() as address:
        _write_targets(folder, address)
        _note(runs, "build, cold", timed(project.command, folder))
        for target in _TARGETS:
            _note(runs, f"publish to the {target}, everything", timed(_publish(target), folder))
        chosen = zip(range(pairs), victims(seed, count), strict=False)
        changes = [_changed(runs, folder, project.command, address, victim) for _, victim in chosen]
        idle = len(_planned(folder))
        files = _told_files(folder)
        _note(runs, "withdrawal from both", timed(_withdraw(changes[0].record), folder))
        wait_until_served(address, page_path(changes[0].record), _GONE)
    plans = {target: median(timing.wall for timing in runs[_plan_of(target)]) for target in _TARGETS}
    withdrawal = runs["withdrawal from both"][0].wall
    facts = {
        "records": f"{count}, seed {seed}; {files}",
        "store": "rclone serve s3, in memory, on loopback; it looks at no conditions of requests",
        "files uploaded outside search/, most": str(max(change.files for change in changes)),
        "shards uploaded, most": str(max(len(change.shards) for change in changes)),
        "files uploaded when nothing changed": str(idle),
        "plan with the start of the program, seconds": _list(f"{name} {plan:.2f}" for name, plan in plans.items()),
        "live after the build's start, seconds, slowest": f"{max(change.way for change in changes):.2f}",
        "withdrawal, seconds": f"{withdrawal:.1f}, the build included",
        "files of the site and of its history removed": _told_removals(folder),
    }
    report.tell(f"Publishing, {count} records", facts, {}, runs, results)
    return (
        all(change.files <= MOST_FILES and len(change.shards) <= 1 and change.way <= LONGEST_WAY for change in changes)
        and idle == 0
        and max(plans.values()) <= LONGEST_PLAN
        and withdrawal <= LONGEST_WITHDRAWAL
    )


def _changed(runs: _Runs, folder: Path, build: Sequence[str], address: str, victim: Record) -> Change:
    """One record changed, built, and brought to both targets."""
    time.sleep(SETTLED)
    edit_ours(folder, victim)
    _note(runs, "build, one changed", timed(build, folder))
    for target in _TARGETS:
        _note(runs, _plan_of(target), timed((*_publish(target), "--dry-run"), folder))
    paths = _planned(folder)
    _note(runs, "publish to the store, one changed", timed(_publish("store"), folder))
    published = time.perf_counter()
    wait_until_served(address, page_path(victim), new_title(str(victim.fields["名称"])))
    steps = ("build, one changed", "publish to the store, one changed")
    way = sum(runs[step][-1].wall for step in steps) + time.perf_counter() - published
    _note(runs, "publish to the directory, one changed", timed(_publish("directory"), folder))
    change = Change(victim, sum(not path.startswith("search/") for path in paths), _shards(paths), way)
    print(f"live after {way:.2f} s; {change.files} files outside search/, shards {sorted(change.shards)}", flush=True)
    return change


def _publish(target: str) -> tuple[str, ...]:
    return ("env", *KEYS, sys.executable, "-m", "gongkai", "publish", target)


def _withdraw(record: Record) -> tuple[str, ...]:
    reference = f"{record.kind}:{record.place}"
    return ("env", *KEYS, sys.executable, "-m", "gongkai", "withdraw", reference, "--reason", "测试", "--by", "测试")


def _plan_of(target: str) -> str:
    return f"plan for the {target}, one changed"


def _planned(folder: Path) -> list[str]:
    """Paths that would be uploaded to the store."""
    done = run((*_publish("store"), "--dry-run", "--json"), cwd=folder, capture_output=True, check=True)
    plan: dict[str, Any] = json.loads(done.stdout)
    return [action["path"] for action in plan["actions"] if action["kind"] == "put"]


def _shards(paths: Sequence[str]) -> frozenset[str]:
    """Names of the shards whose index changed: a folder with an `index` in it."""
    inside = (path.split("/") for path in paths if path.startswith("search/"))
    return frozenset(parts[1] for parts in inside if parts[2:3] == ["index"])


def _told_files(folder: Path) -> str:
    files, searched = (sum(path.is_file() for path in (folder / top).rglob("*")) for top in ("site", "site/search"))
    return f"{files} files, {searched} of them in search/"


def _told_removals(folder: Path) -> str:
    """What the receipt says."""
    receipt = next((folder / "reports/receipts").glob("withdrawal-*.json"))
    targets: list[dict[str, Any]] = json.loads(receipt.read_bytes())["targets"]
    return _list(f"{each['target']} {len(each['files'])} and {len(each['records'])}" for each in targets)


def _list(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _write_targets(folder: Path, address: str) -> None:
    text = (
        f"targets:\n  store: {{kind: s3, bucket: {BUCKET}, endpoint: '{address}', region: us-east-1}}\n"
        "  directory: {kind: directory, path: ../directory}\n"
    )
    (folder / "publish.yml").write_text(text, encoding="utf-8")


def _note(runs: _Runs, name: str, timing: Timing) -> None:
    runs.setdefault(name, []).append(timing)
    print(f"{name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
