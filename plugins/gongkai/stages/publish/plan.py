"""The plan: what a run will do, and why. A pure function of what stands, what is wanted, the rules and the moment.

In: a Standing, the wanted files, Rules, a Moment. Out: a Plan. The order of phases is what keeps links alive: nothing
is put that a served page may link to before everything it links to is there.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from gongkai.model.release import Action, KnownRelease, Lingering, Manifest, Phase, Plan, PublishedFile, Put
from gongkai.stages.publish.records import kept_path, release_path
from gongkai.stages.publish.standing import UNKNOWN, Standing

SEARCH = "search/"
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Rules(msgspec.Struct, frozen=True):
    """What the operator decided. `is_entry` tells the files from which everything else is found: they are put last."""

    is_entry: Callable[[str], bool]
    grace: timedelta
    keep_releases: int
    keep_for: timedelta
    tells_cdn: bool


class Moment(msgspec.Struct, frozen=True):
    """When, and from which commit. `time` is later than that of any release before."""

    time: str
    commit: str


def moment_after(manifest: Manifest | None, now: datetime, commit: str) -> Moment:
    """Now, or a second after the present release where clocks disagree: releases sort by time."""
    if manifest is not None:
        now = max(now, read_time(manifest.time) + timedelta(seconds=1))
    return Moment(now.strftime(_TIME), commit)


def read_time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def release_id(moment: Moment, files: Iterable[PublishedFile]) -> str:
    """Time and the beginning of the digest: `20261121T093000Z-1a2b3c4d`."""
    return f"{moment.time.replace('-', '').replace(':', '')}-{digest_of(files)[:8]}"


def ended(manifest: Manifest, now: datetime) -> Manifest:
    """The manifest as it is written: what lingers from this release on may have been linked to until this moment."""
    since = max(now.strftime(_TIME), manifest.time)
    lingering = tuple(
        Lingering(each.file, since) if each.since == manifest.time else each for each in manifest.lingering
    )
    return msgspec.structs.replace(manifest, lingering=lingering)


def digest_of(files: Iterable[PublishedFile]) -> str:
    """One digest for all paths and contents of a release."""
    whole = sha256()
    for each in files:
        whole.update(f"{each.digest}  {each.path}\n".encode())
    return whole.hexdigest()


def known_release(manifest: Manifest) -> KnownRelease:
    size = sum(each.size for each in manifest.files)
    return KnownRelease(
        manifest.release, manifest.time, manifest.commit, digest_of(manifest.files), len(manifest.files), size
    )


def make_plan(standing: Standing, wanted: Sequence[PublishedFile], rules: Rules, moment: Moment) -> Plan:
    """What is to be done so that exactly the wanted files are the site. `wanted` is in order of path."""
    before = standing.manifest
    puts, put_actions = _puts(standing, wanted, rules)
    absent = _absent(standing, wanted, rules, moment)
    kept, to_keep = _kept(standing, puts, absent.due)
    earlier, discarded, kept = _pruned(standing, kept, rules, moment)
    changed = {put.file.path for put in puts} | standing.changed | {each.path for each in absent.due}
    purge = set(before.to_purge if before else ()) | (changed if rules.tells_cdn else set())
    manifest = Manifest(
        release_id(moment, wanted),
        moment.time,
        moment.commit,
        tuple(wanted),
        absent.lingering,
        (*(each.path for each in absent.due), *absent.strays),
        tuple(discarded),
        kept,
        earlier,
        tuple(sorted(purge)),
    )
    actions = (
        *put_actions,
        *(Action("keep", each.path, "覆盖或删除之前留存原文件", each.size) for each in to_keep),
        *absent.actions,
        *(Action("discard", path, "不再需要的留存") for path in discarded),
    )
    return Plan(manifest, puts, to_keep, absent.new, actions, _is_needed(standing, manifest, puts))


def _is_needed(standing: Standing, after: Manifest, puts: Sequence[Put]) -> bool:
    """Whether there is anything to do. Pruning alone is not: it waits for the next release."""
    before = standing.manifest
    if before is None or puts or after.leaving or after.to_purge or before.discarded:
        return True
    return (before.files, before.lingering, before.kept) != (after.files, after.lingering, standing.kept)


def _puts(
    standing: Standing, wanted: Sequence[PublishedFile], rules: Rules
) -> tuple[tuple[Put, ...], tuple[Action, ...]]:
    standing_at = standing.files.get
    differing = [(file, stands) for file in wanted if (stands := standing_at(file.path)) != file]
    released = _released(standing, {file.path for file, _ in differing})
    puts = []
    actions = []
    for file, stands in differing:
        puts.append(Put(file, _phase(file.path, standing, released.keys(), rules)))
        actions.append(Action("put", file.path, _reason(file, stands), file.size))
    in_order = sorted(zip(puts, actions, strict=True), key=lambda each: each[0].phase)
    return tuple(put for put, _ in in_order), tuple(action for _, action in in_order)


def _released(standing: Standing, paths: Container[str]) -> dict[str, PublishedFile]:
    """The present release's files at these paths: few of many."""
    files = standing.manifest.files if standing.manifest else ()
    return {file.path: file for file in files if file.path in paths}


