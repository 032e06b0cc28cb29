"""The search benchmark measures what it says: the same queries each time, bytes as they travel, answers as shown."""

from __future__ import annotations

import gzip
import subprocess
import sys
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.our_site import write_searchable_site
from benchmarks.records import records
from benchmarks.search.asking import OURS, further, visits
from benchmarks.search.citizens import citizens_queries
from benchmarks.search.recall import Query, share
from benchmarks.search.truth import Pages
from benchmarks.search.web_server import counting_server
from playwright.sync_api import Browser

SEED, COUNT = 11, 300


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "project"
    write_searchable_site(folder, SEED, COUNT)
    subprocess.run([sys.executable, "-m", "gongkai", "build"], cwd=folder, capture_output=True, check=True)
    return folder / "site"


def test_queries_are_the_same_each_time_and_stand_on_a_page(site: Path) -> None:
    pages, some = Pages(site), list(records(SEED, COUNT))
    asked = citizens_queries(some, pages, SEED)
    assert asked == citizens_queries(some, pages, SEED)
    assert asked != citizens_queries(some, pages, SEED + 1)
    assert len({query.typed for query in asked}) == len(asked) >= 30
    assert set(Counter(query.kind for query in asked)) == {"words", "titles", "numbers", "pairs", "traditional"}
    assert all(query.truth <= pages.blocks.keys() and query.truth for query in asked)


def test_an_answer_is_worth_what_it_finds_and_costs_what_it_adds(site: Path) -> None:
    pages = Pages(site)
    page, other = sorted(pages.blocks)[:2]
    query = Query("words", pages.blocks[page][0][0] + "不在任何页面上", frozenset({page}))
    assert share(pages, query, [page]) == (1, 1)
    assert share(pages, query, [other, page]) == (1, 0.5)
    assert share(pages, query, []) == (0, 0)


def test_bytes_are_counted_as_they_travel(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("政府信息" * 1000, encoding="utf-8")
    (tmp_path / "b.pf_index").write_bytes(b"packed already" * 10)
    with counting_server(tmp_path) as server:
        for name in ("a.html", "b.pf_index"):
            with urllib.request.urlopen(server.address + name) as answer:
                content = answer.read()
        assert content == b"packed already" * 10
        sent = {delivery.path: delivery.size for delivery in server.taken()}
        assert sent == {"a.html": len(gzip.compress((tmp_path / "a.html").read_bytes(), 6, mtime=0)), "b.pf_index": 140}
        assert server.taken() == []


@pytest.mark.browser
def test_a_visit_sees_what_a_reader_sees(site: Path, browser: Browser) -> None:
    pages = Pages(site)
    asked = citizens_queries(list(records(SEED, COUNT)), pages, SEED)[:2]
    with counting_server(site) as server:
        first, second = visits(browser, server, OURS, [query.typed for query in asked])
        assert further(browser, server, OURS, [asked[1].typed, asked[0].typed]) == [
            second.first.links,
            first.first.links,
        ]
    for query, visit in zip(asked, (first, second), strict=True):
        assert share(pages, query, visit.first.links).recall == 1
        assert visit.first.size > visit.other.size > visit.repeat.size == 0
        assert visit.repeat.links == visit.first.links
        assert visit.first.seconds > visit.repeat.seconds > 0
    assert first.other.links == second.first.links
