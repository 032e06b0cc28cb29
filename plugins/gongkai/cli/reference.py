"""`gongkai schema --reference`: the schemas as pages for people, a table of items for each part of a record.

In: JSON Schemas, and where the files lie. Out: pages in Markdown by file name. They are made from what judges the
records, so that they cannot say anything else; `docs/reference/` holds them as last made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from pydantic import TypeAdapter

from gongkai.model.record import Colour, Identifier, Moment, WebAddress

Schema = Mapping[str, Any]
_HEAD = "| 项 | 必填 | 写法 | 说明 |\n| --- | --- | --- | --- |"
_INDEX = """\
# 各种信息的项

本文件夹由 `gongkai schema --reference docs/reference` 生成，不要手工修改。怎样写、有什么规则，见[手册](../handbook/README.md)。

| 种类 | 文件 |
| --- | --- |
"""
_WORDS = {
    TypeAdapter(form).json_schema()["pattern"]: words
    for form, words in (
        (Identifier, "标识（小写字母、数字、连字符）"),
        (Colour, "颜色 #RRGGBB"),
        (WebAddress, "网址"),
        (Moment, "日期，可以加时间"),
    )
}


class Subject(msgspec.Struct, frozen=True):
    """What one page is about: the Chinese name of a kind or register, the path of its files, its schema."""

    label: str
    path: str
    schema: Schema


def reference_pages(subjects: Mapping[str, Subject]) -> dict[str, str]:
    """The pages by file name, with an index."""
    pages = {f"{name}.md": _page(name, subject) for name, subject in subjects.items()}
    rows = (f"| [{subject.label}]({name}.md) | `{subject.path}` |\n" for name, subject in subjects.items())
    return {"README.md": _INDEX + "".join(rows)} | pages


def _page(name: str, subject: Subject) -> str:
    definitions = subject.schema.get("$defs", {})
    headings: dict[str, str] = {}
    for schema in (subject.schema, *definitions.values()):
        for alias, item in schema.get("properties", {}).items():
            for part in _references(item):
                if "properties" in definitions[part]:
                    headings.setdefault(part, alias)
    table = _Table(definitions, headings)
    opening = f"文件：`{subject.path}`。JSON Schema：`gongkai schema {name}`。"
    parts = (f"## {heading}\n\n{table.of(definitions[part])}" for part, heading in headings.items())
    return "\n\n".join((f"# {subject.label}", opening, table.of(subject.schema), *parts)) + "\n"


def _references(item: Schema) -> Iterator[str]:
    if "$ref" in item:
        yield item["$ref"].rpartition("/")[2]
    for each in (*item.get("anyOf", ()), *filter(None, (item.get("items"),))):
        yield from _references(each)


class _Table(msgspec.Struct, frozen=True):
    """Makes the tables of one page; `headings` says under which heading the items of a part stand."""

    definitions: Schema
    headings: Mapping[str, str]

    def of(self, schema: Schema) -> str:
        required = schema.get("required", ())
        rows = (
            f"| {alias} | {'必填' if alias in required else ''} | {self._form(item)} | {_notes(item)} |"
            for alias, item in schema["properties"].items()
        )
        return "\n".join((_HEAD, *rows))

    def _form(self, item: Schema) -> str:
        """How a value is written, in a few words."""
        if "anyOf" in item:
            return "或".join(dict.fromkeys(self._form(each) for each in item["anyOf"] if each.get("type") != "null"))
        if "$ref" in item:
            part = item["$ref"].rpartition("/")[2]
            choices = self.definitions[part].get("enum")
            return "、".join(choices) if choices else f"一组，见[{self.headings[part]}](#{self.headings[part]})"
        if item.get("type") == "array":
            return f"列表，每项：{self._form(item['items'])}"
        if "enum" in item:
            return "、".join(item["enum"])
        if "pattern" in item:
            return _WORDS.get(item["pattern"]) or _choices(item["pattern"])
        if item.get("format") == "date":
            return "日期"
        return "整数" if item.get("type") == "integer" else "文字"


def _choices(pattern: str) -> str:
    """A pattern of choices in words."""
    words = pattern.strip("^()$").replace("|", "、")
    return words.replace(r"\d{4}-\d{2}-\d{2}", "YYYY-MM-DD").replace(r"\d+", "N")


def _notes(item: Schema) -> str:
    default = item.get("default")
    unwritten = "" if default in (None, "否", []) else f"不写时为“{default}”"
    return "；".join(filter(None, (item.get("description", ""), unwritten))).replace("|", r"\|")
