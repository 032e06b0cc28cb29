"""A repository with a history: each record has a commit of its own, every fifth comes by a merge.

In: a folder, a seed, how many records. Out: the project checked out, and which records came too late; and what
`gongkai check --history` names. For the benchmark, and for the test that holds it to be right.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from benchmarks.city import city_files
from benchmarks.our_site import entry_item, markdown_file, record_path
from benchmarks.records import ENTRY, Record, records

CHECK = (sys.executable, "-m", "gongkai", "check", "--format", "json")
WITH_HISTORY = (*CHECK, "--history")
_BEIJING = timezone(timedelta(hours=8))
_LATE_EVERY = 400
_MERGED_EVERY = 5
_LATE, _IN_TIME = timedelta(days=90), timedelta(days=1)


def write_repository(folder: Path, seed: int, count: int) -> set[str]:
    """The project with its history, checked out. Returns the places of the records whose commits came too late."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    ordered = sorted(records(seed, count), key=lambda each: (each.fields["发布日期"], each.place))
    late = {each.place for each in ordered[_LATE_EVERY // 2 :: _LATE_EVERY]}
    stream = b"".join(_stream(ordered, late))
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
    git(folder, "reset", "-q", "--hard", "main")
    return late


def named_by_history(folder: Path) -> set[str]:
    """The places of the records that HIS-01 names."""
    done = subprocess.run(WITH_HISTORY, cwd=folder, capture_output=True, text=True, check=True)
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


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()
