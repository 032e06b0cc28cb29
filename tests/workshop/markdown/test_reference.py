"""Our dialect: texts pasted from a word processor keep their words, numbers and lines."""

from __future__ import annotations

import pytest

from gongkai.workshop.markdown import convert, convert_by_reference


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("　　第一行\n　　第二行", "<p>第一行</p>\n<p>第二行</p>"),
        ("正文\n===\n正文", "<p>正文</p>\n<p>===</p>\n<p>正文</p>"),
        ("        深缩进的正文", "<p>深缩进的正文</p>"),
        ("____年__月__日", "<p>____年__月__日</p>"),
        ("_____\n", "<p>_____</p>"),
        ("[注]:本表数据", "<p>[注]:本表数据</p>"),
        ("甲 <!-- 内部\n批注 -->乙", "<p>甲 乙</p>"),
        ("甲 <!-- 没有写完", "<p>甲 &lt;!-- 没有写完</p>"),
        ("1. 甲\n2. 乙\n4. 丁\n5. 戊", '<ol>\n<li>甲</li>\n<li>乙</li>\n<li value="4">丁</li>\n<li>戊</li>\n</ol>'),
        ("3. 甲\n\n4. 乙", '<ol start="3">\n<li>\n<p>甲</p>\n</li>\n<li>\n<p>乙</p>\n</li>\n</ol>'),
        ("| 余下 | |\n| | |", "<p>| 余下 | |</p>\n<p>| | |</p>"),
        ("*强调*和`代码`", "<p><em>强调</em>和<code>代码</code></p>"),
    ],
)
def test_what_a_text_becomes(source: str, html: str) -> None:
    assert convert(source).html == html


def test_a_table_scrolls_in_a_named_frame_and_its_header_cells_have_a_scope() -> None:
    html = convert("甲 | 乙\n--- | --:\n1 | 2\n\n<table><tr><th>丙<th>丁<tr><th>3<td>4</table>").html
    assert '<div class="table" tabindex="0" role="region" aria-label="表格1"><table>' in html
    assert '<div class="table" tabindex="0" role="region" aria-label="表格2"><table>' in html
    assert html.count("</table></div>") == 2
    assert '<th scope="col" class="align-right">乙</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert '<th scope="col">丁</th>' in html
    assert '<th scope="row">3</th>' in html


def test_links_are_listed_as_written_and_only_external_ones_get_rel() -> None:
    text = (
        "[甲](policy:sfb/2026-x) ![图](a.files/b c.png) [乙](https://a.example/?x=1&y=2)\n\n"
        '<a href="../x.html">丙</a> [丁](javascript:alert(1))'
    )
    rendered = convert(text)
    assert rendered.links == (
        "policy:sfb/2026-x",
        "a.files/b c.png",
        "https://a.example/?x=1&y=2",
        "../x.html",
        "javascript:alert(1)",
    )
    assert '<a href="policy:sfb/2026-x">甲</a>' in rendered.html
    assert '<a href="https://a.example/?x=1&amp;y=2" rel="noopener">乙</a>' in rendered.html
    assert '<a href="../x.html">丙</a>' in rendered.html
    assert "javascript" not in rendered.html


def test_footnotes_link_both_ways_and_are_no_links_to_check() -> None:
    rendered = convert("正文[^1]\n\n[^1]: 出处")
    assert 'href="#fn:1"' in rendered.html
    assert 'id="fn:1"' in rendered.html
    assert 'href="#fnref:1"' in rendered.html
    assert "回到正文注1" in rendered.html
    assert rendered.links == ()


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    convert_by_reference("正文[^1]\n\n[^1]: 出处\n\n<table><tr><td>甲</table>")
    assert convert_by_reference("正文[^1]").html == "<p>正文[^1]</p>"


@pytest.mark.parametrize(
    "text", ["> " * 3000 + "深", "- " * 2000 + "深", "[" * 2000, "<em>" * 3000, "\ud800`\x00`", "`"]
)
def test_hostile_texts_come_out_as_something(text: str) -> None:
    assert isinstance(convert_by_reference(text).html, str)
