"""Writing files so that a kill at any moment leaves either the old or the new, and an equal file is left untouched."""

from __future__ import annotations

import os
from pathlib import Path

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside the target, then rename."""
    folder, name = os.path.split(path)
    temporary = f"{folder}/.{name}.{os.getpid()}.tmp"
    try:
        file = open(temporary, "wb")  # noqa: SIM115 - closed below
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
        file = open(temporary, "wb")  # noqa: SIM115
    with file:
        file.write(content)
    os.replace(temporary, path)


def write_if_changed(path: str, content: bytes) -> None:
    """Write a page unless the same bytes are there already: equal files keep their time, which publishing relies on.

    One `open` for each file, whether it exists or not: at 100,000 pages that is what writing costs. A changed file is
    made anew rather than overwritten, because another release may hold a hard link to it. A kill can leave half a page,
    and the next build, warned by the `building` mark, finds it by comparing.
    """
    file = _open(path)
    try:
        size = os.fstat(file).st_size
        if size:
            if size == len(content) and os.read(file, size + 1) == content:
                return
            os.close(file)
            os.unlink(path)
            file = _open(path)
        view = memoryview(content)
        while view:
            view = view[os.write(file, view) :]
    finally:
        os.close(file)


def _open(path: str) -> int:
    """Open a file to read and write, making it and its folder when they are missing."""
    try:
        return os.open(path, _FLAGS, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return os.open(path, _FLAGS, 0o666)
    except IsADirectoryError:
        os.rmdir(path)
        return os.open(path, _FLAGS, 0o666)
