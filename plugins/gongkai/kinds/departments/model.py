"""Schemas of the register of bodies (机构): `catalogues/departments/<identifier>.yml`, one body a file.

Sources: 条例第20条第（二）项 (functions, offices, address, hours, phone, heads), 第12条 (the guide's nine parts),
GB 32100-2015 (统一社会信用代码), 国办秘函〔2019〕19号 (网站标识码).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from gongkai.model.record import Colour, Day, Identifier, Part, Text, WebAddress


class BodyType(StrEnum):
    """机构类型, in the order of the index page (机构序列)."""

    CITY_GOVERNMENT = "市政府"
    CITY_DEPARTMENT = "市政府工作部门"
    SPECIAL_BODY = "直属特设机构"
    INSTITUTION = "直属事业单位"
    AGENCY = "派出机构"
    STATIONED = "中央和省驻市单位"
    COUNTY_GOVERNMENT = "县区政府"
    COUNTY_DEPARTMENT = "县区部门"
    TOWNSHIP = "乡镇(街道)"
    VILLAGE = "村(社区)"
    PUBLIC_ENTERPRISE = "公共企事业单位"


class BodyEvent(Part):
    """沿革: one event in the life of a body. Old items keep the name the body had on their day."""

    day: Day = Field(alias="日期")
    event: Annotated[str, StringConstraints(pattern="^(设立|更名|合并|撤销|划转)$")] = Field(alias="事项")
    former_name: Text | None = Field(None, alias="原名称", description="更名、合并、撤销之前的名称")
    former_code: Text | None = Field(
        None, alias="原代码", description="在此之前的统一社会信用代码或组织机构代码；旧索引号以它开头"
    )
    basis: Text | None = Field(None, alias="依据", description="批准文件或文号")
    successor: Identifier | None = Field(None, alias="承接单位", description="合并、撤销、划转后由谁承接（单位标识）")


class Head(Part):
    """负责人."""

    name: Text = Field(alias="姓名")
    post: Text = Field(alias="职务")
    duties: Text | None = Field(None, alias="分工")


class ServiceMatter(Part):
    """服务事项 an office handles."""

    title: Text = Field(alias="名称")
    address: WebAddress | None = Field(None, alias="办理地址", description="在线办理的网址")
    place: Text | None = Field(None, alias="办理地点")
    phone: Text | None = Field(None, alias="咨询电话")


class Office(Part):
    """内设机构 with its duties and the service matters it handles."""

    title: Text = Field(alias="名称")
    duties: Text = Field(alias="职责")
    head: Text | None = Field(None, alias="负责人")
    phone: Text | None = Field(None, alias="电话")
    matters: tuple[ServiceMatter, ...] = Field((), alias="服务事项")


class Guide(Part):
    """公开指南: the nine statutory parts of 条例第12条. All are optional here; CAT-10 names the missing ones."""

    classification: Text | None = Field(None, alias="信息分类")
    arrangement: Text | None = Field(None, alias="编排体系")
    ways: Text | None = Field(None, alias="获取方式")
    body_name: Text | None = Field(None, alias="机构名称")
    address: Text | None = Field(None, alias="办公地址")
    hours: Text | None = Field(None, alias="办公时间")
    phone: Text | None = Field(None, alias="联系电话")
    fax: Text | None = Field(None, alias="传真号码")
    online: Text | None = Field(None, alias="互联网联系方式")


class Department(Part):
    """机构. Its identifier is the file's stem."""

    title: Text = Field(alias="名称", description="规范全称")
    short_title: Text | None = Field(None, alias="简称")
    type: BodyType = Field(alias="类型")
    order: int = Field(alias="排序", ge=0, description="机构序列中的次序，不按拼音")
    superior: Identifier | None = Field(None, alias="上级", description="上级机构的标识；市政府不写")
    credit_code: Text | None = Field(None, alias="统一社会信用代码")
    organisation_code: Text | None = Field(None, alias="组织机构代码")
    site_code: Text | None = Field(None, alias="网站标识码")
    division_code: Text | None = Field(None, alias="区划代码")
    number_prefixes: tuple[Text, ...] = Field((), alias="代字", description="发文机关代字，例如 云川政办发")
    signboards: tuple[Text, ...] = Field((), alias="挂牌")
    history: tuple[BodyEvent, ...] = Field((), alias="沿革")
    functions: tuple[Text, ...] = Field((), alias="职能")
    address: Text | None = Field(None, alias="地址")
    hours: Text | None = Field(
        None, alias="办公时间", description="例如 周一至周五 8:30-12:00，14:30-17:30（法定节假日除外）"
    )
    phone: Text | None = Field(None, alias="电话")
    fax: Text | None = Field(None, alias="传真")
    postcode: Text | None = Field(None, alias="邮编")
    email: Text | None = Field(None, alias="邮箱")
    website: WebAddress | None = Field(None, alias="网站", description="有自己网站的单位，只作链接")
    heads: tuple[Head, ...] = Field((), alias="负责人")
    offices: tuple[Office, ...] = Field((), alias="内设机构")
    colour: Colour | None = Field(None, alias="标识色", description="#RRGGBB，与白色对比度不低于4.5")
    guide: Guide | None = Field(None, alias="公开指南")
    field: Text | None = Field(None, alias="领域", description="公共企事业单位所属领域，例如 供水")
    supervisor: Identifier | None = Field(None, alias="主管部门", description="公共企事业单位的主管部门")
