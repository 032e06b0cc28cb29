"""The verdict of the recall gate: it fails a search that does not find what stands on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.search.recall import FEW, Query, judge
from benchmarks.search.truth import Pages

PAGE = "<html><body><main><h1>{title}</h1><div data-read><p>{text}</p></div></main></body></html>"
MANY = [f"policies/sfb/2026-{number}.html" for number in range(1, 2 * FEW + 1)]
"""Pages that hold 公积金; the first one alone holds 献血."""
OTHER = "policies/sfb/2025-1.html"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    for address in (*MANY, OTHER):
        path = tmp_path / address
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "市容" if address == OTHER else "提取公积金"
        path.write_text(PAGE.format(title="通知", text=text + "，无偿献血" * (address == MANY[0])), "utf-8")
    return Pages(tmp_path)


def substring(pages: Pages, typed: str) -> Query:
    return Query("substrings", typed, pages.holding(tuple(typed)))


def test_a_search_that_finds_everything_passes(pages: Pages) -> None:
    asked = [
        substring(pages, "公积金"),
        substring(pages, "献血"),
        Query("numbers", "云川政办发〔2026〕1号", frozenset({MANY[0]})),
        Query("pairs", "公积金 献血", frozenset({MANY[0]})),
    ]
    assert judge(pages, asked, [MANY, MANY[:1], [MANY[0], OTHER], MANY[:1]]).faults() == []


def test_one_page_of_few_that_is_not_found_is_a_fault(pages: Pages) -> None:
    asked = [substring(pages, "献血")]
    assert judge(pages, asked, [[OTHER]]).faults() == [f"missed: 献血: {MANY[0]}"]


def test_wrong_pages_among_the_first_of_many_are_a_fault(pages: Pages) -> None:
    asked = [substring(pages, "公积金")]
    assert len(asked[0].truth) > FEW
    faults = judge(pages, asked, [[OTHER, *MANY]]).faults()
    assert faults == [f"weak: 公积金: 0.90 of {len(MANY)}, {len(MANY) + 1} found"]


def test_a_page_that_holds_only_one_of_two_words_is_a_fault(pages: Pages) -> None:
    asked = [Query("pairs", "公积金 献血", frozenset({MANY[0]}))]
    assert judge(pages, asked, [[MANY[1]]]).faults() == ["weak: 公积金 献血: 0.00 of 1, 1 found"]


@pytest.mark.parametrize("answer", [[], [OTHER, MANY[0]]])
def test_a_number_whose_record_is_not_first_is_a_fault(pages: Pages, answer: list[str]) -> None:
    asked = [Query("numbers", "云川政办发〔2026〕1号", frozenset({MANY[0]}))]
    assert any(fault.startswith("not first: 云川政办发") for fault in judge(pages, asked, [answer]).faults())


@pytest.mark.parametrize(("found", "passes"), [(199, True), (198, False)])
def test_one_query_in_two_hundred_may_find_nothing(pages: Pages, found: int, *, passes: bool) -> None:
    lost = Query("substrings", "不在任何网页", frozenset())
    asked = [substring(pages, "献血")] * found + [lost] * (200 - found)
    faults = judge(pages, asked, [MANY[:1]] * found + [[]] * (200 - found)).faults()
    assert faults == ([] if passes else ["nothing found: 不在任何网页"] * 2)


def test_answers_that_are_missing_are_no_verdict(pages: Pages) -> None:
    with pytest.raises(ValueError, match="shorter"):
        judge(pages, [substring(pages, "献血")], [])
