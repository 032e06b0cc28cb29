"""A record as it is taken from the shelf once the Atlas stands: rendering and indexing have no use for the rest.

In: a chunk's file, written by the load stage. Out: values for `Loaded`, to which the Atlas adds the summary.
"""

from __future__ import annotations

import msgspec

from gongkai.model.reference import Ref
from gongkai.model.room import SourceAttachment


class Named(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of a Summary, where that is all that is wanted of one."""

    ref: Ref


class Shelved(msgspec.Struct, frozen=True, array_like=True):
    """A Loaded as rendering takes it from the shelf. Whose it is suffices: the Atlas has the summary, with its state of
    the day."""

    summary: Named
    kept: msgspec.Raw
    html: str
    headings: tuple[tuple[int, str, str], ...]
    attachments: tuple[SourceAttachment, ...]
    files_folder: str
