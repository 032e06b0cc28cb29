"""The review of a change: two revisions understood by the stages that build the site, and laid side by side.

In: a Project, two revisions, the day `as_of`, the shell. Out: a Review. Neither revision need lie in the folder: both
are read from git, through the shelf, so that only chunks with changed files are read anew. The later revision is
compared with what the last build remembered, the earlier one with the later, and only pages on which an answer differs
are made, in memory, to have their digests. Part of the floor plan (`build.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from gongkai.build import render_pages, state_of
from gongkai.findings import Findings, understand
from gongkai.ground import survey
from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.project import Project, Say, Shell
from gongkai.model.reference import Ref
from gongkai.model.review import ChangeKind, FileChange, Review
from gongkai.model.shelved import Shelved
from gongkai.model.state import ChunkState, SiteState, UnitState
from gongkai.model.summary import Summary
from gongkai.rooms import CODES, FOUNDATION, KINDS
from gongkai.stages import check
from gongkai.stages.remember import Memory
from gongkai.stages.review import Edition, authored_pages, changed_pages, changed_records, titled
from gongkai.workshop import git
from gongkai.workshop.kept_records import restore
from gongkai.workshop.source_files import RevisionFiles, tree_of

_KINDS = {"A": ChangeKind.ADDED, "D": ChangeKind.WITHDRAWN}
_SHALLOW = "这里没有两个版本分开之前的历史（浅克隆），所以直接比较两个版本；后来合入主分支的改动也会列出。"
_SETTINGS = "网站设置、外观或程序有改动，全部网页都可能变化；下面列出的只是信息改动引起的变化。"
_ERRORS = "改动后有错误。改正之前，网站不会更新。"


class _Side(NamedTuple):
    """One revision, understood and rendered."""

    files: Mapping[str, git.TreeFile]
    findings: Findings
    units: Sequence[UnitState]
    state: SiteState


def review(project: Project, base: str, head: str, as_of: str, shell: Shell, say: Say) -> Review:
    """What lies between two revisions.

    Raises:
        git.GitError: one of them is not here.
    """
    root = project.root
    last = git.commit_of(root, head)
    common = git.merge_base(root, base, head)
    first = common or git.commit_of(root, base)
    changes = git.changes_between(root, first, last)
    remembered = Memory(project.memory).state(project.target)
    after = _understood(project, last, as_of, shell, remembered, say)
    before = _understood(project, first, as_of, shell, after.state, say)
    changed = {each.path for each in changes}
    records = {each.path for side in (before, after) for chunk in _chunks(side.state) for each in chunk.files}
    others = [each for each in changes if each.path not in records]
    pages = (*changed_pages(before.units, after.units), *authored_pages(others, project.settings))
    found = after.findings.diagnostics
    known = {(each.path, each.code, each.message) for each in before.findings.diagnostics}
    elsewhere = (each for each in found if (each.path, each.code, each.message) not in known)
    broken = {each.path for each in found if each.severity is Severity.ERROR}
    return Review(
        first,
        last,
        as_of,
        changed_records(*_editions(before, after), broken),
        tuple(titled(pages, project.target, project.settings.site_name)),
        tuple(FileChange(_KINDS.get(each.status, ChangeKind.CHANGED), each.path) for each in others),
        tuple(sorted({*_of(found, changed), *_of(_hints(after, changed), changed)})),
        tuple(each for each in elsewhere if each.path not in changed),
        tuple(_remarks(after.findings, changed, common)),
    )


def _understood(project: Project, commit: str, as_of: str, shell: Shell, before: SiteState | None, say: Say) -> _Side:
    settings = project.settings
    files = git.tree_of(project.root, commit, (settings.content, settings.catalogues))
    sources = RevisionFiles(project.root, files)
    there = msgspec.structs.replace(project, sources=sources)
    known = {(each.path, each.blob): each.stamp for chunk in _chunks(before) for each in chunk.files}
    try:
        ground = survey(there, tree_of(project.root, files, known), as_of, before)
        grades = check.without_hints(check.levels(CODES, settings.severities))
        findings = understand(there, ground, before, grades, say)
        units = render_pages(there, findings, shell, before, _put_nowhere, say).units
    finally:
        sources.close()
    return _Side(files, findings, units, state_of(there, findings, shell, units))


def _chunks(state: SiteState | None) -> Iterable[ChunkState]:
    return state.chunks if state is not None else ()


def _put_nowhere(_path: str, _content: bytes) -> None:
    """Digests are all that is wanted of these pages."""


def _of(diagnostics: Iterable[Diagnostic], paths: set[str]) -> Iterator[Diagnostic]:
    return (each for each in diagnostics if each.path in paths)


def _hints(side: _Side, paths: set[str]) -> Iterator[Diagnostic]:
    """Hints on the changed files: those on all others would take longer to place than everything else."""
    for chunk in side.findings.chunks.values():
        if any(each.path in paths for each in chunk.files):
            yield from chunk.hints


def _editions(before: _Side, after: _Side) -> tuple[dict[Ref, Edition], dict[Ref, Edition]]:
    """The records that are not the same, or whose attachments are not."""
    was, now = before.findings.chunks, after.findings.chunks
    keys = [key for key in was.keys() | now.keys() if _digest(was.get(key)) != _digest(now.get(key))]
    old, new = ({each.summary.ref: each for each in _shelved(side, keys)} for side in (before, after))
    same = {ref for ref in old.keys() & new.keys() if _content(old[ref], before) == _content(new[ref], after)}
    return _opened(before, keys, old, same), _opened(after, keys, new, same)


def _digest(chunk: ChunkState | None) -> str:
    return chunk.digest if chunk is not None else ""


def _shelved(side: _Side, keys: Iterable[str]) -> Iterator[Shelved]:
    for key in keys:
        chunk = side.findings.chunks.get(key)
        if chunk is not None:
            yield from side.findings.ground.records(chunk)


def _content(record: Shelved, side: _Side) -> tuple[object, ...]:
    return bytes(record.kept), record.html, _files(record, side)


def _files(record: Shelved, side: _Side) -> dict[str, str]:
    return {each.name: side.files[each.path].blob for each in record.attachments}


def _opened(
    side: _Side, keys: Iterable[str], records: Mapping[Ref, Shelved], same: Collection[Ref]
) -> dict[Ref, Edition]:
    ground, atlas = side.findings.ground, side.findings.atlas
    found: dict[Ref, Edition] = {}
    for chunk in filter(None, map(side.findings.chunks.get, keys)):
        kind = KINDS[chunk.kind]
        for summary in ground.viewpoint.seen(ground.summaries(chunk) or ()):
            if summary.ref in same:
                continue
            shelved = records[summary.ref]
            record = restore(kind.schema, shelved.kept)
            body = atlas.record(FOUNDATION, summary.department)
            above = [link.target for link in summary.links if link.relation == "version_of"]
            found[summary.ref] = Edition(
                summary,
                kind.label,
                body.title if body else summary.department,
                record,
                kind.body_of(record),
                shelved.html,
                _files(shelved, side),
                all(_is_open(atlas.record(ref.kind, ref.place)) for ref in above),
            )
    return found


def _is_open(above: Summary | None) -> bool:
    """Whether the text of what an earlier text belongs to may be shown. Where that cannot be read, nobody knows."""
    return above is not None and "restricted" not in above.facts


def _remarks(findings: Findings, changed: Iterable[str], common: str | None) -> Iterator[str]:
    if common is None:
        yield _SHALLOW
    if any(
        path.startswith(("theme/", "plugins/")) or (path.startswith("mkdocs") and path.endswith(".yml"))
        for path in changed
    ):
        yield _SETTINGS
    if findings.errors:
        yield _ERRORS
