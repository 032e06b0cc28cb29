"""The floor plan: which stage follows which. Reads like a table of contents.

In: a Project (settings and folders), the day `as_of`, and the shell MkDocs makes (frames, authored pages). Out: the
site's files on disk, what is remembered for the next build, and a Report. Nothing here depends on the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from gongkai.findings import Findings, understand
from gongkai.ground import Ground, survey
from gongkai.model.atlas import Atlas
from gongkai.model.change import Change
from gongkai.model.project import Project, Report, Say, Shell
from gongkai.model.room import Site
from gongkai.model.settings import OnError
from gongkai.model.state import SiteState, UnitState
from gongkai.rooms import CODES, KINDS, ROOMS
from gongkai.stages import check, load, render
from gongkai.stages.index.gather import Publication, nothing_more
from gongkai.stages.index.memory import FOLDER, make_room
from gongkai.stages.remember import Memory, glance_of, inputs_digest
from gongkai.stages.sweep import remove_left_over, sweep
from gongkai.workshop.file_tree import Tree, read_tree
from gongkai.workshop.output_file import write_if_changed


def build(
    project: Project,
    tree: Tree,
    as_of: str,
    shell: Callable[[], Shell],
    say: Say,
    after: Callable[[Publication], None] = nothing_more,
) -> Report:
    """Build the site from the sources of `tree`. `say(stage, done, total)` is told how far it is; `after` gets what was
    published when its pages stand. Mistakes are in the Report, never raised."""
    memory = Memory(project.memory)
    before = memory.state(project.target)
    ground = survey(project, tree, as_of, before)
    made_shell = shell()
    grades = check.without_hints(check.levels(CODES, project.settings.severities))
    findings = understand(project, ground, before, grades, say)
    if findings.errors and project.settings.on_error is OnError.STOP:
        return _report(findings, render.Rendered((), 0), 0)
    memory.begin()
    rendered = _rendered(project, findings, made_shell, before, say)
    remembered = state_of(project, findings, made_shell, rendered.units)
    removed = _removed(project, before, remembered)
    report = _report(findings, rendered, removed)
    make_room(project)
    memory.finish(glance_of(inputs_digest(project, as_of), project.target, tree, rendered.units, report), remembered)
    load.tidy(ground.upper.shelf.folder, findings.shelved)
    after(_publication(project, findings, made_shell, before, remembered))
    return report


def examine(project: Project, as_of: str, say: Say) -> Findings:
    """Load, check and link without rendering: what `gongkai check` does. The state is read, but left as it is."""
    before = Memory(project.memory).state(project.target)
    ground = survey(project, source_tree(project), as_of, before)
    return understand(project, ground, before, check.levels(CODES, project.settings.severities), say)


def source_tree(project: Project) -> Tree:
    """Stamps of everything under the content roots."""
    return read_tree(project.root, (project.settings.content, project.settings.catalogues))


def _rendered(
    project: Project, findings: Findings, shell: Shell, before: SiteState | None, say: Say
) -> render.Rendered:
    """All pages of records and rooms, and what MkDocs made."""

    def put(path: str, content: bytes) -> None:
        write_if_changed(f"{project.target}/{path}", content)

    known = before if before and before.target == str(project.target) else None
    made = render_pages(project, findings, shell, known, put, say)
    remembered = next((unit for unit in known.units if unit.name == "authored"), None) if known else None
    authored = render.copy_authored(shell, project.target, remembered)
    return render.Rendered((*made.units, authored), made.written)


def render_pages(
    project: Project,
    findings: Findings,
    shell: Shell,
    before: SiteState | None,
    put: Callable[[str, bytes], None],
    say: Say,
) -> render.Rendered:
    """All pages of records and rooms. Those that are what they were in the state `before` are not made; `put` takes the
    others."""
    ground, atlas = findings.ground, findings.atlas
    site = Site(ground.context, render.open_templates(project.theme, project.memory / "templates"))
    rooms = {room.name: room for room in ROOMS}
    bench = render.Workbench(project.sources, put, atlas, site, shell.frames, KINDS, rooms)
    known: dict[str, UnitState] = {}
    if before and before.frames == _frames_digest(ground, shell):
        known = {unit.name: unit for unit in before.units}
    change = findings.change
    return render.render_all(
        bench,
        tuple(findings.chunks.values()),
        (unit for room in ROOMS for unit in room.units(atlas, ground.context)),
        ground.records,
        known if change is not None else {},
        change or Change((), ()),
        project.workers,
        say,
    )


def state_of(project: Project, findings: Findings, shell: Shell, units: Sequence[UnitState]) -> SiteState:
    """What to remember of a site that was made."""
    ground = findings.ground
    return SiteState(
        str(project.target),
        ground.digests,
        _frames_digest(ground, shell),
        findings.register,
        ground.viewpoint.as_of,
        findings.dropped,
        dict(ground.groups),
        tuple(findings.chunks.values()),
        findings.sheets,
        findings.judged,
        tuple(units),
    )


def _publication(
    project: Project, findings: Findings, shell: Shell, before: SiteState | None, now: SiteState
) -> Publication:
    ground = findings.ground
    return Publication(
        project,
        findings.atlas,
        ground.context,
        ROOMS,
        KINDS,
        now.chunks,
        ground.digests[1],
        ground.records,
        shell,
        now.atlas_digest,
        before.atlas_digest if before else "",
        findings.change,
    )


def _removed(project: Project, before: SiteState | None, now: SiteState) -> int:
    if before is None or before.target != now.target:
        return sweep(project.target, {output.path for unit in now.units for output in unit.outputs}, FOLDER)
    kept = {id(unit) for unit in before.units} & {id(unit) for unit in now.units}
    gone = {output.path for unit in before.units if id(unit) not in kept for output in unit.outputs}
    made = {output.path for unit in now.units if id(unit) not in kept for output in unit.outputs}
    return remove_left_over(project.target, gone - made)


def _frames_digest(ground: Ground, shell: Shell) -> str:
    return sha256(f"{ground.digests[1]} {shell.frames_digest}".encode()).hexdigest()


def _report(findings: Findings, rendered: render.Rendered, removed: int) -> Report:
    return Report(
        published=bool(rendered.units),
        records=_counted(findings.atlas),
        files=sum(unit.files for unit in rendered.units),
        size=sum(unit.size for unit in rendered.units),
        written=rendered.written,
        removed=removed,
        diagnostics=findings.diagnostics,
    )


def _counted(atlas: Atlas) -> dict[str, int]:
    """How many records of each kind have their page on this site."""
    counts = dict.fromkeys(KINDS, 0)
    for sheet in atlas.index.sheets:
        counts[sheet.kind] += sheet.own
    return {KINDS[name].label: count for name, count in counts.items() if count}
