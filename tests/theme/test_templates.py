"""Templates: nothing that the policy would refuse, a lean frame, macros that hold under StrictUndefined."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from markupsafe import Markup

from gongkai.stages.render.templates import make_environment, open_templates

THEME = Path(__file__).resolve().parents[2] / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))

SITE = {
    "site_name": "云川市人民政府",
    "site_domain": "www.yunchuan.example",
    "site_code": "9901000001",
    "sponsor": "云川市人民政府办公室",
    "contact": "0809-5550012",
    "address": "云川市川口区人民路1号",
    "icp": "南ICP备2026000001号-1",
    "police": "南公网安备 99010002000001号",
    "party_mark_url": "https://mark.example/",
    "find_error_url": "https://mistakes.example/",
    "sitemap_url": "sitemap.html",
    "entrances": [
        {"title": "首页", "url": "index.html"},
        {"title": "政府信息公开", "url": "columns/index.html"},
        {"title": "政策文件库", "url": "policies/index.html"},
    ],
    "other_sites": [{"title": "青屏县", "url": "https://www.qingping.example/"}],
}


def rooms() -> jinja2.Environment:
    """As the render stage makes it."""
    return make_environment(THEME)


def frame(site: dict[str, object], section: str = "policies", depth: int = 2) -> str:
    """The frame as MkDocs renders it: its environment escapes nothing and has a `url` filter."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME))
    environment.filters["url"] = lambda address: posixpath.relpath(address, "x/" * depth or ".")
    environment.filters["script_tag"] = str
    environment.globals["gongkai"] = site
    config = SimpleNamespace(
        site_name="测试站",
        extra_css=[],
        extra_javascript=[],
        theme=SimpleNamespace(favicon="assets/images/favicon.svg", material_stylesheet="assets/stylesheets/main.css"),
    )
    page = SimpleNamespace(url="x/" * depth + "y.html", meta={}, title="", toc=[], is_homepage=False)
    slot = SimpleNamespace(title="«title»", description="«description»", head="«head»", body="«body»")
    return environment.get_template("frame.html").render(config=config, page=page, slot=slot, section=section)


def call(file: str, expression: str, **names: object) -> str:
    macro = re.match(r"\w+", expression)
    assert macro is not None
    source = f'{{% from "macros/{file}.html" import {macro[0]} %}}{{{{ {expression} }}}}'
    return rooms().from_string(source).render(root="../", **names)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_templates_have_nothing_inline(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text, re.IGNORECASE))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_templates_load_nothing_from_another_host(path: Path) -> None:
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//", path.read_text(encoding="utf-8"))


def test_the_frame_is_lean() -> None:
    assert len(frame(SITE).encode()) <= 4096


def test_the_frame_has_each_slot_once() -> None:
    html = frame(SITE)
    assert all(html.count(slot) == 1 for slot in ("«title»", "«description»", "«head»", "«body»"))


def test_the_frame_marks_the_entrance_of_its_section() -> None:
    assert '<a href="../../policies/index.html" aria-current="true">政策文件库</a>' in frame(SITE)
    assert '<a href="index.html" aria-current="true">首页</a>' in frame(SITE, section="home", depth=0)
    assert "aria-current" not in frame(SITE, section="")


def test_the_frame_has_the_required_foot() -> None:
    html = frame(SITE)
    for text in (
        "党政机关网站标识",
        "我为政府网站找错",
        "网站标识码：9901000001",
        "主办单位：云川市人民政府办公室",
        "联系方式：",
        "南ICP备",
        "南公网安备",
        "站点地图",
    ):
        assert text in html


def test_the_frame_prints_nothing_for_what_is_not_set() -> None:
    html = frame({})
    assert "测试站" in html
    assert not re.search(r"主办单位|网站标识码|SiteIDCode|站点地图|None", html)


def test_the_frame_escapes_settings() -> None:
    html = frame({**SITE, "site_name": '<b>"市"', "contact": "<i>"})
    assert "<b>&quot;" not in html.replace("<b>&lt;", "")
    assert "<i>" not in html


def test_a_site_name_of_two_words_is_set_in_two_sizes() -> None:
    assert "<b>云川市人民政府</b><span>政府信息公开平台</span>" in frame(
        {**SITE, "site_name": "云川市人民政府 政府信息公开平台"}
    )
    assert "<b>云川市政府信息公开</b><span></span>" in frame({**SITE, "site_name": "云川市政府信息公开"})


def test_links_of_the_frame_are_relative_to_its_depth() -> None:
    assert 'href="assets/stylesheets/gongkai.css"' in frame(SITE, depth=0)
    assert 'href="../../../assets/stylesheets/gongkai.css"' in frame(SITE, depth=3)


