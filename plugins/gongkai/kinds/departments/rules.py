"""Rules of single bodies, and the room's diagnostic codes.

In: a valid Department. Out: Problems. Sources: 条例 art. 12 and art. 20 (2), GB 11714, GB 32100, 国办发〔2017〕47号.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.kinds.departments.model import Department
from gongkai.model.room import Code, Identity, Problem

CODES: dict[str, Code] = {}


def record_problems(record: Department, identity: Identity) -> Iterable[Problem]:  # noqa: ARG001
    """Everything wrong with one body that its own file shows."""
    return ()
