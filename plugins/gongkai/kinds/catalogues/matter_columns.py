"""The columns a list of disclosure matters may have: a site chooses which, and in what order.

In: a matter's row. Out: the text of its cell under each label. It is here because practice differs: one city prints
four columns (事项名称, 公开内容, 公开方式, 咨询电话), another nine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.kinds.catalogues.matter_kind import MatterRow

NAME = "事项名称"
"""Heads the row, and stands in every list."""
FULFILMENT = "落实情况"
"""Links to the column and the newest item that fulfil the matter; the template makes it."""

_TEXTS: Mapping[str, Callable[[MatterRow], str]] = {
    "一级事项": lambda row: row.first_level,
    "二级事项": lambda row: row.second_level,
    "领域": lambda row: row.field,
    "公开内容": lambda row: "、".join(row.content),
    "公开依据": lambda row: "；".join(row.basis),
    "公开时限": lambda row: row.limit,
    "公开主体": lambda row: row.body,
    "公开渠道": lambda row: "、".join(row.channels),
    "公开对象": lambda row: row.audience,
    "公开方式": lambda row: row.mode,
    "对象和方式": lambda row: f"{row.audience}，{row.mode}",
    "公开层级": lambda row: "、".join(row.levels),
    "咨询电话": lambda row: row.phone,
}
LABELS = (NAME, *_TEXTS, FULFILMENT)


def cells(row: MatterRow, columns: tuple[str, ...]) -> Mapping[str, str]:
    """The texts of a row by label, "—" where there is none. Name and fulfilment are not among them."""
    return {label: _TEXTS[label](row) or "—" for label in columns if label in _TEXTS}
