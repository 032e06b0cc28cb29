"""No raw HTML of a text can harm a page, and nothing that only looks like HTML is lost."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

import pytest

from gongkai.workshop.markdown import convert, convert_by_reference, plain_text

TAGS = """
    p br hr sup sub strong em u del code blockquote h2 h3 h4 h5 h6 div table thead tbody tfoot tr th td caption colgroup
    col ol ul li dl dt dd details summary figure figcaption img a
"""
ATTRIBUTES = """
    href title id src alt width height colspan rowspan scope class span start value open tabindex role aria-label rel
"""
CLASSES = {"table", "article-number", "footnote", "footnote-ref", "footnote-backref"} | {
    f"align-{side}" for side in ("left", "center", "right")
}


class Inspector(HTMLParser):
    """Reads a page as a browser would and notes whatever must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS.split():
            self.faults.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.split() or (name == "class" and value not in CLASSES):
                self.faults.append(f"{tag} {name}={value}")
            if name in ("href", "src") and re.match(r"\s*(javascript|data|vbscript|file):", value or "", re.IGNORECASE):
                self.faults.append(f"{tag} {value}")
        if tag not in ("br", "hr", "img", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(data)


def faults(html: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.faults + inspector.open


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](JaVaScRiPt:x)",
    "[x](data:text/html,x)",
    "![x](data:image/png;base64,AA)",
    '<iframe src="//e"></iframe>',
    "<style>p{}</style>",
    "<svg><script>x</script></svg>",
    "<math><mi>x",
    "<plaintext>",
    "<textarea>",
    "<select><option>",
    "<form action=x><input>",
    "<object data=x>",
    "<template><p>x",
    '<div class=x style="y">',
    '<p id=main class=x onclick="y">',
    "<h1>甲",
    "<table><tr><th>a<td colspan=2>b",
    "<details open><summary>s</summary>t</details>",
    "<!DOCTYPE html>",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "</p></table></li>",
    '<b a="',
    "<<script>>",
    "`<script>`",
    "<sup id=fn:1>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_comes_out_harmless_and_the_text_around_it_stays(attack: str) -> None:
    rendered = convert(f"前文\n\n{attack}\n\n后文")
    assert faults(rendered.html) == []
    assert {"前文", "后文"} <= set(re.findall(r"前文|后文", plain_text(rendered.html)))


def test_attacks_in_any_mixture_come_out_harmless() -> None:
    chance = random.Random(7)
    for _ in range(400):
        text = "".join(chance.choice(ATTACKS) + chance.choice(["", "\n", "\n\n", " 文 "]) for _ in range(4))
        at = chance.randint(0, len(text))
        text = (
            text[:at]
            + chance.choice(["<", ">", '"', "\n", "", "&", "/", "- ", "`"])
            + text[at + chance.randint(0, 4) :]
        )
        assert faults(convert_by_reference(text).html) == [], repr(text)


@pytest.mark.parametrize(
    "text", ["《关于修改<甲办法>的决定》", "<xx市>规划", "甲<b 时，乙>c", "a<b>c 的<A方案>", "5<6>4", "<!-- 甲"]
)
def test_what_only_looks_like_a_tag_stays_as_text(text: str) -> None:
    assert plain_text(convert(text).html) == text.replace("<b>", "")


def test_a_table_of_raw_html_keeps_its_spans() -> None:
    html = convert('<table style="x"><tr><td colspan="2" rowspan=3 bgcolor=red>甲</td></tr></table>').html
    assert '<td colspan="2" rowspan="3">甲</td>' in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[表](<a.files/b.txt>)", '<p><a href="a.files/b.txt">表</a></p>'),
        ("[表](<a.files/b (1).txt>)", '<p><a href="a.files/b%20%281%29.txt">表</a></p>'),
        ('[表](<a.files/b.txt> "题")', '<p><a href="a.files/b.txt" title="题">表</a></p>'),
        ("![图](<a.files/图 1.png>)", '<p><img alt="图" src="a.files/图%201.png"></p>'),
        ("[表](<javascript:alert(1)>)", "<p><a>表</a></p>"),
        ("[表](<script>) 其余</script>", '<p><a href="script">表</a> 其余</p>'),
        ("[表](<a.txt>", "<p>[表](&lt;a.txt&gt;</p>"),
        ("`[表](<a.txt>)`", "<p><code>[表](&lt;a.txt&gt;)</code></p>"),
    ],
)
def test_the_target_of_a_link_may_stand_in_angle_brackets(text: str, html: str) -> None:
    assert convert(text).html == html
