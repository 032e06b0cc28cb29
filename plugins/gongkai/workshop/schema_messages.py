"""What a schema found wrong, said in the clerk's language.

In: pydantic's error list. Out: Problems with a Chinese sentence each. The table is keyed on pydantic's error types; a
type that is missing falls back to a general sentence, never to English prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from gongkai.model.room import Problem

CODES = {
    "FLD-01": "缺少必填项",
    "FLD-02": "多出的项",
    "FLD-03": "内容不合要求",
    "FLD-04": "取值不在规定范围",
    "FLD-05": "应为一个列表、一段文字或一组子项",
    "FLD-06": "日期不正确",
}

_SHAPES = {
    "string_type": "应为一段文字",
    "tuple_type": "应为列表，每行一项，以“- ”开头",
    "list_type": "应为列表，每行一项，以“- ”开头",
    "model_type": "应为一组“名称: 内容”",
    "model_attributes_type": "应为一组“名称: 内容”",
    "dict_type": "应为一组“名称: 内容”",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "date_type": "应为日期",
    "none_required": "应为空",
}
_PATTERNS = {
    r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$": "标识只能用小写字母、数字和连字符",
    r"^#[0-9A-Fa-f]{6}$": "颜色写成 #RRGGBB，例如 #0F5C66",
    r"^https?://\S+$": "网址应以 http:// 或 https:// 开头，中间没有空格",
}


def problems_in(error: ValidationError, schema: type[BaseModel]) -> Iterator[Problem]:
    """One Problem for each mistake, in the order of the fields."""
    for found in error.errors(include_url=False):
        field = tuple(part for part in found["loc"] if part not in ("str", "constrained-str"))
        yield _problem(found["type"], field, found, schema)


def _problem(kind: str, field: tuple[Any, ...], found: Mapping[str, Any], schema: type[BaseModel]) -> Problem:
    name = field[-1] if field else "内容"
    context = found.get("ctx", {})
    value = found.get("input")
    if kind == "missing":
        return Problem("FLD-01", f"缺少“{name}”", _described(schema, field), field[:-1])
    if kind == "extra_forbidden":
        near = get_close_matches(str(name), _aliases(schema, field[:-1]), n=1, cutoff=0.5)
        hint = f"是不是“{near[0]}”？" if near else "请删去，或查看手册中可用的项"
        return Problem("FLD-02", f"没有“{name}”这一项", hint, field)
    if value is None:
        return Problem("FLD-01", f"“{name}”没有填写", _described(schema, field), field)
    if kind in ("value_error", "assertion_error"):
        return _refused(str(context.get("error", "")), name, value, field, schema)
    if kind in ("enum", "literal_error"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
        return Problem("FLD-04", f"“{name}”的值“{value}”不在规定范围内", f"可以写：{allowed}", field)
    if kind == "string_pattern_mismatch":
        return _pattern_problem(str(name), str(value), str(context.get("pattern", "")), field, schema)
    if kind in _SHAPES:
        return Problem("FLD-05", f"“{name}”{_SHAPES[kind]}", _described(schema, field), field)
    if kind == "string_too_short":
        return Problem("FLD-01", f"“{name}”没有填写", _described(schema, field), field)
    if kind in ("string_too_long", "too_long"):
        return Problem("FLD-03", f"“{name}”太长，最多{context.get('max_length')}个字", "", field)
    if kind == "too_short":
        return Problem("FLD-03", f"“{name}”至少要有{context.get('min_length')}项", "", field)
    if kind == "greater_than_equal":
        return Problem("FLD-03", f"“{name}”不能小于{context.get('ge')}", "", field)
    return Problem("FLD-03", f"“{name}”的内容“{value}”不合要求", _described(schema, field), field)


def _refused(reason: str, name: Any, value: Any, field: tuple[Any, ...], schema: type[BaseModel]) -> Problem:
    """What one of the schema's own checks said."""
    if "这一天" in reason:
        return Problem("FLD-06", f"“{name}”：{reason}", "请核对月份和日期", field)
    if "YYYY-MM-DD" in reason:
        return Problem("FLD-06", f"“{name}”的内容“{value}”不是日期", reason, field)
    return Problem("FLD-03", f"“{name}”：{reason or '内容不正确'}", _described(schema, field), field)


def _pattern_problem(name: str, value: str, pattern: str, field: tuple[Any, ...], schema: type[BaseModel]) -> Problem:
    choices = pattern.removeprefix("^").removesuffix("$").removeprefix("(").removesuffix(")").split("|")
    if len(choices) > 1 and not any(set(choice) & set(r"\[]*+?.{}") for choice in choices):
        return Problem("FLD-04", f"“{name}”的值“{value}”不在规定范围内", f"可以写：{'、'.join(choices)}", field)
    hint = _PATTERNS.get(pattern) or _described(schema, field)
    return Problem("FLD-03", f"“{name}”的内容“{value}”不合要求", hint, field)


def _described(schema: type[BaseModel], field: tuple[Any, ...]) -> str:
    """The description the schema gives for a field, "" where it gives none."""
    parent = _part_at(schema, field[:-1])
    if parent is None or not field:
        return ""
    for info in parent.model_fields.values():
        if info.alias == field[-1]:
            return info.description or ""
    return ""


def _aliases(schema: type[BaseModel], field: tuple[Any, ...]) -> list[str]:
    parent = _part_at(schema, field)
    return [info.alias for info in parent.model_fields.values() if info.alias] if parent else []


def _part_at(schema: type[BaseModel], field: tuple[Any, ...]) -> type[BaseModel] | None:
    """The schema of the part that a path leads to; None where the path leaves the schemas."""
    part: type[BaseModel] | None = schema
    for step in field:
        if isinstance(step, int) or part is None:
            continue
        annotation = next((info.annotation for info in part.model_fields.values() if info.alias == step), None)
        part = _part_in(annotation)
    return part


def _part_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in getattr(annotation, "__args__", ()) if (found := _part_in(each))), None)
