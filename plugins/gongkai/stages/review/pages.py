"""The pages of the site that a change makes, alters or removes.

In: the pieces of rendering of both revisions. Out: PageChanges, exact: pages are compared by the digests of their
bytes. A piece that is the same value in both was not made again, and none of its pages can differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path

import msgspec

from gongkai.model.review import ChangeKind, PageChange
from gongkai.model.settings import Settings
from gongkai.model.state import UnitState
from gongkai.workshop.git import ChangedFile

_PAGE = ".html"
_KINDS = {"A": ChangeKind.ADDED, "D": ChangeKind.WITHDRAWN}
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD = 2_000
"""Characters of a page among which its title is."""


def changed_pages(before: Sequence[UnitState], after: Sequence[UnitState]) -> tuple[PageChange, ...]:
    same = {id(unit) for unit in before} & {id(unit) for unit in after}
    return tuple(_differing(_digests(before, same), _digests(after, same)))


def _digests(units: Iterable[UnitState], same: set[int]) -> dict[str, bytes]:
    outputs = (output for unit in units if id(unit) not in same for output in unit.outputs)
    return {output.path: output.digest for output in outputs if output.path.endswith(_PAGE)}


def _differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[PageChange]:
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            yield PageChange(ChangeKind.ADDED, path)
        elif path not in after:
            yield PageChange(ChangeKind.WITHDRAWN, path)
        elif before[path] != after[path]:
            yield PageChange(ChangeKind.CHANGED, path)


def authored_pages(changes: Iterable[ChangedFile], settings: Settings) -> Iterator[PageChange]:
    """The pages that MkDocs makes of changed files: one a file, and nobody else shows what is in them."""
    own = f"{settings.scope}/pages/" if settings.scope else "pages/"
    for each in changes:
        root, _, place = each.path.partition("/")
        place = place.replace(own, "pages/", 1) if place.startswith(own) else place
        if root == settings.content and place.endswith(".md") and ("/" not in place or place.startswith("pages/")):
            yield PageChange(_KINDS.get(each.status, ChangeKind.CHANGED), place.removesuffix(".md") + _PAGE)


def titled(pages: Iterable[PageChange], target: Path, site_name: str) -> Iterator[PageChange]:
    """With the titles they bear where the site stands."""
    for page in pages:
        try:
            with (target / page.url).open(encoding="utf-8") as file:
                found = _TITLE.search(file.read(_HEAD))
        except (OSError, UnicodeDecodeError):
            found = None
        title = unescape(found[1]).removesuffix(f" - {site_name}").strip() if found else ""
        yield msgspec.structs.replace(page, title=title)
