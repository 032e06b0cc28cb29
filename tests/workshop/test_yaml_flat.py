"""The fast reader of YAML says what the slow one says, or nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.yaml_document import read_with_positions
from gongkai.workshop.yaml_flat import DECLINED, parse

FRONT_MATTER = """标识: 2026-rcjl
名称: 云川市人民政府办公室关于印发云川市人才奖励办法的通知
索引号: 11500000MB1234567A/2026-00123
文号: 云川政办发〔2026〕12号
生成日期: 2026-03-15
发布日期: '2026-03-18'
主题分类: "劳动: 人事/人才"
栏目: [zcwj, 'rc jl', "x"]
附件: []
废止日期:
"""
ENTRIES = """# 目录
- 标识: a
  名称: 关于
  附件:
    - 名称: 表
      文件: a.pdf
    - 名称: 图
      文件: b.png

  公开方式: 主动公开
- 标识: b
  栏目:
  - x
  - 'y'
  - "z: #"
  文号:
# 注
- 标识: c
  名称: x#y:z
"""
DEPARTMENT = """标识: a
正文: |
  第一段。
    缩进 - 段

  # 第二段: 文
  - 项
内容概述: |-
  \u3000\u3000概述
机构:
  名称: 局
  地址:
    街道: 路 12:30
    邮编: 010
  电话: [1, 2]
"""
LITERALS = "- 正文: |\n    甲\n\n    乙\n\n- 正文: 丙\n\n\n- 机构:\n    - 正文: |-\n        丁\n      文号: ~\n"
DOCUMENTS = [FRONT_MATTER, ENTRIES, DEPARTMENT, LITERALS]

UNUSUAL = ["---\n名称: 甲\n", "名称: >\n  甲\n  乙\n", "机构: {名称: 局}\n", "甲: 乙\n..."]

BITS = [
    *":#-'\"[]{},|>&*!%@`?~\\ \t\n\r\x00\x85\ufeff\u2028\u3000\xa0：，“a",
    *("  ", "\n\n", "- ", "\n- ", "\n  ", "\n    ", "\n  - ", ": ", " #", "#注\n", " \n", "|\n", "|-\n", "|+\n"),
    *("名称", "名称:\n", "名称: 甲\n", "  名称: 甲\n", "---\n", "...\n", "<<: ", "- - ", "[甲\n"),
]


def assert_agree(text: str) -> bool:
    """Both readers agree on `text`; whether the fast one answered."""
    fast = parse(text)
    if fast is DECLINED:
        return False
    slow, _, diagnostics = read_with_positions(text, path="a.yml")
    assert diagnostics == []
    assert fast == slow
    return True


def mutate(text: str, chance: random.Random) -> str:
    """`text` with one to five small slips of the keyboard or the line."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        place = chance.randrange(len(text) + 1)
        kind = chance.randrange(8)
        if kind <= 2:
            text = text[:place] + chance.choice(BITS) + text[place:]
        elif kind == 3:
            text = text[:place] + text[place + chance.choice((1, 1, 2, 4)) :]
        elif kind == 4:
            end = place + chance.randrange(1, 12)
            text = text[:end] + text[place:end] + text[end:]
        else:
            lines = text.split("\n")
            number, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            if kind == 5:
                lines[number] = " " * chance.randrange(7) + lines[number].lstrip(" ")
            elif kind == 6:
                lines.insert(number, lines[other])
            else:
                lines[number], lines[other] = lines[other], lines[number]
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("text", DOCUMENTS)
def test_the_usual_records_take_the_fast_path(text: str) -> None:
    assert assert_agree(text)


@pytest.mark.parametrize("text", UNUSUAL)
def test_unusual_records_are_left_to_the_slow_reader(text: str) -> None:
    assert parse(text) is DECLINED


def fuzz(count: int, seed: int) -> int:
    """Hold both readers against each other on `count` mutations; how many the fast one answered."""
    chance = random.Random(seed)
    return sum(assert_agree(mutate(chance.choice(DOCUMENTS + UNUSUAL), chance)) for _ in range(count))


def test_both_readers_agree_on_mutated_records() -> None:
    assert fuzz(2000, seed=1) > 100


@pytest.mark.soak
def test_both_readers_agree_on_very_many_mutated_records() -> None:
    assert fuzz(200_000, seed=2026) > 10_000


@given(st.lists(st.sampled_from(BITS), max_size=25))
def test_both_readers_agree_on_any_text(bits: list[str]) -> None:
    assert_agree("".join(bits))
