"""The whole-site files: the column tree and the word lists, read before everything else.

In: a register's file. Out: its value, and what was wrong. A tree of 200 columns takes longer to read than a changed
record to build, so the fields of a good register are kept under the blob id of its text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from pydantic import ValidationError

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.record import Part
from gongkai.model.room import Register
from gongkai.stages.load.schema_messages import problems_in
from gongkai.workshop.file_tree import blob_id
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import read_with_positions, read_yaml


class KnownFields(msgspec.Struct, frozen=True, array_like=True):
    """The fields of a register without mistakes, and the blob id of the text they were read from."""

    blob: str
    fields: dict[str, Any]


def load_register(
    register: Register, root: Path, path: str, memory: Path
) -> tuple[Part | None, dict[str, Any], list[Diagnostic]]:
    """Read one register: the value (None if it has errors), its fields as written, and what was wrong.

    A register that does not exist is an empty one, if its schema allows that; so is a symbolic link, which
    `stages.load.sources` names.
    """
    file = root / path
    content = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
    blob = blob_id(content)
    known = _recall(memory / f"{register.name}.register")
    if known is not None and known.blob == blob:
        try:
            return register.schema.model_validate(known.fields), known.fields, []
        except ValidationError:
            pass  # the schema has changed since: read it again, with positions
    value, fields, diagnostics = _read(register, content, path)
    if value is not None and not diagnostics:
        write_atomically(memory / f"{register.name}.register", msgspec.msgpack.encode(KnownFields(blob, fields)))
    return value, fields, diagnostics


def _recall(path: Path) -> KnownFields | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=KnownFields)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _read(register: Register, content: bytes, path: str) -> tuple[Part | None, dict[str, Any], list[Diagnostic]]:
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
