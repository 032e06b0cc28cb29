"""Check: what can only be judged from the whole site, and how grave each mistake is for this site.

In: the Atlas and the rooms' rules. Out: diagnostics with file, line and column. Rules of single records run while they
are loaded (`stages.load`); here are those that see two records at once. What was found of a chunk is kept with what was
asked to find it, and is good until an answer changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.change import Change
from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.inquiry import Inquiry
from gongkai.model.project import SourceFiles
from gongkai.model.reference import Ref
from gongkai.model.room import Code, SiteProblem
from gongkai.model.state import ChunkState, Judged
from gongkai.model.summary import Summary
from gongkai.workshop.front_matter import split
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import Positions, read_with_positions

Grades = Mapping[str, Severity | None]
"""The level of each code on a site; None for one that is not told."""

Rule = Callable[[Summary, Inquiry], Iterable[SiteProblem]]
"""What is wrong with one record beside those it asks for."""

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[SiteProblem]).decode


def levels(codes: Mapping[str, Code], overrides: Mapping[str, str]) -> dict[str, Severity | None]:
    """The level of each code on this site: its own, unless mkdocs.yml says otherwise (`off` switches it off)."""
    found: dict[str, Severity | None] = {code: each.severity for code, each in codes.items()}
    for code, level in overrides.items():
        found[code] = None if level == "off" else Severity(level)
    return found


def without_hints(grades: Mapping[str, Severity | None]) -> dict[str, Severity | None]:
    """The levels for a build: hints are for those who ask (`gongkai check`), and placing them reads files again."""
    return {code: None if level is Severity.INFO else level for code, level in grades.items()}


def graded(diagnostics: Iterable[Diagnostic], grades: Mapping[str, Severity | None]) -> Iterator[Diagnostic]:
    """What was found before the levels were known, with the level of this site."""
    for each in diagnostics:
        level = grades.get(each.code, each.severity)
        if level is not None:
            yield msgspec.structs.replace(each, severity=level)


def with_errors(chunks: Iterable[ChunkState]) -> frozenset[str]:
    """Departments (with other names in paths) some of whose files have errors."""
    mistakes = (each for chunk in chunks for each in chunk.mistakes if each.severity is Severity.ERROR)
    return frozenset(name for each in mistakes for name in each.path.split("/"))


def judge_all(
    chunks: Iterable[ChunkState],
    atlas: Atlas,
    rules: Sequence[Rule],
    known: Mapping[str, Judged],
    change: Change | None,
) -> Iterator[Judged]:
    """Each chunk's records judged beside others: as `known`, unless the chunk or an answer is another one."""
    of_sheet = {sheet.key: sheet for sheet in atlas.index.sheets}
    for chunk in chunks:
        before = known.get(chunk.key)
        if before is not None and before.digest == chunk.digest and change and not change.concerns(before.asked, atlas):
            yield before
            continue
        inquiry = Inquiry(atlas)
        summaries = atlas.opened(of_sheet[chunk.key]).summaries
        problems = [problem for each in summaries for rule in rules for problem in rule(each, inquiry)]
        yield Judged(chunk.key, chunk.digest, inquiry.asked(), _pack(problems))


def problems_of(judged: Iterable[Judged]) -> Iterator[SiteProblem]:
    return (problem for each in judged for problem in _unpack(each.packed_problems))


def placed(
    found: Iterable[SiteProblem], grades: Mapping[str, Severity | None], sources: SourceFiles
) -> tuple[list[Diagnostic], set[Ref]]:
    """Problems with level and place, and the records that have errors and must not be published."""
    places: dict[str, tuple[Positions | None, int]] = {}
    diagnostics: list[Diagnostic] = []
    blamed: set[Ref] = set()
    for each in found:
        level = grades.get(each.problem.code, Severity.ERROR)
        if level is None:
            continue
        path = each.summary.path if each.summary else each.path
        if path not in places:
            places[path] = _positions(sources, path)
        line, column = _position(each, *places[path])
        problem = each.problem
        diagnostics.append(Diagnostic(path, line, column, problem.code, level, problem.message, problem.hint))
        if level is Severity.ERROR and each.summary:
            blamed.add(each.summary.ref)
    return diagnostics, blamed


def _positions(sources: SourceFiles, path: str) -> tuple[Positions | None, int]:
    """Positions in a file, and its body's first line; None where it has gone, or is neither YAML nor Markdown."""
    if not path.endswith((".md", ".yml")):
        return None, 1
    try:
        content = sources.content(path)
    except OSError:
        return None, 1
    text, _ = decode(content, path=path)
    if text is None:
        return None, 1
    if not path.endswith(".md"):
        return read_with_positions(text, path=path)[1], 1
    parts, _ = split(text, path=path)
    if parts is None:
        return None, 1
    return read_with_positions(parts.text, path=path, first_line=2)[1], parts.body_line


def _position(found: SiteProblem, positions: Positions | None, body_line: int) -> tuple[int, int]:
    if found.problem.body_line:
        return body_line + found.problem.body_line - 1, 1
    if positions is None:
        return 0, 0
    prefix: tuple[str | int, ...] = (found.summary.item,) if found.summary and found.summary.item >= 0 else ()
    return positions.value(prefix + found.problem.field)
