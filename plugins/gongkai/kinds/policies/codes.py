"""The library's diagnostic codes: level, title, source.

In: the official list of checks. Out: `CODES`. Rules known from local practice only are warnings; notes are INFO.
"""

from __future__ import annotations

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code
from gongkai.workshop import core_rules
from gongkai.workshop.core_rules import standard_code

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_PAPERS = "党政机关公文处理工作条例；GB/T 9704-2012"
_NORMATIVE = "国办发〔2018〕37号"
_LOCAL = "各地落实国办秘函〔2019〕19号的规定"

CODES: dict[str, Code] = {
    **core_rules.CODES,
    "REG-01": standard_code("REG-01", "规章正文带有公布令"),
    "REG-02": standard_code("REG-02", "规章题注不完整"),
    "REG-03": standard_code("REG-03", "规章名称用了“条例”"),
    "REG-04": standard_code("REG-04", "规章公布后不满30日施行"),
    "REG-05": standard_code("REG-05", "被废止的文件没有标明"),
    "REG-06": Code(_INFO, "没有提供Word和PDF下载", "国办公开办函〔2021〕33号"),
    "DOC-02": standard_code("DOC-02", "文号重复"),
    "DOC-03": standard_code("DOC-03", "标题中的文种不规范"),
    "DOC-05": standard_code("DOC-05", "附件说明与附件不一致"),
    "SIT-12": standard_code("SIT-12", "解读的文件不存在"),
    "POL-01": Code(_ERROR, "有效期无法计算", _NORMATIVE),
    "POL-02": Code(_ERROR, "沿革不完整", "国办公开办函〔2021〕33号"),
    "POL-03": Code(_ERROR, "沿革的日期没有按先后排列", "国办公开办函〔2021〕33号"),
    "POL-04": Code(_ERROR, "分类词不在词表中", "catalogues/classifications.yml"),
    "POL-05": Code(_ERROR, "所指的文件或单位不存在", "站内信息的标识"),
    "POL-06": Code(_ERROR, "历史文本的文件名不是日期", "站内信息的标识"),
    "POL-07": Code(_ERROR, "日期互相矛盾", _PAPERS),
    "POL-08": Code(_ERROR, "统一登记号重复", _NORMATIVE),
    "POL-09": Code(_WARNING, "正文重复写了附件说明", _PAPERS),
    "POL-10": Code(_ERROR, "标识与政策文件库的网址冲突", "站内信息的标识"),
    "POL-11": Code(_ERROR, "词表中的标识或名称重复", "catalogues/classifications.yml"),
    "POL-12": Code(_INFO, "规范性文件没有解读", _LOCAL),
    "POL-14": Code(_INFO, "文号不连续", "standards/checks DOC-02"),
    "POL-15": Code(_INFO, "有效期快到了", "国办发〔2018〕115号"),
    "POL-16": Code(_WARNING, "所指的信息已经撤回", "gongkai"),
    "POL-13": Code(_ERROR, "不公开的文件带有历史文本", "条例第14至16条"),
    "INT-01": Code(_WARNING, "解读缺少规定的部分", _LOCAL),
    "INT-02": Code(_WARNING, "解读早于文件发布", _LOCAL),
    "INT-03": Code(_WARNING, "解读晚于文件发布3个工作日", _LOCAL),
    "INT-04": Code(_ERROR, "图解缺少图片或文字说明", "GB/T 37668；无障碍环境建设法第29条"),
    "INT-05": Code(_ERROR, "视频解读缺少视频或文字稿", "GB/T 37668；无障碍环境建设法第29条"),
    "INT-06": Code(_WARNING, "解读没有咨询电话", _LOCAL),
}
