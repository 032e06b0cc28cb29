"""A YAML file judged by its schema, with every mistake in its place.

In: the bytes of a file that is one mapping, and its schema. Out: the value, or diagnostics. It is here because the
whole-site files, the forms of approval and the operator's settings are all read so.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.record import Part
from gongkai.workshop.schema_messages import problems_in
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import read_with_positions, read_yaml

_Part = TypeVar("_Part", bound=Part)


def read_typed(content: bytes, schema: type[_Part], path: str) -> tuple[_Part | None, dict[str, Any], list[Diagnostic]]:
    """The value (None if it has errors), its fields as written, and what was wrong. An empty file has no fields."""
    text, diagnostics = decode(content, path=path)
    if text is None:
        return None, {}, diagnostics
    value, found = read_yaml(text, path=path)
    diagnostics += found
    fields = value if isinstance(value, dict) else {}
    try:
        return schema.model_validate(fields), fields, diagnostics
    except ValidationError as error:
        _, positions, _ = read_with_positions(text, path=path)
        for problem in problems_in(error, schema):
            line, column = positions.value(problem.field)
            diagnostics.append(
                Diagnostic(path, line, column, problem.code, Severity.ERROR, problem.message, problem.hint)
            )
        return None, {}, diagnostics
