"""What changed between two moments, and whose answers that may change.

In: the records that were added, removed or altered. Out: whether what was made from recorded questions must be made
again. Pages and judgements are made again when their own sources changed or a recorded answer did; nothing else can
change them.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Asked, Question, topic_number, topics_between
from gongkai.model.reference import Ref
from gongkai.model.summary import Summary


def any_other_answer(asked: Asked, atlas: Atlas) -> bool:
    """Whether any of these questions has another answer now, where it is not known what changed: all are asked."""
    return any(atlas.digest(each.method, each.arguments) != each.digest for each in asked.opened())


def _place(summary: Summary) -> tuple[object, ...]:
    """Where a record stands: as long as that is the same, its neighbours stand where they stood."""
    return summary.order, summary.published, summary.url, summary.listings


class Change:
    """The topics on which answers may have changed."""

    def __init__(self, before: Iterable[Summary], after: Iterable[Summary]) -> None:
        """`before` and `after` are the records concerned; those that stand in both, equal, are no change."""
        old = {summary.ref: summary for summary in before}
        new = {summary.ref: summary for summary in after}
        self._topics: set[str] = set()
        self._altered: dict[str, list[Ref]] = {}
        """Topics under which records are not what they were, but stand where they stood."""
        for ref in old.keys() | new.keys():
            was, now = old.get(ref), new.get(ref)
            if was == now:
                continue
            topics = set(topics_between(was, now))
            if was and now and _place(was) == _place(now):
                places = {f"{listing}:{now.year}" for listing in now.listings}
                topics -= places
                for place in places:
                    self._altered.setdefault(place, []).append(ref)
            self._topics |= topics
        self._numbers = frozenset(map(topic_number, self._topics | self._altered.keys()))

    def may_concern(self, asked: Asked) -> bool:
        """Whether any of these questions may have another answer now: quick, and without the Atlas."""
        return asked.concerns(self._numbers)

    def concerns(self, asked: Asked, atlas: Atlas) -> bool:
        """Whether any of these questions has another answer now."""
        return self.may_concern(asked) and any(
            self._touches(question, atlas) and atlas.digest(question.method, question.arguments) != question.digest
            for question in asked.opened()
        )

    def _touches(self, question: Question, atlas: Atlas) -> bool:
        if question.topic in self._topics:
            return True
        altered = self._altered.get(question.topic, ())
        match question.method, question.arguments:
            case "addresses", _:
                return False
            case "leaf", (listing, year, number, size):
                # Of a hundred pages of a year the altered records stand on one or two: no need to look at the others.
                positions = (atlas.position(ref, listing, year) for ref in altered)
                return any(each is not None and each // int(size) + 1 == int(number) for each in positions)
        return bool(altered)
