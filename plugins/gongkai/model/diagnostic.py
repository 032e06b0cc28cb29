"""What an author did wrong, said so that a clerk can mend it.

In: nothing. Out: `Diagnostic` values, collected by every stage and never raised. Exceptions are for our own bugs;
a mistake in somebody's file is ordinary data that is sorted, counted and printed at the end.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How bad it is. An ERROR stops the build (or drops the record, where the site's setting says so)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One mistake at one place.

    `path` is relative to the project's root, with forward slashes. `line` and `column` count from 1 and count
    characters, not bytes; 0 means the file as a whole. `message` and `hint` are Chinese sentences for a clerk.
    Field order is sort order: by file, then place, then code.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
