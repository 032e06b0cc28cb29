"""What must be rendered again: the comparison of two moments.

In: the summaries as they were and as they are, the states of all units, the new Atlas. Out: the units to make again.
A unit is made again when its own sources changed or a recorded answer did; nothing else can change its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.model.atlas import Atlas, topic_number, topics_of
from gongkai.model.reference import Ref
from gongkai.model.state import UnitState
from gongkai.model.summary import Summary


def touched_topics(before: Mapping[Ref, Summary], after: Mapping[Ref, Summary]) -> set[str]:
    """Every topic on which an answer may differ between two Atlases."""
    topics: set[str] = set()
    for ref in before.keys() | after.keys():
        old, new = before.get(ref), after.get(ref)
        if old == new:
            continue
        for summary in (old, new):
            if summary is not None:
                topics.update(topics_of(summary))
    return topics


class Touched:
    """The topics on which answers may have changed."""

    def __init__(self, topics: set[str]) -> None:
        self._topics = topics
        self._numbers = frozenset(map(topic_number, topics))

    def makes_stale(self, unit: UnitState, atlas: Atlas) -> bool:
        """Whether an answer the unit's pages rest on is another one now."""
        return unit.asked.concerns(self._numbers) and any(
            question.topic in self._topics and atlas.digest(question.method, question.arguments) != question.digest
            for question in unit.asked.opened()
        )


def left_over(before: Iterable[UnitState], after: Iterable[UnitState]) -> set[str]:
    """Files that were made before and are made no more."""
    return {output.path for unit in before for output in unit.outputs} - {
        output.path for unit in after for output in unit.outputs
    }
