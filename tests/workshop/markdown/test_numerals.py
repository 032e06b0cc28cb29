"""Numbers of articles, however written."""

from __future__ import annotations

import pytest

from gongkai.workshop.markdown.numerals import number_of


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿一", 21),
        ("一百", 100),
        ("一百零三", 103),
        ("一百〇三", 103),
        ("一百一十", 110),
        ("二百五十六", 256),
        ("一千二百六十", 1260),
        ("两千零五", 2005),
        ("二〇", 20),
        ("一○二", 102),
        ("12", 12),
        ("１２", 12),
        ("卅", 30),
    ],
)
def test_value_of_a_numeral(numeral: str, number: int) -> None:
    assert number_of(numeral) == number
