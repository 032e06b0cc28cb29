"""What lies at a target: what its records say, and, where an interrupted run leaves a doubt, what a look shows.

In: Manifest and Pending of the target, what was found at doubtful paths. Out: a Standing, in which nothing is in doubt.
Pure functions; the look between them is `perform.look_at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from gongkai.model.release import Headers, Manifest, Pending, Phase, PublishedFile

UNKNOWN = Headers("?")
"""Headers of a file that was put by nobody knows which run."""


class Assumed(msgspec.Struct, frozen=True):
    """What the records say. `doubtful` paths may hold one of these files, or none, or anything."""

    files: dict[str, PublishedFile]
    unlinked: frozenset[str]
    doubtful: dict[str, tuple[PublishedFile, ...]]


class Standing(msgspec.Struct, frozen=True):
    """What lies at a target. No served page links to the paths that are `unlinked`; `changed` are those that
    interrupted runs may have changed since the CDN was told, `since` says when what lingers was last linked to."""

    manifest: Manifest | None
    files: dict[str, PublishedFile]
    unlinked: frozenset[str]
    kept: dict[str, str]
    changed: frozenset[str]
    since: dict[str, str]


def assume(manifest: Manifest | None, pending: Pending | None, strangers: Iterable[str]) -> Assumed:
    """Everything but a look. `strangers` are files found at a target that has no records yet."""
    files: dict[str, PublishedFile] = {}
    doubtful: dict[str, tuple[PublishedFile, ...]] = dict.fromkeys(strangers, ())
    unlinked: set[str] = set()
    if manifest is not None:
        files = {each.path: each for each in manifest.files}
        files |= {each.file.path: each.file for each in manifest.lingering}
        unlinked.update(manifest.leaving)
        doubtful |= dict.fromkeys(manifest.leaving, ())
    if pending is None or is_over(manifest, pending):
        return Assumed(files, frozenset(unlinked), doubtful)
    files |= {each.path: each for each in pending.beside}
    unlinked = set(pending.unlinked)
    for each in pending.beside:
        doubtful.pop(each.path, None)
    for path in pending.missing:
        files.pop(path, None)
        doubtful.pop(path, None)
    for put in pending.puts:
        path = put.file.path
        if put.phase is Phase.NEW and pending.linked:
            files[path] = put.file
            doubtful.pop(path, None)
            continue
        if put.phase is Phase.NEW or pending.linked:
            doubtful[path] = (*((files[path],) if path in files else ()), put.file)
        if put.phase is Phase.NEW:
            unlinked.add(path)
    return Assumed(files, frozenset(unlinked), doubtful)


def is_over(manifest: Manifest | None, pending: Pending) -> bool:
    """Whether the pending release was finished, and only its mark was left."""
    return manifest is not None and manifest.release == pending.release


def settle(
    manifest: Manifest | None,
    pending: Pending | None,
    assumed: Assumed,
    found: Mapping[str, tuple[str, int] | None],
    kept_by_it: Mapping[str, str],
) -> Standing:
    """The Standing, when digest and size of all doubtful paths (None: nothing is there) were found, and which of the
    bytes that the interrupted run meant to keep are kept."""
    files = dict(assumed.files)
    for path, seen in found.items():
        files.pop(path, None)
        if seen is not None:
            files[path] = _recognised(path, *seen, assumed.doubtful[path])
    kept = (manifest.kept if manifest else {}) | dict(kept_by_it)
    changed: frozenset[str] = frozenset()
    since = {each.file.path: each.since for each in manifest.lingering} if manifest else {}
    if pending is not None and not is_over(manifest, pending):
        changed = frozenset(pending.changed).union(put.file.path for put in pending.puts)
        since = {path: began for path, began in since.items() if path not in pending.returned}
    return Standing(manifest, files, assumed.unlinked & files.keys(), kept, changed, since)


def _recognised(path: str, digest: str, size: int, candidates: tuple[PublishedFile, ...]) -> PublishedFile:
    headers = {each.headers for each in candidates if each.digest == digest}
    return PublishedFile(path, digest, size, headers.pop() if len(headers) == 1 else UNKNOWN)
