"""The whole-site files: the column tree and the word lists, read before everything else."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.record import Part
from gongkai.model.room import Register
from gongkai.stages.load.schema_messages import problems_in
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import read_with_positions, read_yaml


def load_register(register: Register, root: Path, path: str) -> tuple[Part | None, dict[str, object], list[Diagnostic]]:
    """Read one register: the value (None if it has errors), its fields as written, and what was wrong.

    A register that does not exist is an empty one, if its schema allows that.
    """
    try:
        content = (root / path).read_bytes()
    except FileNotFoundError:
        content = b""
    text, diagnostics = decode(content, path=path)
    if text is None:
        return None, {}, diagnostics
    value, found = read_yaml(text, path=path)
    diagnostics += found
    fields = value if isinstance(value, dict) else {}
    try:
        return register.schema.model_validate(fields), fields, diagnostics
    except ValidationError as error:
        _, positions, _ = read_with_positions(text, path=path)
        for problem in problems_in(error, register.schema):
            line, column = positions.value(problem.field)
            diagnostics.append(
                Diagnostic(path, line, column, problem.code, Severity.ERROR, problem.message, problem.hint)
            )
        return None, {}, diagnostics
