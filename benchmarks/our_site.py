"""The benchmark city as a project of ours: policies and interpretations as Markdown, entries in list files.

In: a folder, a seed, a number of records. Out: the folder filled. Entries of a body and a year share one file, as
clerks keep them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.city import CONFIGURATION, city_files
from benchmarks.records import ENTRY, POLICY, Record, Value, records


def write_our_site(folder: Path, seed: int, count: int) -> None:
    """Write the project. The folder must be new or empty."""
    for path, text in city_files():
        _write(folder / path, text)
    lists: dict[str, list[str]] = {}
    for record in records(seed, count):
        if record.kind == ENTRY:
            lists.setdefault(entry_path(record), []).append(entry_item(record))
        else:
            _write(folder / record_path(record), markdown_file(record))
    for path, items in lists.items():
        _write(folder / path, "".join(items))


def write_searchable_site(folder: Path, seed: int, count: int) -> None:
    """The same with site search, which is no part of the other comparisons."""
    write_our_site(folder, seed, count)
    _write(folder / "mkdocs.yml", CONFIGURATION + "  - gongkai/search\n")


def record_path(record: Record) -> str:
    """Where the record lies, relative to the project."""
    if record.kind == ENTRY:
        return entry_path(record)
    kind = "policies" if record.kind == POLICY else "interpretations"
    return f"content/{record.department}/{kind}/{record.stem}.md"


def entry_path(record: Record) -> str:
    return f"catalogues/entries/{record.department}/{record.year}.yml"


def page_path(record: Record) -> str:
    """Where its page will be, relative to the site."""
    folder = {ENTRY: "entries", POLICY: "policies"}.get(record.kind, "interpretations")
    return f"{folder}/{record.place}.html"


def markdown_file(record: Record) -> str:
    return "---\n" + "".join(f"{line}\n" for line in yaml_lines(record.fields.items())) + "---\n\n" + record.body


def entry_item(record: Record) -> str:
    lines = [f"- 标识: {record.stem}", *(f"  {line}" for line in yaml_lines(record.fields.items())), "  正文: |"]
    lines += (f"    {line}" if line else "" for line in record.body.splitlines())
    return "\n".join(lines) + "\n"


def yaml_lines(fields: Iterable[tuple[str, Value]]) -> Iterable[str]:
    """One `label: value` a line, as clerks write it: nothing here needs quotes."""
    return (
        f"{label}: [{', '.join(value)}]" if isinstance(value, tuple) else f"{label}: {value}" for label, value in fields
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
