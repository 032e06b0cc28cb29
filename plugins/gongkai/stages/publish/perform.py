"""Carrying out a plan at a store, phase by phase, so that it may be killed after any request.

In: a Target, a Plan, where bytes come from, the right to publish. Out: the target as the plan says. Before the first
upload `pending.json` says what may be changed; each file is verified when it is put; a phase begins when the one before
it is whole; the manifest comes after the last phase, and deletions after the manifest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from hashlib import md5, sha256
from itertools import groupby
from typing import Any, Protocol, TypeVar

import msgspec

from gongkai.model.release import Manifest, Pending, Phase, Plan, PublishedFile
from gongkai.stages.publish.lock import Clock, Holding
from gongkai.stages.publish.plan import ended
from gongkai.stages.publish.records import (
    MANIFEST,
    PENDING,
    Target,
    kept_path,
    release_path,
    write_manifest,
    write_pending,
)
from gongkai.stages.publish.standing import Standing
from gongkai.workshop.stores import Seen, StoreError

_CHUNK = 256
_LISTED = 10
"""Where at least a tenth of the site is put, listing the store costs less than asking for each file."""
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Source(Protocol):
    """Where the bytes of a release come from."""

    def read(self, file: PublishedFile) -> bytes:
        """The bytes that have the file's digest, or an exception."""


Say = Callable[[str, int, int], None]


