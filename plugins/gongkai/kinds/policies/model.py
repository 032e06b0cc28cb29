"""Schemas of the policy library: documents, their earlier texts, and interpretations.

`content/<department>/policies/<stem>.md`, `content/<department>/policies/<stem>/<YYYY-MM-DD>.md` (an earlier text),
`content/<department>/interpretations/<stem>.md`: YAML front matter, then the text in Markdown.

Sources: 国办公开办函〔2021〕33号 (规章 pages: title, 题注, text), 党政机关公文处理工作条例, GB/T 9704-2012 (elements of a
document), 国办发〔2018〕115号 (normative documents), 规章制定程序条例.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from gongkai.model.record import Day, Identifier, Part, Record, Text, WebAddress


class Category(StrEnum):
    """文件类别, as the portal sorts policies (国办公开办函〔2021〕33号)."""

    ADMINISTRATIVE_REGULATION = "行政法规"
    RULE = "规章"
    NORMATIVE = "行政规范性文件"
    OTHER = "其他文件"


class PolicyEvent(Part):
    """沿革: one clause of the 题注. Either 原文 as printed, or 日期 + 事项 (+ 依据) from which it is written."""

    day: Day | None = Field(None, alias="日期", description="这件事发生的日期；写了“原文”的不用写")
    event: Annotated[str, StringConstraints(pattern="^(通过|批准|公布|发布|修订|修正|修改|施行|废止|其他)$")] | None = (
        Field(None, alias="事项", description="发生了什么；写了“原文”的不用写")
    )
    basis: Text | None = Field(None, alias="依据", description="例如 云川市人民政府令第12号，或修改决定的名称")
    original: Text | None = Field(None, alias="原文", description="照原样登的题注；写了它就不写日期和事项")


class Policy(Record):
    """政策文件."""

    category: Category = Field(alias="文件类别", description="不是规章和行政规范性文件的，写“其他文件”")
    registration_number: Text | None = Field(None, alias="统一登记号", description="例如 YCGF-2026-0001")
    validity_period: Annotated[str, StringConstraints(pattern=r"^(\d+年|至\d{4}-\d{2}-\d{2}|长期)$")] | None = Field(
        None, alias="有效期", description="例如 5年、至2031-03-14、长期；年数自生效日期起算"
    )
    lapsed: Day | None = Field(None, alias="失效日期", description="经清理宣布失效的日期")
    repeal_basis: Text | None = Field(None, alias="废止依据", description="废止（宣布失效）它的文件，标识或名称")
    history: tuple[PolicyEvent, ...] = Field(
        (), alias="沿革", description="公布、修改、废止的经过，从早到晚；题注据此生成"
    )
    addressees: Text | None = Field(
        None, alias="主送机关", description="例如 各县、区人民政府，市政府各部门（末尾不加冒号）"
    )
    signatories: tuple[Text, ...] = Field((), alias="署名", description="不写时为发布机构")
    joint_issuers: tuple[Text, ...] = Field((), alias="联合发文", description="其他发文机关，单位标识或全称")
    note: Text | None = Field(None, alias="附注", description="例如 （此件公开发布）")
    repeals: tuple[Text, ...] = Field((), alias="废止文件", description="本文件废止的文件的标识，例如 sfb/2019-3")
    amends: tuple[Text, ...] = Field((), alias="修改文件", description="本文件修改的文件的标识")
    tags: tuple[Text, ...] = Field((), alias="专题标签", description="只能用词表 classifications.yml 中的词")
    service_objects: tuple[Text, ...] = Field((), alias="服务对象", description="只能用词表中的词，例如 [老年人, 学生]")
    person_stages: tuple[Text, ...] = Field((), alias="个人生命周期", description="只能用词表中的词，例如 [出行]")
    company_stages: tuple[Text, ...] = Field((), alias="企业生命周期", description="只能用词表中的词，例如 [融资]")
    no_interpretation: Text | None = Field(None, alias="不解读理由", description="不配发解读的，写明为什么")


class PolicyVersion(Part):
    """An earlier text of a policy. Its date (the file's name) is the day it was promulgated or amended to read so."""

    title: Text | None = Field(None, alias="名称", description="当时的名称，与现名不同时写")
    history: tuple[PolicyEvent, ...] = Field((), alias="沿革", description="到这个文本为止的经过，从早到晚")
    effective: Day | None = Field(None, alias="生效日期", description="这个文本开始施行的日期")
    document_number: Text | None = Field(None, alias="文号", description="当时的文号，与现在不同时写")


class Interpretation(Record):
    """政策解读. 文字 interpretations have five parts as headings (INT rules name the missing ones)."""

    interprets: tuple[Text, ...] = Field(
        alias="解读对象", min_length=1, description="所解读文件的标识，例如 sfb/2026-3"
    )
    interpreter: Annotated[str, StringConstraints(pattern="^(部门解读|负责人解读|专家解读|媒体解读)$")] = Field(
        alias="解读主体", description="哪一种解读"
    )
    interpreted_by: Text = Field(alias="解读机构", description="谁来解读：单位、姓名和职务")
    form: Annotated[str, StringConstraints(pattern="^(文字|图解|视频|问答)$")] = Field(
        alias="解读形式", description="文字解读要有规定的五个部分"
    )
    series: Text | None = Field(None, alias="系列", description="同一系列解读的名称")
    contact: Text | None = Field(None, alias="联系人", description="读者找谁问，写姓名或者科室")
    phone: Text | None = Field(None, alias="咨询电话", description="带区号，例如 0809-5550012")
    image: Text | None = Field(None, alias="图片", description="图解的图片文件名，放在“<标识>.files”文件夹中")
    image_text: Text | None = Field(None, alias="图片说明", description="图中内容的文字说明，供读屏软件朗读")
    video: Text | WebAddress | None = Field(None, alias="视频", description="视频文件名或网址；正文写文字稿")


class Term(Part):
    """One term of a classification list."""

    identifier: Identifier = Field(alias="标识", description="用在网址里，用过就不能改，例如 zhuqi")
    title: Text = Field(alias="名称", description="显示的词，例如 助企纾困")


class Classifications(Part):
    """`catalogues/classifications.yml`: the site's own word lists; a policy may use no other words."""

    tags: tuple[Term, ...] = Field((), alias="专题标签", description="按专题找文件用的词")
    service_objects: tuple[Term, ...] = Field((), alias="服务对象", description="按服务对象找文件用的词")
    person_stages: tuple[Term, ...] = Field((), alias="个人生命周期", description="按人生阶段找文件用的词")
    company_stages: tuple[Term, ...] = Field((), alias="企业生命周期", description="按企业阶段找文件用的词")
