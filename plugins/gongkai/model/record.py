"""The record: what every kind of thing we publish has in common.

In: mappings read from a clerk's YAML, keys being the official Chinese labels. Out: frozen pydantic values with English
names. One schema per kind is the single source for validation, messages, JSON Schema and the reference page.

Sources: 政府信息公开目录系统实施指引（试行） part 2 (core metadata); 政府信息公开条例（国令第711号）.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

IDENTIFIER = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: ([01]\d|2[0-3]):[0-5]\d)?", re.ASCII)


class DisclosureMode(StrEnum):
    """公开方式（属性）."""

    PROACTIVE = "主动公开"
    ON_APPLICATION = "依申请公开"
    WITHHELD = "不予公开"


class DisclosureScope(StrEnum):
    """公开范围."""

    PUBLIC = "面向全社会"
    SPECIFIC = "面向特定对象"


def _real_date(value: Any) -> Any:
    """Accept exactly YYYY-MM-DD naming a day that exists."""
    return _day(value) if isinstance(value, str) else value


@lru_cache(maxsize=16384)  # the days of 40 years: a record names three, and thousands of records the same
def _day(value: str) -> date:
    if _DATE.fullmatch(value) is None:
        raise ValueError("日期写成 YYYY-MM-DD，例如 2026-11-21")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"没有 {value} 这一天") from None


def _real_date_time(value: Any) -> Any:
    """Accept YYYY-MM-DD, with an optional HH:MM. Kept as text: its order is the order of time."""
    if not isinstance(value, str):
        return value
    match = _DATE_TIME.fullmatch(value)
    if match is None:
        raise ValueError("发布日期写成 YYYY-MM-DD 或 YYYY-MM-DD HH:MM，例如 2026-11-21 09:30")
    _day(match[1])
    return value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("是", "否"):
            raise ValueError("只能写“是”或“否”")
        return value == "是"
    return value


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", max_length=80)]
Day = Annotated[date, BeforeValidator(_real_date)]
Moment = Annotated[
    str, BeforeValidator(_real_date_time), WithJsonSchema({"type": "string", "pattern": f"^{_DATE_TIME.pattern}$"})
]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


class Part(BaseModel):
    """Base of every schema: frozen, official labels only, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Attachment(Part):
    """附件: a file beside its record, in `<stem>.files/` (entries: in `<file stem>.files/`)."""

    title: Text = Field(alias="名称", description="附件名称，与正文“附件：”后的名称一致，名称后不加标点")
    file: Text = Field(alias="文件", description="文件名，例如 要点对照表.xlsx；放在“本文件名.files”文件夹中")


class Archived(Part):
    """归档: the text was taken off the site and lies in an offline snapshot; `gongkai archive` writes it."""

    day: Day = Field(alias="日期", description="哪一天归档")
    by: Text = Field(alias="经办", description="谁经办的")
    reason: Text = Field(alias="理由", description="为什么归档，会显示在网页上")
    snapshot: Text = Field(alias="去向", description="存有全文的离线快照的名称")
    digest: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        alias="快照摘要", description="这个快照文件的 SHA-256"
    )


class Record(Part):
    """The core metadata (核心元数据) of whatever is published."""

    title: Text = Field(alias="名称", description="全称；有主副标题的只填主标题")
    index_number: Text | None = Field(
        None, alias="索引号", description="gongkai new 会填好；公布后不再改变，机构变了也不改"
    )
    description: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] | None = Field(
        None, alias="内容概述", description="不超过500字"
    )
    created: Day = Field(alias="生成日期", description="信息形成或者变更的日期；公文为成文日期")
    published: Moment = Field(alias="发布日期", description="在网站上公开的时间，例如 2026-11-21 或 2026-11-21 09:30")
    publisher: Text | None = Field(None, alias="发布机构", description="不写时为所在部门；导入的文件写原发布机构全称")
    theme: Text | None = Field(None, alias="主题分类", description=r"一级\二级，例如 综合政务\政务公开")
    genre: Text | None = Field(None, alias="体裁分类", description="15种公文文种之一，或规章、其他")
    document_number: Text | None = Field(None, alias="文号", description="例如 云川政办发〔2026〕9号")
    effective: Day | None = Field(None, alias="生效日期", description="开始施行的日期，例如 2027-01-01")
    repealed: Day | None = Field(None, alias="废止日期", description="被废止的，从哪一天起不再有效")
    keywords: tuple[Text, ...] = Field((), alias="关键词", description="每项一个词，例如 [公交票价, 换乘优惠]")
    mode: DisclosureMode = Field(
        DisclosureMode.PROACTIVE, alias="公开方式", description="依申请公开的只写目录信息；不予公开的不能放进来"
    )
    scope: DisclosureScope = Field(
        DisclosureScope.PUBLIC, alias="公开范围", description="面向特定对象的，不能带正文和附件"
    )
    columns: tuple[Identifier, ...] = Field((), alias="栏目", description="所属栏目的标识，可有多个")
    elements: tuple[Text, ...] = Field((), alias="公开要素", description="本条信息落实了所属栏目的哪些公开要素")
    attachments: tuple[Attachment, ...] = Field((), alias="附件", description="按正文中的顺序，每个文件一项")
    origin: Annotated[str, StringConstraints(pattern="^导入$")] | None = Field(
        None, alias="来源", description="只有从旧平台导入的信息写“导入”"
    )
    hidden_terms: tuple[Text, ...] = Field(
        (), alias="检索词", description="旧称、俗称等别的叫法：搜这些词也能找到本条，页面上不显示"
    )
    former_addresses: tuple[Text, ...] = Field(
        (), alias="曾用地址", description="网页原来的地址，例如 art/2019/1/3/art_12.html"
    )
    archived: Archived | None = Field(
        None, alias="归档", description="全文移入离线快照后由 gongkai archive 填写，这里只留目录信息"
    )
