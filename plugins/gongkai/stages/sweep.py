"""Sweep: what the site no longer has is removed by name, never by wiping the folder.

In: the files that belong to the site, or those that have ceased to. Out: the others gone. Removing 80,000 files and
writing them again takes longer than the build itself, and would leave the site empty meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def remove_left_over(target: Path, paths: Iterable[str]) -> int:
    """Remove files by name, and folders that become empty. Returns how many files went."""
    removed = 0
    folders: set[str] = set()
    for path in paths:
        try:
            os.unlink(target / path)
            removed += 1
        except FileNotFoundError:
            pass
        folders.add(os.path.dirname(path))
    for folder in sorted(folders, key=len, reverse=True):
        _remove_empty(target, folder)
    return removed


def sweep(target: Path, belonging: set[str], apart: str = "") -> int:
    """Remove every file that does not belong to the site. For builds that remember nothing of the last one.

    Names at the top that begin with a dot (`.git`, `.well-known`) are left alone, as MkDocs does when it cleans; so is
    the folder `apart`, which is swept by itself. `target` itself stays, even when it is empty.
    """
    strangers = [path for path in _files_below(target, "", apart) if path not in belonging]
    return remove_left_over(target, strangers)


def _files_below(target: Path, folder: str, apart: str) -> Iterable[str]:
    try:
        entries = sorted(os.scandir(target / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if not folder and (entry.name.startswith(".") or entry.name == apart):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(target, path, apart)
        else:
            yield path


def _remove_empty(target: Path, folder: str) -> None:
    while folder:
        try:
            os.rmdir(target / folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
