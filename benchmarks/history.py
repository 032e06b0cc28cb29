"""`python -m benchmarks history`: what it costs to hold every date against the history of the branch.

In: a work folder, a seed, how many records; each has a commit of its own, every fifth comes by a merge. Out: figures:
`gongkai check --history` for the first time, again, and after one more commit, beside `gongkai check`; and whether just
the records are named whose commits were made too late.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from benchmarks import report
from benchmarks.builders import ours_without_index
from benchmarks.city import city_files
from benchmarks.edits import edit_ours, victims
from benchmarks.measure import Timing, settle, timed
from benchmarks.our_site import entry_item, markdown_file, record_path
from benchmarks.records import ENTRY, Record, records

_BEIJING = timezone(timedelta(hours=8))
_LATE_EVERY = 400
_MERGED_EVERY = 5
_LATE, _IN_TIME = timedelta(days=90), timedelta(days=1)
_CHECK = (sys.executable, "-m", "gongkai", "check", "--format", "json")
_WITH_HISTORY = (*_CHECK, "--history")


def bench(work: Path, results: Path, seed: int, count: int, pairs: int) -> bool:
    """Measure and tell. False when other records are named than those that came too late."""
    builder = ours_without_index(work / "city")
    print(f"writing {count} records, seed {seed}, a commit each, in {builder.folder}", flush=True)
    late = write_repository(builder.folder, seed, count)
    timed(builder.command, builder.folder)
    settle(builder.command, builder.folder)
    runs: dict[str, list[Timing]] = {}

    def measure(name: str, command: tuple[str, ...]) -> None:
        runs.setdefault(name, []).append(timed(command, builder.folder))

    for victim, _ in zip(victims(seed, count), range(pairs), strict=False):
        measure("check", _CHECK)
        (builder.folder / ".gongkai/mkdocs/history").unlink(missing_ok=True)
        measure("check --history, first time", _WITH_HISTORY)
        measure("check --history, again", _WITH_HISTORY)
        measure("history of one record", (sys.executable, "-m", "gongkai", "history", f"{victim.kind}:{victim.place}"))
        edit_ours(builder.folder, victim)
        _git(builder.folder, "-c", "user.name=bench", "-c", "user.email=bench@yunchuan.example", "commit", "-qam", "改")
        settle(builder.command, builder.folder)
        measure("check --history, one more commit", _WITH_HISTORY)
    named = named_by_history(builder.folder)
    without = report.walls(runs["check"])
    first = report.walls(runs["check --history, first time"])
    facts = {
        "commits of the branch": _git(builder.folder, "rev-list", "--count", "--first-parent", "HEAD"),
        "reading the history, seconds": f"{max(one - other for one, other in zip(first, without, strict=True)):.2f}",
        "came too late, and named": f"{len(late)}, {len(named)}",
    }
    report.tell(f"History of {count} records", facts, {}, runs, results)
    return named == late


def write_repository(folder: Path, seed: int, count: int) -> set[str]:
    """The project with its history, checked out. Returns the places of the records whose commits came too late."""
    folder.mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "main")
    ordered = sorted(records(seed, count), key=lambda each: (each.fields["发布日期"], each.place))
    late = {each.place for each in ordered[_LATE_EVERY // 2 :: _LATE_EVERY]}
    stream = b"".join(_stream(ordered, late))
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
    _git(folder, "reset", "-q", "--hard", "main")
    return late


def named_by_history(folder: Path) -> set[str]:
    """The places of the records that HIS-01 names."""
    done = subprocess.run(_WITH_HISTORY, cwd=folder, capture_output=True, text=True, check=True)
    found = [each for each in json.loads(done.stdout) if each["code"] == "HIS-01"]
    return {_place_at(folder / each["path"], each["line"]) for each in found}


def _place_at(path: Path, line: int) -> str:
    """The record that stands at a line of a file."""
    if path.suffix == ".md":
        return f"{path.parts[-3]}/{path.stem}"
    lines = path.read_text("utf-8").split("\n")[:line]
    return f"{path.parts[-2]}/{next(each[6:].strip() for each in reversed(lines) if each.startswith('- 标识:'))}"


def _stream(ordered: list[Record], late: set[str]) -> Iterator[bytes]:
    """What `git fast-import` reads."""
    files = [(".gitignore", ".gongkai\nsite\n"), *city_files()]
    first = date.fromisoformat(str(ordered[0].fields["发布日期"])[:10])
    yield _commit("main", first, "建站", "", "")
    for path, text in files:
        yield _file(path, text)
    lists: dict[str, str] = {}
    for number, record in enumerate(ordered):
        path = record_path(record)
        if record.kind == ENTRY:
            text = lists[path] = lists.get(path, "") + entry_item(record)
        else:
            text = markdown_file(record)
        written = date.fromisoformat(str(record.fields["发布日期"])[:10])
        merged = written + (_LATE if record.place in late else _IN_TIME)
        merge = ""
        if number % _MERGED_EVERY == 0:
            yield _commit("bureau", written, f"写好 {record.place}", "refs/heads/main", "")
            yield _file(path, text)
            merge = "refs/heads/bureau"
        yield _commit("main", merged, f"发布 {record.place}", "", merge)
        yield _file(path, text)


def _commit(branch: str, day: date, subject: str, parent: str, merge: str) -> bytes:
    moment = int(datetime(day.year, day.month, day.day, 9, tzinfo=_BEIJING).timestamp())
    words = subject.encode()
    lines = f"commit refs/heads/{branch}\ncommitter 承办人 <clerk@yunchuan.example> {moment} +0800\ndata {len(words)}\n"
    parents = (f"from {parent}\n" if parent else "") + (f"merge {merge}\n" if merge else "")
    return lines.encode() + words + b"\n" + parents.encode()


def _file(path: str, text: str) -> bytes:
    content = text.encode()
    return f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()
