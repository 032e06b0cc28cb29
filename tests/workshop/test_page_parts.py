"""The parts made without a template are what the macros print."""

from __future__ import annotations

from pathlib import Path


from gongkai.workshop.listing_pages import Crumb
from gongkai.stages.render.templates import make_environment
from gongkai.workshop.page_parts import InfoRow, breadcrumbs, information_card

THEME = Path(__file__).resolve().parents[2] / "theme"
STEPS = (Crumb("政府信息公开", "columns/index.html"), Crumb("科室 <甲> & 乙", "columns/a.html?b=1&c=2"), Crumb("无页面"))
ROWS = (
    InfoRow("索引号", "11990100YC0000095Q/2026-00012"),
    InfoRow("发布机构", '市"财政"局', "departments/czj.html"),
    InfoRow("主题分类", "综合政务\\政务公开 & <其他>"),
)


def macro(call: str, **values: object) -> str:
    environment = make_environment(THEME)
    source = (
        '{% from "macros/navigation.html" import breadcrumbs %}'
        '{% from "macros/document.html" import information_card %}{{ ' + call + " }}"
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
