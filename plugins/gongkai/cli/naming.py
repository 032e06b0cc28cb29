"""Records as people name them in a terminal.

In: the Atlas, `sfb/2026-9` or `policy:sfb/2026-9`. Out: the records meant; a kind has to be written only where two
records of different kinds share a name.
"""

from __future__ import annotations

import click

from gongkai.model.atlas import Atlas
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.summary import Summary
from gongkai.rooms import KINDS


def refs_meant(text: str) -> list[Ref]:
    """Every record that a text may mean, of whatever kind."""
    if ":" in text:
        ref = parse_ref(text)
        return [ref] if ref is not None and ref.kind in KINDS else []
    return [ref for kind in KINDS if (ref := parse_ref(text, kind)) is not None]


def record_named(atlas: Atlas, text: str) -> Summary | None:
    """The record of that name; None where there is none.

    Raises:
        click.UsageError: several kinds have one of that name.
    """
    found = [each for ref in refs_meant(text) if (each := atlas.record(ref.kind, ref.place)) is not None]
    if len(found) > 1:
        raise click.UsageError(f"“{text}”不止一条，请写明种类：{'、'.join(str(each.ref) for each in found)}")
    return found[0] if found else None
