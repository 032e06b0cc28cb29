"""What changed between two moments, and whose answers that may change.

In: the records that were added, removed or altered. Out: whether what was made from recorded questions must be made
again. Pages and judgements are made again when their own sources changed or a recorded answer did; nothing else can
change them.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Asked, topic_number, topics_between
from gongkai.model.summary import Summary


def any_other_answer(asked: Asked, atlas: Atlas) -> bool:
    """Whether any of these questions has another answer now, where it is not known what changed: all are asked."""
    return any(atlas.digest(each.method, each.arguments) != each.digest for each in asked.opened())


class Change:
    """The topics on which answers may have changed."""

    def __init__(self, before: Iterable[Summary], after: Iterable[Summary]) -> None:
        """`before` and `after` are the records concerned; those that stand in both, equal, are no change."""
        old = {summary.ref: summary for summary in before}
        new = {summary.ref: summary for summary in after}
        differing = (ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref))
        self._topics = {topic for ref in differing for topic in topics_between(old.get(ref), new.get(ref))}
        self._numbers = frozenset(map(topic_number, self._topics))

    def concerns(self, asked: Asked, atlas: Atlas) -> bool:
        """Whether any of these questions has another answer now."""
        return asked.concerns(self._numbers) and any(
            question.topic in self._topics and atlas.digest(question.method, question.arguments) != question.digest
            for question in asked.opened()
        )
