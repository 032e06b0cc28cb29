"""The whole-site files: the column tree and the word lists, read before everything else.

In: a register's file. Out: its value, and what was wrong. A tree of 200 columns takes longer to read than a changed
record to build, so the fields of a good register are kept under the blob id of its text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from pydantic import ValidationError

from gongkai.model.diagnostic import Diagnostic
from gongkai.model.project import SourceFiles
from gongkai.model.record import Part
from gongkai.model.room import Register
from gongkai.workshop.file_tree import blob_id
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.typed_file import read_typed


class KnownFields(msgspec.Struct, frozen=True, array_like=True):
    """The fields of a register without mistakes, and the blob id of the text they were read from."""

    blob: str
    fields: dict[str, Any]


def load_register(
    register: Register, sources: SourceFiles, path: str, memory: Path
) -> tuple[Part | None, dict[str, Any], list[Diagnostic]]:
    """Read one register: the value (None if it has errors), its fields as written, and what was wrong.

    A register that does not exist is an empty one, if its schema allows that; so is a symbolic link, which
    `stages.load.sources` names.
    """
    content = sources.content(path) if sources.holds(path) else b""
    blob = blob_id(content)
    known = _recall(memory / f"{register.name}.register")
    if known is not None and known.blob == blob:
        try:
            return register.schema.model_validate(known.fields), known.fields, []
        except ValidationError:
            pass  # the schema has changed since: read it again, with positions
    value, fields, diagnostics = read_typed(content, register.schema, path)
    if value is not None and not diagnostics:
        write_atomically(memory / f"{register.name}.register", msgspec.msgpack.encode(KnownFields(blob, fields)))
    return value, fields, diagnostics


def _recall(path: Path) -> KnownFields | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=KnownFields)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
