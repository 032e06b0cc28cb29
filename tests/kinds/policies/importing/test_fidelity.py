"""Whatever a document contains, it comes back as it was: in front matter, in Markdown, on the page."""

from __future__ import annotations

import re

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.kinds.policies.importing import SourceDocument, conserves, plan_import
from gongkai.kinds.policies.importing.bodies import markdown_of_plain_text, plain_text_of
from gongkai.kinds.policies.importing.sources import lines_of
from gongkai.workshop.markdown import convert_by_reference, plain_text
from gongkai.workshop.yaml_editing import scalar

# What Markdown and YAML care about, and enough Chinese to stand between.
_TRICKY = "关于某事的通知第一章条二、#*_`~[](){}<>&|\\!+-=.:;\"'0123 \u3000xX/年月日%@?,，。（）《》^$"
tricky_text = st.text(st.sampled_from(_TRICKY), max_size=60)
any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
lines = st.lists(tricky_text, min_size=1, max_size=6)


def dense(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(st.one_of(any_text, tricky_text))
@example("关于规划: 第一批 #1 的通知")
@example("null")
@example("2026-02-30")
@example("12:30:45")
@example("否")
def test_every_string_comes_back_from_front_matter(text: str) -> None:
    line = f"名称: {scalar(text)}\n发布日期: 2026-01-01\n"
    assert "\n" not in scalar(text)
    assert yaml.load(line, Loader=yaml.CBaseLoader)["名称"] == text
    assert yaml.safe_load(line)["名称"] == text


def test_ordinary_titles_and_clauses_need_no_quotes() -> None:
    for text in ("云川市某办法（试行）", "2007年4月5日 中华人民共和国国务院令第492号公布", "A25010--2023-0096"):
        assert scalar(text) == text


@given(lines)
@example(
    ["# 一", "* 二", "1. 三", "| 四 | 五 |", "<b>六</b>", "&lt;", "&amp", "a_b_c", "\\*", "---", ": 定义", "[^1]: 注"]
)
@example(["一、标题#", "第一章 C#"])
def test_plain_text_reads_the_same_on_the_page(source: list[str]) -> None:
    text = "\n".join(source)
    markdown = markdown_of_plain_text(lines_of(text))
    assert dense(plain_text_of(markdown)) == dense(text)
    assert dense(plain_text(convert_by_reference(markdown).html)) == dense(text)


@given(
    st.sampled_from(["甲.md", "甲.txt", "甲(2020-01-01).md", "甲(2020-01-01).txt"]), st.lists(tricky_text, max_size=8)
)
def test_nothing_is_lost_and_nothing_crashes(name: str, source: list[str]) -> None:
    text = "\n".join(source)
    report = plan_import([SourceDocument(name, text.encode())], "content/sfj")
    assert len(report.files) == 1 or any("没有导入" in each.message for each in report.observations)
    for file in report.files:
        _, fields, body = file.text.split("---\n", 2)
        stored = yaml.load(fields, Loader=yaml.CBaseLoader)
        originals = [clause["原文"] for clause in stored.get("沿革", [])]
        assert conserves(name, text, stored["名称"], originals, body)


@given(st.binary(max_size=80))
def test_no_bytes_crash_the_import(data: bytes) -> None:
    report = plan_import([SourceDocument("甲(2020-01-01).txt", data)], "content/sfj")
    assert len(report.files) == 1 or report.observations


def test_a_lost_or_moved_character_is_seen() -> None:
    assert conserves("甲.md", "# 甲\n\n乙丙\n", "甲", (), "乙丙\n")
    assert not conserves("甲.md", "# 甲\n\n乙丙\n", "甲", (), "乙\n")
    assert not conserves("甲.md", "# 甲\n\n乙丙\n", "甲", (), "丙乙\n")
