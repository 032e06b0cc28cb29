"""What a clerk's YAML means, and how each mistake in it is told."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model.diagnostic import Diagnostic
from gongkai.workshop.yaml_document import CODES, read_with_positions, read_yaml


def _places(diagnostics: list[Diagnostic]) -> list[tuple[int, int, str]]:
    return [(diagnostic.line, diagnostic.column, diagnostic.code) for diagnostic in diagnostics]


@pytest.mark.parametrize(
    "typed", ["010", "12:30:45", "yes", "2026-02-30", "~", "null", "1e3", ".inf", "0x1F", "1_000", "=", "true"]
)
def test_scalars_stay_what_was_typed(typed: str) -> None:
    assert read_yaml(f"名称: {typed}\n栏目: [{typed}]\n", path="a.yml") == ({"名称": typed, "栏目": [typed]}, [])


def test_only_an_empty_plain_scalar_is_nothing() -> None:
    text = "文号:\n名称: ''\n附件:\n-\n- \"\"\n"
    assert read_yaml(text, path="a.yml") == ({"文号": None, "名称": "", "附件": [None, ""]}, [])


@pytest.mark.parametrize("text", ["", "\n", "# 空\n", "---\n"])
def test_an_empty_document_is_nothing(text: str) -> None:
    assert read_yaml(text, path="a.yml") == (None, [])


def test_positions_count_characters_and_fall_back_to_the_nearest_ancestor() -> None:
    text = "条目:\n  - 标识: 甲\n    名称: '乙'\n  - 标识: 丙\n    栏目: [一, 二]\n"
    value, positions, diagnostics = read_with_positions(text, path="a.md", first_line=2)
    assert (value, diagnostics) == (
        {"条目": [{"标识": "甲", "名称": "乙"}, {"标识": "丙", "栏目": ["一", "二"]}]},
        [],
    )
    assert positions.value(("条目", 0, "名称")) == (4, 9)
    assert positions.key(("条目", 0, "名称")) == (4, 5)
    assert positions.value(("条目", 1, "栏目", 1)) == (6, 13)
    assert positions.value(("条目", 1)) == (5, 5)
    assert positions.value(("条目", 1, "文号")) == (5, 5)
    assert positions.key(("条目", 1, "栏目", "没有")) == (6, 5)
    assert positions.value(("没有",)) == (2, 1)


MISTAKES: list[tuple[str, list[tuple[int, int, str]]]] = [
    ("名称: 甲\n名称: 乙\n", [(2, 1, "YML-21")]),
    ("名称: 甲\n机构:\n\t电话: 1\n\t地址: 2\n", [(3, 1, "YML-22"), (4, 1, "YML-22")]),
    ("名称: &甲 乙\n", [(1, 5, "YML-23")]),
    ("栏目: [甲, , 乙]\n", [(1, 9, "YML-33")]),
    ("a: &x [1]\nb: *x\n*x : c\n", [(1, 4, "YML-23"), (2, 4, "YML-23"), (3, 1, "YML-23")]),
    ("名称: *重要*通知\n", [(1, 5, "YML-23")]),
    ("名称: !!python/name:os.system x\n", [(1, 5, "YML-24")]),
    ("名称: !重要 通知\n", [(1, 5, "YML-24")]),
    ("[" * 30, [(1, 21, "YML-25")]),
    ("名称: 甲\n---\n名称: 乙\n", [(2, 1, "YML-26")]),
    ('名称: "甲\n---\n名称: 乙\n', [(1, 5, "YML-29"), (2, 1, "YML-26")]),
    ("[甲]: 乙\n", [(1, 1, "YML-27")]),
    ("? {甲: 乙}\n: 丙\n", [(1, 3, "YML-27")]),
    (": 甲\n", [(1, 1, "YML-27")]),
    ("标识: 甲\n名称：乙\n文号: 丙\n", [(2, 3, "YML-28")]),
    ("标识: 甲\n名称：乙: 丙\n", [(2, 1, "YML-28")]),
    ("标识: 甲\n名称: '乙\n文号: 丙\n", [(2, 5, "YML-29")]),
    ("标识: 甲\n 名称: 乙\n文号: 丙\n", [(2, 2, "YML-30")]),
    ("机构:\n    名称: 乙\n  电话: 1\n", [(3, 3, "YML-30")]),
    ("名称: - 甲\n", [(1, 5, "YML-30")]),
    ("- 甲\n名称: 乙\n", [(2, 1, "YML-30")]),
    ("名称:乙\n文号: 丙\n", [(1, 3, "YML-31")]),
    ("- 名称: 甲\n-名称: 乙\n", [(2, 1, "YML-31")]),
    ("名称: 关于: 通知\n", [(1, 7, "YML-32")]),
    ("栏目: [甲, 乙\n文号: 丙\n", [(1, 5, "YML-33")]),
    ("名称: @甲\n文号: `乙`\n正文: %丙\n附件: ,丁\n", [(n, 5, "YML-34") for n in (1, 2, 3, 4)]),
    ('名称: "C:\\附件"\n', [(1, 8, "YML-35")]),
    ("<<: {a: b}\n名称: 甲\n", [(1, 1, "YML-36")]),
    ("名称: 甲\n忘了冒号\n文号: 乙\n", [(2, 1, "YML-37")]),
    ('名称: "重要"通知\n文号: [2026]1号\n', [(1, 9, "YML-38"), (2, 11, "YML-38")]),
    ("正文: | 第一条\n  第二条\n", [(1, 7, "YML-39")]),
    ("标识: 甲\n\u3000\u3000名称: 乙\n", [(2, 1, "YML-02")]),
    ("标识: '甲'\u3000\n", [(1, 8, "YML-38")]),
    ("名称: 甲\u2028乙\n文号: \ufeff丙\n", [(1, 6, "YML-02"), (2, 5, "YML-02")]),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKES, ids=[text[:20] for text, _ in MISTAKES])
def test_each_mistake_has_its_code_and_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    _, diagnostics = read_yaml(text, path="a.yml")
    assert _places(diagnostics) == expected


@pytest.mark.parametrize("text", [text for text, _ in MISTAKES])
def test_mistakes_are_told_in_chinese_with_a_hint(text: str) -> None:
    for diagnostic in read_yaml(text, path="a.yml")[1]:
        assert diagnostic.code in CODES
        for sentence in (diagnostic.message, diagnostic.hint):
            assert re.search("[一-鿿]", sentence)
            assert not re.search("found|expected|while|mapping|token", sentence)


def test_slips_that_leave_no_doubt_do_not_hide_the_value() -> None:
    text = "标识: 甲\n名称：关于：通知\n文号:乙\n索引号： 丙\n标识: 丁\n附件：\n  - 名称：表\n    文件: a.pdf\n"
    value, positions, diagnostics = read_with_positions(text, path="a.yml")
    assert value == {
        "标识": "甲",
        "名称": "关于：通知",
        "文号": "乙",
        "索引号": "丙",
        "附件": [{"名称": "表", "文件": "a.pdf"}],
    }
    assert [code for _, _, code in _places(diagnostics)] == [
        "YML-28",
        "YML-31",
        "YML-28",
        "YML-21",
        "YML-28",
        "YML-28",
    ]
    assert [positions.value((key,)) for key in ("名称", "文号", "索引号")] == [(2, 4), (3, 4), (4, 6)]
    assert positions.value(("附件", 0, "文件")) == (8, 9)
    assert positions.value(("附件", 0, "名称")) == (7, 8)


def test_full_width_colons_everywhere_are_not_taken_for_one_text() -> None:
    value, diagnostics = read_yaml("- 标识：甲\n  名称：乙\n- 标识：丙\n", path="a.yml")
    assert value == [{"标识": "甲", "名称": "乙"}, {"标识": "丙"}]
    assert _places(diagnostics) == [(1, 5, "YML-28"), (2, 5, "YML-28"), (3, 5, "YML-28")]


def test_full_width_colons_in_values_are_text() -> None:
    text = "名称: 关于：通知\n正文: |\n  名称：甲\n栏目:\n  - 提示：乙\n"
    assert read_yaml(text, path="a.yml") == (
        {"名称": "关于：通知", "正文": "名称：甲\n", "栏目": ["提示：乙"]},
        [],
    )


def test_an_unreadable_field_leaves_no_half_read_record() -> None:
    assert read_yaml("标识: 甲\n名称: '乙\n", path="a.yml")[0] is None


def test_good_items_keep_their_places_beside_broken_ones() -> None:
    text = "# 注\n- 标识: 甲\n  名称: '乙\n- 标识: 丙\n  附件:\n    - 丁\n- 标识: @戊\n- 标识: 己\n"
    value, positions, diagnostics = read_with_positions(text, path="a.yml")
    assert value == [{"标识": "丙", "附件": ["丁"]}, {"标识": "己"}]
    assert _places(diagnostics) == [(3, 7, "YML-29"), (7, 7, "YML-34")]
    assert positions.value((0, "附件", 0)) == (6, 7)
    assert positions.value((1, "标识")) == (8, 7)


FIELDS = [
    "标识",
    "名称",
    "索引号",
    "文号",
    "内容概述",
    "生成日期",
    "发布日期",
    "主题分类",
    "栏目",
    "公开方式",
    "附件",
    "正文",
]

SLIPS: list[tuple[int, str, int, str]] = [
    (3, "  文号：甲", 5, "YML-28"),
    (2, '  索引号: "甲', 8, "YML-29"),
    (4, "\t内容概述: 甲", 1, "YML-22"),
    (5, "   生成日期: 甲", 4, "YML-30"),
    (5, " 生成日期: 甲", 2, "YML-30"),
    (6, "  名称: 甲", 3, "YML-21"),
    (8, "  栏目: [甲, 乙", 7, "YML-33"),
    (1, "  名称: 关于: 甲", 9, "YML-32"),
    (9, "  公开方式: @甲", 9, "YML-34"),
    (7, "  主题分类:甲", 7, "YML-31"),
    (7, "  主题分类", 3, "YML-37"),
    (0, "-标识: 甲", 1, "YML-31"),
    (1, "  名称: '关于'甲", 11, "YML-38"),
    (1, "  名称: !甲 乙", 7, "YML-24"),
    (1, "  名称: *重要", 7, "YML-23"),
    (1, '  名称: "C:\\甲"', 10, "YML-35"),
    (11, "  正文: | 甲", 9, "YML-39"),
    (1, "  名称: - 甲", 7, "YML-30"),
    (3, "文号: 甲", 1, "YML-30"),
    (1, "  <<: 甲", 3, "YML-36"),
]


def test_a_file_of_1000_entries_tells_each_of_its_200_mistakes_in_two_seconds() -> None:
    lines: list[str] = []
    expected = []
    for number in range(1000):
        entry = [f"{'- ' if field == '标识' else '  '}{field}: 内容{number}" for field in FIELDS]
        if number % 5 == 2:
            row, line, column, code = SLIPS[number // 5 % len(SLIPS)]
            entry[row] = line
            expected.append((len(lines) + row + 1, column, code))
        lines += entry
    start = time.process_time()
    value, diagnostics = read_yaml("\n".join(lines) + "\n", path="a.yml")
    elapsed = time.process_time() - start
    assert _places(diagnostics) == expected
    assert isinstance(value, list)
    assert len(value) >= 800
    assert elapsed < 2


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 200_000,
        "{a: " * 50_000,
        "- " * 100_000,
        "a: &a [x,x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a]\n" for n in range(5000)),
        "\x00\n" * 20_000,
        '- "\n' * 20_001,
    ],
    ids=["brackets", "braces", "dashes", "aliases", "nulls", "quotes"],
)
def test_hostile_files_cost_little(bomb: str) -> None:
    start = time.process_time()
    _, diagnostics = read_yaml(bomb, path="a.yml")
    assert diagnostics
    assert time.process_time() - start < 4


@given(st.text(alphabet="a名:： -'\"[]{},#&*!|>?%@`\\\t\n~<\x00\u2028\ud800", max_size=80))
def test_no_text_crashes_it_and_places_lie_in_the_text(text: str) -> None:
    _, diagnostics = read_yaml(text, path="a.yml")
    for diagnostic in diagnostics:
        assert 1 <= diagnostic.line <= text.count("\n") + 1
        assert diagnostic.column >= 1
        assert diagnostic.code in CODES


def test_an_ordinary_record_is_read_without_importing_libyaml() -> None:
    program = (
        "import sys; from gongkai.workshop import front_matter, yaml_document as d; "
        "f, _ = front_matter.split('---\\n名称: 甲\\n---\\n', path='a'); d.read_yaml(f.text, path='a'); "
        "sys.exit('yaml' in sys.modules or 'frontmatter' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
