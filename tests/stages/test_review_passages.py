"""What a reviewer sees of a changed text: the words that differ, and where they stand."""

from __future__ import annotations

from gongkai.model.review import Piece
from gongkai.stages.review.passages import passage_changes

LONG = "经会同有关部门研究" * 20


def test_words_that_came_in_have_a_place_in_the_text_before() -> None:
    [change] = passage_changes([f"{LONG}现答复如下{LONG}"], [f"{LONG}现（修订）答复如下{LONG}"])
    assert change.before == (
        Piece(f"{LONG}现", differs=False),
        Piece("", differs=True),
        Piece(f"答复如下{LONG}", differs=False),
    )
    assert [piece.text for piece in change.after if piece.differs] == ["（修订）"]


def test_a_paragraph_that_came_in_has_none_before() -> None:
    [change] = passage_changes(["一"], ["一", "一段新的文字"])
    assert change.before == ()
    assert change.after == (Piece("一段新的文字", differs=True),)
