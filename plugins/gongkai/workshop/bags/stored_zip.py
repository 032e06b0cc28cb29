"""A zip in which files lie as they are, written from the first byte to the last.

In: names and contents, in an order, one moment for all. Out: bytes that depend on nothing else, and their sha256. The
standard library's writer goes back to fill in headers, so that what it writes can only be digested by reading it again.
"""

from __future__ import annotations

import struct
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_PLAIN, _LARGE = 20, 45
"""Version of the format that a reader must know: 4.5 has ZIP64."""
_UNIX = 3 << 8
_UTF8 = 0x800
_MODE = 0o100644 << 16
_ONES, _MANY = 0xFFFFFFFF, 0xFFFF
"""What stands where the real number has its place in a ZIP64 field."""
_LIMIT = _ONES
"""Sizes and places from here on stand in ZIP64 fields."""


class StoredZip:
    """A zip being written."""

    def __init__(self, file: BinaryIO, moment: datetime) -> None:
        self._file = file
        self._offset = 0
        self._digest = sha256()
        self._directory: list[bytes] = []
        self._date = (max(moment.year, 1980) - 1980) << 9 | moment.month << 5 | moment.day
        self._time = moment.hour << 11 | moment.minute << 5 | moment.second // 2

    def add(self, name: str, content: bytes, crc: int) -> None:
        """One more file. `crc` is the CRC-32 of its content, which is reckoned where there is time for it."""
        encoded, size, offset = name.encode(), len(content), self._offset
        extra, shown = b"", size
        if size >= _LIMIT:
            extra, shown = struct.pack("<2H2Q", 1, 16, size, size), _ONES
        version = _LARGE if extra else _PLAIN
        self._write(
            _LOCAL.pack(
                b"PK\3\4", version, _UTF8, 0, self._time, self._date, crc, shown, shown, len(encoded), len(extra)
            )
            + encoded
            + extra
        )
        self._write(content)
        self._directory.append(self._entry(encoded, size, offset, crc))

    def close(self) -> str:
        """Write the directory. Returns the sha256 of the whole file."""
        start, count = self._offset, len(self._directory)
        directory = b"".join(self._directory)
        self._write(directory)
        if count >= _MANY or start >= _LIMIT or len(directory) >= _LIMIT:
            end = self._offset
            self._write(
                _END64.pack(b"PK\6\6", 44, _UNIX | _LARGE, _LARGE, 0, 0, count, count, len(directory), start)
                + _LOCATOR64.pack(b"PK\6\7", 0, end, 1)
            )
        few = min(count, _MANY)
        self._write(_END.pack(b"PK\5\6", 0, 0, few, few, _within(len(directory)), _within(start), 0))
        return self._digest.hexdigest()

    def _entry(self, name: bytes, size: int, offset: int, crc: int) -> bytes:
        large = b"".join(
            (
                struct.pack("<2Q", size, size) if size >= _LIMIT else b"",
                struct.pack("<Q", offset) if offset >= _LIMIT else b"",
            )
        )
        extra = struct.pack("<2H", 1, len(large)) + large if large else b""
        version = _LARGE if large else _PLAIN
        shown = _within(size)
        head = _CENTRAL.pack(
            b"PK\1\2", _UNIX | version, version, _UTF8, 0, self._time, self._date, crc, shown, shown,
            len(name), len(extra), 0, 0, 0, _MODE, _within(offset),
        )  # fmt: skip
        return head + name + extra

    def _write(self, content: bytes) -> None:
        self._digest.update(content)
        self._file.write(content)
        self._offset += len(content)


def _within(number: int) -> int:
    """A number as its small field has it."""
    return number if number < _LIMIT else _ONES
