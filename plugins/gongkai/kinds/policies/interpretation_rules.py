"""Rules of single interpretations.

In: a valid Interpretation, who it is, its text, the Context. Out: Problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.kinds.policies.model import Interpretation
from gongkai.model.room import Context, Identity, Problem
from gongkai.workshop.core_rules import core_problems


def interpretation_problems(
    record: Interpretation, identity: Identity, body: str, context: Context
) -> Iterator[Problem]:
    """Everything wrong with one interpretation that its own file shows."""
    yield from core_problems(record, identity, body, context)
