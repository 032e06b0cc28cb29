"""The files of an import: their text, and putting them on disk.

In: fields and bodies; a report and the project's root. Out: file texts; `Written`. It is here because front matter must
come back exactly as it went in, whatever a title contains, and because a file that would not change must not be
touched.

Front matter is flat YAML: one `key: value` a line, and the 沿革 as a list of such lines.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gongkai.kinds.policies.importing.values import Clause, ImportReport, Written
from gongkai.workshop.yaml_editing import scalar


def file_text(fields: Sequence[tuple[str, str | date | None]], clauses: Sequence[Clause], body: str) -> str:
    """A whole file: front matter without the fields that are `None`, a blank line, the body."""
    lines = ["---", *(f"{key}: {_value(value)}" for key, value in fields if value is not None)]
    if clauses:
        lines.append("沿革:")
        lines.extend(line for clause in clauses for line in _clause_lines(clause))
    lines += ["---", "", body]
    return "\n".join(lines).rstrip("\n") + "\n"


def _value(value: str | date) -> str:
    return value.isoformat() if isinstance(value, date) else scalar(value)


def _clause_lines(clause: Clause) -> list[str]:
    fields = [("日期", clause.day), ("事项", clause.event), ("依据", clause.basis)]
    rest = [f"    {key}: {_value(value)}" for key, value in fields if value is not None]
    return [f"  - 原文: {scalar(clause.original)}", *rest]


def write_import(report: ImportReport, root: Path) -> Written:
    """Write the files of a report below `root`. A file that reads so is left alone; others are replaced at once."""
    written: dict[str, list[str]] = {"created": [], "changed": [], "unchanged": []}
    for file in report.files:
        target = root / file.path
        data = file.text.encode("utf-8")
        state = _state(target, data)
        written[state].append(file.path)
        if state != "unchanged":
            target.parent.mkdir(parents=True, exist_ok=True)
            # A dot keeps a left-over from being taken for content, should the machine stop here.
            temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
            temporary.write_bytes(data)
            temporary.replace(target)
    return Written(tuple(written["created"]), tuple(written["changed"]), tuple(written["unchanged"]))


def _state(target: Path, data: bytes) -> str:
    try:
        return "unchanged" if target.read_bytes() == data else "changed"
    except FileNotFoundError:
        return "created"
