"""Records that stand in a list with others: with which commit did each first appear?

In: contents that a list file had. Out: the identifiers in it. A list of a hundred items that changed a thousand times
is a hundred thousand items, so identifiers are found by their places in the lines, which YAML's block style fixes; a
file in any other style is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.workshop.record_paths import Owner
from gongkai.workshop.record_text import IDENTIFIER, records_in

_ITEM = b"\n- "
_KEY = IDENTIFIER.encode() + b": "
_LATER_KEY = b"\n  " + _KEY
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-")


def refs_in(content: bytes, owner: Owner) -> set[str]:
    """The refs of the items of a list; none where the file is a record of its own."""
    before, *items = (b"\n" + content).split(_ITEM)
    names = [_name(item) for item in items]
    if before.strip() or not all(names) or b"\n-\n" in content:
        return {str(each.ref) for each in records_in(content, owner) if each.item >= 0}
    return {f"{owner.kind}:{owner.department}/{name.decode()}" for name in names}


def _name(item: bytes) -> bytes:
    """What a block of lines calls itself; nothing where that takes a parser to say."""
    if item.startswith(_KEY):
        start = len(_KEY)
    else:
        start = item.find(_LATER_KEY) + len(_LATER_KEY)
        if start < len(_LATER_KEY):
            return b""
    end = item.find(b"\n", start)
    name = item[start : end if end >= 0 else len(item)].strip()
    return name if _PLAIN.issuperset(name) else b""


def first_seen(known: dict[str, int], versions: Iterable[tuple[int, bytes, Owner]]) -> dict[str, int]:
    """First appearances with those of further versions, given as (commit, content, file) from the oldest on."""
    found = dict(known)
    for commit, content, owner in versions:
        for ref in refs_in(content, owner):
            if commit < found.get(ref, commit + 1):
                found[ref] = commit
    return found
