"""What a web page leaves in a copied text: navigation, buttons, and the table of metadata.

In: single lines. Out: whether a line is furniture, and the labelled values in it. It is here because documents are
often saved from portals; the furniture has to be recognised to find the title, and the metadata says more than any
guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.kinds.policies.importing.values import Line

_FURNITURE = re.compile(
    r"(?:您?(?:现在|当前)(?:所在)?的?位置|分享(?:到|至)|字[号体]\s*[:：【\[(（]|大\s+中\s+小|[•·\s]*(?:浏览|阅读|点击|访问)(?:量|次数)"
    r"|(?:手机)?扫[一码描]|扫码|本文来源|说明[:：]文章内容|打印本页|关闭窗口|返回顶部|收藏本页|上一篇|下一篇|[•·\s]*字体)"
    r"|^(?:Top|TOP|打印|关闭|收藏|分享|返回|【?打印】?\s*【?关闭】?)$"
)
_PAGE_COUNTER = re.compile(r"(?:阅读|浏览)(?:量|次数)|文档下载")
# The label as printed, and the field it fills. 文件编号 is what several portals call 文号.
FIELD_OF_LABEL = {
    "索引号": "索引号",
    "主题分类": "主题分类",
    "体裁分类": "体裁分类",
    "发布机构": "发布机构",
    "发文机关": "发布机构",
    "生成日期": "生成日期",
    "成文日期": "生成日期",
    "发布日期": "发布日期",
    "发布时间": "发布日期",
    "公开日期": "发布日期",
    "更新时间": "更新时间",
    "文件编号": "文号",
    "发文字号": "文号",
    "文号": "文号",
    "有效性": "有效性",
    "公开范围": "公开范围",
    "公开方式": "公开方式",
}
_LABEL = re.compile(rf"(?:^|(?<=\s))(?P<label>{'|'.join(FIELD_OF_LABEL)})\s*[:：]\s*")
_LINES_OF_METADATA = 20


def is_furniture(text: str) -> bool:
    """Whether the line belongs to the page and not to the document."""
    return _FURNITURE.match(text) is not None or _PAGE_COUNTER.search(text) is not None


def labelled_values(text: str) -> dict[str, str]:
    """`索引号: A 主题分类: B` as fields and values; a value ends where the next label begins. Empty values are kept."""
    matches = list(_LABEL.finditer(text))
    if not matches or matches[0].start() != 0:
        return {}
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return {
        FIELD_OF_LABEL[match["label"]]: text[match.end() : end].strip()
        for match, end in zip(matches, ends, strict=True)
    }


def read_metadata(lines: Iterable[Line]) -> dict[str, tuple[Line, ...]]:
    """Each field's values in the first lines of a document, with their lines; empty fields are left out."""
    found: dict[str, tuple[Line, ...]] = {}
    for place, line in enumerate(lines):
        if place == _LINES_OF_METADATA:
            break
        for name, value in labelled_values(line.text).items():
            if value:
                found[name] = (*found.get(name, ()), Line(line.number, value))
    return found
