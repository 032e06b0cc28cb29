"""What a snapshot holds of each record: its line of data, its source, its files.

In: chunks with their records on the shelf, the Atlas, a Selection. Out: Holdings, in order of the records. Here the
publishable view of the sources is drawn: a record that is not for everybody has but its card. The load stage refuses
others already; they are left out here once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies
from gongkai.model.record import DisclosureMode, DisclosureScope, Part, Record
from gongkai.model.room import Kind
from gongkai.model.shelved import Shelved
from gongkai.model.state import ChunkState
from gongkai.stages.snapshot.data_files import data_of, row_of
from gongkai.stages.snapshot.selection import Selection
from gongkai.workshop.crew import share
from gongkai.workshop.kept_records import restore


class Holding(msgspec.Struct, frozen=True, array_like=True):
    """One record. `address` is that of its page, `former` those that lead there; `files` are its attachments, each with
    its source and the address of its copy; `line` is its data as JSON, `row` as cells.

    `held`: it belongs to the snapshot.
    """

    kind: str
    place: str
    address: str
    former: tuple[str, ...]
    source: str
    files: tuple[tuple[str, str], ...]
    published: str
    listings: tuple[str, ...]
    held: bool
    line: bytes
    row: tuple[str, ...]


class View(msgspec.Struct, frozen=True):
    """From where records are looked at."""

    atlas: Atlas
    bodies: Bodies
    kinds: Mapping[str, Kind]
    fetch: Callable[[ChunkState], Iterable[Shelved]]
    selection: Selection


class _Chunk(msgspec.Struct, frozen=True, array_like=True):
    holdings: tuple[Holding, ...]


def holdings_of(view: View, chunks: Sequence[ChunkState], workers: int) -> list[Holding]:
    """Every record that has a page on the site."""
    view.atlas.open_all()  # here, before workers are forked
    made = share(lambda chunk: _Chunk(tuple(_of_chunk(view, chunk))), chunks, _Chunk, workers)
    return sorted((each for chunk in made for each in chunk.holdings), key=lambda each: (each.kind, each.place))


def _of_chunk(view: View, chunk: ChunkState) -> Iterator[Holding]:
    kind = view.kinds[chunk.kind]
    for each in view.fetch(chunk):
        summary = view.atlas.record(each.summary.ref.kind, each.summary.ref.place)
        if summary is None or "://" in summary.url or summary.mode == DisclosureMode.WITHHELD:
            continue
        held = view.selection.holds(summary, view.atlas, view.bodies)
        record = restore(kind.schema, each.kept)
        if not _is_public(record) and (each.html or each.attachments or kind.body_of(record)):
            continue
        folder = f"{summary.url.rpartition('/')[0]}/{each.files_folder}"
        data = data_of(summary, record, each.html) if held else {}
        yield Holding(
            summary.ref.kind,
            summary.ref.place,
            summary.url,
            summary.former,
            summary.path,
            tuple((file.path, f"{folder}/{file.name}") for file in each.attachments),
            summary.published,
            summary.listings,
            held,
            msgspec.json.encode(data),
            row_of(data, kind.schema),
        )


def _is_public(record: Part) -> bool:
    """Whether everybody may see all of it; what is no Record (bodies, lists) has nothing to hide."""
    if not isinstance(record, Record):
        return True
    return record.mode is DisclosureMode.PROACTIVE and record.scope is DisclosureScope.PUBLIC
