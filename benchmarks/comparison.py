"""Two sites compared: how many files and bytes, whether they are equal, and in what two pages differ.

In: folders of finished sites, pages. Out: counts and lists of differences. A ratio of times says nothing before these
agree.
"""

from __future__ import annotations

import re
from difflib import unified_diff
from filecmp import cmp
from pathlib import Path
from typing import NamedTuple

_NEIGHBOURS = re.compile(r'<section class="related">\s*<h2>[^<]*(?:前后|相邻)[^<]*</h2>.*?</section>', re.DOTALL)


class Extent(NamedTuple):
    """A site, or a part of it: number of HTML files and their bytes."""

    files: int
    size: int

    @property
    def mean(self) -> float:
        return self.size / max(self.files, 1)


def extent(site: Path, paths: set[str] | None = None) -> Extent:
    """Of all HTML files, or of those at `paths`."""
    sizes = [
        path.stat().st_size
        for path in site.rglob("*.html")
        if paths is None or path.relative_to(site).as_posix() in paths
    ]
    return Extent(len(sizes), sum(sizes))


def differing(one: Path, other: Path) -> list[str]:
    """Paths of the files that are missing in one of the folders, or whose bytes differ."""
    names = {
        path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*") if path.is_file()
    }
    return sorted(
        name
        for name in names
        if not ((one / name).is_file() and (other / name).is_file() and cmp(one / name, other / name, shallow=False))
    )


def differing_lines(one: str, other: str) -> list[str]:
    """Lines in which two pages differ besides their neighbours (the records before and after)."""
    texts = [list(filter(None, _NEIGHBOURS.sub("", html).splitlines())) for html in (one, other)]
    return [line for line in unified_diff(*texts, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))]
