"""The parts made without a template are what the macros print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.stages.render.templates import make_environment
from gongkai.workshop.listing_pages import Row
from gongkai.workshop.page_parts import (
    Crumb,
    FileLine,
    InfoRow,
    attachments,
    breadcrumbs,
    contents,
    escape_all,
    information_card,
    page_head,
    related,
    size_text,
    source_note,
)

THEME = Path(__file__).resolve().parents[2] / "theme"
STEPS = (
    Crumb("政府信息公开", "columns/index.html"),
    Crumb("科室 <甲> & 乙", "columns/a.html?b=1&c=2"),
    Crumb("无页面"),
)
ROWS = (
    InfoRow("索引号", "11990100YC0000095Q/2026-00012"),
    InfoRow("发布机构", '市"财政"局', "departments/czj.html"),
    InfoRow("主题分类", "综合政务\\政务公开 & <其他>"),
)


def macro(call: str, **values: object) -> str:
    environment = make_environment(THEME)
    source = (
        '{% from "macros/navigation.html" import breadcrumbs %}'
        '{% from "macros/navigation.html" import contents %}'
        '{% from "macros/lists.html" import attachments, related %}'
        '{% from "macros/document.html" import article_tools, information_card, page_head, source_note %}{{ '
        + call
        + " }}"
    )
    return environment.from_string(source).render(**values)


def plain(html: str) -> str:
    """The two escape quotes differently; both ways are right."""
    return html.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")


def test_breadcrumbs_are_those_of_the_macro() -> None:
    title = "《预算》“公开” <2026>"
    expected = macro("breadcrumbs(trail, root)", trail=(*STEPS, Crumb(title)), root="../../")
    assert plain(breadcrumbs(STEPS, title, "../../")) == plain(expected)


def test_the_information_card_is_that_of_the_macro() -> None:
    expected = macro("information_card(rows, root)", rows=ROWS, root="../../")
    assert plain(information_card(ROWS, "../../")) == plain(expected)


def test_addresses_of_another_site_stay_as_they_are() -> None:
    address = "https://www.yunchuan.example/departments/sfb.html"
    assert f'<a href="{address}">' in information_card((InfoRow("来源", "市政府", address),), "../../")
    assert f'<a href="{address}">' in breadcrumbs((Crumb("机构", address),), "页", "../")


def same(made: str, call: str, **values: object) -> bool:
    """Whether a part is what the macro prints, blanks between marks aside."""
    return squeezed(made) == squeezed(macro(call, **values))


def squeezed(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", plain(html))


@pytest.mark.parametrize("state", ["", "有效", "废止", "别的"])
@pytest.mark.parametrize("number", ["", "云川财〔2026〕9号"])
@pytest.mark.parametrize("inscription", ["", "（2025年9月18日<公布>）"])
@pytest.mark.parametrize("byline", [(), ("发布时间：2026-03-02 09:30", "来源：<市财政局>")])
def test_the_head_is_that_of_the_macro(state: str, number: str, inscription: str, byline: tuple[str, ...]) -> None:
    title = "关于“双公示”的<通知> & 说明"
    call = "page_head(title, state, number, inscription, byline)"
    shown = {"title": title, "state": state, "number": number, "inscription": inscription, "byline": byline}
    assert same(page_head(title, state, number, byline, inscription=inscription), call, **shown)


FILES = (
    FileLine("预算<表>", "entries/czj/a.files/yusuan.xlsx", "XLSX", "34 KB"),
    FileLine("说明", "entries/b.pdf", "PDF", ""),
)


@pytest.mark.parametrize("files", [(), FILES])
def test_attachments_are_those_of_the_macro(files: tuple[FileLine, ...]) -> None:
    assert same(attachments(files, "../../"), "attachments(files, root)", files=files, root="../../")


@pytest.mark.parametrize(
    "items", [(), (Row("甲 & 乙", "columns/a.html", "", "", ""), Row("丙", "b.html", "", "", "2026-03-02"))]
)
def test_related_items_are_those_of_the_macro(items: tuple[Row, ...]) -> None:
    assert same(related(items, "../", "所在栏目"), "related(items, root, '所在栏目')", items=items, root="../")


def test_contents_are_those_of_the_macro_at_any_depth() -> None:
    headings = [
        (2, "a", "一、<总则>"),
        (3, "b", "（一）"),
        (3, "c", "（二）"),
        (2, "d", "二、"),
        (4, "e", "1."),
        (2, "f", "三、"),
    ]

    def part(title: str, anchor: str, *children: object) -> dict[str, object]:
        return {"title": title, "anchor": anchor, "children": children}

    nested = [
        part("一、<总则>", "a", part("（一）", "b"), part("（二）", "c")), part("二、", "d", part("1.", "e")), part("三、", "f"),
    ]  # fmt: skip
    assert same(contents(headings), "contents(headings)", headings=nested)
    assert contents([]) == ""


def test_the_note_on_paper_is_that_of_the_macro() -> None:
    for address in ("", "https://www.yunchuan.example/a.html"):
        assert same(source_note("云川市", address), "source_note(name, address)", name="云川市", address=address)


def test_a_text_that_holds_the_separator_is_escaped_by_itself() -> None:
    assert escape_all(["a\x1f<", "b"]) == ["a\x1f&lt;", "b"]
    assert escape_all(["甲", "乙&丙"]) == ["甲", "乙&amp;丙"]


@pytest.mark.parametrize(("size", "text"), [(12, "12 B"), (2048, "2 KB"), (1_300_000, "1.2 MB")])
def test_sizes_are_told_in_words(size: int, text: str) -> None:
    assert size_text(size) == text
