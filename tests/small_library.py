"""A small policy library for tests of its room: records as a clerk writes them, an Atlas of one day, their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from judging import problems_of
from small_city import SETTINGS, complete, summary_of

from gongkai.kinds.policies import ROOM
from gongkai.kinds.policies.model import Classifications
from gongkai.model.atlas import Atlas
from gongkai.model.body import bodies_from
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import FileCopy, Page
from gongkai.model.record import Part
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Kind, Loaded, Problem, Site, SiteProblem, SourceAttachment
from gongkai.model.summary import Link, Summary
from gongkai.stages.render import open_templates
from gongkai.workshop.kept_records import keep, restore
from gongkai.workshop.markdown import convert

THEME = Path(__file__).resolve().parents[1] / "theme"
POLICY, VERSION, INTERPRETATION = ROOM.kinds
Fields = Mapping[str, Any]

BODIES = (
    summary_of("sfb", complete("云川市人民政府办公室", 排序=2)),
    summary_of("kjj", complete("云川市科学技术局", 排序=10)),
    summary_of("czj", complete("云川市财政局", 排序=11)),
    summary_of("qingping", complete("青屏县人民政府", 类型="县区政府", 排序=60)),
)
WORDS = Classifications.model_validate(
    {
        "专题标签": [{"标识": "keji", "名称": "科技创新"}, {"标识": "zhuqi", "名称": "助企纾困"}],
        "服务对象": [{"标识": "sme", "名称": "中小微企业"}],
        "个人生命周期": [{"标识": "work", "名称": "就业"}],
        "企业生命周期": [{"标识": "innovation", "名称": "创新"}],
    }
)
CONTEXT = Context(SETTINGS, bodies_from(BODIES), {"classifications": WORDS})
AS_OF = "2026-11-20"


def notice(**fields: Any) -> dict[str, Any]:
    """A document against which nothing can be said. A field that is None is left out."""
    return _without_none(
        {
            "名称": "云川市人民政府办公室关于支持科技创新的通知", "文号": "云川政办发〔2026〕9号", "文件类别": "其他文件",
            "生成日期": "2026-05-08", "发布日期": "2026-05-09 10:00", "主题分类": "科技、教育\\科技", "体裁分类": "通知",
        }
        | fields
    )  # fmt: skip


def rule(**fields: Any) -> dict[str, Any]:
    """A 规章 against which nothing can be said, but that it cannot be downloaded."""
    return _without_none(
        {
            "名称": "云川市城市停车场管理办法", "文号": "云川市人民政府令第12号", "文件类别": "规章", "体裁分类": "规章",
            "生成日期": "2025-09-18", "发布日期": "2025-09-22", "生效日期": "2025-11-01",
            "沿革": [{"日期": "2025-09-18", "事项": "公布", "依据": "云川市人民政府令第12号"}],
        }
        | fields
    )  # fmt: skip


def reading(**fields: Any) -> dict[str, Any]:
    """An interpretation against which nothing can be said, with the text `FIVE_PARTS`."""
    return _without_none(
        {
            "名称": "【部门解读】关于支持科技创新的通知", "生成日期": "2026-05-09", "发布日期": "2026-05-09 11:00",
            "解读对象": ["sfb/2026-9"], "解读主体": "部门解读", "解读机构": "云川市科学技术局", "解读形式": "文字",
            "咨询电话": "0809-5550101",
        }
        | fields
    )  # fmt: skip


FIVE_PARTS = "\n\n".join(
    f"## {part}\n\n说明。" for part in ("政策背景", "制定依据", "出台目的", "重要举措", "解读机构及咨询方式")
)


def _without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def validated(kind: Kind, fields: Fields) -> Part:
    return kind.schema.model_validate(fields)


def identity(kind: Kind, place: str) -> Identity:
    folder = "interpretations" if kind is INTERPRETATION else "policies"
    department, _, rest = place.partition("/")
    path = f"content/{department}/{folder}/{rest}.md"
    return Identity(Ref(kind.name, place), path, -1, frozenset({"a.png", "a.mp4"}))


def problems(
    kind: Kind, fields: Fields, body: str = "现就有关事项通知如下。", place: str = "sfb/2026-9"
) -> list[Problem]:
    return list(kind.rules(validated(kind, fields), identity(kind, place), body, CONTEXT))


def codes(kind: Kind, fields: Fields, body: str = "现就有关事项通知如下。", place: str = "sfb/2026-9") -> list[str]:
    return [each.code for each in problems(kind, fields, body, place)]


def loaded(
    kind: Kind, place: str, fields: Fields, body: str = "现就有关事项通知如下。", as_of: str = AS_OF,
    files: Iterable[tuple[str, int]] = (),
) -> Loaded:  # fmt: skip
    """A record as the load and link stages leave it on a day, with the mentions its text makes."""
    record = validated(kind, fields)
    who = identity(kind, place)
    rendered = convert(body)
    summary = kind.summarise(record, who, CONTEXT)
    mentions = tuple(
        Link("mentions", Ref("policy", href.removeprefix("policy:")))
        for href in rendered.links
        if href.startswith("policy:")
    )
    summary = msgspec.structs.replace(summary, links=summary.links + mentions, state=kind.state(summary, as_of))
    listings = tuple(
        name
        for name, _, state in (each.partition("?") for each in ROOM.place(summary, CONTEXT))
        if not state or state == summary.state
    )
    folder = f"{place.rpartition('/')[2]}.files"
    return Loaded(
        msgspec.structs.replace(summary, listings=listings),
        keep(record),
        rendered.html,
        tuple((each.level, each.anchor, each.text) for each in rendered.headings),
        tuple(SourceAttachment(name, f"{who.path.rpartition('/')[0]}/{folder}/{name}", size) for name, size in files),
        folder,
    )


def atlas_of(*records: Loaded) -> Atlas:
    return Atlas.of([*BODIES, *(each.summary for each in records)])


def site_problems(*records: Loaded) -> list[SiteProblem]:
    return problems_of(ROOM, atlas_of(*records), CONTEXT, AS_OF)


class Library:
    """Records that know one another, and the pages made of them."""

    def __init__(self, cache: Path, *records: Loaded, settings: Any = SETTINGS) -> None:
        self.atlas = atlas_of(*records)
        self.site = Site(msgspec.structs.replace(CONTEXT, settings=settings), open_templates(THEME, cache))

    def page(self, kind: Kind, record: Loaded) -> Page:
        """The one page of a record."""
        (page,) = (each for each in self.products(kind, record) if isinstance(each, Page))
        return page

    def copies(self, kind: Kind, record: Loaded) -> list[str]:
        return [each.path for each in self.products(kind, record) if isinstance(each, FileCopy)]

    def products(self, kind: Kind, record: Loaded) -> list[Any]:
        return list(kind.pages(record, restore(kind.schema, record.kept), Inquiry(self.atlas), self.site))

    def pages(self) -> dict[str, Page]:
        """All pages of the library's own units."""
        units = ROOM.units(self.atlas, self.site.context)
        products = (each for unit in units for each in ROOM.render(unit, Inquiry(self.atlas), self.site))
        return {each.path: each for each in products if isinstance(each, Page)}


def summaries(*records: Loaded) -> list[Summary]:
    return [each.summary for each in records]
