"""Schemas of the catalogue: the column tree, its entries, and the lists of disclosure matters.

`catalogues/columns.yml` (the tree), `catalogues/entries/<department>/*.yml` (one entry a file, or a list whose items
carry 标识), `catalogues/matters/<department>.yml` (a list).

Sources: 条例第12条, 第20条, 第21条; 国办发〔2019〕54号 (grassroots tables); 国办公开办函〔2019〕61号 (sections of the portal).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from gongkai.model.record import Day, Identifier, Part, Record, Text, YesNo


class Query(Part):
    """来源: fills a column with records of other kinds, so that nobody types them twice. All conditions must hold."""

    kind: Annotated[str, StringConstraints(pattern="^(policy|interpretation|entry)$")] = Field(
        alias="种类", description="归集哪种记录：政策文件、解读或信息"
    )
    category: Text | None = Field(None, alias="文件类别", description="规章、行政规范性文件、其他文件")
    theme: Text | None = Field(None, alias="主题", description="一级，或 一级\\二级")
    department: Identifier | None = Field(None, alias="部门", description="只收这个单位的，写单位标识，例如 sfb")
    body_types: tuple[Text, ...] = Field(
        (), alias="机构类型", description="只收这些类型单位的，例如 [县区政府, 县区部门]"
    )
    genre: Text | None = Field(None, alias="体裁分类", description="只收这一文种，例如 通知")
    form: Text | None = Field(None, alias="解读形式", description="只收这种形式的解读：文字、图解、视频、问答")
    interpreter: Text | None = Field(None, alias="解读主体", description="只收这种解读，例如 专家解读")
    state: Annotated[str, StringConstraints(pattern="^(有效|废止|尚未施行)$")] | None = Field(
        None, alias="有效性", description="有效（含已修改的）、废止（含宣布失效的）或尚未施行"
    )
    column: Identifier | None = Field(None, alias="栏目", description="汇集另一栏目的信息")


class NotApplicable(Part):
    """不适用 with its reason: not the same as 空白."""

    department: Identifier = Field(alias="单位", description="单位标识，例如 qxj")
    reason: Text = Field(alias="理由", description="为什么不适用，会显示在网页上")


class ColumnEvent(Part):
    """沿革: set up, renamed, merged, closed, and by which paper."""

    day: Day = Field(alias="日期", description="从哪一天起")
    event: Annotated[str, StringConstraints(pattern="^(设立|更名|合并|撤销)$")] = Field(
        alias="事项", description="发生了什么"
    )
    paper: Text | None = Field(None, alias="审批文号", description="批准这件事的文件，例如 云川政公开办〔2024〕1号")
    former_name: Text | None = Field(None, alias="原名称", description="更名、合并之前的栏目名称")


class Column(Part):
    """栏目: one node of the tree, of any depth."""

    identifier: Identifier = Field(alias="标识", description="例如 b0401；用在网址里，用过就不能改")
    title: Text = Field(alias="名称", description="栏目名称")
    description: Text | None = Field(None, alias="说明", description="显示在栏目页上的一段说明")
    department: Identifier | None = Field(None, alias="责任单位", description="单位标识，例如 sfb")
    office: Text | None = Field(None, alias="责任科室", description="科室名称")
    elements: tuple[Text, ...] = Field((), alias="公开要素", description="栏目里应当有的内容，信息用“公开要素”逐项落实")
    basis: tuple[Text, ...] = Field((), alias="公开依据", description="法律法规和文件的名称、条款")
    update_limit: (
        Annotated[str, StringConstraints(pattern=r"^(\d+个工作日|\d+日|随时|每月|每季度|每半年|每年)$")] | None
    ) = Field(None, alias="更新时限", description="例如 7个工作日、35日、每年")
    retention: Annotated[str, StringConstraints(pattern=r"^(\d+年|长期)$")] | None = Field(
        None, alias="保留期限", description="例如 3年、长期；自发布日期起算，到期只提醒，不自动删除"
    )
    retention_basis: Text | None = Field(None, alias="保留依据", description="规定保留期限的文件")
    retention_decided_by: Text | None = Field(None, alias="保留决定机关", description="谁定的保留期限")
    careful: YesNo = Field(False, alias="审慎清理", description="与群众生活密切相关，到期只提醒，由人工判断")
    openness: tuple[Annotated[str, StringConstraints(pattern="^(决策|执行|管理|服务|结果)$")], ...] = Field(
        (), alias="五公开", description="可有多项；目录页据此另设入口"
    )
    audience: Annotated[str, StringConstraints(pattern="^(全社会|特定群体)$")] = Field(
        "全社会", alias="公开对象", description="公开给谁"
    )
    data_source: Annotated[str, StringConstraints(pattern="^(手工录入|接口推送|自动归集)$")] = Field(
        "手工录入", alias="数据来源", description="信息怎么来的；写了“来源”的栏目应为自动归集"
    )
    query: Query | None = Field(None, alias="来源", description="由系统按条件自动归集，不用再录；几个条件要同时符合")
    link: Text | None = Field(
        None, alias="链接", description="栏目由站内某个网页承担时写它的地址，例如 pages/apply.html"
    )
    statutory_items: tuple[int, ...] = Field((), alias="法定事项", description="落实条例第二十条第几项，1至15")
    key_field: YesNo = Field(False, alias="重点领域", description="第四级栏目在重点领域页面逐项展示")
    applies_to: tuple[Text, ...] = Field(
        (), alias="适用单位", description="哪些类型的单位要公开，写机构类型；不写为全部"
    )
    not_applicable: tuple[NotApplicable, ...] = Field(
        (), alias="不适用", description="哪些单位没有这类信息，并写明理由"
    )
    none_statement: Text | None = Field(
        None, alias="无此类信息说明", description="确无此类信息的，写明情况，例如 本市无集中供热"
    )
    history: tuple[ColumnEvent, ...] = Field((), alias="沿革", description="设立、更名、合并、撤销的经过，从早到晚")
    children: tuple[Column, ...] = Field((), alias="下级", description="下一级栏目")


class ColumnTree(Part):
    """`catalogues/columns.yml`."""

    columns: tuple[Column, ...] = Field((), alias="栏目", description="第一级栏目，按显示的先后排列")


class Entry(Record):
    """信息: one catalogue entry."""

    identifier: Identifier | None = Field(None, alias="标识", description="一个文件写多条时必填；一文件一条时为文件名")
    body: str | None = Field(None, alias="正文", description="写“|”再换行，正文每行前空两格；一行就是一段")


class DisclosureMatter(Part):
    """公开事项: one row of a department's list (9 elements) or of the grassroots standard table (国办发〔2019〕54号)."""

    identifier: Identifier = Field(alias="标识", description="本清单内不重复，例如 czj-01")
    title: Text = Field(alias="事项名称", description="公开事项的名称")
    field: Text | None = Field(None, alias="领域", description="基层26个领域之一；只用于基层标准目录")
    first_level: Text | None = Field(None, alias="一级事项", description="基层标准目录的一级事项")
    second_level: Text | None = Field(None, alias="二级事项", description="基层标准目录的二级事项")
    content: tuple[Text, ...] = Field(alias="公开内容", description="要公开哪些内容（要素），每项一条")
    basis: tuple[Text, ...] = Field(alias="公开依据", description="法律法规和文件的名称、条款")
    limit: Text = Field(alias="公开时限", description="例如 信息形成或者变更之日起20个工作日内")
    body: Text = Field(alias="公开主体", description="负责公开的单位全称")
    channels: tuple[Text, ...] = Field(alias="公开渠道", description="例如 [政府网站, 政府公报]")
    audience: Annotated[str, StringConstraints(pattern="^(全社会|特定群体)$")] = Field(
        alias="公开对象", description="公开给谁"
    )
    mode: Annotated[str, StringConstraints(pattern="^(主动公开|依申请公开)$")] = Field(
        alias="公开方式", description="主动公开或依申请公开"
    )
    levels: tuple[Annotated[str, StringConstraints(pattern="^(市级|县级|乡级|村级)$")], ...] = Field(
        (), alias="公开层级", description="由哪几级公开；基层标准目录必填"
    )
    phone: Text = Field(alias="咨询电话", description="读者打这个电话咨询")
    column: Identifier | None = Field(None, alias="栏目", description="落实这一事项的栏目的标识，例如 b0703")
    department: Identifier | None = Field(
        None, alias="部门", description="只看该部门在此栏目的信息；不写为本清单所属部门"
    )
