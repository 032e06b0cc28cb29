"""`gongkai schema`: the schemas that judge records, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongkai.build import KINDS, ROOMS


def run_schema(kind: str | None, output: Path | None) -> int:
    """Print one schema or all, or write each to `<output>/<kind>.schema.json`."""
    schemas = {name: each.schema for name, each in KINDS.items()}
    schemas |= {register.name: register.schema for room in ROOMS for register in room.registers}
    if kind is not None and kind not in schemas:
        click.echo(f"没有“{kind}”这种信息。可以是：{'、'.join(schemas)}", err=True)
        return 2
    made = {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema.model_json_schema(by_alias=True)
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
