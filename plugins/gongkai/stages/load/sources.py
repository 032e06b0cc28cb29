"""Which file belongs to whom: the tree of files sorted into chunks.

In: stamps of all files under the content roots. Out: chunks (kind x department x year), the unit of work, of caching
and of parallelism; and a diagnostic for each file that no kind claims, because content must never disappear silently.
Sorting 100,000 files takes a second, so it is done by groups of folders, and only for those in which a stamp changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha1
from typing import NamedTuple
from zlib import crc32

import msgspec

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.model.record import IDENTIFIER
from gongkai.model.room import Kind, Place
from gongkai.model.state import FileStamp
from gongkai.workshop.file_tree import SYMLINK, Tree

CODES = {
    "SRC-01": "文件不属于任何栏目或种类",
    "SRC-02": "不接受符号链接",
    "SRC-03": "文件名或文件夹名不合要求",
    "SRC-04": "附件文件夹没有对应的信息",
}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FILES = ".files"
_UNDATED_BUCKETS = 16
_encode = msgspec.msgpack.Encoder().encode


class SourceFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of a chunk: path relative to the root, and its stamp."""

    path: str
    stamp: FileStamp


class Source(msgspec.Struct, frozen=True, array_like=True):
    """One file of records, and the attachments in the folder that goes with it."""

    file: SourceFile
    place: str
    """The record's place (`sfb/2026-9`); for a file with several records, that of its department."""
    attachments: tuple[SourceFile, ...] = ()


class Chunk(msgspec.Struct, frozen=True, array_like=True):
    """The sources of one kind, department and year. `key` names it in the cache."""

    key: str
    kind: str
    sources: tuple[Source, ...]


class Group(msgspec.Struct, frozen=True):
    """All folders of one kind and department (`policy-sfb`), or those of nobody (`-`). `digest` is that of the
    stamps in them: as long as it is the same, so are the chunks."""

    key: str
    kind: str
    digest: bytes
    folders: Tree


class Sorted(msgspec.Struct, frozen=True):
    chunks: tuple[Chunk, ...]
    diagnostics: tuple[Diagnostic, ...]


def bucket(stem: str) -> str:
    """The year a stem names, or, for one without a year, one of 16 buckets: a pure function of the name."""
    match = _YEAR.search(stem)
    return match[1] if match else f"x{crc32(stem.encode()) % _UNDATED_BUCKETS:x}"


def pages_of_bodies(tree: Tree, content: str, register: str) -> tuple[str, ...]:
    """The folders in which bodies keep authored pages for their own sites. `register` holds one file a body."""
    names = (stamp.name.partition(".")[0] for stamp in tree.get(register, ()))
    return tuple(folder for name in names if (folder := f"{content}/{name}/pages") in tree)


class Sorter:
    """Sorts files. `others` are single files claimed elsewhere; `authored` are folders left to MkDocs, of which the
    first is claimed for its own files only (`content/*.md`), the rest with all below. `roots` are the folders that the
    site's settings put in the place of `content` and `catalogues`."""

    def __init__(
        self, kinds: Iterable[Kind], others: frozenset[str], authored: tuple[str, ...], roots: Mapping[str, str]
    ) -> None:
        self._places = [(kind, _below(roots[place.root], place)) for kind in kinds for place in kind.places]
        self._others = others
        self._authored = authored

    def groups(self, tree: Tree) -> Iterable[Group]:
        """The tree by kind and department: cheap, whatever the number of files."""
        owners: dict[tuple[str, str], Tree] = {}
        for folder, stamps in tree.items():
            found = _match(folder.rpartition("/")[0] if folder.endswith(_FILES) else folder, self._places)
            owner = (found.kind.name, found.names[0] if found.names else "") if found else ("", "")
            owners.setdefault(owner, {})[folder] = stamps
        for (kind, department), folders in owners.items():
            digest = sha1(_encode((self._authored, folders)), usedforsecurity=False).digest()
            yield Group(f"{kind}-{department}", kind, digest, folders)

    def sort(self, group: Group) -> Sorted:
        """The chunks of one group, and a diagnostic for each file that is nobody's."""
        tree = group.folders
        claimed: dict[str, list[Source]] = {}
        kind = ""
        problems: list[Diagnostic] = []
        for folder, stamps in tree.items():
            problems += (_symlink(f"{folder}/{stamp.name}") for stamp in stamps if stamp.size == SYMLINK)
            if self._is_authored(folder):
                continue
            if folder.endswith(_FILES) and _match(folder.rpartition("/")[0], self._places):
                continue
            found = _match(folder, self._places)
            for stamp in stamps:
                path = f"{folder}/{stamp.name}"
                if path in self._others or stamp.name.startswith(".") or stamp.size == SYMLINK:
                    continue
                problem = _objection(path, stamp, found)
                if problem is not None or found is None:
                    problems.append(problem or _unclaimed(path))
                    continue
                source, key = _claim(path, stamp, found, tree)
                claimed.setdefault(key, []).append(source)
                kind = found.kind.name
        problems += _orphaned_attachments(tree, self._places)
        chunks = (Chunk(key, kind, tuple(sources)) for key, sources in sorted(claimed.items()))
        return Sorted(tuple(chunks), tuple(problems))

    def _is_authored(self, folder: str) -> bool:
        first, *rest = self._authored
        return folder == first or any(folder == top or folder.startswith(f"{top}/") for top in rest)


