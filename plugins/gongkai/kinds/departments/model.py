"""Schemas of the register of bodies (机构): `catalogues/departments/<identifier>.yml`, one body a file.

Sources: 条例第20条第（二）项 (functions, offices, address, hours, phone, heads), 第12条 (the guide's nine parts),
GB 32100-2015 (统一社会信用代码), 国办秘函〔2019〕19号 (网站标识码).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from gongkai.model.record import Colour, Day, Identifier, Part, Text, WebAddress

Account = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*([/@][A-Za-z0-9][A-Za-z0-9_.-]*)*$", max_length=120)
]
"""An account or a team of a code platform, without the leading @ (which YAML would want in quotes), or an e-mail
address."""


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

    day: Day = Field(alias="日期", description="从哪一天起")
    event: Annotated[str, StringConstraints(pattern="^(设立|更名|合并|撤销|划转)$")] = Field(
        alias="事项", description="发生了什么"
    )
    former_name: Text | None = Field(None, alias="原名称", description="更名、合并、撤销之前的名称")
    former_code: Text | None = Field(
        None, alias="原代码", description="在此之前的统一社会信用代码或组织机构代码；旧索引号以它开头"
    )
    basis: Text | None = Field(None, alias="依据", description="批准文件或文号")
    successor: Identifier | None = Field(None, alias="承接单位", description="合并、撤销、划转后由谁承接（单位标识）")


class Head(Part):
    """负责人."""

    name: Text = Field(alias="姓名", description="负责人姓名")
    post: Text = Field(alias="职务", description="例如 党组书记、局长")
    duties: Text | None = Field(None, alias="分工", description="例如 主持全面工作。")


class ServiceMatter(Part):
    """服务事项 an office handles."""

    title: Text = Field(alias="名称", description="服务事项名称")
    address: WebAddress | None = Field(None, alias="办理地址", description="在线办理的网址")
    place: Text | None = Field(None, alias="办理地点", description="例如 市政务服务中心一楼3号窗口")
    phone: Text | None = Field(None, alias="咨询电话", description="这一事项的咨询电话")


class Office(Part):
    """内设机构 with its duties and the service matters it handles."""

    title: Text = Field(alias="名称", description="科室名称")
    duties: Text = Field(alias="职责", description="主要职责，一段话")
    head: Text | None = Field(None, alias="负责人", description="科室负责人姓名")
    phone: Text | None = Field(None, alias="电话", description="科室办公电话")
    matters: tuple[ServiceMatter, ...] = Field((), alias="服务事项", description="这个科室办理的服务事项")


class Guide(Part):
    """公开指南: the nine statutory parts of 条例第12条. All are optional here; CAT-10 names the missing ones."""

    classification: Text | None = Field(None, alias="信息分类", description="本单位公开的信息怎样分类")
    arrangement: Text | None = Field(None, alias="编排体系", description="目录和索引号怎样编排")
    ways: Text | None = Field(None, alias="获取方式", description="主动公开的信息在哪里看，怎样提出申请")
    body_name: Text | None = Field(None, alias="机构名称", description="政府信息公开工作机构的名称")
    address: Text | None = Field(None, alias="办公地址", description="政府信息公开工作机构的地址")
    hours: Text | None = Field(None, alias="办公时间", description="对外办公的时间")
    phone: Text | None = Field(None, alias="联系电话", description="政府信息公开工作机构的电话")
    fax: Text | None = Field(None, alias="传真号码", description="没有传真的，写“无”")
    online: Text | None = Field(None, alias="互联网联系方式", description="电子邮箱或者在线申请的网址")


class Department(Part):
    """机构. Its identifier is the file's stem."""

    title: Text = Field(alias="名称", description="规范全称")
    short_title: Text | None = Field(None, alias="简称", description="规范简称，例如 市财政局")
    type: BodyType = Field(alias="类型", description="机构类型，决定在机构页面的哪一组")
    order: int = Field(alias="排序", ge=0, description="机构序列中的次序，不按拼音")
    superior: Identifier | None = Field(None, alias="上级", description="上级机构的标识；市政府不写")
    credit_code: Text | None = Field(None, alias="统一社会信用代码", description="18位，照登记证书填写")
    organisation_code: Text | None = Field(None, alias="组织机构代码", description="9位，不带连字符，例如 YC0000335")
    site_code: Text | None = Field(None, alias="网站标识码", description="10位数字，或bm加8位数字")
    division_code: Text | None = Field(None, alias="区划代码", description="行政区划代码，例如 990121")
    number_prefixes: tuple[Text, ...] = Field((), alias="代字", description="发文机关代字，例如 云川政办发")
    signboards: tuple[Text, ...] = Field((), alias="挂牌", description="加挂的牌子，写全称")
    history: tuple[BodyEvent, ...] = Field((), alias="沿革", description="设立、更名、合并、撤销的经过，从早到晚")
    functions: tuple[Text, ...] = Field((), alias="职能", description="主要职能，每项一条")
    address: Text | None = Field(None, alias="地址", description="办公地址")
    hours: Text | None = Field(
        None, alias="办公时间", description="例如 周一至周五 8:30-12:00，14:30-17:30（法定节假日除外）"
    )
    phone: Text | None = Field(None, alias="电话", description="对外公开的电话，带区号")
    fax: Text | None = Field(None, alias="传真", description="传真号码，带区号")
    postcode: Text | None = Field(None, alias="邮编", description="邮政编码")
    email: Text | None = Field(None, alias="邮箱", description="对外公开的电子邮箱")
    website: WebAddress | None = Field(None, alias="网站", description="有自己网站的单位，只作链接")
    heads: tuple[Head, ...] = Field((), alias="负责人", description="单位负责人，按次序")
    offices: tuple[Office, ...] = Field((), alias="内设机构", description="科室，按次序")
    hidden_terms: tuple[Text, ...] = Field(
        (), alias="检索词", description="俗称等别的叫法：搜这些词也能找到本单位，页面上不显示"
    )
    colour: Colour | None = Field(None, alias="标识色", description="#RRGGBB，与白色对比度不低于4.5")
    guide: Guide | None = Field(None, alias="公开指南", description="条例第十二条规定的九项内容，写就写全")
    reviewers: tuple[Account, ...] = Field(
        (),
        alias="审核账号",
        description="在代码平台上审核本单位文件的账号、小组或邮箱，例如 yunchuan/czj；页面上不显示",
    )
    field: Text | None = Field(None, alias="领域", description="公共企事业单位所属领域，例如 供水")
    supervisor: Identifier | None = Field(None, alias="主管部门", description="公共企事业单位的主管部门")
