"""The floor plan: which stage follows which. Reads like a table of contents.

In: a Project (settings and folders), the day `as_of`, and the shell MkDocs makes (frames, authored pages). Out: the
site's files on disk, what is remembered for the next build, and a Report. Nothing here depends on the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies, bodies_from
from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.page import Output
from gongkai.model.project import Project, Report, Say, Shell
from gongkai.model.record import Part
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Shelved, Site
from gongkai.model.settings import OnError
from gongkai.model.state import ChunkState, SiteState, UnitState
from gongkai.model.summary import Summary
from gongkai.rooms import CODES, FOLDERS, FOUNDATION, KINDS, ROOMS
from gongkai.stages import check, freeze, load, render
from gongkai.stages.link import link
from gongkai.stages.moved import former_address_problems
from gongkai.stages.remember import Memory, glance_of, inputs_digest
from gongkai.stages.sweep import remove_left_over, sweep
from gongkai.workshop.file_tree import Tree, read_tree


class Ground(msgspec.Struct, frozen=True):
    """What stands before records are loaded: the sources sorted, the register of bodies, the whole-site files."""

    sources: load.Sources
    foundation: tuple[ChunkState, ...]
    context: Context
    digests: tuple[str, str]
    """Digest under which the foundation was loaded, and that for all other chunks."""
    diagnostics: tuple[Diagnostic, ...]


class Findings(msgspec.Struct, frozen=True):
    """The sources understood: every record that may be published, and every mistake."""

    ground: Ground
    chunks: tuple[ChunkState, ...]
    atlas: Atlas
    dropped: frozenset[Ref]
    """Records that could be read, and have errors that only the whole site shows."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        return sum(each.severity is Severity.ERROR for each in self.diagnostics)


def build(project: Project, tree: Tree, as_of: str, shell: Callable[[], Shell], say: Say) -> Report:
    """Build the site from the sources of `tree`. `say(stage, done, total)` is told how far it is. Mistakes are in the
    Report, never raised."""
    memory = Memory(project.memory)
    before = memory.state(project.target)
    ground = survey(project, tree, before)
    loading = _loading(project, ground, before)
    made_shell = shell()
    grades = check.without_hints(check.levels(CODES, project.settings.severities))
    findings = understand(project, ground, loading, as_of, grades, say)
    if findings.errors and project.settings.on_error is OnError.STOP:
        return _report(findings, render.Rendered((), 0), 0)
    memory.begin()
    rendered = _rendered(project, findings, made_shell, as_of, before, say)
    remembered = SiteState(
        str(project.target),
        " ".join(ground.digests),
        _frames_digest(ground, made_shell),
        as_of,
        findings.dropped,
        findings.chunks,
        rendered.units,
    )
    removed = _removed(project, before, remembered)
    report = _report(findings, rendered, removed)
    memory.finish(glance_of(inputs_digest(project, as_of), project.target, tree, rendered.units, report), remembered)
    return report


def examine(project: Project, as_of: str, say: Say) -> Findings:
    """Load, check and link without rendering: what `gongkai check` does. The state is read, but left as it is."""
    before = Memory(project.memory).state(project.target)
    ground = survey(project, source_tree(project), before)
    grades = check.levels(CODES, project.settings.severities)
    return understand(project, ground, _loading(project, ground, before), as_of, grades, say)


def source_tree(project: Project) -> Tree:
    """Stamps of everything under the content roots."""
    return read_tree(project.root, (project.settings.content, project.settings.catalogues))


def survey(project: Project, tree: Tree, before: SiteState | None) -> Ground:
    """Sort the sources, read the register of bodies and the whole-site files."""
    settings = project.settings
    registers = {each.name: each for room in ROOMS for each in room.registers}
    paths = {name: f"{settings.catalogues}/{each.file}" for name, each in registers.items()}
    roots = {"content": settings.content, "catalogues": settings.catalogues}
    own = load.pages_of_bodies(tree, settings.content, f"{settings.catalogues}/{KINDS[FOUNDATION].folder}")
    authored = (settings.content, f"{settings.content}/pages", *own, f"{settings.catalogues}/register")
    sources = load.sort_sources(tree, KINDS.values(), frozenset(paths.values()), authored, roots)
    diagnostics = list(sources.diagnostics)
    values: dict[str, Part] = {}
    digest = sha256(msgspec.msgpack.encode((project.engine, settings)))
    first = digest.hexdigest()
    for name, register in registers.items():
        value, fields, found = load.load_register(register, project.root, paths[name], project.memory)
        diagnostics += found
        digest.update(msgspec.msgpack.encode(fields))
        values[name] = value if value is not None else register.schema.model_construct()
    empty = Context(settings, Bodies({}), values)
    chunks = [chunk for chunk in sources.chunks if chunk.kind == FOUNDATION]
    foundation = tuple(_load(project, chunks, empty, first, before, 0))
    bodies = bodies_from(summary for chunk in foundation for summary in chunk.summaries)
    digest.update(msgspec.msgpack.encode(bodies))
    context = Context(settings, bodies, values)
    return Ground(sources, foundation, context, (first, digest.hexdigest()), tuple(diagnostics))


def _loading(project: Project, ground: Ground, before: SiteState | None) -> Iterable[ChunkState]:
    chunks = [chunk for chunk in ground.sources.chunks if chunk.kind != FOUNDATION]
    return chain(ground.foundation, _load(project, chunks, ground.context, ground.digests[1], before, 1))


