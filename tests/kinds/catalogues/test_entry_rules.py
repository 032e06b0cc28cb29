"""What is said of one entry: its columns, its elements, the limits of its columns; and the validity of papers."""

from __future__ import annotations

from typing import Any

import pytest
from catalogue_city import ENTRY, context_of, entry, fields

from gongkai.kinds.catalogues import ROOM
from gongkai.kinds.catalogues.model import Entry
from gongkai.model.reference import Ref
from gongkai.model.room import Identity, Problem

CONTEXT = context_of()


def problems(department: str = "czj", **changes: Any) -> list[Problem]:
    record = Entry.model_validate(fields(**changes))
    identity = Identity(Ref("entry", f"{department}/a"), "a.yml", -1)
    return list(ENTRY.rules(record, identity, record.body or "", CONTEXT))


def codes(department: str = "czj", **changes: Any) -> list[str]:
    return [problem.code for problem in problems(department, **changes)]


def test_a_sound_entry_has_no_problem() -> None:
    assert problems(公开要素=["一般公共预算"]) == []


@pytest.mark.parametrize(
    ("changes", "code", "hint"),
    [
        ({"栏目": ["b07-01"]}, "ENT-01", "是不是“b0701”（政府预算）？"),
        ({"栏目": ["zzzz"]}, "ENT-01", "栏目的标识见 columns.yml"),
        ({"栏目": ["b010101"]}, "ENT-02", "请删去，或改填其他栏目"),
        ({"栏目": ["a1"]}, "ENT-02", "请删去，或改填其他栏目"),
        ({"公开要素": ["三公经费"]}, "ENT-03", "可以写：一般公共预算、政府性基金预算"),
        ({"栏目": ["h"], "公开要素": ["三公经费"]}, "ENT-03", "所属栏目没有规定公开要素，请删去"),
        ({"栏目": None}, "ENT-05", "填写“栏目”，例如 栏目: [b0401]"),
        ({"正文": "领导小姐"}, "TXT-01", "改为“领导小组”"),
    ],
)
def test_a_mistake_is_named_with_its_cure(changes: dict[str, Any], code: str, hint: str) -> None:
    (problem,) = problems(**changes)
    assert (problem.code, problem.hint) == (code, hint)


def test_a_mistake_is_pointed_at_in_its_list() -> None:
    (problem,) = problems(栏目=["b0701", "zzzz"])
    assert problem.field == ("栏目", 1)
    (problem,) = problems(正文="攻府")
    assert problem.field == ("正文",)


def test_a_column_that_does_not_apply_only_warns() -> None:
    assert codes("sfb", 栏目=["b0702"]) == ["ENT-04"]
    assert codes("bailu") == ["ENT-04"]
    assert codes("qingping-mzj") == []


def test_the_limit_of_the_column_counts_besides_that_of_the_regulation() -> None:
    late_by_column = {"栏目": ["b0702"], "生成日期": "2026-03-02", "发布日期": "2026-03-13"}
    assert codes(**late_by_column) == ["ENT-06"]
    assert codes(**(late_by_column | {"发布日期": "2026-03-11"})) == []
    assert codes(**(late_by_column | {"来源": "导入"})) == []


def test_a_column_with_a_longer_limit_of_its_own_stands_before_the_general_one() -> None:
    columns = [{"标识": "t", "名称": "月度数据", "更新时限": "35日"}]
    record = Entry.model_validate(fields(栏目=["t"], 生成日期="2026-03-02", 发布日期="2026-04-03"))
    identity = Identity(Ref("entry", "czj/a"), "a.yml", -1)
    assert list(ENTRY.rules(record, identity, "", context_of(columns))) == []
    assert codes(生成日期="2026-03-02", 发布日期="2026-04-03") == ["CAT-06", "ENT-06"]


def test_every_code_is_declared() -> None:
    found = codes(
        "sfb", 栏目=["zzzz", "b0702", "a1"], 公开要素=["x"], 正文="攻府", 文号="9", 主题分类="x", 体裁分类="x"
    )
    assert len(found) > 6
    assert set(found) <= set(ROOM.codes)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, ""),
        ({"文号": "云川财〔2026〕9号"}, "有效"),
        ({"生效日期": "2026-12-01"}, "尚未施行"),
        ({"文号": "云川财〔2026〕9号", "废止日期": "2026-11-20"}, "废止"),
        ({"废止日期": "2026-11-21"}, "有效"),
    ],
)
def test_only_papers_and_what_has_a_term_are_in_force(changes: dict[str, Any], state: str) -> None:
    assert ENTRY.state(entry("czj/a", CONTEXT, **changes), "2026-11-20") == state
