"""What a pull request changes on the site, for a reviewer who has never seen git.

In: nothing. Out: values that `stages.review` makes of two revisions and shows as a comment, a page, or JSON. The
comment is made again from the JSON by a job that trusts none of it, so these values can be read back.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from gongkai.model.diagnostic import Diagnostic


class ChangeKind(StrEnum):
    """What became of a record, a page or a file."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        return {"added": "新增", "changed": "修改", "withdrawn": "撤下", "unreadable": "不能读取"}[self.value]


class FieldChange(msgspec.Struct, frozen=True):
    """A field by its official label, as text; "" where it was or is not there."""

    label: str
    before: str
    after: str


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a paragraph. `differs`: it is not in the other text; empty: the other text has something here."""

    text: str
    differs: bool


class PassageChange(msgspec.Struct, frozen=True):
    """One paragraph before and after; () where there was or is none."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class FileChange(msgspec.Struct, frozen=True):
    """A file by its name (an attachment) or its path."""

    kind: ChangeKind
    name: str


class RecordChange(msgspec.Struct, frozen=True):
    """One record. `url` is that of its page, "" where this site has none; `note` says why nothing more is shown."""

    kind: ChangeKind
    ref: str
    label: str
    """What such a record is called."""
    title: str
    department: str
    url: str
    path: str
    fields: tuple[FieldChange, ...] = ()
    passages: tuple[PassageChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    note: str = ""


class PageChange(msgspec.Struct, frozen=True):
    """A page of the site. `title` is "" where it is not known."""

    kind: ChangeKind
    url: str
    title: str = ""


class Review(msgspec.Struct, frozen=True):
    """All that lies between two revisions, named by their commit ids."""

    base: str
    head: str
    as_of: str
    records: tuple[RecordChange, ...]
    pages: tuple[PageChange, ...]
    files: tuple[FileChange, ...]
    """Changed files that hold no records: settings, column tree, authored pages, register of numbers, code."""
    diagnostics: tuple[Diagnostic, ...]
    """Of the changed files."""
    elsewhere: tuple[Diagnostic, ...]
    """Mistakes in other files that were not there before."""
    remarks: tuple[str, ...] = ()

    def count(self, kind: ChangeKind) -> int:
        return sum(each.kind is kind for each in self.records)
