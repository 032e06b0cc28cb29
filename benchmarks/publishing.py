"""`python -m benchmarks publishing`: what one change costs on its way to readers.

In: a work folder, a seed, how many records and changes. Out: figures for a store on loopback (moto's S3): files that
one change uploads, within `search/` and outside of it; seconds for the plan; seconds from the beginning of the build
until the store serves the new page; and that nothing is uploaded when nothing changed.
"""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import report
from benchmarks.builders import ours
from benchmarks.edits import edit_ours, new_title, victims
from benchmarks.measure import SETTLED, Timing, timed
from benchmarks.our_site import page_path, write_searchable_site

MOST_FILES = 60
LONGEST_PLAN = 1.0
LONGEST_WAY = 60.0
_PATIENCE = 30.0
_BUCKET = "gongkai"
_KEYS = ("GONGKAI_KEY_ID=loopback", "GONGKAI_KEY_SECRET=loopback-secret")


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when a goal is missed."""
    project = ours(work / "project")
    print(f"writing {count} records, seed {seed}, in {project.folder}", flush=True)
    write_searchable_site(project.folder, seed, count)
    with _store() as address:
        _write_targets(project.folder, address)
        return _measured(project.folder, project.command, address, results, seed, count, pairs)


def _measured(
    folder: Path, build: tuple[str, ...], address: str, results: Path, seed: int, count: int, pairs: int
) -> bool:
    runs: dict[str, list[Timing]] = {}
    publish = ("env", *_KEYS, sys.executable, "-m", "gongkai", "publish", "store")
    _note(runs, "build, cold", timed(build, folder))
    _note(runs, "publish, everything", timed(publish, folder))
    uploads: list[tuple[int, set[str]]] = []
    ways: list[float] = []
    for _, victim in zip(range(pairs), victims(seed, count), strict=False):
        time.sleep(SETTLED)
        edit_ours(folder, victim)
        began = time.perf_counter()
        _note(runs, "build, one changed", timed(build, folder))
        _note(runs, "plan, one changed", timed((*publish, "--dry-run"), folder))
        paths = _planned(publish, folder)
        uploads.append((_outside_search(paths), _shards(paths)))
        _note(runs, "publish, one changed", timed(publish, folder))
        _wait_for(address, page_path(victim), new_title(str(victim.fields["名称"])))
        ways.append(time.perf_counter() - began)
        print(f"live after {ways[-1]:.2f} s; {uploads[-1][0]} files outside search/, shards {sorted(uploads[-1][1])}")
    idle = len(_planned(publish, folder))
    plans = [timing.wall for timing in runs["plan, one changed"]]
    facts = {
        "records": f"{count}, seed {seed}",
        "files uploaded outside search/, most": str(max(number for number, _ in uploads)),
        "shards uploaded, most": str(max(len(shards) for _, shards in uploads)),
        "files uploaded when nothing changed": str(idle),
        "plan with the start of the program, seconds": f"{median(plans):.2f}",
        "live after the build's start, seconds, slowest": f"{max(ways):.2f}",
    }
    report.tell(f"Publishing {count} records to a store on loopback", facts, {}, runs, results)
    return (
        all(number <= MOST_FILES and len(shards) <= 1 for number, shards in uploads)
        and idle == 0
        and median(plans) <= LONGEST_PLAN
        and max(ways) <= LONGEST_WAY
    )


def _planned(publish: tuple[str, ...], folder: Path) -> list[str]:
    """Paths that would be uploaded."""
    done = subprocess.run((*publish, "--dry-run", "--json"), cwd=folder, capture_output=True, check=True)
    plan: dict[str, Any] = json.loads(done.stdout)
    return [action["path"] for action in plan["actions"] if action["kind"] == "put"]


def _outside_search(paths: list[str]) -> int:
    return sum(not path.startswith("search/") for path in paths)


def _shards(paths: list[str]) -> set[str]:
    """Names of the shards whose index changed: a folder with an `index` in it."""
    return {path.split("/")[1] for path in paths if path.startswith("search/") and path.split("/")[2:3] == ["index"]}


def _write_targets(folder: Path, address: str) -> None:
    text = f"targets:\n  store:\n    kind: s3\n    bucket: {_BUCKET}\n    endpoint: {address}\n    region: us-east-1\n"
    (folder / "publish.yml").write_text(text, encoding="utf-8")


@contextmanager
def _store() -> Iterator[str]:
    """Where moto's S3 listens, with an empty bucket that everybody may read."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    quiet = subprocess.DEVNULL
    command = (sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port))
    address = f"http://127.0.0.1:{port}"
    allowed = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{_BUCKET}/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            _retry(lambda: _asked(address, "PUT", f"/{_BUCKET}")[0] == 200)
            _asked(address, "PUT", f"/{_BUCKET}?policy", policy)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str, path: str, title: str) -> None:
    _retry(lambda: title.encode() in _asked(address, "GET", f"/{_BUCKET}/{path}")[1])


def _asked(address: str, method: str, path: str, body: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=_PATIENCE)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def _retry(attempt: Any) -> None:
    end = time.monotonic() + _PATIENCE
    while not attempt():
        if time.monotonic() > end:
            raise TimeoutError("the store does not answer as it should")
        time.sleep(0.05)


def _note(runs: dict[str, list[Timing]], name: str, timing: Timing) -> None:
    runs.setdefault(name, []).append(timing)
    print(f"{name}: {timing.wall:.2f} s wall, {timing.cpu:.2f} s CPU", flush=True)
