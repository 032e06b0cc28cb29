"""What readers see: the entry's page, the flat directory, key fields, bodies' own views, lists of matters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from catalogue_city import (
    BODIES,
    atlas_of,
    context_of,
    entry,
    entry_products,
    fields,
    matter,
    pages,
    policy,
    site_of,
)

from gongkai.kinds.catalogues import ROOM
from gongkai.kinds.catalogues.model import Entry
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import FileCopy, Page
from gongkai.model.reference import Ref
from gongkai.model.room import Loaded, Site, SourceAttachment, Unit
from gongkai.model.summary import Summary
from gongkai.workshop.kept_records import keep

CONTEXT = context_of()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(CONTEXT, tmp_path_factory.mktemp("templates"))


def text(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def the_page(site: Site, place: str = "czj/a", *others: Summary, **more: Any) -> Page:
    files = more.pop("files", ())
    body = more.pop("body", "现公布如下。")
    atlas = atlas_of(site.context, entry(place, site.context, **more), *others)
    page, *_ = entry_products(place, atlas, site, body, files, **more)
    assert isinstance(page, Page)
    return page


def all_pages(site: Site, *records: Summary) -> dict[str, Page]:
    return pages(atlas_of(site.context, *records), site)


def test_an_entry_shows_its_card_its_text_and_the_way_to_it(site: Site) -> None:
    page = the_page(site, 索引号="11990100YC0000095Q/2026-00012", 内容概述="市级预算", 关键词=["预算"])
    assert page.path == "entries/czj/a.html"
    assert page.section == "columns"
    for label, value in {
        "索引号": "11990100YC0000095Q/2026-00012", "名称": "云川市2026年市级预算", "内容概述": "市级预算",
        "生成日期": "2026-03-02", "发布日期": "2026-03-03 09:30", "公开范围": "面向全社会", "公开方式": "主动公开",
        "关键词": "预算",
    }.items():  # fmt: skip
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page.body
    assert '<dt>发布机构</dt><dd><a href="../../departments/czj.html">云川市财政局</a></dd>' in page.body
    assert "文号" not in page.body
    assert "现公布如下。" in page.body
    way = re.findall(r'<li><a href="\.\./\.\./([^"]+)"', page.body)
    assert way[:5] == ["index.html", "columns/index.html", "columns/b.html", "columns/b07.html", "columns/b0701.html"]


def test_visible_time_and_source_are_those_of_the_tags(site: Site) -> None:
    page = the_page(site, 发布日期="2026-03-03")
    assert "发布时间：2026-03-03 00:00" in page.body
    assert "来源：云川市财政局" in page.body
    assert '<meta name="PubDate" content="2026-03-03 00:00">' in page.head
    assert '<meta name="ContentSource" content="云川市财政局">' in page.head
    assert '<meta name="ArticleTitle" content="云川市2026年市级预算">' in page.head
    assert '<meta name="ColumnName" content="政府预算">' in page.head
    assert '<meta name="Url" content="https://www.yunchuan.example/entries/czj/a.html">' in page.head


def test_an_old_item_keeps_the_name_its_body_had(site: Site) -> None:
    page = the_page(site, 生成日期="2024-03-02", 发布日期="2024-03-03")
    assert '<a href="../../departments/czj.html">云川市财政委员会</a>' in page.body
    assert 'content="云川市财政委员会"' in page.head


def test_a_publisher_written_by_hand_is_shown_as_written(site: Site) -> None:
    assert "来源：云川市税务局" in the_page(site, 发布机构="云川市税务局").body


@pytest.mark.parametrize(
    ("changes", "notice"),
    [
        ({"公开方式": "依申请公开"}, "依申请公开，网上只登记目录"),
        ({"公开范围": "面向特定对象"}, "面向特定对象公开，网上只登记目录"),
    ],
)
def test_of_what_is_not_public_only_the_card_is_shown(site: Site, changes: dict[str, Any], notice: str) -> None:
    atlas = atlas_of(CONTEXT, entry("czj/a", CONTEXT, **changes))
    files = [SourceAttachment("secret.pdf", "x/secret.pdf", 5)]
    products = entry_products("czj/a", atlas, site, "绝不可见", files, **changes)
    assert len(products) == 1
    assert isinstance(products[0], Page)
    assert "绝不可见" not in products[0].body
    assert "secret" not in products[0].body
    assert notice in products[0].body
    assert "索引号" in products[0].body


def test_what_is_withheld_has_no_page(site: Site) -> None:
    atlas = atlas_of(CONTEXT, entry("czj/a", CONTEXT, 公开方式="不予公开"))
    assert entry_products("czj/a", atlas, site, 公开方式="不予公开") == []


def test_attachments_are_shown_with_type_and_size_and_carried_over(site: Site) -> None:
    files = [SourceAttachment("yusuan.xlsx", "catalogues/entries/czj/a.files/yusuan.xlsx", 34567)]
    more: dict[str, Any] = {"附件": [{"名称": "预算表", "文件": "yusuan.xlsx"}]}
    atlas = atlas_of(CONTEXT, entry("czj/a", CONTEXT, **more))
    page, copy = entry_products("czj/a", atlas, site, "正文", files, **more)
    assert isinstance(page, Page)
    assert 'href="../../entries/czj/a.files/yusuan.xlsx" download>预算表</a> <small>XLSX，34 KB</small>' in page.body
    assert copy == FileCopy("entries/czj/a.files/yusuan.xlsx", files[0].path)


def test_of_a_list_files_folder_an_entry_carries_only_its_own(site: Site) -> None:
    files = [SourceAttachment("one.pdf", "x/one.pdf", 5), SourceAttachment("two.pdf", "x/two.pdf", 5)]
    more: dict[str, Any] = {"附件": [{"名称": "一", "文件": "one.pdf"}]}
    atlas = atlas_of(CONTEXT, entry("czj/a", CONTEXT, item=0, **more))
    products = entry_products("czj/a", atlas, site, "正文", files, **more)
    assert [each.path for each in products if isinstance(each, FileCopy)] == ["entries/czj/a.files/one.pdf"]


def test_neighbours_are_those_of_its_body_and_column(site: Site) -> None:
    before = entry("czj/x", CONTEXT, 名称="较早", 发布日期="2026-03-02")
    after = entry("czj/y", CONTEXT, 名称="较晚", 发布日期="2026-03-04")
    elsewhere = entry("qingping-mzj/z", CONTEXT, 名称="别处", 发布日期="2026-03-03 10:00")
    said = text(the_page(site, "czj/a", before, after, elsewhere).body)
    assert "较早" in said
    assert "较晚" in said
    assert "别处" not in said


def test_an_entrys_page_asks_only_of_its_own_body_and_column(site: Site) -> None:
    atlas = atlas_of(CONTEXT, entry("czj/a", CONTEXT), *(entry(f"bailu/e{n}", CONTEXT) for n in range(9)))
    inquiry = Inquiry(atlas)
    summary = atlas.records[Ref("entry", "czj/a")]
    kind, (record, html) = ROOM.kinds[0], _loaded(summary)
    list(kind.pages(html, record, inquiry, site))
    assert {question.topic for question in inquiry.asked().opened()} == {
        "record:department:czj", "departments/czj/columns/b0701:2026",
    }  # fmt: skip


def _loaded(summary: Summary) -> tuple[Any, Any]:
    record = Entry.model_validate(fields())
    return record, Loaded(summary, keep(record), "<p>文</p>", (), (), "a.files")


def test_the_portal_has_the_five_sections_the_fifteen_items_and_the_first_level(site: Site) -> None:
    page = all_pages(site, entry("czj/a", CONTEXT))["columns/index.html"]
    for name, url in {
        "政府信息公开指南": "guides/index.html", "政府信息公开制度": "columns/a2.html", "法定主动公开内容": "columns/b.html",
        "政府信息公开年报": "columns/a4.html", "依申请公开": "pages/apply.html",
    }.items():  # fmt: skip
        assert f'<a href="../{url}">{name}</a>' in page.body
    assert page.body.count("第二十条第（") == 15
    row = page.body[page.body.index("第二十条第（七）项") : page.body.index("第二十条第（八）项")]
    assert "columns/b.html" not in row or "columns/b07.html" in row
    assert "2026-03-03" in row
    assert [f'columns/openness-{number}.html"' in page.body for number in range(1, 6)] == [True] * 5


def test_the_left_column_holds_the_first_level_alone(site: Site) -> None:
    page = all_pages(site)["columns/b.html"]
    nav = page.body[
        page.body.index('<nav class="columns-nav"') : page.body.index("</nav>", page.body.index("columns-nav"))
    ]
    assert re.findall(r'href="\.\./([^"]+)"', nav) == ["columns/a.html", "columns/b.html", "columns/h.html"]
    assert 'href="../columns/b.html" aria-current="page"' in nav


def test_second_and_third_level_are_unfolded_with_their_newest_items(site: Site) -> None:
    records = [entry(f"czj/e{n}", CONTEXT, 名称=f"预算{n}号", 发布日期=f"2026-03-{n + 3:02}") for n in range(4)]
    page = all_pages(site, *records)["columns/b.html"]
    assert page.body.index('id="b07"') < page.body.index('id="b0701"') < page.body.index("预算3号")
    assert "预算2号" in page.body
    assert "预算1号" not in page.body
    assert "全部 4 条" in page.body
    assert "本市无集中供热。" in page.body
    assert "暂无信息。" in page.body


def test_no_page_of_the_room_has_a_script_or_an_inline_style(site: Site) -> None:
    for page in all_pages(site, entry("czj/a", CONTEXT), matter("czj/m1", 0, CONTEXT)).values():
        assert not re.search(r"<script|\son[a-z]+=|style=", page.body), page.path


def test_a_first_level_column_without_levels_below_is_a_list_itself(site: Site) -> None:
    made = all_pages(site, *(entry(f"sfb/{name}", CONTEXT, 栏目=["h"], 名称="培训") for name in "ab"))
    assert "共 2 条" in made["columns/h.html"].body
    assert "培训" in made["columns/h/2026.html"].body


def test_a_column_names_what_is_missing_and_what_it_is(site: Site) -> None:
    page = all_pages(site, entry("czj/a", CONTEXT, 公开要素=["一般公共预算"]))["columns/b0701.html"]
    said = text(page.body)
    assert "应当公开 2 项，其中 1 项尚未公开" in said
    assert re.search("政府性基金预算 尚未公开", said)
    for value in (
        "云川市财政局",
        "预算科",
        "《中华人民共和国预算法》第十四条",
        "20日",
        "5年",
        "更名",
        "原名称：预算公开",
    ):
        assert value in said
    assert 'name="ColumnKeywords" content="一般公共预算,政府性基金预算"' in page.head


def test_a_column_filled_by_a_query_claims_nothing_of_elements(site: Site) -> None:
    assert "尚未公开" not in all_pages(site)["columns/b010101.html"].body


def test_a_column_tells_to_whom_it_does_not_apply(site: Site) -> None:
    assert "市政府办公室 ：不承担债务管理" in text(all_pages(site)["columns/b0702.html"].body)


def test_a_column_borne_by_another_page_has_none_of_its_own(site: Site) -> None:
    assert "columns/a1.html" not in all_pages(site)


def test_key_fields_open_their_fourth_level_in_place(site: Site) -> None:
    rule = policy("sfb/r1", "2026-01-05", CONTEXT, facts={"category": "规章"})
    page = all_pages(site, rule)["columns/key-fields.html"]
    field = page.body[
        page.body.index('<details id="b0101"') : page.body.index("</details>", page.body.index('id="b0101"'))
    ]
    assert "政策：规章" in field
    for expected in (
        "现行有效规章",
        "废止规章",
        "市政府办公室",
        rule.title,
        "2026-01-05",
        'href="../columns/b010101.html"',
    ):
        assert expected in field
    assert 'href="../columns/key-fields.html#b0101"' in all_pages(site)["columns/b.html"].body


def test_openness_is_a_second_door(site: Site) -> None:
    made = all_pages(site, entry("czj/a", CONTEXT))
    assert "云川市2026年市级预算" in made["columns/openness-3.html"].body
    assert "还没有栏目标明属于这一类" in made["columns/openness-1.html"].body


def test_each_body_has_its_own_view(site: Site) -> None:
    towns = [entry(f"bailu/{name}", CONTEXT, 名称="白鹭镇预算") for name in "bc"]
    made = all_pages(site, entry("czj/a", CONTEXT), *towns)
    ours = made["departments/czj/columns.html"]
    assert ours.section == "departments"
    assert "云川市2026年市级预算" in ours.body
    assert "白鹭镇" not in ours.body
    assert "政府债务" in text(ours.body[ours.body.index("负责的其他栏目") :])
    assert "白鹭镇预算" in made["departments/qingping/columns.html"].body
    assert "白鹭镇预算" in made["departments/qingping/columns/b0701.html"].body
    assert "白鹭镇预算" in made["departments/qingping/columns/b0701/2026.html"].body
    assert "不承担债务管理" in made["departments/sfb/columns.html"].body


def test_every_body_has_a_view_even_an_empty_one(site: Site) -> None:
    made = all_pages(site)
    assert {f"departments/{name}/columns.html" for name in BODIES.by_identifier} <= set(made)
    assert "还没有在这里公开信息" in made["departments/bailu/columns.html"].body


def test_a_bodys_view_asks_nothing_of_columns_it_has_nothing_in(site: Site) -> None:
    atlas = atlas_of(CONTEXT, entry("czj/a", CONTEXT))
    (unit,) = (unit for unit in ROOM.units(atlas, CONTEXT) if unit.view == "body" and unit.arguments[0] == "czj")
    inquiry = Inquiry(atlas)
    list(ROOM.render(unit, inquiry, site))
    asked = {question.topic for question in inquiry.asked().opened() if question.method == "counts"}
    assert asked == {"departments/czj/columns/b0701", "departments/czj/columns/b08"}


def test_matters_lead_to_the_column_and_the_newest_item_of_their_body(site: Site) -> None:
    made = all_pages(
        site,
        matter("czj/m1", 0, CONTEXT),
        entry("czj/a", CONTEXT),
        entry("bailu/b", CONTEXT, 名称="别处", 发布日期="2026-09-01"),
    )
    page = made["matters/czj.html"]
    for element in (
        "政府预算",
        "一般公共预算",
        "《预算法》第十四条",
        "20日",
        "云川市财政局",
        "政府网站",
        "全社会",
        "主动公开",
        "0809-5550443",
    ):
        assert element in page.body
    assert 'href="../departments/czj/columns/b0701.html"' in page.body
    assert "云川市2026年市级预算" in page.body
    assert "别处" not in page.body
    assert "1项" in made["matters/index.html"].body


def test_a_matter_is_never_fulfilled_by_another_bodys_item(site: Site) -> None:
    page = all_pages(site, matter("czj/m1", 0, CONTEXT), entry("bailu/b", CONTEXT, 名称="别处"))["matters/czj.html"]
    assert "别处" not in page.body
    assert "暂无信息" in page.body


def test_the_grassroots_table_has_the_official_columns_and_marks(site: Site) -> None:
    row = {"领域": "就业", "一级事项": "就业信息", "二级事项": "岗位信息", "公开层级": ["县级", "乡级"]}
    first = matter("qingping/m1", 0, CONTEXT, **row)
    second = matter(
        "qingping/m2", 1, CONTEXT, **(row | {"标识": "m2", "领域": "重大建设项目", "公开方式": "依申请公开"})
    )
    page = all_pages(site, first, second, entry("bailu/b", CONTEXT, 名称="白鹭镇预算"))[
        "matters/qingping-grassroots.html"
    ]
    said = text(page.body)
    for label in ("序号", "公开事项", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
                  "公开对象", "全社会", "特定群体", "公开方式", "主动", "依申请", "公开层级", "县级", "乡级"):  # fmt: skip
        assert label in said
    assert "■政府网站" in said
    assert "□政府公报" in said
    assert page.body.index('id="f02"') < page.body.index('id="f18"')
    assert "白鹭镇预算" in said
    assert "√" in said


def test_a_county_site_shows_its_own_part_of_the_tree(tmp_path: Path) -> None:
    context = context_of(scope="qingping")
    county = site_of(context, tmp_path)
    made = pages(atlas_of(context, entry("czj/a", context), entry("bailu/b", context, 名称="白鹭镇预算")), county)
    assert "白鹭镇预算" in made["columns/b0701.html"].body
    assert "云川市2026年市级预算" not in made["columns/b0701.html"].body
    assert "departments/czj/columns.html" not in made
    assert "columns/b0702.html" not in made
    assert "columns/h.html" not in made["columns/b.html"].body
    linked = {target for page in made.values() for target in re.findall(r'href="(?:\.\./)+(columns/[^"#]+)', page.body)}
    assert linked <= set(made)


def test_a_county_site_has_no_column_that_is_a_page_of_the_citys_body(tmp_path: Path) -> None:
    columns = [
        {"标识": "k", "名称": "机构", "下级": [
            {"标识": "k1", "名称": "市领导", "链接": "departments/yunchuan.html"},
            {"标识": "k2", "名称": "县领导", "链接": "departments/qingping.html"},
            {"标识": "k3", "名称": "全部机构", "链接": "departments/index.html"},
        ]},
    ]  # fmt: skip
    context = context_of(columns, scope="qingping")
    page = pages(atlas_of(context), site_of(context, tmp_path))["columns/k.html"]
    assert re.findall(r'id="(k\d)"', page.body) == ["k2", "k3"]


def test_every_page_that_a_page_of_the_room_links_exists(site: Site) -> None:
    records = [
        entry("czj/a", CONTEXT, 公开要素=["一般公共预算"]), entry("bailu/b", CONTEXT), matter("czj/m1", 0, CONTEXT),
        policy("sfb/r1", "2026-01-05", CONTEXT, facts={"category": "规章"}),
    ]  # fmt: skip
    made = all_pages(site, *records)
    elsewhere = {"index.html", "guides/index.html", "pages/apply.html", "departments/index.html"}
    elsewhere |= {f"departments/{name}.html" for name in BODIES.by_identifier} | {summary.url for summary in records}
    for page in made.values():
        ids = set(re.findall(r' id="([^"]+)"', page.body))
        for target in re.findall(r'href="([^"]+)"', page.body):
            path, _, anchor = target.partition("#")
            if not path:
                assert anchor in ids, (page.path, target)
                continue
            assert target.startswith("../" * page.depth), (page.path, target)
            path = path.removeprefix("../" * page.depth)
            assert path in made or path in elsewhere, (page.path, target)
            if anchor and path in made:
                assert f'id="{anchor}"' in made[path].body, (page.path, target)


def test_names_of_units_are_all_different() -> None:
    units: list[Unit] = list(ROOM.units(atlas_of(CONTEXT, entry("czj/a", CONTEXT)), CONTEXT))
    assert len({str(unit) for unit in units}) == len(units)


def test_a_new_record_changes_only_pages_that_list_it(site: Site) -> None:
    """Pages of other columns, bodies and years are what they were."""
    old = [
        *(entry(f"czj/{name}", CONTEXT, 发布日期="2025-03-03", 生成日期="2025-03-02") for name in "ab"),
        entry("bailu/b", CONTEXT, 栏目=["b0702"]),
    ]
    before, after = all_pages(site, *old), all_pages(site, *old, entry("czj/c", CONTEXT))
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert not {path for path in changed if "bailu" in path or "b0702" in path or path.endswith("/2025.html")}
    assert {
        "columns/b.html",
        "columns/b0701.html",
        "columns/b0701/2026.html",
        "departments/czj/columns.html",
    } <= changed
