"""A program's change of a clerk's file touches what it must, and nothing else."""

from __future__ import annotations

import pytest

from gongkai.workshop.yaml_document import read_yaml
from gongkai.workshop.yaml_editing import UneditableError, edit_mapping

ADDED = {"归档": {"日期": "2026-11-20", "理由": "到期: 是 # 的"}}
PART = '归档:\n  日期: "2026-11-20"\n  理由: "到期: 是 # 的"\n'
LIST = """\
# 全年的信息
- 标识: one
  正文: |
    第一段

    # 不是注释
  附件:
  - 名称: 表
    文件: a.xlsx
  # 栏目的注释
  栏目: [b02]

# 第二条
- 标识: two
  正文: 第二条
"""


def test_an_item_of_a_list_is_changed_and_the_others_are_not() -> None:
    indented = "".join(f"  {line}\n" for line in PART.splitlines())
    assert edit_mapping(LIST, 0, ("正文", "附件"), ADDED) == (
        f"# 全年的信息\n- 标识: one\n  # 栏目的注释\n  栏目: [b02]\n{indented}\n# 第二条\n- 标识: two\n  正文: 第二条\n"
    )
    assert edit_mapping(LIST, 1, ("正文",), ADDED) == LIST.removesuffix("  正文: 第二条\n") + indented


def test_a_file_of_one_record() -> None:
    assert edit_mapping("名称: 甲\n正文: 乙", -1, ("正文",), ADDED) == "名称: 甲\n" + PART
    value, problems = read_yaml(edit_mapping("名称: 甲\n", -1, (), ADDED), path="")
    assert (value, problems) == ({"名称": "甲", **ADDED}, [])


@pytest.mark.parametrize("text", ["{名称: 甲, 正文: 乙}\n", "正文: 乙\n名称: 甲\n"])
def test_what_a_program_cannot_change_is_left_to_people(text: str) -> None:
    with pytest.raises(UneditableError):
        edit_mapping(text, -1, ("正文",), ADDED)
