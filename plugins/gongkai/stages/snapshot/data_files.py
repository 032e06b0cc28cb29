"""Records as data: for programs that will read them when nothing of this program is left.

In: valid records, their summaries and bodies. Out: for each kind a file of JSON Lines with the English names of the
fields, a table (CSV) with their Chinese labels, and one table that says which is which.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

import msgspec

from gongkai.model.record import Part, Record
from gongkai.model.room import Kind
from gongkai.model.summary import Summary

FOLDER = "records"
_BEFORE = MappingProxyType({"record": "信息编号", "page": "网页地址", "state": "有效性"})
_AFTER = MappingProxyType({"html": "正文（HTML）"})
_NO_CELL = frozenset({"body", "html"})
"""Texts stand in the JSON Lines alone: a cell of a spreadsheet cannot hold them."""


class DataOfRecord(Protocol):
    """One record as data."""

    @property
    def kind(self) -> str: ...
    @property
    def line(self) -> bytes: ...
    @property
    def row(self) -> tuple[str, ...]: ...


def data_of(summary: Summary, record: Part, html: str) -> dict[str, Any]:
    """The fields of one record by their English names."""
    before = {"record": str(summary.ref), "page": summary.url, "state": summary.state}
    return {**before, **record.model_dump(mode="json"), "html": html}


def row_of(data: Mapping[str, Any], schema: type[Part]) -> tuple[str, ...]:
    """The cells of one record."""
    texts = _texts_in(schema)
    return tuple(_cell(value) for name, value in data.items() if name not in texts)


def data_files(holdings: Iterable[DataOfRecord], kinds: Mapping[str, Kind]) -> dict[str, bytes]:
    """All files of data, by path. `holdings` are in order."""
    files: dict[str, bytes] = {}
    of_kind: dict[str, list[DataOfRecord]] = {}
    for each in holdings:
        of_kind.setdefault(each.kind, []).append(each)
    for name, found in sorted(of_kind.items()):
        labels = [
            label for field, label, _ in _fields(kinds[name].schema) if field not in _texts_in(kinds[name].schema)
        ]
        files[f"{FOLDER}/{name}.jsonl"] = b"".join([each.line + b"\n" for each in found])
        files[f"{FOLDER}/{name}.csv"] = _table([labels, *(each.row for each in found)])
    fields = (
        (name, kinds[name].label, field, label, description)
        for name in sorted(of_kind)
        for field, label, description in _fields(kinds[name].schema)
    )
    heading = ("kind", "种类", "field", "项", "说明")
    return files | {f"{FOLDER}/fields.csv": _table([heading, *fields])}


def _fields(schema: type[Part]) -> Iterator[tuple[str, str, str]]:
    """English name, Chinese label and explanation of each field, as `data_of` orders them."""
    yield from ((name, label, "") for name, label in _BEFORE.items())
    for name, field in schema.model_fields.items():
        yield name, field.alias or name, field.description or ""
    yield from ((name, label, "") for name, label in _AFTER.items())


def _texts_in(schema: type[Part]) -> frozenset[str]:
    return _NO_CELL if issubclass(schema, Record) else frozenset(_AFTER)


def _table(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as spreadsheets open it by double click: with a mark that it is UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "；".join(value)
    return str(value) if isinstance(value, str | int) else msgspec.json.encode(value).decode()