@pytest.mark.parametrize(
    ("state", "shape"),
    [("有效", "effective"), ("尚未施行", "pending"), ("修改", "amended"), ("废止", "repealed"), ("失效", "expired")],
)
def test_a_state_is_a_word_and_a_shape(state: str, shape: str) -> None:
    assert call("lists", "state_badge(state)", state=state) == f'<span class="state {shape}">{state}</span>'


def test_an_item_without_number_or_state_has_no_empty_parts() -> None:
    item = {"title": "甲<乙>", "url": "a.html", "document_number": "", "badge": "", "date": "2026-11-21"}
    html = call("lists", "item_list(items, root)", items=[SimpleNamespace(**item)])
    assert '<li><a href="../a.html">甲&lt;乙&gt;</a><time>2026-11-21</time></li>' in html


def test_breadcrumbs_begin_at_home_and_end_at_the_page() -> None:
    trail = [{"title": "政策文件库", "url": "policies/index.html"}, {"title": "某办法", "url": ""}]
    html = call("navigation", "breadcrumbs(trail, root)", trail=trail)
    assert re.findall(r">([^<>\n]+)</(?:a|span)>", html) == ["首页", "政策文件库", "某办法"]
    assert html.count('aria-current="page"') == 1


def test_contents_nest() -> None:
    headings = [{"title": "第一章", "anchor": "c1", "children": [{"title": "第一节", "anchor": "s1", "children": []}]}]
    html = call("navigation", "contents(headings)", headings=headings)
    assert re.search(r"#c1.*<ol>.*#s1", html, re.DOTALL)


@pytest.mark.parametrize(
    ("file", "expression"),
    [
        ("navigation", "contents(())"),
        ("navigation", "pager('', '', root)"),
        ("lists", "attachments((), root)"),
        ("lists", "related((), root, '解读')"),
        ("document", "source_note('站', '')"),
    ],
)
def test_what_is_empty_prints_nothing(file: str, expression: str) -> None:
    assert not call(file, expression).strip()


def test_a_document_has_its_parts_in_the_official_order() -> None:
    source = (
        '{% from "macros/document.html" import document %}'
        "{% call document(addressee='各县', attachment_notes=['表'], signatures=['甲局', '乙局'],"
        " date='2026年1月2日', note='（此件公开发布）') %}"
        "{{ body }}{% endcall %}"
    )
    html = rooms().from_string(source).render(body=Markup("<p>正文</p>"))
    parts = ["各县：", "<p>正文</p>", "附件：", "甲局", "乙局", "2026年1月2日", "（此件公开发布）"]
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)


def test_a_block_says_why_it_is_empty() -> None:
    html = call("lists", "block('政府债务', 'zw', root, empty='尚未发布。')")
    assert '<section class="block level-2" id="zw">' in html
    assert "尚未发布。" in html
    assert "全部" not in html


def test_a_matter_without_information_says_so() -> None:
    row = {"title": "学生资助", "url": "", "content": "标准", "body": "市教育局", "limit": "20个工作日", "newest": None}
    html = call("lists", "matters(rows, root, '教育')", rows=[row])
    assert '<td data-label="最新信息">暂无</td>' in html


def test_the_accent_is_drawn_without_a_style_attribute() -> None:
    assert 'fill="#5a3fa0"' in call("lists", "accent('#5a3fa0')")
    assert call("lists", "accent('')") == ""


@pytest.fixture
def own_theme(tmp_path: Path) -> Path:
    return Path(shutil.copytree(THEME, tmp_path / "theme", ignore=shutil.ignore_patterns("__pycache__")))


def test_compiled_templates_stay_beside_the_theme(
    own_theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    memory = tmp_path / "memory"
    first = open_templates(own_theme, memory).fill("policies/life.html", "a.html", life=())
    kept = list((own_theme / "__pycache__").iterdir())
    assert kept
    assert all(path.name.startswith(".rooms-") for path in kept), "MkDocs carries no hidden file into a site"
    assert not memory.exists()
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert open_templates(own_theme, memory).fill("policies/life.html", "a.html", life=()) == first
    changed = own_theme / "policies" / "life.html"
    changed.write_text(changed.read_text("utf-8") + "另", "utf-8")
    with pytest.raises(pytest.fail.Exception, match="compiled again"):
        open_templates(own_theme, memory).fill("policies/life.html", "a.html", life=())


def test_where_nothing_may_be_written_beside_the_theme_it_goes_to_the_memory(
    own_theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    open_templates(own_theme, tmp_path / "memory").fill("policies/life.html", "a.html", life=())
    assert list((tmp_path / "memory").iterdir())