class _Found(NamedTuple):
    """Whose folder it is, and what stands in the place of each `*`."""

    kind: Kind
    place: Place
    names: tuple[str, ...]
    well_named: bool


def _claim(path: str, stamp: FileStamp, found: _Found, tree: Tree) -> tuple[Source, str]:
    """The source, and the key of its chunk."""
    stem = stamp.name.removesuffix(found.place.suffix)
    place = "/".join((*found.names, stem))
    files = path.removesuffix(found.place.suffix) + _FILES
    attachments = tuple(
        SourceFile(f"{files}/{each.name}", each) for each in tree.get(files, ()) if each.size != SYMLINK
    )
    key = f"{found.kind.name}-{place.partition('/')[0]}-{bucket(place.partition('/')[2] or stem)}"
    return Source(SourceFile(path, stamp), place, attachments), key


def _below(root: str, place: Place) -> Place:
    return msgspec.structs.replace(place, folders=(*root.split("/"), *place.folders[1:]))


def _match(folder: str, places: list[tuple[Kind, Place]]) -> _Found | None:
    parts = folder.split("/")
    for kind, place in places:
        pattern = place.folders
        if len(pattern) == len(parts) and all(want in ("*", have) for want, have in zip(pattern, parts, strict=True)):
            names = tuple(have for want, have in zip(pattern, parts, strict=True) if want == "*")
            return _Found(kind, place, names, all(map(IDENTIFIER.fullmatch, names)))
    return None


def _symlink(path: str) -> Diagnostic:
    return Diagnostic(path, 0, 0, "SRC-02", Severity.ERROR, "这是符号链接，不能使用", "请把文件本身放到这里")


def _objection(path: str, stamp: FileStamp, found: _Found | None) -> Diagnostic | None:
    if found is None or not stamp.name.endswith(found.place.suffix):
        return _unclaimed(path)
    stem = stamp.name.removesuffix(found.place.suffix)
    if found.well_named and IDENTIFIER.fullmatch(stem):
        return None
    wrong = next((name for name in (*found.names, stem) if not IDENTIFIER.fullmatch(name)), stem)
    message = f"名称“{wrong}”只能用小写字母、数字和连字符"
    return Diagnostic(path, 0, 0, "SRC-03", Severity.ERROR, message, "例如 2026-touzi.md")


def _unclaimed(path: str) -> Diagnostic:
    return Diagnostic(
        path, 0, 0, "SRC-01", Severity.WARNING,
        "这个文件不属于任何种类的信息，不会发布", "检查文件夹和扩展名；附件应放在“<标识>.files”文件夹中",
    )  # fmt: skip


def _orphaned_attachments(tree: Tree, places: list[tuple[Kind, Place]]) -> Iterable[Diagnostic]:
    for folder, stamps in tree.items():
        parent, _, name = folder.rpartition("/")
        if not name.endswith(_FILES):
            continue
        found = _match(parent, places)
        if found is None:
            continue
        record = name.removesuffix(_FILES) + found.place.suffix
        if not any(stamp.name == record for stamp in tree.get(parent, ())):
            yield Diagnostic(
                f"{folder}/{stamps[0].name}", 0, 0, "SRC-04", Severity.ERROR,
                f"附件文件夹“{name}”没有对应的信息", f"应有文件 {parent}/{record}",
            )  # fmt: skip
