"""Old items keep the name their body had on their day."""

from __future__ import annotations

import msgspec
import pytest

from gongkai.workshop.body_names import BodyEvent, end_of, name_on


def history(*events: tuple[str, ...]) -> str:
    return msgspec.json.encode([BodyEvent(*event) for event in events]).decode()


RENAMED = history(
    ("2015-03-01", "设立"), ("2019-02-28", "更名", "云川市农业委员会"), ("2024-05-20", "更名", "云川市农业局")
)
MERGED = history(("2019-02-26", "合并", "云川市国土资源局、云川市城乡规划局"))
GROWN = history(("2024-05-20", "合并", "云川市农业农村局、云川市乡村振兴局"))
ENDED = history(("2021-06-18", "更名", "云川市扶贫开发办公室"), ("2024-05-20", "撤销", "云川市乡村振兴局", "nyj"))


@pytest.mark.parametrize(
    ("title", "events", "day", "name"),
    [
        ("云川市农业农村局", RENAMED, "2016-01-01", "云川市农业委员会"),
        ("云川市农业农村局", RENAMED, "2019-02-27", "云川市农业委员会"),
        ("云川市农业农村局", RENAMED, "2019-02-28", "云川市农业局"),
        ("云川市农业农村局", RENAMED, "2024-05-20 09:30", "云川市农业农村局"),
        ("云川市农业农村局", RENAMED, "", "云川市农业农村局"),
        ("云川市自然资源和规划局", MERGED, "2018-01-01", "云川市国土资源局、云川市城乡规划局"),
        ("云川市农业农村局", GROWN, "2018-01-01", "云川市农业农村局"),
        ("云川市乡村振兴局", ENDED, "2020-01-01", "云川市扶贫开发办公室"),
        ("云川市乡村振兴局", ENDED, "2025-01-01", "云川市乡村振兴局"),
        ("云川市教育局", "", "2001-01-01", "云川市教育局"),
    ],
)  # fmt: skip
def test_the_name_on_a_day(title: str, events: str, day: str, name: str) -> None:
    assert name_on(title, events, day) == name


def test_a_body_is_there_until_the_day_it_ends() -> None:
    assert end_of(ENDED, "2024-05-19") is None
    ending = end_of(ENDED, "2024-05-20")
    assert ending is not None
    assert ending.successor == "nyj"


def test_a_merger_ends_the_body_that_goes_into_another_and_not_the_one_that_comes_of_it() -> None:
    assert end_of(MERGED, "2026-01-01") is None
    assert end_of(history(("2020-01-01", "合并", "甲局", "yi")), "2026-01-01") is not None


def test_a_body_set_up_again_is_there() -> None:
    assert end_of(history(("2018-01-01", "撤销", "", "yi"), ("2024-01-01", "设立")), "2026-01-01") is None
