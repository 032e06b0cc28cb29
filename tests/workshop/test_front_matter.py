"""Where the fields of a record end and its body begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.front_matter import FrontMatter, split


def test_parts_and_lines() -> None:
    text = "---\n名称: 甲\n文号: 乙\n---\n\n第一条\n"
    assert split(text, path="a.md") == (FrontMatter("名称: 甲\n文号: 乙\n", "\n第一条\n", 5), [])


@given(st.text(alphabet="甲- \n\t|", max_size=60))
def test_body_is_exact_whatever_it_holds(body: str) -> None:
    front_matter, diagnostics = split(f"---\n名称: 甲\n---\n{body}", path="a.md")
    assert front_matter == FrontMatter("名称: 甲\n", body, 4)
    assert diagnostics == []


def test_rules_in_the_body_stay_body() -> None:
    front_matter, _ = split("---\n名称: 甲---乙\n---\n正文\n\n---\n\n附件\n---\n", path="a.md")
    assert front_matter == FrontMatter("名称: 甲---乙\n", "正文\n\n---\n\n附件\n---\n", 4)


@pytest.mark.parametrize("opening", ["---", "--- ", "---\t"])
@pytest.mark.parametrize("closing", ["---", "---  "])
def test_blanks_after_the_dashes_are_forgiven(opening: str, closing: str) -> None:
    front_matter, diagnostics = split(f"{opening}\n名称: 甲\n{closing}\n\n\n 正文", path="a.md")
    assert front_matter == FrontMatter("名称: 甲\n", "\n\n 正文", 4)
    assert diagnostics == []


@pytest.mark.parametrize("text", ["---\n---\n正文", "---\n---", "---\n名称: 甲\n---"])
def test_empty_parts(text: str) -> None:
    front_matter, diagnostics = split(text, path="a.md")
    assert front_matter is not None
    assert diagnostics == []
    assert front_matter.body in ("正文", "")


def test_longer_rules_do_not_close() -> None:
    front_matter, _ = split("---\n名称: |\n  甲\n----\n---\n正文", path="a.md")
    assert front_matter is not None
    assert front_matter.body == "正文"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", "YML-10", "第一行不是 ---"),
        ("第一条\n", "YML-10", "第一行不是 ---"),
        ("\n---\n名称: 甲\n---\n", "YML-10", "之前有空行"),
        ("———\n名称: 甲\n———\n", "YML-10", "三个半角短横线"),
        ("-----\n名称: 甲\n-----\n", "YML-10", "三个半角短横线"),
        ("---\n名称: 甲\n\n正文\n", "YML-11", "没有结束"),
        ("---", "YML-11", "没有结束"),
    ],
)
def test_a_missing_rule_is_named(text: str, code: str, told: str) -> None:
    front_matter, [diagnostic] = split(text, path="a.md")
    assert front_matter is None
    assert (diagnostic.path, diagnostic.line, diagnostic.code) == ("a.md", 1, code)
    assert told in diagnostic.message
    assert diagnostic.hint
