"""A small catalogue for tests of the room: a column tree, bodies, and records placed as the load stage places them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from gongkai.kinds.catalogues import ROOM
from gongkai.kinds.catalogues.model import ColumnTree, DisclosureMatter, Entry
from gongkai.model.atlas import Atlas
from gongkai.model.body import Bodies, Body
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Page, Product
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Loaded, Site, SourceAttachment
from gongkai.model.settings import Furniture, OnError, Settings
from gongkai.model.summary import Claim, Summary
from gongkai.stages.link import Viewpoint
from gongkai.stages.render import open_templates
from gongkai.workshop.kept_records import keep
from gongkai.workshop.markdown import convert

THEME = Path(__file__).resolve().parents[1] / "theme"
ENTRY, MATTER = ROOM.kinds
AS_OF = "2026-11-20"
SETTINGS = Settings(
    name="mkdocs", site_name="云川市人民政府", site_url="https://www.yunchuan.example/", site_description="", scope="",
    content="content", catalogues="catalogues", on_error=OnError.STOP, severities={},
    index_number_scheme="{统一社会信用代码}/{年:4}-{序号:5}", page_size=3, newest=1, block_items=2,
    expiry_notice_days=90, furniture=Furniture(),
)  # fmt: skip
BODIES = Bodies(
    {
        body.identifier: body
        for body in (
            Body("yunchuan", "市政府", "0001", "", ("11990100YC0000335K",)),
            Body("sfb", "市政府工作部门", "0010", "yunchuan", ("11990100YC000001XT",)),
            Body("czj", "市政府工作部门", "0090", "yunchuan", ("11990100YC0000095Q",)),
            Body("qingping", "县区政府", "0300", "yunchuan"),
            Body("qingping-mzj", "县区部门", "0310", "qingping"),
            Body("bailu", "乡镇(街道)", "0320", "qingping"),
        )
    }
)
COLUMNS: list[dict[str, Any]] = [
    {
        "标识": "a",
        "名称": "政府信息公开",
        "责任单位": "sfb",
        "下级": [
            {"标识": "a1", "名称": "政府信息公开指南", "链接": "guides/index.html"},
            {"标识": "a2", "名称": "政府信息公开制度", "无此类信息说明": "尚未印发"},
            {"标识": "a4", "名称": "政府信息公开年报"},
            {"标识": "a5", "名称": "依申请公开", "链接": "pages/apply.html"},
        ],
    },
    {
        "标识": "b",
        "名称": "法定主动公开内容",
        "责任单位": "sfb",
        "法定事项": [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15],
        "下级": [
            {
                "标识": "b01",
                "名称": "政策",
                "下级": [
                    {
                        "标识": "b0101", "名称": "规章", "重点领域": "是", "下级": [
                            {"标识": "b010101", "名称": "现行有效规章", "来源": {"种类": "policy", "文件类别": "规章", "有效性": "有效"}},
                            {"标识": "b010102", "名称": "废止规章", "来源": {"种类": "policy", "文件类别": "规章", "有效性": "废止"}},
                        ],
                    },
                    {"标识": "b0104", "名称": "图解", "来源": {"种类": "interpretation", "解读形式": "图解"}},
                    {"标识": "b0105", "名称": "部门文件", "来源": {"种类": "policy", "机构类型": ["市政府工作部门"], "主题": "财政、金融、审计"}},
                ],
            },
            {
                "标识": "b07",
                "名称": "财政预决算",
                "责任单位": "czj",
                "责任科室": "预算科",
                "法定事项": [7],
                "下级": [
                    {
                        "标识": "b0701", "名称": "政府预算", "公开要素": ["一般公共预算", "政府性基金预算"],
                        "公开依据": ["《中华人民共和国预算法》第十四条"], "更新时限": "20日", "保留期限": "5年",
                        "五公开": ["管理"], "适用单位": ["市政府工作部门", "县区政府", "县区部门"],
                        "沿革": [{"日期": "2024-01-02", "事项": "更名", "原名称": "预算公开", "审批文号": "云川政办发〔2024〕1号"}],
                    },
                    {
                        "标识": "b0702", "名称": "政府债务", "保留期限": "1年", "审慎清理": "是", "更新时限": "7个工作日",
                        "不适用": [{"单位": "sfb", "理由": "不承担债务管理"}],
                    },
                    {"标识": "b0703", "名称": "集中供热", "无此类信息说明": "本市无集中供热"},
                ],
            },
            {"标识": "b08", "名称": "财政信息汇集", "来源": {"种类": "entry", "栏目": "b07"}},
        ],
    },
    {"标识": "h", "名称": "监督保障", "责任单位": "sfb", "五公开": ["管理"]},
]  # fmt: skip


def context_of(columns: Iterable[dict[str, Any]] = COLUMNS, **settings: Any) -> Context:
    tree = ColumnTree.model_validate({"栏目": tuple(columns)})
    return Context(msgspec.structs.replace(SETTINGS, **settings), BODIES, {"columns": tree})


def fields(**changes: Any) -> dict[str, Any]:
    """An entry as a clerk writes it, against which nothing can be said."""
    sound = {
        "名称": "云川市2026年市级预算",
        "生成日期": "2026-03-02",
        "发布日期": "2026-03-03 09:30",
        "栏目": ["b0701"],
    }
    return {key: value for key, value in {**sound, **changes}.items() if value is not None}


def placed(summary: Summary, context: Context) -> Summary:
    return msgspec.structs.replace(summary, listings=tuple(dict.fromkeys(ROOM.place(summary, context))))


def entry(place: str, context: Context, item: int = -1, **changes: Any) -> Summary:
    record = Entry.model_validate(fields(**changes))
    identity = Identity(Ref("entry", place), f"catalogues/entries/{place}.yml", item)
    return placed(ENTRY.summarise(record, identity, context), context)


def policy(place: str, published: str, context: Context, state: str = "有效", **more: Any) -> Summary:
    summary = Summary(
        Ref("policy", place), f"关于{place}的规定", f"policies/{place}.html", f"content/{place}.md", -1, published,
        published=published, mode="主动公开", state=state,
        claims=(Claim("index_number", more["index_number"]),) if "index_number" in more else (), **more,
    )  # fmt: skip
    return placed(summary, context)


def matter(place: str, item: int, context: Context, **changes: Any) -> Summary:
    record = DisclosureMatter.model_validate(matter_fields(**changes))
    identity = Identity(Ref("matter", place), f"catalogues/matters/{place.partition('/')[0]}.yml", item)
    return placed(MATTER.summarise(record, identity, context), context)


def matter_fields(**changes: Any) -> dict[str, Any]:
    sound = {
        "标识": "m1", "事项名称": "政府预算", "公开内容": ["一般公共预算"], "公开依据": ["《预算法》第十四条"],
        "公开时限": "20日", "公开主体": "云川市财政局", "公开渠道": ["政府网站"], "公开对象": "全社会",
        "公开方式": "主动公开", "咨询电话": "0809-5550443", "栏目": "b0701",
    }  # fmt: skip
    return {key: value for key, value in {**sound, **changes}.items() if value is not None}


def bodies() -> list[Summary]:
    names = {"yunchuan": "云川市人民政府", "sfb": "市政府办公室", "czj": "云川市财政局", "qingping": "青屏县人民政府",
             "qingping-mzj": "青屏县民政局", "bailu": "白鹭镇人民政府"}  # fmt: skip
    history = '[{"day":"2025-01-01","event":"更名","former_name":"云川市财政委员会"}]'
    return [
        Summary(
            Ref("department", name), title, f"departments/{name}.html", "", -1, BODIES.by_identifier[name].order,
            facts={"history": history} if name == "czj" else {},
        )
        for name, title in names.items()
    ]  # fmt: skip


def atlas_of(context: Context, *records: Summary) -> Atlas:
    """The Atlas as the link stage makes it, on the day AS_OF."""

    class Still:
        def state(self, summary: Summary, _: str) -> str:
            return summary.state

    kinds: dict[str, Any] = {"entry": ENTRY, "matter": MATTER}
    kinds |= {name: Still() for name in ("policy", "interpretation", "department")}
    viewpoint = Viewpoint(kinds, AS_OF, BODIES, context.settings.scope, "https://www.yunchuan.example")
    return Atlas.of(viewpoint.seen((*records, *bodies())))


def site_of(context: Context, cache: Path) -> Site:
    return Site(context, open_templates(THEME, cache))


def pages(atlas: Atlas, site: Site) -> dict[str, Page]:
    """Every page of the room's units by its path."""
    made: dict[str, Page] = {}
    for unit in ROOM.units(atlas, site.context):
        for product in ROOM.render(unit, Inquiry(atlas), site):
            assert isinstance(product, Page)
            assert product.path not in made, product.path
            made[product.path] = product
    return made


def entry_products(
    place: str, atlas: Atlas, site: Site, body: str = "", files: Iterable[SourceAttachment] = (), **changes: Any
) -> list[Product]:
    """What an entry's own page is made of, as the render stage would ask for it."""
    record = Entry.model_validate(fields(**changes))
    summary = atlas.records[Ref("entry", place)]
    rendered = convert(body)
    headings = tuple((each.level, each.anchor, each.text) for each in rendered.headings)
    loaded = Loaded(summary, keep(record), rendered.html, headings, tuple(files), f"{place.rpartition('/')[2]}.files")
    return list(ENTRY.pages(loaded, record, Inquiry(atlas), site))
