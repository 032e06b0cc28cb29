"""Chapters, sections and articles can be linked; mere mentions of them cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.workshop.markdown import Heading, convert


def anchors(text: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', convert(text).html)


@pytest.mark.parametrize(
    ("line", "anchor"),
    [
        ("第一条 为了规范公开，制定本办法。", "article-1"),
        ("　　第十二条　本市实行公开。", "article-12"),
        ("第一百〇三条 附则", "article-103"),
        ("第廿一条 附则", "article-21"),
        ("第12条 附则", "article-12"),
        ("第１２条 附则", "article-12"),
        ("第十二条之一 新增。", "article-12-1"),
        ("**第三条** 加粗。", "article-3"),
        ("**第三条**加粗。", "article-3"),
        ("**第三条 整段加粗。**", "article-3"),
        ("第五条【适用范围】本办法适用于本市。", "article-5"),
        ("第五条（适用范围）本办法适用于本市。", "article-5"),
        ("第六条：本办法自公布之日起施行。", "article-6"),
        ("第七条为了保障知情权，制定本办法。", "article-7"),
        ("第八条中华人民共和国公民享有下列权利：", "article-8"),
        ("第九条", "article-9"),
        ("### 第十条 标题式的条", "article-10"),
    ],
)
def test_an_article_head_is_anchored_and_its_number_links_to_itself(line: str, anchor: str) -> None:
    rendered = convert(f"说明\n\n{line}")
    assert anchors(line) == [anchor]
    number = re.sub(r"^[#*\s]+", "", line).split("条")[0] + "条" + ("之一" if "之一" in line else "")
    assert f'<a class="article-number" href="#{anchor}">{number}</a>' in rendered.html
    assert rendered.articles == (Heading(0, anchor, number),)
    assert rendered.headings == ()


@pytest.mark.parametrize(
    "line",
    [
        "第十二条规定的事项，从其规定。",
        "第十二条的规定",
        "第十二条、第十三条规定的处罚",
        "第十二条第二款所称机关",
        "第十二条和第十三条",
        "第十二条（一）项所列情形",
        "第十二条修改为：“本市实行公开。”",
        "第十二条中规定的期限",
        "第二款和第三款规定的外资企业",
        "依照第十二条 的规定处理。",
        "> 第十二条 引自别处。",
        "- 第十二条 列在单子里。",
        "第三章规定的程序",
        "第三章 关于公开的程序，另行规定。",
        "第一部分",
    ],
)
def test_a_mention_is_no_anchor(line: str) -> None:
    assert anchors(line) == []


def test_divisions_bare_or_marked_are_headings_with_nested_anchors() -> None:
    rendered = convert("第二编 分则\n\n## 第三章　程序\n\n第二节 受理\n\n第八条 文。\n\n**第四章 附则**\n\n第一节 其他")
    assert rendered.headings == (
        Heading(2, "part-2", "第二编 分则"),
        Heading(3, "chapter-3", "第三章　程序"),
        Heading(4, "chapter-3-section-2", "第二节 受理"),
        Heading(3, "chapter-4", "第四章 附则"),
        Heading(4, "chapter-4-section-1", "第一节 其他"),
    )
    assert '<h3 id="chapter-3">第三章　程序</h3>' in rendered.html


def test_other_headings_are_numbered_by_position_and_start_at_h2_without_gaps() -> None:
    rendered = convert("### 一\n\n# 二\n\n##### 三\n\n### 四\n\n# 五")
    assert [(heading.level, heading.anchor) for heading in rendered.headings] == [
        (2, "section-1"),
        (2, "section-2"),
        (3, "section-2-1"),
        (3, "section-2-2"),
        (2, "section-3"),
    ]


def test_every_id_is_used_once() -> None:
    text = "第一条 甲。\n\n第一条 乙。\n\n第一条之二 丙。\n\n第一条 丁。\n\n第一章 总则\n\n第一章 总则"
    assert anchors(text) == ["article-1", "article-1-2", "article-1-2-2", "article-1-3", "chapter-1", "chapter-1-2"]


def test_a_printed_contents_list_is_text_and_the_chapters_after_it_are_headings() -> None:
    rendered = convert("目 录\n第一章 总则\n第二章 附则\n\n第一章 总则\n第一条 文。\n第二章 附则")
    assert [heading.anchor for heading in rendered.headings] == ["chapter-1", "chapter-2"]
    assert rendered.html.startswith("<p>目 录</p>\n<p>第一章 总则</p>\n<p>第二章 附则</p>\n<h2 ")


def test_texts_of_headings_have_no_tags_or_entities() -> None:
    assert convert("## **甲** & <乙>").headings == (Heading(2, "section-1", "甲 & <乙>"),)


def test_articles_squeezed_into_one_paragraph_are_anchored_and_no_character_moves() -> None:
    text = "第一条 甲。 第二条 乙，依照第三条办理。　第三条　丙。第四条 丁。"
    rendered = convert(text)
    assert [article.anchor for article in rendered.articles] == [f"article-{number}" for number in (1, 2, 3, 4)]
    assert anchors(text) == ["article-1", "article-2", "article-3", "article-4"]
    assert re.sub("<[^>]*>", "", rendered.html) == text


@pytest.mark.parametrize(
    "rest",
    [
        "甲。 第三条 乙。",
        "甲。 第二条规定的乙。",
        "甲，第二条 乙。",
        "甲（第二条 乙）。",
        "看[甲。 第二条 乙](policy:sfb/1)。",
        '看[甲](policy:sfb/1 "题。 第二条 乙")。',
    ],
)
def test_a_number_inside_a_paragraph_that_does_not_go_on_counting_is_no_head(rest: str) -> None:
    assert anchors(f"第一条 {rest}") == ["article-1"]


def test_a_paragraph_that_begins_with_no_article_has_none_inside() -> None:
    assert anchors("说明。 第二条 乙。") == []


@pytest.mark.corpus
def test_every_article_of_a_squeezed_regulation_can_be_linked(corpus: Path) -> None:
    [path] = corpus.rglob("飞行基本规则*.md")
    text = path.read_text("utf-8").partition("<!-- INFO END -->")[2]
    assert [each.anchor for each in convert(text).articles] == [f"article-{number}" for number in range(1, 125)]
