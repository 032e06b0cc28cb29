"""A small city for tests of the rooms: bodies from mappings as a clerk writes them, and a Site to show them with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from gongkai.kinds.departments import ROOM
from gongkai.kinds.departments.model import Department
from gongkai.model.atlas import Atlas
from gongkai.model.body import bodies_from
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Site
from gongkai.model.settings import Furniture, OnError, Settings
from gongkai.model.summary import Summary
from gongkai.stages.render import open_templates

THEME = Path(__file__).resolve().parents[1] / "theme"
SETTINGS = Settings(
    name="mkdocs", site_name="云川市政府信息公开", site_url="", site_description="", scope="", content="content",
    catalogues="catalogues", on_error=OnError.STOP, severities={}, index_number_scheme="", page_size=3, newest=2,
    block_items=5, expiry_notice_days=90, furniture=Furniture(),
)  # fmt: skip
KIND = ROOM.kinds[0]
Fields = Mapping[str, Any]


def complete(title: str = "云川市教育局", **fields: Any) -> dict[str, Any]:
    """A body against which nothing can be said."""
    return {
        "名称": title, "类型": "市政府工作部门", "排序": 10, "职能": ["管理全市教育工作"], "地址": "学府路1号",
        "办公时间": "周一至周五", "电话": "0809-5550226", "负责人": [{"姓名": "陆清和", "职务": "局长"}],
    } | fields  # fmt: skip


def summary_of(place: str, fields: Fields, as_of: str = "2026-11-20") -> Summary:
    """The summary as it stands in the Atlas on a day."""
    record = Department.model_validate(fields)
    identity = Identity(Ref("department", place), f"catalogues/departments/{place}.yml", -1)
    context = Context(SETTINGS, bodies_from(()), {})
    summary = KIND.summarise(record, identity, context)
    return msgspec.structs.replace(
        summary, listings=tuple(ROOM.place(summary, context)), state=KIND.state(summary, as_of)
    )


def city(bodies: Mapping[str, Fields], others: Iterable[Summary] = ()) -> tuple[Atlas, Context]:
    """An Atlas of bodies and of further records."""
    summaries = [summary_of(place, fields) for place, fields in bodies.items()]
    return Atlas.of([*summaries, *others]), Context(SETTINGS, bodies_from(summaries), {})


def site_of(context: Context, cache: Path) -> Site:
    """A Site with the theme's own templates."""
    return Site(context, open_templates(THEME, cache))


def policy(place: str, published: str, **more: Any) -> Summary:
    """A disclosed policy as it stands in the lists of bodies and of the portal."""
    department = place.partition("/")[0]
    return Summary(
        Ref("policy", place), more.pop("title", f"关于{place}的通知"), f"policies/{place}.html", "", -1, published,
        published=published, mode="主动公开",
        listings=(f"departments/{department}/items", "all", "kind/policy", *more.pop("listings", ())), **more,
    )  # fmt: skip