def _load(
    project: Project, chunks: list[load.Chunk], context: Context, digest: str, before: SiteState | None, part: int
) -> Iterator[ChunkState]:
    """`digest` is that of the context; `part` says which of the two remembered digests it is compared with."""
    valid = before is not None and before.context.split(" ")[part] == digest
    known = {state.key: state for state in before.chunks} if before is not None and valid else {}
    desk = load.Desk(ROOMS, context, check.levels(CODES, project.settings.severities))
    return load.load_chunks(chunks, known, KINDS, project.root, _shelf(project, digest), desk, project.workers)


def _shelf(project: Project, digest: str) -> load.Shelf:
    return load.Shelf(project.memory / "chunks", digest)


def understand(
    project: Project,
    ground: Ground,
    loading: Iterable[ChunkState],
    as_of: str,
    grades: Mapping[str, Severity | None],
    say: Say,
) -> Findings:
    """Wait for all chunks, then see the site as a whole. Records with errors are not in the Atlas.

    `grades` is the level of each code; what has none is not told.
    """
    total = len(ground.sources.chunks)
    chunks: list[ChunkState] = []
    for state in loading:
        chunks.append(state)
        say("读取", len(chunks), total)
    summaries = [summary for chunk in chunks for summary in chunk.summaries]
    atlas = _linked(project, ground, summaries, as_of)
    folder = project.settings.catalogues
    others = chain(
        freeze.disagreements(atlas, freeze.read_register(project.root, folder), folder, check.with_errors(chunks)),
        former_address_problems(atlas, FOLDERS, ground.context.bodies),
    )
    found, blamed = check.check_site(ROOMS, atlas, ground.context, as_of, grades, project.root, others)
    if blamed:
        atlas = _linked(project, ground, (each for each in summaries if each.ref not in blamed), as_of)
    earlier = chain(ground.diagnostics, *(chunk.diagnostics for chunk in chunks))
    return Findings(
        ground, tuple(chunks), atlas, frozenset(blamed), tuple(sorted({*check.graded(earlier, grades), *found}))
    )


def _linked(project: Project, ground: Ground, summaries: Iterable[Summary], as_of: str) -> Atlas:
    settings = project.settings
    return link(summaries, KINDS, as_of, ground.context.bodies, settings.scope, settings.whole_site_url)


def _rendered(
    project: Project, findings: Findings, shell: Shell, as_of: str, before: SiteState | None, say: Say
) -> render.Rendered:
    """All pages of records and rooms, and what MkDocs made."""
    ground, atlas = findings.ground, findings.atlas
    site = Site(ground.context, render.open_templates(project.theme, project.memory / "templates"))
    rooms = {room.name: room for room in ROOMS}
    bench = render.Workbench(project.root, project.target, atlas, site, shell.frames, KINDS, rooms)
    known: dict[str, UnitState] = {}
    if before and before.target == str(project.target) and before.frames == _frames_digest(ground, shell):
        known = {unit.name: unit for unit in before.units}
    touched = _touched(project, findings, as_of, before) if before and known else set()

    def fetch(chunk: ChunkState) -> Iterable[Shelved]:
        return _shelf(project, ground.digests[chunk.kind != FOUNDATION]).records(chunk.key)

    units = (unit for room in ROOMS for unit in room.units(atlas, ground.context))
    made = render.render_all(bench, findings.chunks, units, fetch, known, touched, project.workers, say)
    authored = render.copy_authored(shell, project.target, known.get("authored"))
    return render.Rendered((*made.units, authored), made.written)


def _touched(project: Project, findings: Findings, as_of: str, before: SiteState) -> set[str]:
    """Topics on which answers may differ from those of the last build: of records whose chunk is another, whose state
    may have turned with the day, or that were dropped then and are not now, or the other way round."""
    old_chunks = {chunk.key: chunk for chunk in before.chunks}
    new_chunks = {chunk.key: chunk for chunk in findings.chunks}
    turned = before.dropped ^ findings.dropped
    differing = {
        key
        for key in old_chunks.keys() | new_chunks.keys()
        if turned or as_of != before.as_of or old_chunks.get(key) is not new_chunks.get(key)
    }
    old = (s for key in differing & old_chunks.keys() for s in old_chunks[key].summaries if s.ref not in before.dropped)
    refs: set[Ref] = {s.ref for key in differing & new_chunks.keys() for s in new_chunks[key].summaries}
    new = {ref: summary for ref, summary in findings.atlas.records.items() if ref in refs}
    return render.touched_topics(_linked(project, findings.ground, old, before.as_of).records, new)


def _removed(project: Project, before: SiteState | None, now: SiteState) -> int:
    if before is None or before.target != now.target:
        return sweep(project.target, {output.path for unit in now.units for output in unit.outputs})
    return remove_left_over(project.target, render.left_over(before.units, now.units))


def _frames_digest(ground: Ground, shell: Shell) -> str:
    return sha256(f"{ground.digests[1]} {shell.frames_digest}".encode()).hexdigest()


def _report(findings: Findings, rendered: render.Rendered, removed: int) -> Report:
    counts: dict[str, int] = {}
    for summary in findings.atlas.records.values():
        if "://" not in summary.url:
            counts[summary.ref.kind] = counts.get(summary.ref.kind, 0) + 1
    outputs: list[Output] = [output for unit in rendered.units for output in unit.outputs]
    labels = {name: kind.label for name, kind in KINDS.items()}
    return Report(
        published=bool(rendered.units),
        records={labels[name]: counts[name] for name in KINDS if name in counts},
        files=len(outputs),
        size=sum(output.size for output in outputs),
        written=rendered.written,
        removed=removed,
        diagnostics=findings.diagnostics,
    )
