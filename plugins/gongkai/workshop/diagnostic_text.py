"""Diagnostics in the forms people and machines read: a terminal, JSON, the annotations of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from gongkai.model.diagnostic import Diagnostic, Severity


def as_text(diagnostic: Diagnostic) -> str:
    """`path:line:column  CODE  message`, and the hint on a line of its own."""
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}" if diagnostic.line else diagnostic.path
    first = f"{place}  {diagnostic.code}  {diagnostic.severity.label}：{diagnostic.message}"
    return f"{first}\n    提示：{diagnostic.hint}" if diagnostic.hint else first


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list of objects with the fields of Diagnostic."""
    return msgspec.json.format(msgspec.json.encode(list(diagnostics)), indent=1).decode()


def as_annotation(diagnostic: Diagnostic) -> str:
    """A workflow command that continuous integration shows beside the line of the file."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[diagnostic.severity]
    message = diagnostic.message + (f"\n提示：{diagnostic.hint}" if diagnostic.hint else "")
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(character, code)
    place = f"file={_property(diagnostic.path)}"
    if diagnostic.line:
        place += f",line={diagnostic.line},col={diagnostic.column}"
    return f"::{level} {place},title={_property(diagnostic.code)}::{message}"


def as_code_quality(diagnostics: Iterable[Diagnostic]) -> str:
    """The report that GitLab shows beside the lines of a merge request. A fingerprint is the same as long as the same
    is wrong in the same file: lines move."""
    severities = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
    found = [
        {
            "description": each.message + (f"（{each.hint}）" if each.hint else ""),
            "check_name": each.code,
            "fingerprint": blake2b(f"{each.path}\0{each.code}\0{each.message}".encode(), digest_size=16).hexdigest(),
            "severity": severities[each.severity],
            "location": {"path": each.path, "lines": {"begin": max(each.line, 1)}},
        }
        for each in diagnostics
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode()


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 处错误，5 处警告`; what there is none of is left out."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [f"{counts[severity]} 处{severity.label}" for severity in Severity if counts[severity]]
    return "，".join(parts) or "没有发现问题"


def _property(text: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(character, code)
    return text
