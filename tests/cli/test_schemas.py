"""`gongkai schema`: what editors are given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from command_line import gongkai

from gongkai.rooms import KINDS, ROOMS

NAMES = {*KINDS, *(register.name for room in ROOMS for register in room.registers)}
TYPES = {"object", "array", "string", "integer", "number", "boolean", "null"}


def check_schema(schema: Any, definitions: dict[str, Any]) -> None:
    """That a schema uses the vocabulary as the standard has it, and refers to nothing that is not there."""
    assert isinstance(schema, dict)
    if "$ref" in schema:
        assert schema["$ref"].removeprefix("#/$defs/") in definitions
    if "type" in schema:
        assert schema["type"] in TYPES
    properties = schema.get("properties", {})
    assert set(schema.get("required", ())) <= set(properties)
    for each in (*properties.values(), *schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        check_schema(each, definitions)
    if isinstance(schema.get("items"), dict):
        check_schema(schema["items"], definitions)


def test_every_kind_and_register_has_a_schema(tmp_path: Path) -> None:
    done = gongkai(tmp_path, "schema", "-o", "schemas")
    assert done.returncode == 0, done.stderr
    files = {path.name.removesuffix(".schema.json"): path for path in (tmp_path / "schemas").iterdir()}
    assert files.keys() == NAMES
    for path in files.values():
        schema = json.loads(path.read_text("utf-8"))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        definitions = schema.get("$defs", {})
        for each in (schema, *definitions.values()):
            check_schema(each, definitions)


def test_labels_are_the_official_ones_and_unknown_keys_are_refused(tmp_path: Path) -> None:
    schema = json.loads(gongkai(tmp_path, "schema", "policy").stdout)
    assert {"名称", "索引号", "文号", "生成日期", "发布日期", "主题分类", "公开方式"} <= schema["properties"].keys()
    assert {"名称", "生成日期", "发布日期"} <= set(schema["required"])
    assert schema["additionalProperties"] is False
    assert schema["properties"]["内容概述"]["description"] == "不超过500字"
    assert "\\u" not in gongkai(tmp_path, "schema", "policy").stdout


def test_what_a_schema_says_of_yes_and_no_is_what_clerks_write(tmp_path: Path) -> None:
    printed = gongkai(tmp_path, "schema").stdout
    assert '"boolean"' not in printed
    assert '"是"' in printed


def test_a_file_of_entries_may_be_one_or_a_list(tmp_path: Path) -> None:
    schema = json.loads(gongkai(tmp_path, "schema", "entry").stdout)
    one, many = schema["anyOf"]
    assert many == {"type": "array", "items": one}
    assert "名称" in schema["$defs"]["record"]["properties"]


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    done = gongkai(tmp_path, "schema", "poliy")
    assert done.returncode == 2
    assert "policy" in done.stderr
