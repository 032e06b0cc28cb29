"""The core's own diagnostic codes: reading files, fields, attachments. Rooms add theirs."""

from __future__ import annotations

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code
from gongkai.stages.load import record_file, sources
from gongkai.workshop import schema_messages, yaml_document

_WARNINGS = {"SRC-01"}


def core_codes() -> dict[str, Code]:
    """All codes of loading, errors unless a mistake cannot do harm."""
    titles = yaml_document.CODES | sources.CODES | record_file.CODES | schema_messages.CODES
    return {
        code: Code(Severity.WARNING if code in _WARNINGS else Severity.ERROR, title, "gongkai")
        for code, title in sorted(titles.items())
    }
