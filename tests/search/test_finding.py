"""What search finds and in which order: asked of the client in a page, checked against the files of the index."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from benchmarks.search.finding import page_with_client
from playwright.sync_api import Browser, Page
from reading import documents, read_json

from gongkai.workshop.folding import units

pytestmark = pytest.mark.browser

FIND = """async request => {
  const answer = await gongkaiSearch.find(request);
  const hits = answer.hits.map(({ shard, doc, day, tier, number }) => ({ shard: shard.name, doc, day, tier, number }));
  return { ...answer, hits, parts: answer.parts.map(part => part.map(one => one.text)) };
}"""


class Client:
    """The part that finds, in a page of the city that shows nothing of it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, q: str = "", **request: Any) -> Any:
        return self.page.evaluate(FIND, {"q": q, **request})


@pytest.fixture(scope="module")
def find(browser: Browser, address: str) -> Any:
    with page_with_client(browser, address) as page:
        yield Client(page)


Place = tuple[str, int]


@pytest.fixture(scope="module")
def texts(city: Path) -> dict[Place, list[str]]:
    """Folded paragraphs of every document."""
    return {
        (found.shard, found.number): ["".join(paragraph) for paragraph in found.paragraphs] for found in documents(city)
    }


@pytest.fixture(scope="module")
def columns(city: Path) -> dict[Place, dict[str, list[int]]]:
    """Facet values of every document, and its day, by the index's own files."""
    found: dict[Place, dict[str, list[int]]] = {}
    for shard in read_json(city, "shards.json")["shards"]:
        docs = read_json(city, f"{shard['name']}/docs.json")
        for number, day in enumerate(docs["days"]):
            found[shard["name"], number] = {
                **{name: values[number] for name, values in docs["facets"].items()},
                "day": [day],
            }
    return found


def places(answer: Any) -> list[Place]:
    return [(hit["shard"], hit["doc"]) for hit in answer["hits"]]


def holding(texts: dict[Place, list[str]], *words: str) -> set[Place]:
    """Brute force: documents that hold every word."""
    wanted = ["".join(units(word)) for word in words]
    return {
        place for place, text in texts.items() if all(any(word in paragraph for paragraph in text) for word in wanted)
    }


@pytest.mark.parametrize(
    "typed",
    [
        "生活垃圾",
        "公积金",
        "獻血",
        "应当",
        "ＰＭ２．５",
        "市场监督管理局关于",
        "营商环境",
        "12345",
        "第十二条",
        "《办法》",
    ],
)
def test_a_phrase_finds_exactly_the_pages_that_hold_it(find: Client, texts: dict[Place, list[str]], typed: str) -> None:
    answer = find(typed)
    assert answer["step"] in {"phrase", "number", "none"}
    if not answer["expanded"]:
        assert set(places(answer)) == holding(texts, typed)


def test_words_apart_find_pages_that_hold_all_of_them(find: Client, texts: dict[Place, list[str]]) -> None:
    answer = find("生活垃圾 处罚", exact=False)
    assert answer["step"] == "parts"
    assert set(places(answer)) >= holding(texts, "生活垃圾", "处罚")


def test_the_ladder_goes_from_the_phrase_to_its_words_to_most_of_them(find: Client) -> None:
    assert find("生活垃圾分类")["step"] == "phrase"
    assert find("处罚生活垃圾分类")["step"] == "words"
    assert find("生活垃圾量子纠缠")["step"] == "some"
    assert find("量子纠缠")["step"] == "none"
    assert find("“处罚生活垃圾分类”")["step"] == "none"


def test_words_the_browser_does_not_know_are_put_together_again(find: Client) -> None:
    answer = find("条件提取公积金")
    assert ["公积金"] in [part[:1] for part in answer["parts"]]


def test_a_number_is_first_however_it_is_written(find: Client, city: Path) -> None:
    known = [(found, number) for found in documents(city) if "〔" in (number := found.meta.get("number", ""))]
    current = [(found, number) for found, number in known if found.meta["kind"] != "历史文本"]
    for found, number in random.Random(4).sample(current, 8):
        for form in (number, number.replace("〔", "").replace("〕", " ").rstrip("号")):
            assert (found.shard, found.number) in places(find(form))[:3], form


