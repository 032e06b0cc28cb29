"""Writing files so that a kill at any moment leaves either the old or the new, and an equal file is left untouched."""

from __future__ import annotations

import os
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside the target, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with open(temporary, "wb") as file:
        file.write(content)
    os.replace(temporary, path)


def write_if_changed(path: str, content: bytes) -> None:
    """Write a page unless the same bytes are there already: equal files keep their time, which publishing relies on.

    The folder is made only when it is missing: a `mkdir` for each of 100,000 pages costs more than their bytes.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size == len(content) and file.read(size + 1) == content:
                return
    except FileNotFoundError:
        pass
    except IsADirectoryError:
        os.rmdir(path)
    temporary = f"{path}.tmp{os.getpid()}"
    try:
        file = open(temporary, "wb", buffering=0)  # noqa: SIM115 - reopened below when the folder is missing
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = open(temporary, "wb", buffering=0)  # noqa: SIM115
    with file:
        file.write(content)
    os.replace(temporary, path)
