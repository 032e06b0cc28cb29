"""The catalogue's diagnostic codes: those of `standards/checks` at their own level, and the room's (COL, ENT, MAT)."""

from __future__ import annotations

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code
from gongkai.workshop.core_rules import CODES as CORE_CODES
from gongkai.workshop.core_rules import standard_code

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: dict[str, Code] = CORE_CODES | {
    "CAT-01": standard_code("CAT-01", "索引号重复"),
    "CAT-04": Code(_WARNING, "没有索引号", "条例第12条"),
    "CAT-07": standard_code("CAT-07", "法定主动公开内容没有落实"),
    "POR-01": standard_code("POR-01", "缺少统一名称的专栏板块"),
    "SIT-06": Code(_WARNING, "发布日期在将来", "国办秘函〔2019〕19号 单项否决"),
    "SIT-07": Code(_WARNING, "空白栏目", "国办秘函〔2019〕19号 单项否决"),
    "GRA-01": Code(_WARNING, "基层标准目录的行不完整", "国办发〔2019〕54号"),
    "COL-01": Code(_ERROR, "栏目标识重复", "gongkai"),
    "COL-02": Code(_ERROR, "栏目提到的单位不存在", "gongkai"),
    "COL-03": Code(_ERROR, "法定事项编号不在1至15之内", "条例第20条"),
    "COL-04": Code(_ERROR, "栏目的来源写得不对", "gongkai"),
    "COL-05": Code(_WARNING, "没有这一机构类型的单位", "gongkai"),
    "COL-06": Code(_INFO, "公开要素没有落实", "gongkai"),
    "COL-07": Code(_INFO, "信息超过栏目的保留期限", "gongkai"),
    "ENT-01": Code(_ERROR, "所属栏目不存在", "gongkai"),
    "ENT-02": Code(_ERROR, "所属栏目不收手工信息", "gongkai"),
    "ENT-03": Code(_ERROR, "公开要素不是所属栏目的", "gongkai"),
    "ENT-04": Code(_WARNING, "所属栏目不适用于本单位", "gongkai"),
    "ENT-05": Code(_WARNING, "没有所属栏目", "gongkai"),
    "ENT-06": Code(_WARNING, "超过栏目的更新时限", "gongkai"),
    "ENT-07": Code(_WARNING, "所属栏目已撤销或合并", "gongkai"),
    "ENT-08": Code(_ERROR, "所在文件夹不是已登记的单位", "gongkai"),
    "MAT-01": Code(_ERROR, "公开事项所连栏目不存在", "gongkai"),
    "MAT-02": Code(_ERROR, "公开事项提到的单位不存在", "gongkai"),
    "MAT-03": Code(_WARNING, "公开事项没有连接栏目", "国办发〔2019〕54号"),
    "MAT-04": Code(_INFO, "公开事项所连栏目还没有信息", "国办发〔2019〕54号"),
}
