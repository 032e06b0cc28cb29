"""This machine cleaned: nothing that earlier builds left here may hold what was withdrawn.

In: folders, and words by which the record is known. Out: names of what was removed. The memory of builds goes whole:
deleting it is always safe, and what the next build puts there comes from the sources as they are now. Of the reports
those go that name the record.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

_SHORTEST = 4
"""Characters that a word must have to say that a report is about this record."""


def forget(memory: Path) -> bool:
    """Remove the memory of all builds. Whether there was any."""
    if not memory.exists():
        return False
    shutil.rmtree(memory)
    return True


def remove_reports(folder: Path, words: Iterable[str]) -> Iterator[str]:
    """Remove reports in which one of the words stands, as it is or as in an address; their names."""
    plain = [word for word in words if len(word) >= _SHORTEST]
    wanted = {form.encode() for word in plain for form in (word, quote(word))}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if any(word in content for word in wanted):
                path.unlink()
                yield path.relative_to(folder).as_posix()
