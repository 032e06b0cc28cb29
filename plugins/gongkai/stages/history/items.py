"""Records that stand in a list with others: with which commit did each first appear?

In: contents that a list file had. Out: the identifiers in it. A list of a hundred items that changed a thousand times
is a hundred thousand items, so identifiers are found by their places in the lines, which YAML's block style fixes; a
file in any other style is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.workshop.record_paths import Owner
from gongkai.workshop.record_text import IDENTIFIER, records_in

_ITEM = re.compile(rb"^-[ \n]", re.MULTILINE)
_IDENTIFIER = re.compile(
    rb"^(?:- |  )" + IDENTIFIER.encode() + rb":[ \t]+(['\"]?)([a-z0-9-]+)\1[ \t]*\r?$", re.MULTILINE
)


def refs_in(content: bytes, owner: Owner) -> set[str]:
    """The refs of the items of a list; none where the file is a record of its own."""
    items = len(_ITEM.findall(content))
    named = _IDENTIFIER.findall(content)
    if items and items == len(named):
        return {f"{owner.kind}:{owner.department}/{identifier.decode()}" for _, identifier in named}
    if b"-" not in content:
        return set()
    return {str(each.ref) for each in records_in(content, owner) if each.item >= 0}


def first_seen(known: dict[str, int], versions: Iterable[tuple[int, bytes, Owner]]) -> dict[str, int]:
    """First appearances with those of further versions, given as (commit, content, file) from the oldest on."""
    found = dict(known)
    for commit, content, owner in versions:
        for ref in refs_in(content, owner):
            if commit < found.get(ref, commit + 1):
                found[ref] = commit
    return found
