"""Rules of single documents and earlier texts.

In: a valid Policy or PolicyVersion, who it is, its text, the Context. Out: Problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.kinds.policies.model import Policy, PolicyVersion
from gongkai.model.room import Context, Identity, Problem
from gongkai.workshop.core_rules import core_problems


def policy_problems(record: Policy, identity: Identity, body: str, context: Context) -> Iterator[Problem]:
    """Everything wrong with one document that its own file shows."""
    yield from core_problems(record, identity, body, context)


def version_problems(record: PolicyVersion, identity: Identity, body: str) -> Iterable[Problem]:  # noqa: ARG001
    """Everything wrong with one earlier text."""
    return ()
