"""`gongkai schema`: the schemas that judge records, for editors and other programs, and as pages for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gongkai.cli.reference import Subject, reference_pages
from gongkai.model.record import Part
from gongkai.model.room import Place
from gongkai.rooms import KINDS, ROOMS


class SchemaOfFiles(GenerateJsonSchema):
    """Pydantic's schema of values, turned into one of files: yes and no are written 是 and 否."""

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"enum": ["是", "否"]}

    def encode_default(self, dft: Any) -> Any:
        return ("是" if dft else "否") if isinstance(dft, bool) else super().encode_default(dft)


_REGISTERS = {"columns": "栏目树", "classifications": "分类词表"}
"""What people call the whole-site files."""


def run_schema(kind: str | None, output: Path | None) -> int:
    """Print one schema or all, or write each to `<output>/<kind>.schema.json`."""
    schemas = {name: each.schema for name, each in KINDS.items()}
    schemas |= {register.name: register.schema for room in ROOMS for register in room.registers}
    if kind is not None and kind not in schemas:
        click.echo(f"没有“{kind}”这种信息。可以是：{'、'.join(schemas)}", err=True)
        return 2
    made = {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema"} | _one_or_list(_schema_of(schema))
        for name, schema in schemas.items()
        if kind in (None, name)
    }
    if output is None:
        click.echo(json.dumps(made[kind] if kind else made, ensure_ascii=False, indent=1))
        return 0
    output.mkdir(parents=True, exist_ok=True)
    for name, each in made.items():
        (output / f"{name}.schema.json").write_text(json.dumps(each, ensure_ascii=False, indent=1) + "\n", "utf-8")
    click.echo(f"写出 {len(made)} 个文件。")
    return 0


def run_reference(output: Path) -> int:
    """Write the reference pages of all kinds and registers into `output`."""
    subjects = {
        name: Subject(each.label, _path_of(each.places[0]), _schema_of(each.schema)) for name, each in KINDS.items()
    } | {
        register.name: Subject(
            _REGISTERS[register.name], f"{register.root}/{register.file}", _schema_of(register.schema)
        )
        for room in ROOMS
        for register in room.registers
    }
    pages = reference_pages(subjects)
    output.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        (output / name).write_text(page, "utf-8")
    click.echo(f"写出 {len(pages)} 个文件。")
    return 0


def _path_of(place: Place) -> str:
    """Where the files of a kind lie, the names that differ in angle brackets."""
    names = iter(("单位标识", "文件标识"))
    folders = [f"<{next(names)}>" if folder == "*" else folder for folder in place.folders]
    stem = ("单位标识", "标识", "日期")[place.folders.count("*")]
    return "/".join((*folders, f"<{stem}>{place.suffix}"))


def _schema_of(schema: type[Part]) -> dict[str, Any]:
    return schema.model_json_schema(by_alias=True, schema_generator=SchemaOfFiles)


def _one_or_list(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file: a record with a 标识 may stand alone or in a list."""
    if "标识" not in schema["properties"]:
        return schema
    definitions = schema.pop("$defs", {})
    one = {"$ref": "#/$defs/record"}
    return {"anyOf": [one, {"type": "array", "items": one}], "$defs": definitions | {"record": schema}}
