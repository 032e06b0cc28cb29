"""How each generator is called, and what must go before its build is a cold one.

In: the folder of a site's sources. Out: commands and folders. Old outputs are renamed out of the way, never deleted
inside a measured stretch: removing files can take longer than making them.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple


class Builder(NamedTuple):
    """A generator and its site. `outputs` are the folders (relative to `folder`) that a cold build must not find."""

    name: str
    folder: Path
    command: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def site(self) -> Path:
        return self.folder / self.outputs[0]


def ours(folder: Path) -> Builder:
    return Builder("gongkai build", folder, (sys.executable, "-m", "gongkai", "build"), ("site", ".gongkai"))


def ours_without_index(folder: Path) -> Builder:
    return Builder(
        "gongkai build --no-search",
        folder,
        (sys.executable, "-m", "gongkai", "build", "--no-search"),
        ours(folder).outputs,
    )


def pagefind(folder: Path) -> Builder:
    """Stock Pagefind with the segmentation of Chinese, told where a page's own text is, as its manual advises."""
    program = distribution("pagefind-bin-extended").locate_file("pagefind_bin_extended/pagefind_extended")
    command = (str(program), "--site", ".", "--root-selector", "main", "--quiet")
    return Builder("Pagefind extended", folder, command, ("pagefind",))


def ours_through_mkdocs(folder: Path) -> Builder:
    return Builder("mkdocs build (ours)", folder, (sys.executable, "-m", "mkdocs", "build", "-q"), ("site", ".gongkai"))


def hugo_builder(folder: Path) -> Builder:
    """The program itself, without the Python that can start it."""
    program = distribution("hugo").locate_file("hugo/binaries/hugo")
    return Builder("hugo", folder, (str(program), "--quiet", "--noBuildLock", "-d", "public"), ("public",))


def material(folder: Path) -> Builder:
    return Builder("mkdocs + Material", folder, (sys.executable, "-m", "mkdocs", "build", "-q"), ("site",))


def zensical(folder: Path) -> Builder:
    return Builder("zensical", folder, (sys.executable, "-m", "zensical", "build"), ("site", ".cache"))


class Attic:
    """Where old outputs go. Emptied at the end, or at once where deleting is cheap."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()

    def clear(self, builder: Builder) -> None:
        """Leave the builder's folder as if it had never built."""
        for name in builder.outputs:
            if (builder.folder / name).exists():
                self._folder.mkdir(parents=True, exist_ok=True)
                (builder.folder / name).rename(self._folder / f"{next(self._numbers)}-{name.strip('.')}")

    def empty(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
