"""The sources understood: every record that may be published, every mistake, and what changed since the last build.

In: the Ground, and what the last build knew. Out: Findings. Here is the one barrier of a build: before it everything
concerns single files, after it the whole site. Part of the floor plan (`build.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from gongkai.ground import Ground
from gongkai.model.atlas import Atlas
from gongkai.model.change import Change
from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.inquiry import Inquiry
from gongkai.model.project import Project, Say
from gongkai.model.reference import Ref
from gongkai.model.room import Room, SiteProblem
from gongkai.model.sheet import Sheet, number_of, numbers_in, sheet_of
from gongkai.model.state import ChunkState, Judged, SiteState
from gongkai.model.summary import Summary, sharing
from gongkai.rooms import FOLDERS, ROOMS
from gongkai.stages import check, freeze, moved


class Findings(msgspec.Struct, frozen=True):
    """What the sources say. `sheets` tell of all records that were read, the Atlas of those that may be published."""

    ground: Ground
    chunks: Mapping[str, ChunkState]
    sheets: tuple[Sheet, ...]
    judged: tuple[Judged, ...]
    register: str
    """Digest of the register of published numbers."""
    atlas: Atlas
    dropped: frozenset[Ref]
    """Records that could be read, and have errors that only the whole site shows."""
    diagnostics: tuple[Diagnostic, ...]
    change: Change | None
    """What changed since the last build; None where that cannot be told."""

    @property
    def errors(self) -> int:
        return sum(each.severity is Severity.ERROR for each in self.diagnostics)

    @property
    def shelved(self) -> set[str]:
        """Names of the chunk files that all this rests on."""
        return {self.ground.file(chunk) for chunk in self.chunks.values()}


def understand(project: Project, ground: Ground, before: SiteState | None, grades: check.Grades, say: Say) -> Findings:
    """Wait for all chunks, then see the site as a whole. Records with errors are not in the Atlas.

    `grades` is the level of each code; what has none is not told.
    """
    before = before if before is not None and before.context == ground.digests else None
    as_of, context = ground.viewpoint.as_of, ground.context
    chunks: dict[str, ChunkState] = {**ground.bodies, **ground.upper.reading.current}
    fresh: dict[str, Sequence[Summary]] = {}
    sheets = _sheets_still_good(before, chunks, as_of)
    total = len(chunks) + ground.upper.reading.total
    say("读取", len(chunks), total)
    texts: dict[str, str] = {}
    for each in ground.upper.reading.fresh:
        key = each.state.key
        summaries = tuple([sharing(summary, texts) for summary in each.summaries])
        chunks[key], fresh[key], sheets[key] = each.state, summaries, each.sheet
        say("读取", len(chunks), total)

    def read(key: str) -> Sequence[Summary]:
        return fresh[key] if key in fresh else ground.viewpoint.seen(ground.summaries(chunks[key]) or ())

    for key, chunk in chunks.items():
        if key not in sheets:
            sheets[key] = sheet_of(key, chunk.kind, read(key))
    atlas = Atlas(sheets.values(), read)
    register = ground.register
    change = _change(ground, before, chunks, atlas, frozenset(), frozenset())
    judged = tuple(
        check.judge_all(
            chunks.values(), atlas, _rules(ground, register), _judged_still_good(before, as_of, register), change
        )
    )
    codes = {code for code, level in grades.items() if level is not None}
    site_wide = chain(
        (problem for room in ROOMS for problem in room.check_registers(context)),
        (problem for room in ROOMS for problem in room.check_site(atlas, context, as_of, codes)),
        freeze.missing_records(atlas, register, project.settings.catalogues, check.with_errors(chunks.values())),
        moved.rival_addresses(atlas),
        check.problems_of(judged),
    )
    found, blamed = check.placed(site_wide, grades, project.sources)
    dropped = frozenset(blamed)
    if dropped or (before and before.dropped):
        atlas = _without(atlas, dropped, read)
        change = _change(ground, before, chunks, atlas, before.dropped if before else frozenset(), dropped)
    hinted = any(level is Severity.INFO for level in grades.values())
    earlier = chain(
        ground.diagnostics,
        (each for group in ground.groups.values() for each in group.diagnostics),
        (each for chunk in chunks.values() for each in chain(chunk.mistakes, chunk.hints if hinted else ())),
    )
    return Findings(
        ground,
        chunks,
        tuple(sheets.values()),
        judged,
        register.digest,
        atlas,
        dropped,
        tuple(sorted({*check.graded(earlier, grades), *found})),
        change,
    )


def _sheets_still_good(before: SiteState | None, chunks: Mapping[str, ChunkState], as_of: str) -> dict[str, Sheet]:
    if before is None or before.as_of != as_of:
        return {}
    known = {chunk.key: chunk.digest for chunk in before.chunks}
    return {
        each.key: each for each in before.sheets if each.key in chunks and chunks[each.key].digest == known[each.key]
    }


def _judged_still_good(before: SiteState | None, as_of: str, register: freeze.Register) -> dict[str, Judged]:
    if before is None or before.as_of != as_of or before.register != register.digest:
        return {}
    return {each.key: each for each in before.judged}


def _rules(ground: Ground, register: freeze.Register) -> list[check.Rule]:
    """What one record is judged by beside others."""
    context, as_of = ground.context, ground.viewpoint.as_of
    withdrawn = frozenset(address for each in context.tombstones for address in each.addresses)

    def of_room(room: Room) -> check.Rule:
        return lambda summary, inquiry: room.check_record(summary, inquiry, context, as_of)

    def of_former_addresses(summary: Summary, _: Inquiry) -> Iterable[SiteProblem]:
        return moved.former_address_problems(summary, FOLDERS, context.bodies, withdrawn) if summary.former else ()

    rules = [*map(of_room, ROOMS), of_former_addresses]
    if register.numbers:
        rules.append(lambda summary, _: freeze.changed_numbers(summary, register))
    return rules


def _without(atlas: Atlas, dropped: frozenset[Ref], read: Callable[[str], Sequence[Summary]]) -> Atlas:
    """The Atlas of the records that may be published."""
    concerned = {sheet.key for sheet in _holding(atlas.index.sheets, dropped)}

    def kept(key: str) -> Sequence[Summary]:
        return [each for each in read(key) if each.ref not in dropped] if key in concerned else read(key)

    return Atlas(
        (
            sheet_of(each.key, each.kind, kept(each.key)) if each.key in concerned else each
            for each in atlas.index.sheets
        ),
        kept,
    )


def _holding(sheets: Iterator[Sheet] | Sequence[Sheet], records: frozenset[Ref]) -> Iterator[Sheet]:
    """The sheets that hold any of these records."""
    numbers = {number_of(str(ref)) for ref in records}
    return (sheet for sheet in sheets if not numbers.isdisjoint(numbers_in(sheet.records)))


def _change(
    ground: Ground,
    before: SiteState | None,
    chunks: Mapping[str, ChunkState],
    atlas: Atlas,
    dropped_before: frozenset[Ref],
    dropped: frozenset[Ref],
) -> Change | None:
    """What changed between the last Atlas and this one; None where the last is not known any more."""
    if before is None:
        return None
    viewpoint = msgspec.structs.replace(ground.viewpoint, as_of=before.as_of)
    old = {chunk.key: chunk for chunk in before.chunks}
    digests = {key: chunk.digest for key, chunk in chunks.items()}
    differing = {key for key in old.keys() | digests.keys() if key not in old or old[key].digest != digests.get(key)}
    if turned := dropped_before ^ dropped:
        differing |= {sheet.key for sheet in _holding((*before.sheets, *atlas.index.sheets), turned)}
    if before.as_of != ground.viewpoint.as_of:
        differing = {*old, *digests}
    was: list[Summary] = []
    for key in differing & old.keys():
        loaded = ground.summaries(old[key])
        if loaded is None:
            return None
        was += (each for each in viewpoint.seen(loaded) if each.ref not in dropped_before)
    sheets = (sheet for sheet in atlas.index.sheets if sheet.key in differing)
    return Change(was, chain.from_iterable(atlas.opened(sheet).summaries for sheet in sheets))
