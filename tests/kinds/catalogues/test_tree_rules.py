"""What is said of the column tree, of matters, and of the site as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from catalogue_city import AS_OF, COLUMNS, MATTER, atlas_of, context_of, entry, matter, matter_fields, policy
from judging import problems_of

from gongkai.kinds.catalogues import ROOM
from gongkai.kinds.catalogues.model import ColumnTree, DisclosureMatter
from gongkai.model.diagnostic import Severity
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Problem, SiteProblem
from gongkai.model.summary import Summary

CONTEXT = context_of()
SOUND = {"标识": "k", "名称": "新栏目"}


def tree(**column: Any) -> list[Problem]:
    """Problems of the tree with one more column."""
    return [found.problem for found in ROOM.check_registers(context_of([*COLUMNS, {**SOUND, **column}]))]


def site(context: Context, *records: Summary) -> list[SiteProblem]:
    return problems_of(ROOM, atlas_of(context, *records), context, AS_OF)


def found(code: str, problems: list[SiteProblem]) -> list[SiteProblem]:
    return [each for each in problems if each.problem.code == code]


def test_a_sound_tree_has_no_problem() -> None:
    assert tree() == []


def test_without_a_tree_nothing_is_said() -> None:
    empty = Context(CONTEXT.settings, CONTEXT.bodies, {"columns": ColumnTree.model_construct()})
    assert list(ROOM.check_registers(empty)) == []
    assert found("CAT-07", site(empty)) == found("SIT-07", site(empty)) == []


@pytest.mark.parametrize(
    ("column", "code", "field"),
    [
        ({"标识": "b0701"}, "COL-01", ("标识",)),
        ({"责任单位": "nobody"}, "COL-02", ("责任单位",)),
        ({"不适用": [{"单位": "nobody", "理由": "无"}]}, "COL-02", ("不适用", 0, "单位")),
        ({"法定事项": [1, 16]}, "COL-03", ("法定事项", 1)),
        ({"来源": {"种类": "policy", "部门": "nobody"}}, "COL-04", ("来源", "部门")),
        ({"来源": {"种类": "policy", "主题": "天文"}}, "COL-04", ("来源", "主题")),
        ({"来源": {"种类": "policy", "解读形式": "图解"}}, "COL-04", ("来源", "解读形式")),
        ({"来源": {"种类": "entry", "文件类别": "规章"}}, "COL-04", ("来源", "文件类别")),
        ({"来源": {"种类": "entry", "栏目": "nowhere"}}, "COL-04", ("来源", "栏目")),
        ({"来源": {"种类": "entry", "栏目": "k"}}, "COL-04", ("来源", "栏目")),
        ({"来源": {"种类": "entry", "栏目": "b08"}}, "COL-04", ("来源", "栏目")),
        ({"来源": {"种类": "policy"}, "链接": "guides/index.html"}, "COL-04", ("来源",)),
        ({"适用单位": ["机关"]}, "COL-05", ("适用单位", 0)),
        ({"来源": {"种类": "policy", "机构类型": ["机关"]}}, "COL-05", ("来源", "机构类型", 0)),
    ],
)
def test_a_mistake_in_a_column_is_named_at_its_place(
    column: dict[str, Any], code: str, field: tuple[str | int, ...]
) -> None:
    (problem,) = tree(**column)
    assert (problem.code, problem.field) == (code, ("栏目", len(COLUMNS), *field))


@pytest.mark.parametrize("theme", ["财政、金融、审计", "财政、金融、审计\\财政"])
def test_a_query_may_name_a_theme_of_either_level(theme: str) -> None:
    assert tree(来源={"种类": "policy", "主题": theme}) == []


def test_the_five_sections_have_their_names() -> None:
    (problem,) = (each.problem for each in ROOM.check_registers(context_of(COLUMNS[1:])))
    assert problem.code == "POR-01"
    assert "政府信息公开指南、政府信息公开制度、政府信息公开年报、依申请公开" in problem.message


def test_a_number_used_twice_names_both_files_and_the_next_free_number() -> None:
    one = entry("czj/a", CONTEXT, 索引号="11990100YC0000095Q/2026-00007")
    two = entry("czj/b", CONTEXT, item=3, 索引号="11990100YC0000095Q/2026-00007")
    other = entry("czj/c", CONTEXT, 索引号="11990100YC0000095Q/2026-00011")
    clash = found("CAT-01", site(CONTEXT, one, two, other))
    assert {each.summary.path: each.problem.message for each in clash if each.summary} == {
        "catalogues/entries/czj/a.yml": "索引号“11990100YC0000095Q/2026-00007”与 catalogues/entries/czj/b.yml 第4条 重复",
        "catalogues/entries/czj/b.yml": "索引号“11990100YC0000095Q/2026-00007”与 catalogues/entries/czj/a.yml 重复",
    }
    assert {each.problem.hint for each in clash} == {"下一个可用的号是 11990100YC0000095Q/2026-00012"}


def test_numbers_of_all_kinds_are_one_sequence() -> None:
    number = "11990100YC0000095Q/2026-00007"
    assert len(found("CAT-01", site(CONTEXT, entry("czj/a", CONTEXT, 索引号=number),
                                    policy("czj/p", "2026-01-05", CONTEXT, index_number=number)))) == 2  # fmt: skip


def test_a_record_without_number_is_offered_one() -> None:
    (missing,) = found("CAT-04", site(CONTEXT, entry("czj/a", CONTEXT)))
    assert missing.problem.hint == "可以用 11990100YC0000095Q/2026-00001"
    assert found("CAT-04", site(CONTEXT, entry("czj/a", CONTEXT, 来源="导入"))) == []


def test_records_of_unknown_bodies_and_of_the_future_are_named() -> None:
    assert found("ENT-08", site(CONTEXT, entry("nobody/a", CONTEXT)))
    assert found("SIT-06", site(CONTEXT, entry("czj/a", CONTEXT, 发布日期="2026-11-21")))
    assert not found("SIT-06", site(CONTEXT, entry("czj/a", CONTEXT, 发布日期="2026-11-20 18:00")))


def test_columns_of_policies_are_checked_as_those_of_entries() -> None:
    (problem,) = found("ENT-01", site(CONTEXT, policy("czj/p", "2026-01-05", CONTEXT, columns=("nowhere",))))
    assert problem.summary is not None
    assert problem.summary.ref.kind == "policy"


def test_blank_columns_are_reported_unless_a_statement_or_a_page_stands_for_them() -> None:
    blank = {each.problem.message for each in found("SIT-07", site(CONTEXT, entry("czj/a", CONTEXT)))}
    assert "栏目“政府债务”是空白栏目" in blank
    assert not blank & {
        f"栏目“{name}”是空白栏目" for name in ("政府预算", "集中供热", "政府信息公开指南", "财政预决算")
    }


def test_missing_elements_are_named() -> None:
    (missing,) = found("COL-06", site(CONTEXT, entry("czj/a", CONTEXT, 公开要素=["一般公共预算"])))
    assert missing.problem.message == "栏目“政府预算”还缺公开要素：政府性基金预算"
    assert found("COL-06", site(CONTEXT, entry("czj/a", CONTEXT, 公开要素=["一般公共预算", "政府性基金预算"]))) == []


def test_each_statutory_item_needs_a_column_with_content() -> None:
    assert found("CAT-07", site(CONTEXT, entry("czj/a", CONTEXT))) == []
    # b and b07 hold a written statement below them, so only a tree without it is empty.
    bare = context_of([*COLUMNS[:1], {"标识": "b", "名称": "法定主动公开内容", "法定事项": [1, 2]}])
    messages = [each.problem.message for each in found("CAT-07", site(bare))]
    assert [message[:12] for message in messages] == [
        "条例第二十条第（一）项“",
        "条例第二十条第（二）项“",
        "没有栏目落实条例第二十条",
    ]


def test_expired_items_are_only_proposed_for_archiving() -> None:
    old = {"生成日期": "2023-01-04", "发布日期": "2023-01-05"}
    (plain,) = found(
        "COL-07", site(CONTEXT, entry("czj/a", CONTEXT, **(old | {"发布日期": "2020-01-05", "生成日期": "2020-01-04"})))
    )
    (careful,) = found("COL-07", site(CONTEXT, entry("czj/b", CONTEXT, 栏目=["b0702"], **old)))
    assert plain.problem.hint == "建议归档；系统不会自动删除"
    assert careful.problem.hint == "涉及群众切身利益，由人工判断是否归档"
    assert ROOM.codes["COL-07"].severity is Severity.INFO
    assert found("COL-07", site(CONTEXT, entry("czj/c", CONTEXT, 栏目=["b0701", "b0702"], **old))) == []


def test_a_county_site_is_not_blamed_for_the_citys_columns() -> None:
    county = context_of(scope="qingping")
    assert found("SIT-07", site(county)) == found("CAT-07", site(county)) == []


def matter_codes(file: str = "czj", **changes: Any) -> list[str]:
    record = DisclosureMatter.model_validate(matter_fields(**changes))
    identity = Identity(Ref("matter", f"{file}/m1"), f"catalogues/matters/{file}.yml", 0)
    return [problem.code for problem in MATTER.rules(record, identity, "", CONTEXT)]


ROW = {"领域": "财政预决算", "一级事项": "预决算", "二级事项": "政府预算", "公开层级": ["县级"]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"栏目": "nowhere"}, ["MAT-01"]),
        ({"部门": "nobody"}, ["MAT-02"]),
        ({"file": "nobody"}, ["MAT-02"]),
        ({"栏目": None}, ["MAT-03"]),
        ({"栏目": None, "公开对象": "特定群体"}, []),
        ({"栏目": None, "公开渠道": ["公开查阅点"]}, []),
        (ROW, []),
        (ROW | {"领域": "天文"}, ["GRA-01"]),
        (ROW | {"一级事项": None, "公开层级": []}, ["GRA-01", "GRA-01"]),
        (ROW | {"公开渠道": ["政府网站", "广播"]}, ["GRA-01"]),
    ],
)
def test_matters(changes: dict[str, Any], expected: list[str]) -> None:
    assert matter_codes(**changes) == expected


def test_a_matter_whose_body_has_nothing_in_the_column_is_noted() -> None:
    ours = matter("czj/m1", 0, CONTEXT)
    others = entry("qingping-mzj/a", CONTEXT)
    assert len(found("MAT-04", site(CONTEXT, ours, others))) == 1
    assert found("MAT-04", site(CONTEXT, ours, entry("czj/a", CONTEXT))) == []
    assert found("MAT-04", site(CONTEXT, matter("qingping/m1", 0, CONTEXT), others)) == []
