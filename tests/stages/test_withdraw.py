"""Withdrawing a record from the sources: it goes, everything else stays as it was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongkai.model.reference import Ref
from gongkai.model.summary import Link, Summary
from gongkai.model.tombstone import Tombstone
from gongkai.stages.withdraw.strike import (
    UnreadableListError,
    perform,
    strike_of,
    tombstone_of,
    with_earlier_texts,
    without_items,
)
from gongkai.workshop.tombstones import read_tombstones, with_tombstones

LIST = "# 二〇二六年\n- 标识: a\n  名称: 甲\n\n# 乙的说明\n- 标识: b\n  正文: |\n    - 不是一条\n- 标识: c  # 丙\n"


def record(place: str, path: str, item: int = -1, **more: Any) -> Summary:
    return Summary(Ref("policy", place), "标题", f"policies/{place}.html", path, item, "", **more)


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ({0}, "# 二〇二六年\n- 标识: b\n  正文: |\n    - 不是一条\n- 标识: c  # 丙\n"),
        ({1}, "# 二〇二六年\n- 标识: a\n  名称: 甲\n\n# 乙的说明\n- 标识: c  # 丙\n"),
        ({1, 2}, "# 二〇二六年\n- 标识: a\n  名称: 甲\n\n# 乙的说明\n"),
        ({0, 1, 2}, ""),
    ],
)
def test_an_item_goes_and_the_others_stay_as_they_were_typed(gone: set[int], left: str) -> None:
    assert without_items(LIST, frozenset(gone), "x.yml") == left


@pytest.mark.parametrize("text", ["[{标识: a}, {标识: b}]\n", "- 标识: a\n-标识\n"])
def test_a_list_that_cannot_be_cut_is_left_alone(text: str) -> None:
    with pytest.raises(UnreadableListError, match=r"x\.yml"):
        without_items(text, frozenset({0}), "x.yml")


def test_a_document_goes_with_its_attachments_and_earlier_texts(tmp_path: Path) -> None:
    folder = tmp_path / "content/sfb/policies"
    for name in ("a.md", "a.files/图.png", "a/2020-01-01.md", "ab.md", "ab.files/图.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    policy = record("sfb/a", "content/sfb/policies/a.md")
    earlier = record(
        "sfb/a/2020-01-01", "content/sfb/policies/a/2020-01-01.md", links=(Link("version_of", policy.ref),)
    )
    other = record("sfb/ab", "content/sfb/policies/ab.md", links=(Link("repeals", policy.ref),))
    withdrawn = with_earlier_texts(policy, [other, earlier, policy])
    assert withdrawn == (policy, earlier)
    for _ in range(2):  # an interrupted one is done again
        perform(tmp_path, strike_of(tmp_path, withdrawn))
    left = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert left == ["ab.files/图.png", "ab.md"]


@pytest.mark.parametrize(
    "before", ["", "[]\n", "# 说明\n- 索引号: x/2026-1\n  日期: 2026-01-01\n  经办: 甲\n  理由: 乙"]
)
@pytest.mark.parametrize("reason", ["数据有误，重新核定", "a: b # c", '他说"不"', "两行\n都在", "- 一", "2026", ""])
def test_what_is_written_is_read_again(before: str, reason: str) -> None:
    policy = record("sfb/a", "a.md", index_number="x/2026-2", former=("art/1/2.html",))
    made = tombstone_of(policy, "2026-11-22", "办公室 沈知行", "保护个人信息", reason or "无")
    text = with_tombstones(before, [made])
    found, problems = read_tombstones(text.encode(), "withdrawn.yml")
    assert not problems
    assert found[-1] == made
    assert made.addresses == ("policies/sfb/a.html", "art/1/2.html")
    assert len(found) == (2 if "索引号" in before else 1)


def test_what_had_no_number_is_known_by_its_reference() -> None:
    made = Tombstone("", "2026-11-22", "甲", "乙", Ref("entry", "sfb/a"), ("entries/sfb/a.html",))
    assert read_tombstones(with_tombstones("", [made]).encode(), "withdrawn.yml") == ((made,), [])


def test_the_title_does_not_stay() -> None:
    assert "标题" not in with_tombstones(
        "", [tombstone_of(record("sfb/a", "a.md"), "2026-11-22", "甲", "依法不再公开", "乙")]
    )
