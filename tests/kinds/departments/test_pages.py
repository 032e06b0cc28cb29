"""Pages of bodies against a small city built by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from small_city import KIND, city, complete, policy, site_of

from gongkai.kinds.departments import ROOM
from gongkai.kinds.departments.model import Department
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page
from gongkai.model.reference import Ref
from gongkai.model.room import Loaded
from gongkai.model.summary import Summary
from gongkai.workshop.kept_records import keep

GUIDE = {"信息分类": "分十五类", "编排体系": "三级", "联系电话": "0809-5550012"}
BODIES: dict[str, dict[str, Any]] = {
    "yunchuan": complete("云川市人民政府", 类型="市政府", 排序=1, 公开指南=GUIDE),
    "jyj": complete(
        上级="yunchuan", 标识色="#0B5666", 邮箱="jyj@yunchuan.example", 代字=["云川教"],
        内设机构=[{"名称": "基教科", "职责": "招生", "服务事项": [{"名称": "入学登记", "办理地址": "https://zwfw.yunchuan.example/1"}]}],
    ),
    "nyj": complete("云川市农业农村局", 上级="yunchuan", 排序=20),
    "xcj": complete(
        "云川市乡村振兴局", 上级="yunchuan", 排序=30,
        沿革=[
            {"日期": "2021-06-18", "事项": "更名", "原名称": "云川市扶贫开发办公室"},
            {"日期": "2024-05-20", "事项": "撤销", "原名称": "云川市乡村振兴局", "承接单位": "nyj"},
        ],
    ),
    "swju": {"名称": "市税务局", "类型": "中央和省驻市单位", "排序": 40, "上级": "yunchuan", "网站": "https://tax.yunchuan.example"},
    "qp": complete("青屏县人民政府", 类型="县区政府", 排序=100, 上级="yunchuan", 网站="https://www.qingping.example"),
    "qp-czj": complete("青屏县财政局", 类型="县区部门", 排序=110, 上级="qp"),
    "bailu": complete("白鹭镇人民政府", 类型="乡镇(街道)", 排序=120, 上级="qp", 简称="白鹭镇"),
    "hetang": {"名称": "荷塘村", "类型": "村(社区)", "排序": 130, "上级": "bailu"},
    "water": {"名称": "水务集团", "类型": "公共企事业单位", "排序": 800, "上级": "yunchuan", "领域": "供水", "主管部门": "jyj"},
}  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


def pages(cache: Path, place: str, others: tuple[Summary, ...] = ()) -> tuple[dict[str, Page], Inquiry]:
    """The pages of one body."""
    atlas, context = city(BODIES, others)
    inquiry = Inquiry(atlas)
    record = Department.model_validate(BODIES[place])
    loaded = Loaded(atlas.records[Ref("department", place)], keep(record), "", (), (), "")
    return {page.path: page for page in KIND.pages(loaded, record, inquiry, site_of(context, cache))}, inquiry


def body_of(cache: Path, place: str, *others: Summary) -> str:
    return pages(cache, place, others)[0][f"departments/{place}.html"].body


def unit_page(cache: Path, view: str, *arguments: str, others: tuple[Summary, ...] = ()) -> dict[str, Page]:
    atlas, context = city(BODIES, others)
    units = [unit for unit in ROOM.units(atlas, context) if (unit.view, unit.arguments) == (view, arguments)]
    assert units, "the room lists this unit"
    return {page.path: page for page in ROOM.render(units[0], Inquiry(atlas), site_of(context, cache))}


def test_a_body_tells_what_it_does_and_how_to_reach_it(cache: Path) -> None:
    body = body_of(cache, "jyj")
    for text in (
        "管理全市教育工作",
        "学府路1号",
        'href="tel:0809-5550226"',
        'href="mailto:jyj@yunchuan.example"',
        "云川教",
        "局长",
    ):
        assert text in body
    assert 'fill="#0B5666"' in body
    assert re.search(r"基教科.*招生.*https://zwfw.yunchuan.example/1", body, re.DOTALL)


def test_an_office_without_a_guide_leads_to_the_guide_above(cache: Path) -> None:
    assert 'href="../guides/yunchuan.html"' in body_of(cache, "jyj")
    assert 'href="../guides/yunchuan.html"' in body_of(cache, "bailu")


def test_an_abolished_body_says_so_and_names_its_successor(cache: Path) -> None:
    body = body_of(cache, "xcj")
    assert re.search(r"本机构已于2024年5月20日撤销.*href=\"../departments/nyj.html\">云川市农业农村局", body)
    assert "由“云川市扶贫开发办公室”更名为“云川市乡村振兴局”" in body
    assert "云川市乡村振兴局" in body_of(cache, "nyj"), "the successor names whom it followed"


def test_a_body_that_is_there_is_not_called_abolished(cache: Path) -> None:
    assert "本机构已于" not in body_of(cache, "nyj")


def test_a_stationed_body_sends_the_reader_to_its_own_site(cache: Path) -> None:
    assert "政府信息在它自己的网站公开" in body_of(cache, "swju")


def test_the_city_shows_bodies_below_by_type_and_enterprises_by_field(cache: Path) -> None:
    body = body_of(cache, "yunchuan")
    order = [
        body.index(text)
        for text in ("<h3>市政府工作部门</h3>", "<h3>中央和省驻市单位</h3>", "<h3>县区政府</h3>", "<h3>供水</h3>")
    ]
    assert order == sorted(order)
    assert "荷塘村" not in body, "what is below a township is the township's to show"
    assert "水务集团" in body_of(cache, "jyj"), "who supervises an enterprise shows it"


def test_newest_items_come_with_the_way_to_all_and_to_the_catalogue(cache: Path) -> None:
    body = body_of(cache, "jyj", policy("jyj/1", "2026-05-01"), policy("nyj/1", "2026-05-02"))
    assert 'href="../policies/jyj/1.html"' in body
    assert "policies/nyj/1.html" not in body
    assert 'href="../departments/jyj/items.html"' in body
    assert 'href="../departments/jyj/columns.html"' in body
    assert "columns.html" not in body_of(cache, "swju"), "who answers elsewhere has no catalogue here"


def test_a_list_of_matters_is_offered_where_there_is_one(cache: Path) -> None:
    assert "matters/jyj.html" not in body_of(cache, "jyj")
    matter = Summary(Ref("matter", "jyj/1"), "招生", "", "", 0, "1", listings=("matters/jyj",))
    assert 'href="../matters/jyj.html"' in body_of(cache, "jyj", matter)


def test_questions_of_a_body_are_narrow(cache: Path) -> None:
    _, inquiry = pages(cache, "jyj", (policy("jyj/1", "2026-05-01"),))
    topics = {question.topic for question in inquiry.asked().opened()}
    assert not topics & {"departments/all", "all", "kind/policy"}
    assert all("nyj" not in topic for topic in topics)


def test_trails_lead_through_the_county(cache: Path) -> None:
    trail = body_of(cache, "hetang").partition("</nav>")[0]
    steps = re.findall(r">([^<>\n]+)</(?:a|span)>", trail)
    assert steps == ["首页", "机构职能", "青屏县人民政府", "白鹭镇人民政府", "荷塘村"]


def test_the_index_sets_each_county_apart(cache: Path) -> None:
    body = unit_page(cache, "index")["departments/index.html"].body.partition("<h2>市级机构</h2>")[2]
    order = [
        body.index(text)
        for text in (
            ">云川市教育局<",
            ">青屏县人民政府</h2>",
            ">青屏县财政局<",
            ">白鹭镇人民政府<",
            ">荷塘村<",
            ">供水<",
            "已撤销",
            ">云川市乡村振兴局<",
        )
    ]
    assert order == sorted(order)
    assert body.count(">云川市乡村振兴局<") == 1


def test_a_page_for_each_type(cache: Path) -> None:
    assert "云川市教育局" in unit_page(cache, "type", "city-department")["departments/type/city-department.html"].body


def test_items_in_pages_of_years(cache: Path) -> None:
    items = tuple(policy(f"jyj/{number}", f"2026-0{number}-01") for number in range(1, 6))
    assert list(unit_page(cache, "items", "jyj", others=items)) == ["departments/jyj/items.html"]
    for number, path in (("1", "departments/jyj/items/2026-1.html"), ("2", "departments/jyj/items/2026.html")):
        assert list(unit_page(cache, "items-of-year", "jyj", "2026", number, others=items)) == [path]


def test_guides(cache: Path) -> None:
    guide = pages(cache, "yunchuan")[0]["guides/yunchuan.html"]
    assert guide.section == "guides"
    for text in ("云川市人民政府政府信息公开指南", "分十五类", "0809-5550012"):
        assert text in guide.body
    index = unit_page(cache, "guides")["guides/index.html"].body
    assert 'href="../guides/yunchuan.html"' in index
    assert "jyj" not in index


def test_withheld_and_undated_records_stand_nowhere() -> None:
    _, context = city(BODIES)
    shown = policy("jyj/1", "2026-05-01")
    assert ROOM.place(shown, context) == ("departments/jyj/items",)
    for change in ({"mode": "不予公开"}, {"mode": ""}, {"published": ""}):
        hidden = type(shown)(**{name: getattr(shown, name) for name in shown.__struct_fields__} | change)
        assert ROOM.place(hidden, context) == ()
