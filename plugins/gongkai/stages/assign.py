"""Assign: who must look at whose files, in the form code platforms read (CODEOWNERS).

In: the bodies with the accounts of their reviewers, and the kinds, which know where a body's files lie. Out: the text
of the file. A body that names no accounts is looked after by the nearest body above it that does; what is nobody's own
(settings, column tree, code) by the body at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from gongkai.model.room import Kind

_HEAD = "# 由 gongkai owners 根据机构登记（审核账号）生成，不要手工改动。\n"
_SPECIAL = re.compile(r"([\s#!\[\]\\*?])")


class Keeper(msgspec.Struct, frozen=True):
    """A body: its identifier, its superior ("" for none), the accounts of its reviewers."""

    identifier: str
    superior: str
    accounts: tuple[str, ...]


def owners_text(keepers: Sequence[Keeper], kinds: Iterable[Kind], roots: Mapping[str, str], prefix: str) -> str:
    """`roots` are the folders in the place of `content` and `catalogues`, `prefix` the project's folder in the
    repository, with a slash at its end ("" where it is the repository's own)."""
    known = {each.identifier: each for each in keepers}
    patterns = sorted({_pattern(kind, roots) for kind in kinds})
    by_default = next((each.accounts for each in keepers if not each.superior), ())
    lines = [_HEAD, *([f"* {_named(by_default)}\n"] if by_default else [])]
    for each in keepers:
        accounts = _accounts(each, known)
        if accounts and accounts != by_default:
            places = (_escaped(prefix + pattern.format(each.identifier)) for pattern in patterns)
            lines += (f"/{place} {_named(accounts)}\n" for place in places)
    return "".join(lines)


def _pattern(kind: Kind, roots: Mapping[str, str]) -> str:
    """Where a body's files of a kind lie: a folder, or one file."""
    place = kind.places[0]
    folders = [roots[place.root], *place.folders[1:]]
    if "*" not in folders:
        return "/".join((*folders, "{}" + place.suffix))
    return "/".join((*folders[: folders.index("*")], "{}", ""))


def _accounts(keeper: Keeper, known: Mapping[str, Keeper]) -> tuple[str, ...]:
    for each in _above(keeper, known):
        if each.accounts:
            return each.accounts
    return ()


def _above(keeper: Keeper, known: Mapping[str, Keeper]) -> Iterator[Keeper]:
    """The body itself, then those above it. A circle ends the walk."""
    seen: set[str] = set()
    current: Keeper | None = keeper
    while current is not None and current.identifier not in seen:
        seen.add(current.identifier)
        yield current
        current = known.get(current.superior)


def _named(accounts: Iterable[str]) -> str:
    return " ".join(account if "@" in account else f"@{account}" for account in accounts)


def _escaped(path: str) -> str:
    return _SPECIAL.sub(r"\\\1", path)
