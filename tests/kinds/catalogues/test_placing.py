"""Where records stand: named columns, columns above them, queries, bodies' views, elements."""

from __future__ import annotations

from typing import Any

from catalogue_city import COLUMNS, atlas_of, context_of, entry, policy

from gongkai.kinds.catalogues.outline import outline_of
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry

CONTEXT = context_of()


def titles(atlas: Atlas, listing: str) -> list[str]:
    return [summary.title for summary in Inquiry(atlas).members(listing)]


def test_an_entry_stands_in_its_column_and_in_those_above_but_the_first_level() -> None:
    listings = entry("czj/a", CONTEXT).listings
    assert {"columns/b0701", "columns/b07"} <= set(listings)
    assert "columns/b" not in listings


def test_an_entry_of_two_columns_stands_once_in_what_they_share() -> None:
    listings = entry("czj/a", CONTEXT, 栏目=["b0701", "b0702"]).listings
    assert listings.count("columns/b07") == 1
    assert {"columns/b0701", "columns/b0702"} <= set(listings)


def test_a_record_stands_in_few_listings() -> None:
    deepest = entry("bailu/a", CONTEXT, 栏目=["b0701", "b0702"], 公开要素=["一般公共预算"])
    assert len(deepest.listings) <= 12


def test_every_body_above_but_the_top_sees_the_record_in_its_own_view() -> None:
    views = [name for name in entry("bailu/a", CONTEXT).listings if name.endswith("/columns/b0701")]
    assert views == ["departments/bailu/columns/b0701", "departments/qingping/columns/b0701"]


def test_the_body_at_the_top_sees_its_own_records_in_its_view() -> None:
    assert "departments/yunchuan/columns/b0701" in entry("yunchuan/a", CONTEXT).listings


def test_a_column_gathers_what_answers_its_query() -> None:
    in_force = policy("sfb/r1", "2026-01-05", CONTEXT, facts={"category": "规章"})
    amended = policy("sfb/r2", "2026-01-06", CONTEXT, "修改", facts={"category": "规章"})
    lapsed = policy("sfb/r3", "2026-01-07", CONTEXT, "失效", facts={"category": "规章"})
    other = policy("sfb/r4", "2026-01-08", CONTEXT, facts={"category": "其他文件"})
    atlas = atlas_of(CONTEXT, in_force, amended, lapsed, other)
    assert titles(atlas, "columns/b010101") == [in_force.title, amended.title]
    assert titles(atlas, "columns/b010102") == [lapsed.title]
    assert titles(atlas, "columns/b01") == [in_force.title, amended.title, lapsed.title]
    assert titles(atlas, "departments/sfb/columns/b010101") == [in_force.title, amended.title]


def test_a_query_may_ask_for_a_theme_of_the_first_level_and_a_type_of_body() -> None:
    theme = "财政、金融、审计\\财政"
    ours = policy("czj/p", "2026-01-05", CONTEXT, theme=theme)
    others = policy("bailu/p", "2026-01-05", CONTEXT, theme=theme)
    elsewhere = policy("czj/q", "2026-01-05", CONTEXT, theme="综合政务\\政务公开")
    assert "columns/b0105" in ours.listings
    assert "columns/b0105" not in (*others.listings, *elsewhere.listings)


def test_a_gathering_column_takes_the_entries_of_another_and_of_those_below_it() -> None:
    assert "columns/b08" in entry("czj/a", CONTEXT).listings
    assert "columns/b08" not in entry("sfb/a", CONTEXT, 栏目=["h"]).listings


def test_elements_are_listed_one_by_one() -> None:
    listings = entry("czj/a", CONTEXT, 公开要素=["政府性基金预算"]).listings
    assert [name for name in listings if name.startswith("elements/")] == ["elements/b0701/1"]


def test_what_is_withheld_stands_nowhere() -> None:
    assert entry("czj/a", CONTEXT, 公开方式="不予公开").listings == ()
    assert "columns/b0701" in entry("czj/b", CONTEXT, 公开方式="依申请公开").listings


def test_a_changed_tree_is_seen_at_once() -> None:
    changed: list[dict[str, Any]] = [*COLUMNS[:2], {"标识": "k", "名称": "新栏目"}]
    other = context_of(changed)
    assert "columns/k" in entry("czj/a", other, 栏目=["k"]).listings
    assert "columns/k" not in entry("czj/a", CONTEXT, 栏目=["k"]).listings


def test_a_column_inherits_its_body_but_not_the_office_of_another() -> None:
    outline = outline_of(CONTEXT)
    assert (outline.nodes["b0702"].department, outline.nodes["b0702"].office) == ("czj", "预算科")
    assert outline.nodes["b01"].department == "sfb"
