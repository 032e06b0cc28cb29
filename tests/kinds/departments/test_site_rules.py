"""What only the whole register shows: superiors, circles, order, successors, codes."""

from __future__ import annotations

from typing import Any

from judging import problems_of
from small_city import city, complete

from gongkai.kinds.departments import ROOM

CITY = complete("云川市人民政府", 类型="市政府", 排序=1)


def found(bodies: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """(code, body at whose file it is told)."""
    atlas, context = city(bodies)
    return [
        (each.problem.code, each.summary.ref.place if each.summary else "")
        for each in problems_of(ROOM, atlas, context, "2026-11-20")
    ]


def test_a_good_register() -> None:
    assert found({"yunchuan": CITY, "jyj": complete(上级="yunchuan"), "kjj": complete(上级="yunchuan", 排序=11)}) == []


def test_a_superior_that_is_not_there() -> None:
    assert found({"jyj": complete(上级="yunchaun")}) == [("DEP-01", "jyj")]


def test_everyone_in_a_circle_is_told_and_nobody_below_it() -> None:
    bodies = {"a": complete(上级="b"), "b": complete(上级="a"), "below": complete(上级="a", 排序=11)}
    assert sorted(found(bodies)) == [("DEP-02", "a"), ("DEP-02", "b")]


def test_the_second_of_two_siblings_with_one_order_is_told_the_next_free_number() -> None:
    atlas, context = city(
        {
            "yunchuan": CITY,
            "a": complete(上级="yunchuan"),
            "b": complete(上级="yunchuan"),
            "c": complete(上级="yunchuan", 排序=11),
        }
    )
    (problem,) = problems_of(ROOM, atlas, context, "2026-11-20")
    assert (problem.problem.code, problem.problem.hint) == ("DEP-03", "可改为 12")


def test_the_same_order_under_two_superiors_is_no_mistake() -> None:
    bodies = {
        "yunchuan": CITY,
        "x": complete(上级="yunchuan", 排序=2),
        "a": complete(上级="yunchuan"),
        "b": complete(上级="x"),
    }
    assert found(bodies) == []


def test_a_successor_and_a_supervisor_must_be_registered() -> None:
    end = [{"日期": "2024-05-20", "事项": "撤销", "承接单位": "nyi"}]
    assert found({"yunchuan": CITY, "old": complete(上级="yunchuan", 沿革=end)}) == [("DEP-09", "old")]
    assert found({"pe": {"名称": "水务", "类型": "公共企事业单位", "排序": 1, "主管部门": "slj"}}) == [("DEP-09", "pe")]


def test_a_body_cannot_succeed_itself() -> None:
    end = [{"日期": "2024-05-20", "事项": "撤销", "承接单位": "old"}]
    assert found({"old": complete(沿革=end)}) == [("DEP-09", "old")]


def test_a_code_belongs_to_one_body_and_its_successor() -> None:
    code = {"统一社会信用代码": "11990100YC0000036M"}
    assert found(
        {"yunchuan": CITY, "a": complete(上级="yunchuan", **code), "b": complete(上级="yunchuan", 排序=11, **code)}
    ) == [("DEP-13", "b")]
    merged = [{"日期": "2024-05-20", "事项": "合并", "承接单位": "a"}]
    old = complete(上级="yunchuan", 排序=11, 沿革=merged, **code)
    assert found({"yunchuan": CITY, "a": complete(上级="yunchuan", **code), "b": old}) == []
