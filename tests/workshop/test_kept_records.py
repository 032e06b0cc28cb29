"""A record that was kept is the record that was judged: every value, of the same type, to the innermost part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from small_library import notice, reading, rule

from gongkai.kinds.departments.model import Department
from gongkai.kinds.policies.model import Category, Policy, PolicyVersion
from gongkai.model.record import Attachment, DisclosureMode, Part
from gongkai.rooms import KINDS
from gongkai.workshop.kept_records import keep, restore

_BODY = {
    "名称": "云川市财政局", "类型": "市政府工作部门", "排序": 12, "职能": ["管理财政收支。"],
    "内设机构": [{"名称": "预算科", "职责": "编制预算。", "服务事项": [{"名称": "预算公开", "办理地点": "一楼"}]}],
    "沿革": [{"日期": "2019-01-02", "事项": "更名", "原名称": "云川市财税局"}],
    "公开指南": {"信息分类": "按栏目分类"},
}  # fmt: skip
_FILES = [{"名称": "要点对照表", "文件": "a.xlsx"}]


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        (Policy, notice(附件=_FILES, 关键词=["科技", "创新"], 联合发文=["kjj"], 废止日期="2027-01-01")),
        (Policy, rule()),
        (PolicyVersion, {"沿革": [{"原文": "（2019年1月2日公布）"}]}),
        (KINDS["interpretation"].schema, reading(公开方式="依申请公开")),
        (Department, _BODY),
    ],
)
def test_a_kept_record_is_the_same(schema: type[Part], fields: dict[str, Any]) -> None:
    record = schema.model_validate(fields)
    again = restore(schema, keep(record))
    assert again == record
    assert repr(again) == repr(record), "the same types all the way down"


def test_the_values_are_those_views_work_with() -> None:
    again = restore(Policy, keep(Policy.model_validate(notice(附件=_FILES))))
    assert again.category is Category.OTHER
    assert again.mode is DisclosureMode.PROACTIVE
    assert again.created == date(2026, 5, 8)
    assert again.attachments == (Attachment(名称="要点对照表", 文件="a.xlsx"),)
    with pytest.raises(ValueError, match="frozen"):
        again.title = "另一份"  # type: ignore[misc]
