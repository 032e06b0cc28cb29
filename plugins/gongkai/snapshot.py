"""What a snapshot is made of: the site as it stands, its sources, its records as data. Part of the floor plan.

In: a Publication and what the commit says. Out: one file. The index of a snapshot of a part is made of its documents
alone, by the stage that makes the site's, so that search offers nothing that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from os.path import getsize
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import msgspec

import gongkai
from gongkai.model.page import Page
from gongkai.model.project import Report
from gongkai.model.settings import Settings
from gongkai.model.shelved import Shelved
from gongkai.model.state import ChunkState
from gongkai.model.tombstone import Tombstone
from gongkai.stages.index.gather import Publication
from gongkai.stages.index.memory import FOLDER
from gongkai.stages.index.write import make_index
from gongkai.stages.remember import Memory
from gongkai.stages.render.frame import FrameKey, fill
from gongkai.stages.snapshot.data_files import data_files
from gongkai.stages.snapshot.holdings import Holding, View, holdings_of
from gongkai.stages.snapshot.pages import (
    ABSENT,
    ABSENT_TITLE,
    SERVER_ONLY,
    absent_words,
    with_links_out,
    without_others,
)
from gongkai.stages.snapshot.selection import Selection
from gongkai.stages.snapshot.sources import publishable_sources
from gongkai.stages.snapshot.texts import (
    OPENING,
    WITHDRAWN,
    Facts,
    Previous,
    count_kinds,
    information_rows,
    opening_page,
    withdrawal_note,
)
from gongkai.workshop.bags import Content, WrittenBag, write_bag
from gongkai.workshop.file_tree import read_tree, read_whole

SITE, SOURCES = "site", "sources"
_UNFIT = re.compile(r"[^A-Za-z0-9.-]")


class Order(msgspec.Struct, frozen=True):
    """What is asked for. `committed` are the files of the commit, `others` the sources that belong to no record;
    `withdrawn` are all withdrawals known to the commit."""

    commit: str
    moment: datetime
    as_of: str
    selection: Selection
    previous: Previous | None
    committed: frozenset[str]
    others: tuple[str, ...]
    withdrawn: tuple[Tombstone, ...]

    def name(self, settings: Settings) -> str:
        """The name of the bag: which site, which day, which commit, which part."""
        site = _UNFIT.sub("-", settings.site_domain or settings.name)
        return "-".join(filter(None, (site, self.moment.date().isoformat(), self.commit[:12], self.selection.name)))


class Packed(msgspec.Struct, frozen=True):
    """What was made. `counts` are the records of each kind; `left_out` the sources that are not publishable."""

    bag: WrittenBag
    counts: Mapping[str, int]
    left_out: tuple[str, ...]


class AlteredSiteError(Exception):
    """A file of the site is not what the build wrote. The text is its path."""


def pack(file: BinaryIO, order: Order, of: Publication, report: Report) -> Packed:
    """Write the snapshot into `file`.

    Raises:
        AlteredSiteError: the site was touched since it was built.
        NotCommittedError: it was built from a file that is in no commit.
        UnfitNameError: a file has a name that not all tools read alike.
        SearchError: the index of a part could not be made.
    """
    # What the index of a part is made in goes again: it would keep what may be withdrawn tomorrow.
    with TemporaryDirectory() as folder:
        return _packed(file, order, of, report, Path(folder))


def _packed(file: BinaryIO, order: Order, of: Publication, report: Report, folder: Path) -> Packed:
    project = of.project
    view = View(of.atlas, of.context.bodies, of.kinds, of.fetch, order.selection)
    holdings = holdings_of(view, of.chunks, project.workers)
    digests = _digests(of)
    site = _site(order, of, holdings, digests, folder)
    sources = publishable_sources(holdings, order.others, report.diagnostics, order.committed, digests.keys())
    held = [each for each in holdings if each.held]
    payload = [
        *site,
        *(_file(f"{SOURCES}/{path}", f"{project.root}/{path}", getsize(project.root / path)) for path in sources),
        *(_made(path, content) for path, content in data_files(held, of.kinds).items()),
    ]
    facts = _facts(order, of, held)
    tags = {OPENING: opening_page(facts), WITHDRAWN: withdrawal_note(order.previous, order.withdrawn)}
    bag = write_bag(
        file,
        facts.name,
        order.moment,
        sorted(payload, key=lambda each: each.path),
        tags,
        information_rows(facts),
        project.workers,
    )
    if order.selection.is_whole:
        _require_as_built(bag, digests)
    wanted = {each.source for each in held}
    return Packed(bag, facts.counts, tuple(sorted(wanted - set(sources))))


def _facts(order: Order, of: Publication, held: Iterable[Holding]) -> Facts:
    settings = of.project.settings
    records = list(held)
    days = sorted(each.published[:10] for each in records if each.published)
    return Facts(
        order.name(settings),
        settings.site_name,
        settings.site_url,
        order.selection.label,
        order.commit,
        order.moment.date().isoformat(),
        order.as_of,
        (days[0], days[-1]) if days else ("", ""),
        count_kinds(each.kind for each in records),
        {name: kind.label for name, kind in of.kinds.items()},
        f"gongkai {gongkai.__version__}",
        order.previous,
    )


def _digests(of: Publication) -> dict[str, tuple[str, int]]:
    """What the build remembers of each page and file: sha256 and size."""
    state = Memory(of.project.memory).state(of.project.target)
    units = state.units if state is not None else ()
    return {
        output.path: (output.digest.hex(), output.size)
        for unit in units
        for output in unit.outputs
        if output.path not in SERVER_ONLY
    }


def _site(
    order: Order, of: Publication, holdings: list[Holding], built: Mapping[str, tuple[str, int]], folder: Path
) -> Iterator[Content]:
    """The files below `data/site/`. `folder` is for what has to be made."""
    target = of.project.target
    if order.selection.is_whole:
        yield from (_file(f"{SITE}/{path}", f"{target}/{path}", size) for path, (_, size) in built.items())
        yield from _below(target, FOLDER)
        return
    kept = without_others(built, holdings, of.atlas.listings)
    absent = frozenset(built.keys() - set(kept))
    for path in kept:
        read: Callable[[], bytes] = partial(read_whole, f"{target}/{path}")
        if path.endswith(".html"):
            read = partial(_led_out, path, f"{target}/{path}", absent)
        yield Content(f"{SITE}/{path}", built[path][1], read)
    words = absent_words(of.project.settings.site_url, order.selection.label)
    page = fill(of.shell.frames[FrameKey("", 0)], Page(ABSENT, "", ABSENT_TITLE, "", "", words), "")
    yield _made(f"{SITE}/{ABSENT}", with_links_out(ABSENT, page, absent))
    yield from _own_index(of, {each.address for each in holdings if each.held}, folder)


def _led_out(page: str, path: str, absent: frozenset[str]) -> bytes:
    return with_links_out(page, read_whole(path), absent)


def _own_index(of: Publication, addresses: set[str], folder: Path) -> Iterator[Content]:
    """The search index of the records at these addresses, and of the authored pages."""
    if of.project.settings.search is None:
        return

    def fetch(chunk: ChunkState) -> Iterable[Shelved]:
        for each in of.fetch(chunk):
            summary = of.atlas.record(each.summary.ref.kind, each.summary.ref.place)
            if summary is not None and summary.url in addresses:
                yield each

    project = msgspec.structs.replace(of.project, target=folder / SITE, memory=folder / "memory")
    make_index(msgspec.structs.replace(of, project=project, fetch=fetch, change=None))
    yield from _below(project.target, FOLDER)


def _below(target: Path, folder: str) -> Iterator[Content]:
    for below, stamps in read_tree(target, (folder,)).items():
        for stamp in stamps:
            path = f"{below}/{stamp.name}"
            yield _file(f"{SITE}/{path}", f"{target}/{path}", stamp.size)


def _file(address: str, path: str, size: int) -> Content:
    return Content(address, size, partial(read_whole, path))


def _made(address: str, content: bytes) -> Content:
    return Content(address, len(content), lambda: content)


def _require_as_built(bag: WrittenBag, built: Mapping[str, tuple[str, int]]) -> None:
    for path, (digest, _) in built.items():
        if bag.digests[f"data/{SITE}/{path}"] != digest:
            raise AlteredSiteError(path)
