"""The values an import works with: what goes in, what comes out, and what was seen on the way.

In: nothing. Out: frozen dataclasses. It is here so that the small modules of this package share words and not each
other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai.model.diagnostic import Severity


@dataclass(frozen=True)
class SourceDocument:
    """One document to import. `path` is relative to the imported folder, with forward slashes; `data` its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class ImportedFile:
    """One file to write. `path` is relative to the project's root; `source` that of the document it came from."""

    path: str
    text: str
    source: str


@dataclass(frozen=True, order=True)
class Observation:
    """What was seen in one source, in a Chinese sentence. `line` counts from 1; 0 means the document as a whole.

    ERROR: the document was not imported. WARNING: something was guessed or not understood. INFO: noticed, nothing lost.
    """

    path: str
    line: int
    severity: Severity
    message: str


@dataclass(frozen=True)
class ImportCounts:
    """Figures for the end of the report. Clauses are the parts of the 题注, one a line as a rule."""

    sources: int
    policies: int
    versions: int
    clauses_understood: int
    clauses_not_understood: int


@dataclass(frozen=True)
class ImportReport:
    """The whole plan of an import: the files as they should be, and what was seen. Both are sorted by path."""

    files: tuple[ImportedFile, ...]
    observations: tuple[Observation, ...]
    counts: ImportCounts


@dataclass(frozen=True)
class Written:
    """Paths relative to the project's root, by what became of them."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


class Line(NamedTuple):
    """A line of a source that is not blank. `number` counts from 1; `text` has no blanks at its ends."""

    number: int
    text: str


@dataclass(frozen=True)
class Clause:
    """One clause of the 题注. `original` is what was printed; the other fields are `None` where it was not understood.

    `event` is one of the words `PolicyEvent` knows; `basis` the order, decision, meeting or body that stands before it;
    `effective` a day of coming into force that the clause names besides.
    """

    line: int
    original: str
    day: date | None = None
    event: str | None = None
    basis: str | None = None
    effective: date | None = None

    @property
    def is_understood(self) -> bool:
        return self.day is not None and self.event is not None


@dataclass(frozen=True)
class Document:
    """A source taken apart.

    `body` is Markdown. `title_line` is 0 where the title is not in the text and the file's name stands in for it.
    `body_lines` are the lines of the source the body was made from.
    """

    path: str
    title: str
    title_line: int
    clauses: tuple[Clause, ...]
    body: str
    body_lines: tuple[Line, ...]