def test_a_title_comes_before_a_mention(find: Client) -> None:
    tiers = [hit["tier"] for hit in find("生活垃圾分类管理办法")["hits"]]
    assert tiers == sorted(tiers, reverse=True)
    assert tiers[0] >= 4


def test_dates_are_in_order_over_all_shards(find: Client) -> None:
    answer = find("应当", sort="date")
    days = [hit["day"] for hit in answer["hits"]]
    assert days == sorted(days, reverse=True)
    assert len({hit["shard"] for hit in answer["hits"]}) > 3


def test_facets_are_counted_under_the_choice_in_the_others(
    find: Client, columns: dict[Place, dict[str, list[int]]]
) -> None:
    chance = random.Random(3)
    names = ("kind", "theme", "department", "year", "state")
    everything = find("管理")
    values = {facet["name"]: [one["value"] for one in facet["values"]] for facet in everything["facets"]}
    order = _orders(find)
    for _ in range(12):
        chosen = {
            name: chance.sample(values[name], min(2, len(values[name])))
            for name in chance.sample(names, chance.randint(1, 3))
        }
        wanted = {name: {order[name].index(one) for one in picked} for name, picked in chosen.items()}
        _without_upper(wanted, order)
        answer = find("管理", filters=chosen)

        def passes(place: Place, but: str = "", wanted: dict[str, set[int]] = wanted) -> bool:
            return all(name == but or wanted[name] & set(columns[place][name]) for name in wanted)

        assert set(places(answer)) == {place for place in places(everything) if passes(place)}
        for facet in answer["facets"]:
            counted = Counter(
                value
                for place in places(everything)
                if passes(place, facet["name"])
                for value in columns[place][facet["name"]]
            )
            told = {order[facet["name"]].index(one["value"]): one["count"] for one in facet["values"]}
            assert {key: count for key, count in told.items() if count} == counted, facet["name"]


def _orders(find: Client) -> dict[str, list[str]]:
    orders: dict[str, list[str]] = find.page.evaluate(
        "async () => Object.fromEntries((await gongkaiSearch.overview()).facets.map(f => [f.name, f.values]))"
    )
    return orders


def _without_upper(wanted: dict[str, set[int]], order: dict[str, list[str]]) -> None:
    """A chosen value below another stands for it (综合政务\\政务公开)."""
    for name, picked in wanted.items():
        words = {order[name][one] for one in picked}
        wanted[name] = {one for one in picked if not any(word.startswith(order[name][one] + "\\") for word in words)}


def test_a_stretch_of_days_holds_both_its_ends(find: Client, columns: dict[Place, dict[str, list[int]]]) -> None:
    answer = find("管理", sort="date")
    inner = answer["hits"][len(answer["hits"]) // 2]["day"]
    day = find.page.evaluate("day => new Date(day * 864e5).toISOString().slice(0, 10)", inner)
    found = find("管理", **{"from": day, "to": day})
    assert places(found)
    assert set(places(found)) == {place for place in places(answer) if columns[place]["day"] == [inner]}


def test_a_list_is_searched_alone(find: Client, city: Path) -> None:
    members = {
        (shard["name"], doc)
        for shard in read_json(city, "shards.json")["shards"]
        for doc in read_json(city, f"{shard['name']}/lists.json").get("policies/all", [])
    }
    answer = find("管理", list="policies/all")
    assert set(places(answer)) == set(places(find("管理"))) & members


def test_without_words_everything_is_listed_newest_first(
    find: Client, columns: dict[Place, dict[str, list[int]]]
) -> None:
    answer = find("")
    assert len(answer["hits"]) == len(columns)
    days = [hit["day"] for hit in answer["hits"]]
    assert days == sorted(days, reverse=True)


def test_a_former_name_finds_the_present_one_and_is_told(find: Client) -> None:
    answer = find("云川市旅游发展委员会")
    assert answer["expanded"] == ["云川市文化和旅游局"]
    assert len(answer["hits"]) > len(find("“云川市旅游发展委员会”")["hits"])


def test_a_lone_character_finds_what_begins_with_it(find: Client, texts: dict[Place, list[str]]) -> None:
    assert set(places(find("茶"))) == holding(texts, "茶")
