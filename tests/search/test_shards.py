"""Shards: a pure function of the documents, without cascades."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.stages.index.shards import HEAVIEST, LIGHTEST_DOCUMENT, Card, Shard, divide

DAYS = st.dates().map(str) | st.dates(min_value=__import__("datetime").date(2015, 1, 1)).map(str) | st.just("")
CARDS = st.lists(
    st.builds(Card, st.uuids().map(str), DAYS, st.integers(0, HEAVIEST), st.just(b"")),
    max_size=40,
    unique_by=lambda card: card.identifier,
)


def card(identifier: str, day: str, weight: int = 1000) -> Card:
    return Card(identifier, day, weight, b"")


def names(cards: list[Card]) -> list[str]:
    return [shard.name for shard in divide(cards)]


def test_a_small_site_is_one_stretch_of_sixteen_years() -> None:
    assert names([card("a", "2026-11-21"), card("b", "2017-01-01"), card("c", "")]) == ["2016-2031", "undated"]


def test_stretches_are_halved_until_they_are_light_enough() -> None:
    cards = [card(f"{month}", f"2026-{month:02d}-03", HEAVIEST // 2) for month in range(1, 13)]
    cards.append(card("old", "2019-05-05"))
    found = divide(cards)
    assert [shard.name for shard in found] == [
        *("2026m12", "2026m11", "2026m10", "2026m09", "2026m08", "2026m07"),
        *("2026m06", "2026m05", "2026m04", "2026m03", "2026m02", "2026m01", "2016-2023"),
    ]
    assert (found[0].first, found[0].last) == ("2026-12-01", "2026-12-31")


def test_a_month_too_heavy_falls_apart_by_identifier() -> None:
    found = divide([card(f"d{number}", "2026-07-01", HEAVIEST // 3) for number in range(10)])
    assert all(shard.name.startswith("2026m07-") for shard in found)


def test_many_small_documents_are_no_light_shard() -> None:
    found = divide([card(f"d{number}", "2026-07-01", 1) for number in range(4001)])
    assert max(len(shard.cards) for shard in found) <= HEAVIEST // LIGHTEST_DOCUMENT == 4000


def weight(shard: Shard) -> int:
    return sum(max(each.weight, LIGHTEST_DOCUMENT) for each in shard.cards)


@given(CARDS)
def test_each_document_is_in_one_shard_of_its_time(cards: list[Card]) -> None:
    found = divide(cards)
    assert sorted(each.identifier for shard in found for each in shard.cards) == sorted(c.identifier for c in cards)
    for shard in found:
        assert weight(shard) <= HEAVIEST or len(shard.cards) == 1
        assert all(shard.first <= each.day <= shard.last for each in shard.cards)
    assert len({shard.name for shard in found}) == len(found)


@given(CARDS, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(cards: list[Card], random: object) -> None:
    shuffled = list(cards)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert divide(shuffled) == divide(cards)


@given(CARDS, st.builds(Card, st.just("new"), DAYS, st.integers(0, 2000), st.just(b"")))
def test_a_new_document_concerns_one_stretch(cards: list[Card], new: Card) -> None:
    """All shards that neither hold it nor lie in the stretch that holds it stay as they are."""
    before, after = divide(cards), divide([*cards, new])
    home = next(shard for shard in after if new in shard.cards)
    elsewhere = [shard for shard in before if shard.first > home.last or shard.last < home.first]
    assert all(shard in after for shard in elsewhere if shard.first[:3] == "" or _apart(shard, home))


def _apart(one: Shard, other: Shard) -> bool:
    """Whether they belong to different blocks of sixteen years."""
    return not one.first or not other.first or int(one.first[:4]) // 16 != int(other.first[:4]) // 16
