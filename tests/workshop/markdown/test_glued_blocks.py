"""A list or table that no empty line parts from the text above is noticed; what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.workshop.markdown import convert
from gongkai.workshop.markdown.glued_blocks import LIST, TABLE, glued_blocks

ROWS = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("说明\n- 甲\n- 乙", 2, LIST),
        ("首段\n\n说明\n* 甲", 4, LIST),
        ("说明\n1. 甲\n2. 乙", 2, LIST),
        (f"说明\n{ROWS}", 2, TABLE),
        (f"{ROWS}\n- 甲", 4, LIST),
        (f"- 甲\n{ROWS}", 2, TABLE),
    ],
)
def test_a_glued_list_or_table_is_told_once_and_in_place(text: str, line: int, kind: str) -> None:
    assert [(each.line, each.kind) for each in glued_blocks(text)] == [(line, kind)]
    below = text.split("\n")
    parted = convert("\n".join((*below[: line - 1], "", *below[line - 1 :]))).html
    assert convert(text).html != parted
    assert ("<table>" if kind is TABLE else "<li>") in parted


@pytest.mark.parametrize(
    "text",
    [
        "说明\n\n- 甲\n- 乙",
        "## 标题\n- 甲",
        f"## 标题\n{ROWS}",
        "---\n- 甲",
        "- 甲\n续行\n- 乙",
        "1. 甲\n2. 乙",
        "说明\n1. 只有一条",
        "说明\n- 3 -\n下一页",
        "说明\n2026. 年",
        "说明\n| 不是表 |\n其余",
        "> 引文\n- 甲",
        ROWS,
    ],
)
def test_what_is_no_glued_list_or_table_is_not_told(text: str) -> None:
    assert list(glued_blocks(text)) == []


@pytest.mark.corpus
def test_real_regulations_are_left_in_peace(corpus: Path) -> None:
    texts = [path.read_text("utf-8").partition("<!-- INFO END -->")[2] for path in corpus.rglob("*.md")]
    assert sum(len(list(glued_blocks(text))) for text in texts) == 0