def _phase(path: str, standing: Standing, released: Container[str], rules: Rules) -> Phase:
    """A file that returns comes before all pages: what lingered meanwhile may link to what is about to be deleted."""
    linked = path in standing.files and path not in standing.unlinked
    is_entry = rules.is_entry(path)
    if not linked:
        return Phase.RETURNING if is_entry else Phase.NEW
    if standing.manifest is not None and path not in released:
        return Phase.RETURNING
    if is_entry:
        return Phase.ENTRIES
    return Phase.PAGES if path.endswith(".html") else Phase.CHANGED


def _reason(file: PublishedFile, stands: PublishedFile | None) -> str:
    if stands is None:
        return "新增"
    if stands.digest != file.digest:
        return "内容变化"
    return "上次中断，头信息不明" if stands.headers == UNKNOWN else "头信息变化"


class _Absent(msgspec.Struct, frozen=True):
    """What lies at the target and is not wanted."""

    lingering: tuple[Lingering, ...]
    due: tuple[PublishedFile, ...]
    strays: tuple[str, ...]
    new: int
    actions: tuple[Action, ...]


def _absent(standing: Standing, wanted: Sequence[PublishedFile], rules: Rules, moment: Moment) -> _Absent:
    since = standing.since
    lingering, due, strays, actions = [], [], [], []
    new = 0
    for path in sorted(standing.files.keys() - {file.path for file in wanted}):
        file = standing.files[path]
        began = since.get(path, moment.time)
        if path in standing.unlinked:
            strays.append(path)
            actions.append(Action("delete", path, "上次中断时留下，没有网页链接到它"))
        elif read_time(began) + rules.grace <= read_time(moment.time):
            due.append(file)
            actions.append(Action("delete", path, "宽限期满删除"))
        else:
            lingering.append(Lingering(file, began))
        if path not in since and path not in standing.unlinked:
            new += not path.startswith(SEARCH)
            if lingering and lingering[-1].file is file:
                actions.append(Action("linger", path, "网站上已没有，宽限期内保留"))
    return _Absent(tuple(lingering), tuple(due), tuple(strays), new, tuple(actions))


def _kept(
    standing: Standing, puts: Sequence[Put], due: Sequence[PublishedFile]
) -> tuple[dict[str, str], tuple[PublishedFile, ...]]:
    """For each digest the last release that needs it, and what must be copied: what belongs to a release, and goes."""
    if standing.manifest is None:
        return standing.kept, ()
    overwritten = [
        stands
        for put in puts
        if (stands := standing.files.get(put.file.path)) is not None and stands.digest != put.file.digest
    ]
    goes = (*overwritten, *due)
    known = _released(standing, {file.path for file in goes})
    known |= {each.file.path: each.file for each in standing.manifest.lingering}
    kept = dict(standing.kept)
    to_keep: dict[str, PublishedFile] = {}
    for file in goes:
        if file.path in known and known[file.path].digest == file.digest:
            if file.digest not in standing.kept:
                to_keep.setdefault(file.digest, file)
            kept[file.digest] = standing.manifest.release
    return kept, tuple(to_keep.values())


def _pruned(
    standing: Standing, kept: dict[str, str], rules: Rules, moment: Moment
) -> tuple[tuple[KnownRelease, ...], list[str], dict[str, str]]:
    """Earlier releases that stay, records that go, and what is kept then. The one just replaced always stays."""
    before = standing.manifest
    if before is None:
        return (), [], kept
    known = [*before.earlier, known_release(before)]
    oldest = read_time(moment.time) - rules.keep_for
    spare = max(len(known) - max(rules.keep_releases, 1), 0)
    gone = [each for each in known[:spare] if read_time(each.time) < oldest]
    stay = known[len(gone) :]
    unneeded = [digest for digest, last in kept.items() if last < stay[0].release]
    still = {digest: last for digest, last in kept.items() if last >= stay[0].release}
    leftover = set(before.discarded) - {kept_path(digest) for digest in still}
    discarded = leftover | {release_path(each.release) for each in gone} | {kept_path(each) for each in unneeded}
    return tuple(stay), sorted(discarded), still
