"""The words of a page, for summaries and search."""

from __future__ import annotations

import pytest

from gongkai.workshop.markdown import convert, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲</p>\n<p>乙</p>", "甲\n乙"),
        (
            '<p id="article-1"><a class="article-number" href="#article-1">第一条</a> 为了<strong>公开</strong>。</p>',
            "第一条 为了公开。",
        ),
        ("<tr>\n<td>甲</td>\n<td>乙</td>\n</tr>", "甲 乙"),
        ("<ul>\n<li>\n<p>甲</p>\n</li>\n<li>乙<br>丙</li>\n</ul>", "甲\n乙\n丙"),
        ("<p>a &lt;b&gt; &amp;amp; &nbsp; c</p>", "a <b> &amp; c"),
        ('<p title="a > b">甲</p><!-- 注 --><script>x<y</script>', "甲"),
        ("<H2>甲</H2><P>乙", "甲\n乙"),
        ("", ""),
    ],
)
def test_visible_words_one_line_a_block(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_no_word_of_a_text_is_lost() -> None:
    source = "## 一、总则\n\n第一条 甲 & 乙。\n\n1. 丙\n\n| 丁 | 戊 |\n|---|---|\n| 己 | 庚 |"
    assert plain_text(convert(source).html) == "一、总则\n第一条 甲 & 乙。\n丙\n丁 戊\n己 庚"
