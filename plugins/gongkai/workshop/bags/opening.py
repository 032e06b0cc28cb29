"""Open a bag that came from elsewhere, as a zip or unpacked: which files it has, and their bytes.

In: a path. Out: an OpenedBag. Nothing is ever unpacked. What a zip could do to those who unpack it (names that lead
out, links, the same name twice, files that swell) is refused here by name: whoever verifies a snapshot first is safe.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from gongkai.workshop.bags.manifests import DECLARATION_FILE

_PIECE = 1 << 20
_SWOLLEN = 100
"""How many times larger than the zip its files may be: a snapshot is stored, another's bag may be packed."""
_ENCRYPTED = 1
_TEXT_LIMIT = 512 << 20
"""Bytes of a manifest beyond which it is none."""


class BagError(Exception):
    """It cannot be looked at as a bag. The text says why, in Chinese."""


class UnreadableError(Exception):
    """A file of the bag whose bytes cannot be had as they were."""


class OpenedBag(msgspec.Struct, frozen=True):
    """A bag. `sizes` has all its files, relative to the bag; `pieces` gives the bytes of one, piece by piece.

    `links` are symbolic links in a folder: never followed.
    """

    name: str
    sizes: Mapping[str, int]
    links: tuple[str, ...]
    pieces: Callable[[str], Iterator[bytes]]

    def read(self, path: str) -> bytes:
        """A small file whole; nothing for what is not there.

        Raises:
            UnreadableError: its bytes are damaged.
        """
        if self.sizes.get(path, 0) > _TEXT_LIMIT:
            raise UnreadableError(path)
        return b"".join(self.pieces(path)) if path in self.sizes else b""


def digest_of(path: Path) -> str:
    """The sha256 of a snapshot's file, by which the next one names it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def open_bag(path: Path) -> Iterator[OpenedBag]:
    """The bag at a path: a zip with one folder in it, or that folder.

    Raises:
        BagError: there is none.
    """
    if path.is_dir():
        yield _folder(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield _zipped(archive, path.stat().st_size)
    except FileNotFoundError:
        raise BagError(f"没有文件 {path}") from None
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise BagError(f"这不是完整的 ZIP 文件，可能没有下载完整（{error}）") from error


def _zipped(archive: zipfile.ZipFile, size: int) -> OpenedBag:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        _require_harmless(entry)
        if entry.filename in entries:
            raise BagError(f"压缩包中同一个名称出现两次：{entry.filename}")
        entries[entry.filename] = entry
    if sum(entry.file_size for entry in entries.values()) > _SWOLLEN * max(size, _PIECE):
        raise BagError("压缩包展开后大得不正常，可能是恶意文件，没有核验")
    files = {name: entry for name, entry in entries.items() if not name.endswith("/")}
    declared = sorted((name for name in files if name.count("/") < 2 and name.endswith(DECLARATION_FILE)), key=len)
    base = declared[0].removesuffix(DECLARATION_FILE) if declared else ""
    if not declared or base not in ("", f"{base.rstrip('/')}/"):
        raise BagError(f"这不是快照：里面没有 {DECLARATION_FILE}")
    strangers = sorted(name for name in files if not name.startswith(base))
    if strangers:
        raise BagError(f"压缩包中除快照“{base.rstrip('/')}”以外，还有别的文件：{strangers[0]}")

    def pieces(path: str) -> Iterator[bytes]:
        try:
            with archive.open(files[base + path]) as file:
                yield from _in_pieces(file)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise UnreadableError(str(error)) from error

    sizes = {name.removeprefix(base): entry.file_size for name, entry in files.items()}
    return OpenedBag(base.rstrip("/"), sizes, (), pieces)


def _require_harmless(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BagError(f"压缩包中有符号链接，不能使用：{name}")
    if entry.flag_bits & _ENCRYPTED:
        raise BagError(f"压缩包加了密，不能核验：{name}")
    parts = name.removesuffix("/").split("/")
    if "\\" in name or "\0" in name or ":" in parts[0] or any(part in ("", ".", "..") for part in parts):
        raise BagError(f"压缩包中有会写到别处去的名称，不能使用：{name!r}")


def _folder(top: Path) -> OpenedBag:
    if not (top / DECLARATION_FILE).is_file():
        raise BagError(f"这不是快照：里面没有 {DECLARATION_FILE}")
    sizes: dict[str, int] = {}
    links: list[str] = []
    for folder, folders, names in os.walk(top):
        below = Path(folder)
        for name in (*names, *folders):
            path = below / name
            address = path.relative_to(top).as_posix()
            if path.is_symlink():
                links.append(address)
            elif name in names:
                sizes[address] = path.stat().st_size

    def pieces(path: str) -> Iterator[bytes]:
        try:
            with (top / path).open("rb") as file:
                yield from _in_pieces(file)
        except OSError as error:
            raise UnreadableError(str(error)) from error

    return OpenedBag(top.resolve().name, sizes, tuple(sorted(links)), pieces)


def _in_pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
