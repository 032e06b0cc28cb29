"""The review of a change: two revisions understood by the stages that build the site, and laid side by side.

In: a Project, two revisions, the day `as_of`, the shell. Out: a Review. Neither revision need lie in the folder: both
are read from git, through the shelf, so that only changed files are read anew. The one that is nearer to what the last
build remembered is compared with that, the other one with it, and only pages on which an answer differs are made, in
memory, to have their digests. Part of the floor plan (`build.py`).
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
from gongkai.model.state import ChunkState, FileStamp, SiteState, UnitState
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


class _Known(NamedTuple):
    """What a revision is understood beside: a state, and the stamps in it by path and blob id."""

    state: SiteState | None
    stamps: Mapping[tuple[str, str], FileStamp]


class _Side(NamedTuple):
    """One revision, understood and rendered."""

    files: Mapping[str, git.TreeFile]
    findings: Findings
    units: Sequence[UnitState]
    known: _Known


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
    remembered = _known(Memory(project.memory).state(project.target))

    def understood(commit: str, beside: _Known) -> _Side:
        return _understood(project, commit, as_of, shell, beside, say)

    if _nearer_to_base(remembered, changes):
        before = understood(first, remembered)
        after = understood(last, before.known)
    else:
        after = understood(last, remembered)
        before = understood(first, after.known)
    changed = {each.path for each in changes}
    records = {path for side in (before, after) for path, _ in side.known.stamps}
    others = [each for each in changes if each.path not in records]
    pages = (*changed_pages(before.units, after.units), *authored_pages(others, project.settings))
    found = after.findings.diagnostics
    known = {(each.path, each.code, each.message) for each in before.findings.diagnostics}
    elsewhere = (each for each in found if (each.path, each.code, each.message) not in known)
    differing = _differing(before, after)
    hints = (each for chunk in _chunks(after, differing) for each in chunk.hints)  # a build has none placed
    broken = {each.path for each in found if each.severity is Severity.ERROR}
    return Review(
        first,
        last,
        as_of,
        changed_records(*_editions(before, after, differing), broken),
        tuple(titled(pages, project.target, project.settings.site_name)),
        tuple(FileChange(_KINDS.get(each.status, ChangeKind.CHANGED), each.path) for each in others),
        tuple(sorted({*_of(found, changed), *_of(hints, changed)})),
        tuple(each for each in elsewhere if each.path not in changed),
        tuple(_remarks(after.findings, changed, common)),
    )


def _understood(project: Project, commit: str, as_of: str, shell: Shell, beside: _Known, say: Say) -> _Side:
    settings = project.settings
    files = git.tree_of(project.root, commit, (settings.content, settings.catalogues))
    sources = RevisionFiles(project.root, files)
    there = msgspec.structs.replace(project, sources=sources)
    try:
        ground = survey(there, tree_of(project.root, files, beside.stamps), as_of, beside.state)
        grades = check.without_hints(check.levels(CODES, settings.severities))
        findings = understand(there, ground, beside.state, grades, say)
        units = render_pages(there, findings, shell, beside.state, _put_nowhere, say).units
    finally:
        sources.close()
    return _Side(files, findings, units, _known(state_of(there, findings, shell, units)))


def _known(state: SiteState | None) -> _Known:
    files = (each for chunk in (state.chunks if state is not None else ()) for each in chunk.files)
    return _Known(state, {(each.path, each.blob): each.stamp for each in files})


def _nearer_to_base(known: _Known, changes: Iterable[git.ChangedFile]) -> bool:
    """Whether more of the changed files are known as they were than as they are."""
    stamps = known.stamps
    lead = (((each.path, each.old_blob) in stamps) - ((each.path, each.new_blob) in stamps) for each in changes)
    return sum(lead) > 0


def _put_nowhere(_path: str, _content: bytes) -> None:
    """Digests are all that is wanted of these pages."""


def _of(diagnostics: Iterable[Diagnostic], paths: set[str]) -> Iterator[Diagnostic]:
    return (each for each in diagnostics if each.path in paths)


def _differing(before: _Side, after: _Side) -> list[str]:
    """The chunks that are not the same, by their keys."""
    was, now = before.findings.chunks, after.findings.chunks
    return [key for key in was.keys() | now.keys() if _digest(was.get(key)) != _digest(now.get(key))]


def _chunks(side: _Side, keys: Iterable[str]) -> Iterable[ChunkState]:
    return filter(None, map(side.findings.chunks.get, keys))


def _editions(before: _Side, after: _Side, keys: Collection[str]) -> tuple[dict[Ref, Edition], dict[Ref, Edition]]:
    """The records of these chunks that are not the same, or whose attachments are not."""
    old, new = ({each.summary.ref: each for each in _shelved(side, keys)} for side in (before, after))
    same = {ref for ref in old.keys() & new.keys() if _content(old[ref], before) == _content(new[ref], after)}
    return _opened(before, keys, old, same), _opened(after, keys, new, same)


def _digest(chunk: ChunkState | None) -> str:
    return chunk.digest if chunk is not None else ""


def _shelved(side: _Side, keys: Iterable[str]) -> Iterator[Shelved]:
    for chunk in _chunks(side, keys):
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
    for chunk in _chunks(side, keys):
        kind = KINDS[chunk.kind]
        differing = (each for each in ground.summaries(chunk) or () if each.ref not in same)
        for summary in ground.viewpoint.seen(differing):
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
