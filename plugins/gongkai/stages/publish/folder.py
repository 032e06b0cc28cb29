"""A directory as a target: whole releases side by side, and a link that is switched from one to the next.

In: the folder, a Plan, where bytes come from. Out: `releases/<id>/` with every file of the site and those that
linger, `records/<id>.json`, and `current` pointing to it. A release is made under another name, and renamed when all
of it is on the disk; nothing in it is written again. What did not change is a hard link, so a release costs what
changed.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from gongkai.model.release import Manifest, Plan, PublishedFile
from gongkai.stages.publish.perform import Say, Source
from gongkai.stages.publish.standing import Standing
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.stores import StoreError

CURRENT = "current"
_UNFINISHED = ".part"
_OURS = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}(\.part|\.json)?")
_CANNOT_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES}
_AT_ONCE = 8


class FolderTarget(NamedTuple):
    """A directory on this machine, behind a web server that serves its `current`."""

    name: str
    root: Path

    def release_folder(self, release: str) -> Path:
        return self.root / "releases" / release

    def record(self, release: str) -> Path:
        return self.root / "records" / f"{release}.json"


def present_release(target: FolderTarget) -> Manifest | None:
    """The release that is served; None before the first."""
    try:
        release = Path(os.readlink(target.root / CURRENT)).name
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{target.root / CURRENT} 不是发布时建的链接，请换一个文件夹") from error
    return read_folder_release(target, release)


def read_folder_release(target: FolderTarget, release: str) -> Manifest:
    try:
        return msgspec.json.decode(target.record(release).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError(f"读不出发布“{release}”的记录：{target.record(release)}") from error


def folder_standing(manifest: Manifest | None) -> Standing:
    """What the present release holds: in a directory nothing is ever in doubt."""
    files: dict[str, PublishedFile] = {}
    since: dict[str, str] = {}
    if manifest is not None:
        files = {each.path: each for each in manifest.files}
        files |= {each.file.path: each.file for each in manifest.lingering}
        since = {each.file.path: each.since for each in manifest.lingering}
    return Standing(manifest, files, frozenset(), {}, frozenset(), since)


def folder_plan(plan: Plan) -> Plan:
    """The plan for a directory: old releases are there whole, so no bytes are kept apart, and nothing is deleted one
    by one."""
    actions = tuple(each for each in plan.actions if each.kind not in ("keep", "discard"))
    manifest = msgspec.structs.replace(plan.manifest, leaving=(), discarded=(), kept={})
    return msgspec.structs.replace(plan, manifest=manifest, to_keep=(), actions=actions)


@contextmanager
def locked_folder(target: FolderTarget) -> Iterator[None]:
    """The right to publish there: it ends with the process, however that ends."""
    import fcntl

    try:
        target.root.mkdir(parents=True, exist_ok=True)
        opened = open(target.root / "lock", "w")  # noqa: SIM115 - closed by the block below
    except OSError as error:
        raise StoreError(f"不能写入 {target.root}：{error.strerror}") from error
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(f"另一个发布正在写入 {target.root}，请等它结束") from None
        yield


def put_release(target: FolderTarget, plan: Plan, source: Source, links: Mapping[str, Path], say: Say) -> None:
    """Make the release and switch to it. `links` are files on this disk by their digest."""
    manifest = plan.manifest
    unfinished = target.release_folder(manifest.release + _UNFINISHED)
    try:
        _remove_unfinished(target)
        _lay_out(unfinished, manifest, source, links, say)
        write_folder_record(target, manifest)
        os.rename(unfinished, target.release_folder(manifest.release))
        _sync(unfinished.parent)
        _switch(target, manifest.release)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreError("磁盘已满，网站仍是原来的版本。请腾出空间后重新运行发布") from error
        raise StoreError(f"写入 {target.root} 失败，网站仍是原来的版本：{error.strerror}") from error
    _prune(target, {manifest.release, *(each.release for each in manifest.earlier)})


def write_folder_record(target: FolderTarget, manifest: Manifest) -> None:
    write_atomically(target.record(manifest.release), msgspec.json.encode(manifest))
    _sync(target.record(manifest.release))


def links_of(target: FolderTarget, manifest: Manifest) -> dict[str, Path]:
    """Where the files of a release lie, by digest."""
    folder = target.release_folder(manifest.release)
    files = (*manifest.files, *(each.file for each in manifest.lingering))
    return {file.digest: folder / file.path for file in files}


def _lay_out(folder: Path, manifest: Manifest, source: Source, links: Mapping[str, Path], say: Say) -> None:
    files = [*manifest.files, *(each.file for each in manifest.lingering)]
    parents = sorted({os.path.dirname(file.path) for file in files})
    for parent in parents:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    to_write = []
    for file in files:
        known = links.get(file.digest)
        if known is None or not _link(known, folder / file.path):
            to_write.append(file)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        written = [pool.submit(_write, folder / file.path, file, source, links) for file in to_write]
        for number, future in enumerate(written, 1):
            future.result()
            if number == len(written) or number % 256 == 0:
                say("写入文件", number, len(written))
        list(pool.map(_sync, [folder / parent for parent in parents]))


def _link(known: Path, path: Path) -> bool:
    """Whether the file could be had without copying."""
    try:
        os.link(known, path)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        return False
    return True


def _write(path: Path, file: PublishedFile, source: Source, links: Mapping[str, Path]) -> None:
    known = links.get(file.digest)
    content = known.read_bytes() if known is not None else source.read(file)
    with path.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _switch(target: FolderTarget, release: str) -> None:
    """From here on the web server serves the release: one rename, before which and after which a whole site stands."""
    new = target.root / f"{CURRENT}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(f"releases/{release}")
    os.replace(new, target.root / CURRENT)
    _sync(target.root)


def _remove_unfinished(target: FolderTarget) -> None:
    """What killed runs left: half a release, or a whole one that was never served."""
    for folder in (target.release_folder(""), target.record("").parent):
        folder.mkdir(parents=True, exist_ok=True)
    present = present_release(target)
    _prune(target, {present.release, *(each.release for each in present.earlier)} if present else set())


def _prune(target: FolderTarget, kept: set[str]) -> None:
    """Remove releases but for those kept. What has another name than we give is not ours."""
    for folder in (target.release_folder(""), target.record("").parent):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name) and path.name.removesuffix(".json") not in kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
