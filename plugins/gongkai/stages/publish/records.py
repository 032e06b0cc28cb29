"""Our records at a target: what they are called, and how they are read and written.

In: a Target. Out: its Manifest and Pending. `manifest.json` tells of the present release; `pending.json` stands while
one is being put; `releases/<id>.json` are the manifests of earlier ones, `kept/<digest>` the bytes these need.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import msgspec

from gongkai.model.release import Manifest, Pending
from gongkai.workshop.stores import Store, StoreError
from gongkai.workshop.stores.below import Below

MANIFEST = "manifest.json"
PENDING = "pending.json"
LOCKS = "locks/"
_Record = TypeVar("_Record", Manifest, Pending)


class Target(NamedTuple):
    """Where a site is put, and where our records of it are."""

    name: str
    site: Store
    records: Store

    @property
    def records_folder(self) -> str:
        """The folder of the site's own store that holds the records, "" where they are elsewhere."""
        return self.records.folder if isinstance(self.records, Below) and self.records.store is self.site else ""


def kept_path(digest: str) -> str:
    return f"kept/{digest}"


def release_path(release: str) -> str:
    return f"releases/{release}.json"


def read_manifest(target: Target) -> tuple[Manifest | None, str | None]:
    """The present release and its tag at the store; None before the first."""
    seen = target.records.look(MANIFEST)
    return _read(target, MANIFEST, Manifest), seen.tag if seen else None


def read_pending(target: Target) -> Pending | None:
    return _read(target, PENDING, Pending)


def read_release(target: Target, release: str) -> Manifest | None:
    return _read(target, release_path(release), Manifest)


def write_pending(target: Target, pending: Pending) -> None:
    target.records.write(PENDING, msgspec.json.encode(pending))


def write_manifest(target: Target, manifest: Manifest, tag: str | None) -> str:
    """Put the manifest where nobody else put one since `tag`, as far as the store can tell. The new tag."""
    content = msgspec.json.encode(manifest)
    can = target.records.abilities
    if tag and can.match:
        target.records.replace(MANIFEST, content, tag)
    elif tag is None and can.create:
        target.records.create(MANIFEST, content)
    else:
        target.records.write(MANIFEST, content)
    seen = target.records.look(MANIFEST)
    if seen is None or seen.size != len(content):
        raise StoreError("清单写入后核对不符，请重新运行发布")
    return seen.tag


def _read(target: Target, path: str, kind: type[_Record]) -> _Record | None:
    content = target.records.read(path)
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise StoreError(f"目标“{target.name}”的记录“{path}”已损坏，请从备份恢复或删去后重新发布") from error