class Performer:
    """What all steps of one run need."""

    def __init__(self, target: Target, source: Source, holding: Holding, say: Say, at_once: int) -> None:
        self._target = target
        self._source = source
        self._holding = holding
        self._say = say
        self._at_once = at_once
        self.verified: Counter[str] = Counter()

    def perform(self, plan: Plan, standing: Standing, tag: str | None, clock: Clock) -> tuple[Manifest, str]:
        """Everything up to the manifest. The manifest as it was written, and its tag."""
        pending = pending_of(plan, standing)
        write_pending(self._target, pending)
        self._all("留存原文件", self._keep, plan.to_keep)
        if standing.manifest is not None:
            self._target.records.copy(MANIFEST, release_path(standing.manifest.release))
        for phase, puts in groupby(plan.puts, key=lambda put: put.phase):
            if phase is not Phase.NEW and not pending.linked:
                pending = linked(pending, plan)
                write_pending(self._target, pending)
            self._put_all(_PHASES[phase], [put.file for put in puts], len(plan.manifest.files))
        self._holding.hold()
        manifest = ended(plan.manifest, clock())
        tag = write_manifest(self._target, manifest, tag)
        self._target.records.delete(PENDING)
        return manifest, tag

    def clean(self, manifest: Manifest, tag: str) -> str:
        """Delete what the manifest says is leaving, then say that it is gone. The manifest's new tag."""
        self._all("删除", self._target.site.delete, manifest.leaving)
        self._all("清理留存", self._target.records.delete, manifest.discarded)
        if not (manifest.leaving or manifest.discarded):
            return tag
        self._holding.hold()
        return write_manifest(self._target, msgspec.structs.replace(manifest, leaving=(), discarded=()), tag)

    def look_at(self, paths: Iterable[str]) -> dict[str, tuple[str, int] | None]:
        """Digest and size of what lies at paths that are in doubt; None where there is nothing."""
        named = list(paths)
        return dict(zip(named, self._all("核对上次中断的文件", self._digest, named), strict=True))

    def find_kept(self, kept: Mapping[str, str]) -> dict[str, str]:
        """Those of an interrupted run's kept bytes that are there."""
        digests = list(kept)
        seen = self._all("核对留存", lambda digest: self._target.records.look(kept_path(digest)), digests)
        return {digest: kept[digest] for digest, found in zip(digests, seen, strict=True) if found is not None}

    def _put_all(self, what: str, files: Sequence[PublishedFile], site: int) -> None:
        """Put them, and see that they are there. Where most of the site is put, the store's list, a thousand files at a
        request, is asked before single files are."""
        if not self._target.site.abilities.digests or len(files) * _LISTED < site:
            self.verified.update(self._all(what, lambda file: self._verify(file, self._send(file)), files))
            return
        marks = self._all(what, self._send, files)
        self._holding.hold()
        listed = {seen.path: seen for seen in self._target.site.files("")}
        unseen = [
            (file, mark)
            for file, mark in zip(files, marks, strict=True)
            if not _is_there(listed.get(file.path), file, mark)
        ]
        self.verified.update([_BY_MARK] * (len(files) - len(unseen)))
        self.verified.update(self._all("核对", lambda each: self._verify(*each), unseen))

    def _send(self, file: PublishedFile) -> str:
        """Put it. Its MD5, by which most stores mark what they hold."""
        content = self._source.read(file)
        self._target.site.write(file.path, content, file.headers)
        return md5(content, usedforsecurity=False).hexdigest()

    def _verify(self, file: PublishedFile, mark: str) -> str:
        """See that it is there. By what it was verified."""
        if self._target.site.abilities.digests and _is_there(self._target.site.look(file.path), file, mark):
            return _BY_MARK
        if self._digest(file.path) != (file.digest, file.size):
            raise StoreError(f"“{file.path}”上传后核对不符，请重新运行发布")
        return "读回"

    def _keep(self, file: PublishedFile) -> None:
        folder = self._target.records_folder
        if folder:
            self._target.site.copy(file.path, folder + kept_path(file.digest))
        else:
            content = self._target.site.read(file.path)
            if content is None or sha256(content).hexdigest() != file.digest:
                raise StoreError(f"目标上的“{file.path}”不是清单所记的内容，无法留存")
            self._target.records.write(kept_path(file.digest), content)

    def _digest(self, path: str) -> tuple[str, int] | None:
        content = self._target.site.read(path)
        return None if content is None else (sha256(content).hexdigest(), len(content))

    def _all(self, what: str, do: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
        """Do all of them, many at once, and keep the right to publish meanwhile. The first failure ends it."""
        if not tasks:
            return []
        if self._at_once == 1:
            return [do(task) for task in tasks]
        results: list[_Result] = []
        with ThreadPoolExecutor(self._at_once) as pool:
            for start in range(0, len(tasks), _CHUNK):
                self._holding.hold()
                futures = [pool.submit(do, task) for task in tasks[start : start + _CHUNK]]
                try:
                    self._await(futures)
                except BaseException:
                    pool.shutdown(cancel_futures=True)
                    raise
                results += [future.result() for future in futures]
                self._say(what, len(results), len(tasks))
        return results

    def _await(self, futures: Sequence[Future[Any]]) -> None:
        unfinished: set[Future[Any]] = set(futures)
        while unfinished:
            done, unfinished = wait(unfinished, self._holding.beat, FIRST_EXCEPTION)
            for future in done:
                future.result()
            self._holding.hold()


def _is_there(seen: Seen | None, file: PublishedFile, mark: str) -> bool:
    return seen is not None and seen.size == file.size and seen.tag.strip('"') == mark


_BY_MARK = "按大小和 MD5"
_PHASES = {
    Phase.NEW: "上传新文件",
    Phase.RETURNING: "上传新的入口和恢复的文件",
    Phase.CHANGED: "上传有变化的文件",
    Phase.PAGES: "上传有变化的网页",
    Phase.ENTRIES: "上传入口文件",
}


def pending_of(plan: Plan, standing: Standing) -> Pending:
    """What the next run must know if this one is killed before its first linking page."""
    manifest = standing.manifest
    said = {each.path: each for each in manifest.files} if manifest else {}
    said |= {each.file.path: each.file for each in manifest.lingering} if manifest else {}
    known = manifest.kept if manifest else {}
    lingered = {each.file.path for each in manifest.lingering} if manifest else set()
    expected = said.keys() | set(manifest.leaving if manifest else ())
    return Pending(
        plan.manifest.release,
        manifest.release if manifest else "",
        False,
        plan.puts,
        tuple(file for path, file in sorted(standing.files.items()) if said.get(path) != file),
        tuple(sorted(standing.unlinked)),
        tuple(sorted(expected - standing.files.keys())),
        {digest: last for digest, last in plan.manifest.kept.items() if known.get(digest) != last},
        tuple(sorted(standing.changed)),
        tuple(sorted({each.path for each in plan.manifest.files} & lingered | lingered - standing.since.keys())),
    )


def linked(pending: Pending, plan: Plan) -> Pending:
    """What it must know from then on: all that the release wants may be linked to."""
    unwanted = set(pending.unlinked) - {file.path for file in plan.manifest.files}
    return msgspec.structs.replace(pending, linked=True, unlinked=tuple(sorted(unwanted)))
