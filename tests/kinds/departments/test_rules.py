"""Each rule of a single body: a register entry that breaks it, and one that does not."""

from __future__ import annotations

from typing import Any

import pytest
from small_city import complete

from gongkai.kinds.departments.colours import LEAST_CONTRAST, contrast_with_white, darker
from gongkai.kinds.departments.model import Department
from gongkai.kinds.departments.rules import CODES, record_problems
from gongkai.model.reference import Ref
from gongkai.model.room import Identity, Problem

GUIDE = {
    "信息分类": "十五类", "编排体系": "三级", "获取方式": "网站", "机构名称": "办公室", "办公地址": "1号", "办公时间": "周一至周五",
    "联系电话": "0809-5550012", "传真号码": "0809-5550016", "互联网联系方式": "zwgk@yunchuan.example",
}  # fmt: skip
ENTERPRISE = {"名称": "云川市水务集团", "类型": "公共企事业单位", "排序": 1, "领域": "供水", "主管部门": "slj"}


def problems(fields: dict[str, Any], place: str = "jyj") -> list[Problem]:
    return list(record_problems(Department.model_validate(fields), Identity(Ref("department", place), "", -1)))


def test_a_complete_body_has_no_mistakes() -> None:
    assert problems(complete(统一社会信用代码="11990100YC0000036M", 组织机构代码="YC0000036", 公开指南=GUIDE)) == []


@pytest.mark.parametrize(
    ("fields", "code", "said"),
    [
        (complete(统一社会信用代码="11990100YC0000036K"), "DEP-04", "11990100YC0000036M"),
        (complete(统一社会信用代码="1199"), "DEP-04", "18位"),
        (complete(组织机构代码="YC0000037"), "DEP-05", "YC0000036"),
        (complete(组织机构代码="YC000003-6"), "DEP-05", "不带连字符"),
        (complete(组织机构代码="YC0000335", 统一社会信用代码="11990100YC0000036M"), "DEP-05", "第9至17位是 YC0000036"),
        (complete(网站标识码="990100001"), "DEP-06", "990100001"),
        (complete(标识色="#F0C040"), "DEP-07", "可改为 #"),
        (complete(电话=None, 负责人=[]), "DEP-08", "缺少电话、负责人"),
        (complete(沿革=[{"日期": "2024-01-02", "事项": "设立"}, {"日期": "2019-01-02", "事项": "设立"}]), "DEP-10", "2019-01-02"),
        (complete(沿革=[{"日期": "2024-01-02", "事项": "更名"}]), "DEP-10", "原名称"),
        (complete(沿革=[{"日期": "2024-01-02", "事项": "撤销"}]), "DEP-10", "承接单位"),
        (complete(沿革=[{"日期": "2024-01-02", "事项": "设立", "原名称": "甲局"}]), "DEP-10", "不用写"),
        (complete(沿革=[{"日期": "2024-01-02", "事项": "更名", "原名称": "甲局", "原代码": "YC0000037"}]), "DEP-05", "YC0000036"),
        (ENTERPRISE | {"领域": "煤炭"}, "DEP-11", "供水"),
        ({key: value for key, value in ENTERPRISE.items() if key != "主管部门"}, "DEP-11", "主管部门"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_cure(fields: dict[str, Any], code: str, said: str) -> None:
    (problem,) = problems({key: value for key, value in fields.items() if value is not None})
    assert problem.code == code
    assert said in problem.message + problem.hint
    assert code in CODES


@pytest.mark.parametrize("kind", ["中央和省驻市单位", "村(社区)"])
def test_bodies_that_answer_elsewhere_need_not_tell_everything_here(kind: str) -> None:
    assert problems({"名称": "某单位", "类型": kind, "排序": 1}) == []


def test_an_abolished_body_need_not_be_reached() -> None:
    end = {"日期": "2024-05-20", "事项": "撤销", "承接单位": "nyj"}
    assert problems({"名称": "云川市乡村振兴局", "类型": "市政府工作部门", "排序": 1, "沿革": [end]}) == []


def test_a_name_that_an_index_page_has_is_refused() -> None:
    assert [problem.code for problem in problems(complete(), "index")] == ["DEP-12"]


@pytest.mark.parametrize("part", list(GUIDE))
def test_each_missing_part_of_a_guide_is_named(part: str) -> None:
    (problem,) = problems(complete(公开指南={key: text for key, text in GUIDE.items() if key != part}))
    assert problem.code == "CAT-10"
    assert part in problem.message
    assert problem.field == ("公开指南",)


@pytest.mark.parametrize("colour", ["#FFFFFF", "#F0C040", "#00FF00", "#777777"])
def test_the_suggested_colour_can_be_seen_and_the_next_lighter_one_not(colour: str) -> None:
    assert contrast_with_white(colour) < LEAST_CONTRAST <= contrast_with_white(darker(colour)) < LEAST_CONTRAST * 1.1


def test_contrast_is_that_of_the_norm() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
