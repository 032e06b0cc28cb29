"""A target cleared of everything but its present release: nothing that was there before can be had any more.

In: a target whose present release is as it must be, and which of the files that belong to no release are ours. Out:
kept bytes, manifests of earlier releases and such files gone, and their names. It is here for withdrawals: what must
disappear may lie in any of them, and an earlier release that could be restored would bring it back. Whatever is
interrupted is done again by the same command.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable

import msgspec

from gongkai.model.release import Manifest
from gongkai.stages.publish.folder import FolderTarget, present_release, write_folder_record
from gongkai.stages.publish.perform import Performer
from gongkai.stages.publish.records import LOCKS, MANIFEST, Target, write_manifest
from gongkai.workshop.stores import StoreError


class Gone(msgspec.Struct, frozen=True):
    """What was removed: `files` from the site, `records` from ours."""

    files: tuple[str, ...]
    records: tuple[str, ...]


def clear_store(
    target: Target, performer: Performer, manifest: Manifest, tag: str | None, is_ours: Callable[[str], bool]
) -> Gone:
    """Clear an object store. The manifest says first what is leaving, so that nobody counts on it any more."""
    gone = _surplus(target, manifest, is_ours)
    cleared = msgspec.structs.replace(
        manifest, lingering=(), kept={}, earlier=(), leaving=gone.files, discarded=gone.records
    )
    if cleared != manifest:
        performer.clean(cleared, write_manifest(target, cleared, tag))
    left = _surplus(target, cleared, is_ours)
    if left.files or left.records:
        raise StoreError(f"还没有清除干净：{(*left.files, *left.records)[0]}，请重新运行")
    return gone


def _surplus(target: Target, manifest: Manifest, is_ours: Callable[[str], bool]) -> Gone:
    names = {file.path for file in manifest.files}
    lingering = {each.file.path for each in manifest.lingering}
    files = (seen.path for seen in target.site.files("") if seen.path not in names)
    folder = target.records_folder
    ours = (path for path in files if path in lingering or is_ours(path))
    records = (seen.path for seen in target.records.files(""))
    return Gone(
        tuple(sorted(path for path in ours if not (folder and path.startswith(folder)))),
        tuple(sorted(path for path in records if path != MANIFEST and not path.startswith(LOCKS))),
    )


def clear_folder(target: FolderTarget) -> Gone:
    """Clear a directory: all releases but the one that is served, and in that one what only lingers."""
    manifest = present_release(target)
    if manifest is None:
        return Gone((), ())
    write_folder_record(target, msgspec.structs.replace(manifest, lingering=(), kept={}, earlier=()))
    files = tuple(each.file.path for each in manifest.lingering)
    for path in files:
        (target.release_folder(manifest.release) / path).unlink(missing_ok=True)
    records = []
    for folder in ("releases", "records"):
        for place in sorted((target.root / folder).iterdir()):
            if place.name not in (manifest.release, f"{manifest.release}.json"):
                shutil.rmtree(place) if place.is_dir() else place.unlink()
                records.append(f"{folder}/{place.name}")
    return Gone(files, tuple(records))
