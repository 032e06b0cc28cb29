"""The floor plan of a release: look, plan, put, clean, tell the CDN.

In: a Target, what is wanted there, the rules, the moment. Out: the target changed, and an Outcome. Every way to
change a target goes through here: a build that is published, an earlier release that is restored, a withdrawal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec

from gongkai.model.release import KnownRelease, Manifest, Plan, PublishedFile
from gongkai.model.withdrawal import Cleared
from gongkai.stages.publish.clear import clear_folder, clear_store
from gongkai.stages.publish.folder import (
    FolderTarget,
    folder_plan,
    folder_standing,
    links_of,
    locked_folder,
    present_release,
    put_release,
    read_folder_release,
    write_folder_record,
)
from gongkai.stages.publish.lock import LASTS, Clock, Holding, Unlocked, locked
from gongkai.stages.publish.perform import Performer, Say, Source
from gongkai.stages.publish.plan import Rules, known_release, make_plan, moment_after
from gongkai.stages.publish.records import PENDING, Target, read_manifest, read_pending, read_release, write_manifest
from gongkai.stages.publish.restore import KeptFiles
from gongkai.stages.publish.standing import Standing, assume, is_over, settle
from gongkai.workshop.stores import StoreError

Purge = Callable[[tuple[str, ...]], bool]
"""Tells the CDN which paths changed; whether it worked."""


class Wanted(msgspec.Struct, frozen=True):
    """What is to lie at the target: all files of a site, in order of path, and from which commit they are."""

    files: tuple[PublishedFile, ...]
    commit: str
    restored_from: str = ""


class Wish(msgspec.Struct, frozen=True):
    """What is wanted, which may depend on what is there, and where its bytes come from."""

    wanted: Callable[[Manifest | None], Wanted]
    source: Callable[[Standing], Source]


class Terms(msgspec.Struct, frozen=True):
    """On what terms a target may be changed. `most_deletions` is asked with the number of files that are there."""

    rules: Rules
    most_deletions: Callable[[int], int]
    holder: str
    clock: Clock
    purge: Purge
    say: Say
    lease: timedelta = LASTS
    at_once: int = 16


class Outcome(msgspec.Struct, frozen=True):
    """What was planned, and, if it was done, how it went. `changed` are paths whose addresses changed."""

    plan: Plan
    wanted: Wanted
    changed: tuple[str, ...]
    is_done: bool
    verified: str = ""
    purged: bool = True
    excludes: bool = True


class TooManyDeletionsError(Exception):
    """More files would be gone than somebody may take away without noticing. Nothing was done."""

    def __init__(self, number: int, most: int) -> None:
        super().__init__(f"将有 {number} 个文件从网站上消失，超过上限 {most}，没有发布")
        self.number = number


def site_wish(files: tuple[PublishedFile, ...], commit: str, source: Source) -> Wish:
    """What a build made."""
    return Wish(lambda _: Wanted(files, commit), lambda _: source)


def earlier_wish(target: Target | FolderTarget, release: str) -> Wish:
    """An earlier release, from what is kept at the target."""

    def wanted(present: Manifest | None) -> Wanted:
        if release not in {each.release for each in kept_releases(present)}:
            raise StoreError(f"没有留存发布“{release}”，用 gongkai releases 查看可以恢复的发布")
        found = present if present and present.release == release else _read_earlier(target, release)
        return Wanted(found.files, found.commit, release)

    return Wish(wanted, lambda standing: KeptFiles(target, standing) if isinstance(target, Target) else _Nothing())


def present_manifest(target: Target | FolderTarget) -> Manifest | None:
    """The release that is served at the target; None before the first."""
    return present_release(target) if isinstance(target, FolderTarget) else read_manifest(target)[0]


def kept_releases(present: Manifest | None) -> tuple[KnownRelease, ...]:
    """All that can be restored, oldest first; the last is the present one."""
    return (*present.earlier, known_release(present)) if present else ()


def plan_release(target: Target | FolderTarget, wish: Wish, terms: Terms) -> Outcome:
    """Only look and plan."""
    run = _FolderRun(target, wish, terms) if isinstance(target, FolderTarget) else _Run(target, wish, terms, Unlocked())
    return Outcome(run.plan, run.wanted, run.changed, is_done=False)


def make_release(target: Target | FolderTarget, wish: Wish, terms: Terms) -> Outcome:
    """Change the target. Raises BusyError, TooManyDeletionsError, StoreError."""
    if isinstance(target, FolderTarget):
        with locked_folder(target):
            folder_run = _FolderRun(target, wish, terms)
            _allow(folder_run.plan, folder_run.standing, terms)
            return folder_run.carry_out()
    with locked(target, terms.holder, terms.clock, terms.lease) as holding:
        run = _Run(target, wish, terms, holding)
        _allow(run.plan, run.standing, terms)
        return run.carry_out()


def withdraw_release(
    target: Target | FolderTarget, wish: Wish, terms: Terms, is_ours: Callable[[str], bool]
) -> Cleared:
    """Bring the target to what was built, and leave nothing there of what was before: no grace, nothing to restore.
    `is_ours` tells which files at the target that belong to no release go, too. However many files go, they go."""
    at_once = msgspec.structs.replace(terms.rules, grace=timedelta(0))
    terms = msgspec.structs.replace(terms, rules=at_once, most_deletions=lambda files: files)
    outcome = make_release(target, wish, terms)
    if isinstance(target, FolderTarget):
        with locked_folder(target):
            gone = clear_folder(target)
    else:
        with locked(target, terms.holder, terms.clock, terms.lease) as holding:
            manifest, tag = read_manifest(target)
            if manifest is None:
                raise StoreError("目标的清单不见了，请重新运行")
            gone = clear_store(
                target, Performer(target, _Nothing(), holding, terms.say, terms.at_once), manifest, tag, is_ours
            )
    strays = gone.files if terms.rules.tells_cdn else ()
    purged = outcome.purged and (not strays or terms.purge(strays))
    deleted = {action.path for action in outcome.plan.actions if action.kind == "delete"}
    present = present_manifest(target)
    return Cleared(
        target.name,
        present.release if present else "",
        tuple(sorted(deleted.union(gone.files))),
        gone.records,
        tuple(sorted({*outcome.changed, *gone.files})),
        purged,
    )


def _allow(plan: Plan, standing: Standing, terms: Terms) -> None:
    most = terms.most_deletions(len(standing.files))
    if plan.newly_absent > most:
        raise TooManyDeletionsError(plan.newly_absent, most)


def _read_earlier(target: Target | FolderTarget, release: str) -> Manifest:
    found = read_folder_release(target, release) if isinstance(target, FolderTarget) else read_release(target, release)
    if found is None:
        raise StoreError(f"发布“{release}”的记录不见了，不能恢复")
    return found


class _FolderRun:
    """The same at a directory, where releases stand side by side."""

    def __init__(self, target: FolderTarget, wish: Wish, terms: Terms) -> None:
        self._target = target
        self._wish = wish
        self._terms = terms
        self._present = present_release(target)
        self.wanted = wish.wanted(self._present)
        self.standing = folder_standing(self._present)
        moment = moment_after(self._present, terms.clock(), self.wanted.commit)
        planned = make_plan(self.standing, self.wanted.files, terms.rules, moment)
        self.changed = tuple(sorted({put.file.path for put in planned.puts} | set(planned.manifest.leaving)))
        self.plan = folder_plan(planned)

    def carry_out(self) -> Outcome:
        if not self.plan.is_needed:
            return Outcome(self.plan, self.wanted, (), is_done=True)
        links = links_of(self._target, self._present) if self._present else {}
        if self.wanted.restored_from:
            links |= links_of(self._target, read_folder_release(self._target, self.wanted.restored_from))
        put_release(self._target, self.plan, self._wish.source(self.standing), links, self._terms.say)
        to_purge = self.plan.manifest.to_purge
        purged = not to_purge or self._terms.purge(to_purge)
        if to_purge and purged:
            write_folder_record(self._target, msgspec.structs.replace(self.plan.manifest, to_purge=()))
        return Outcome(self.plan, self.wanted, self.changed, True, "写入磁盘前已核对", purged)


class _Run:
    """One look at a target and what follows from it."""

    def __init__(self, target: Target, wish: Wish, terms: Terms, holding: Holding) -> None:
        self._target = target
        self._terms = terms
        manifest, self._tag = read_manifest(target)
        self.wanted = wish.wanted(manifest)
        self._pending = read_pending(target)
        strangers = _strangers(target, self.wanted) if manifest is None and self._pending is None else ()
        assumed = assume(manifest, self._pending, strangers)
        looker = Performer(target, _Nothing(), holding, terms.say, terms.at_once)
        interrupted = self._pending is not None and not is_over(manifest, self._pending)
        kept = looker.find_kept(self._pending.kept) if interrupted and self._pending else {}
        self.standing = settle(manifest, self._pending, assumed, looker.look_at(assumed.doubtful), kept)
        self._performer = Performer(target, wish.source(self.standing), holding, terms.say, terms.at_once)
        moment = moment_after(manifest, terms.clock(), self.wanted.commit)
        self.plan = make_plan(self.standing, self.wanted.files, terms.rules, moment)

    @property
    def changed(self) -> tuple[str, ...]:
        paths = {put.file.path for put in self.plan.puts} | self.standing.changed | set(self.plan.manifest.leaving)
        return tuple(sorted(paths))

    def carry_out(self) -> Outcome:
        excludes = self._target.records.abilities.create
        if not self.plan.is_needed:
            if self._pending is not None:
                self._target.records.delete(PENDING)
            return Outcome(self.plan, self.wanted, (), is_done=True, excludes=excludes)
        manifest, tag = self._performer.perform(self.plan, self.standing, self._tag, self._terms.clock)
        tag = self._performer.clean(manifest, tag)
        purged = not manifest.to_purge or self._terms.purge(manifest.to_purge)
        if manifest.to_purge and purged:
            told = msgspec.structs.replace(manifest, leaving=(), discarded=(), to_purge=())
            write_manifest(self._target, told, tag)
        verified = "，".join(f"{how}核对 {count} 个文件" for how, count in sorted(self._performer.verified.items()))
        return Outcome(self.plan, self.wanted, self.changed, True, verified, purged, excludes)


class _Nothing:
    """The Source of those who only look."""

    def read(self, file: PublishedFile) -> bytes:
        raise AssertionError(file.path)


def _strangers(target: Target, wanted: Wanted) -> list[str]:
    """Files at a target without records that lie where the site wants to be: others are none of our business."""
    names = {file.path for file in wanted.files}
    return [seen.path for seen in target.site.files("") if seen.path in names]
