"""Rendering one piece of the site: a chunk's records or a room's unit, to files on disk.

In: the Atlas, frames, templates and the shelf. Out: a UnitState: which files were made and every question asked on the
way. Runs in a worker; everything it needs is in the Workbench.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from html import escape
from pathlib import Path

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import NOTHING_ASKED, Inquiry
from gongkai.model.page import FileCopy, Output, Page, Product, RawFile
from gongkai.model.project import Shell, SourceFiles
from gongkai.model.reference import parse_ref
from gongkai.model.room import Kind, Loaded, Room, Site, Unit
from gongkai.model.shelved import Shelved
from gongkai.model.state import UnitState, unit_state
from gongkai.stages.render.frame import FrameKey, Frames, fill
from gongkai.workshop.former_addresses import redirect_page
from gongkai.workshop.kept_records import restore
from gongkai.workshop.output_file import write_if_changed

_RECORD_LINK = re.compile(r'href="([a-z]+:[a-z0-9/-]+)(#[^"]*)?"')


class Workbench(msgspec.Struct, frozen=True):
    """All that rendering needs. `put` takes each finished file, by its address and its bytes."""

    sources: SourceFiles
    put: Callable[[str, bytes], None]
    atlas: Atlas
    site: Site
    frames: Frames
    kinds: Mapping[str, Kind]
    rooms: Mapping[str, Room]


def render_records(bench: Workbench, name: str, digest: str, kind: Kind, records: Iterable[Shelved]) -> UnitState:
    """Make the pages of a chunk's records. Records the Atlas does not list (outside the scope, dropped) have none."""
    inquiry = Inquiry(bench.atlas)
    outputs: list[Output] = []
    for each in records:
        current = inquiry.record(each.summary.ref)  # asked, so that a turn of its own state is noticed
        if current is None or "://" in current.url:
            continue
        html = _with_addresses(each.html, inquiry, current.url)
        loaded = Loaded(current, each.kept, html, each.headings, each.attachments, each.files_folder)
        record = restore(kind.schema, each.kept)
        outputs += (_write(bench, product) for product in kind.pages(loaded, record, inquiry, bench.site))
        outputs += (
            _write(bench, RawFile(former, redirect_page(former, current.url, current.title)))
            for former in current.former
        )
    return unit_state(name, digest, inquiry.asked(), outputs)


def render_unit(bench: Workbench, unit: Unit) -> UnitState:
    """Make the pages of one unit of a room."""
    inquiry = Inquiry(bench.atlas)
    products = bench.rooms[unit.room].render(unit, inquiry, bench.site)
    outputs = [_write(bench, product) for product in products]
    return unit_state(str(unit), "", inquiry.asked(), outputs)


def _with_addresses(html: str, inquiry: Inquiry, url: str) -> str:
    """Turn `policy:sfb/2026-9` in a body into an address relative to the page. A record that is not there (an error
    elsewhere) leaves the words without a link."""
    if ":" not in html or _RECORD_LINK.search(html) is None:
        return html
    root = "../" * url.count("/")

    def address(match: re.Match[str]) -> str:
        ref = parse_ref(match[1])
        target = inquiry.record(ref) if ref else None
        if target is None:
            return f'title="{escape(match[1])}"'
        return f'href="{target.url if "://" in target.url else root + target.url}{match[2] or ""}"'

    return _RECORD_LINK.sub(address, html)


def _write(bench: Workbench, product: Product) -> Output:
    match product:
        case Page():
            frame = bench.frames[FrameKey(product.section, product.depth)]
            content = fill(frame, product, bench.site.settings.site_url)
        case RawFile():
            content = product.content
        case FileCopy():
            content = bench.sources.content(product.source)
    bench.put(product.path, content)
    return Output(product.path, sha256(content).digest(), len(content))


def copy_authored(shell: Shell, target: Path, known: UnitState | None) -> UnitState:
    """Carry the authored pages and the theme's files over from where MkDocs put them, if they are not there yet."""
    if known is not None and known.digest == shell.digest:
        return known
    outputs: list[Output] = []
    for path in shell.files:
        content = (shell.folder / path).read_bytes()
        write_if_changed(f"{target}/{path}", content)
        outputs.append(Output(path, sha256(content).digest(), len(content)))
    return unit_state("authored", shell.digest, NOTHING_ASKED, outputs)
