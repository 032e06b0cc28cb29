"""What a record says of its columns: 栏目 and 公开要素 against the tree.

In: columns, elements, department and dates of any record. Out: Problems. For entries they are found at load; for
records of other rooms from their summaries, so that each rule is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from gongkai.kinds.catalogues.outline import Node, Outline, outline_of
from gongkai.model.room import Context, Problem
from gongkai.workshop.core_rules import REGULATION_IN_FORCE
from gongkai.workshop.working_days import Verdict, WorkingCalendar

_LIMIT = re.compile(r"(\d+)(个工作日|日)")
_CALENDAR = WorkingCalendar()


def column_problems(
    columns: tuple[str, ...], elements: tuple[str, ...], department: str, published: str, context: Context
) -> Iterator[Problem]:
    """ENT-01 to ENT-04 and ENT-07. A tree that could not be read says so itself; nothing is said of columns then."""
    outline = outline_of(context)
    if not outline.nodes:
        return
    nodes: list[Node] = []
    for index, name in enumerate(columns):
        node = outline.get(name)
        if node is None:
            yield Problem("ENT-01", f"没有栏目“{name}”", _near(name, outline), ("栏目", index))
            continue
        nodes.append(node)
        yield from _unfit(node, department, published, context, ("栏目", index))
    known = {element for node in nodes for element in node.column.elements}
    for index, element in enumerate(elements):
        if nodes and element not in known:
            choices = "、".join(dict.fromkeys(each for node in nodes for each in node.column.elements))
            hint = f"可以写：{choices}" if choices else "所属栏目没有规定公开要素，请删去"
            yield Problem("ENT-03", f"公开要素“{element}”不是所属栏目的", hint, ("公开要素", index))


def limit_problems(columns: tuple[str, ...], created: date, published: date, context: Context) -> Iterator[Problem]:
    """ENT-06: the strictest 更新时限 of the record's columns, where that is a number of days, counted from its making."""
    if created < REGULATION_IN_FORCE or created >= published:
        return
    outline = outline_of(context)
    for name in columns:
        node = outline.get(name)
        limit = _LIMIT.fullmatch(node.column.update_limit or "") if node is not None else None
        if node is not None and limit is not None and _is_late(created, published, int(limit[1]), limit[2]):
            yield Problem(
                "ENT-06",
                f"{created} 形成，{published} 公开，超过栏目“{node.title}”的更新时限{limit[0]}",
                "今后请在时限内公开",
                ("发布日期",),
            )
            return


def has_longer_limit(columns: tuple[str, ...], context: Context) -> bool:
    """Whether a column of the record has a limit of its own beyond the 20 working days of art. 26, by its own basis."""
    outline = outline_of(context)
    for name in columns:
        node = outline.get(name)
        limit = _LIMIT.fullmatch(node.column.update_limit or "") if node is not None else None
        if limit is not None and int(limit[1]) > (28 if limit[2] == "日" else 20):
            return True
    return False


def _is_late(created: date, published: date, days: int, unit: str) -> bool:
    if (published - created).days <= days:
        return False
    return unit == "日" or _CALENDAR.within_working_days(created, published, days) is Verdict.EXCEEDED


def _unfit(
    node: Node, department: str, published: str, context: Context, field: tuple[str | int, ...]
) -> Iterator[Problem]:
    column = node.column
    if column.query is not None:
        yield Problem("ENT-02", f"栏目“{node.title}”由系统自动归集，不能手工填写", "请删去，或改填其他栏目", field)
    elif column.link is not None:
        yield Problem(
            "ENT-02", f"栏目“{node.title}”由页面 {column.link} 承担，不收信息", "请删去，或改填其他栏目", field
        )
    reason = next((each.reason for each in column.not_applicable if each.department == department), None)
    body = context.bodies.get(department)
    if reason is not None:
        yield Problem("ENT-04", f"栏目“{node.title}”对本单位不适用：{reason}", "请改填其他栏目，或删去“不适用”", field)
    elif column.applies_to and body is not None and body.type not in column.applies_to:
        yield Problem(
            "ENT-04", f"栏目“{node.title}”不适用于{body.type}", f"适用单位：{'、'.join(column.applies_to)}", field
        )
    for event in column.history:
        closed = event.event == "撤销" and published[:10] > event.day.isoformat()
        if closed:
            yield Problem("ENT-07", f"栏目“{node.title}”已于 {event.day} 撤销", "请改填承接的栏目", field)


def _near(name: str, outline: Outline) -> str:
    near = get_close_matches(name, outline.nodes, n=1, cutoff=0.6)
    return f"是不是“{near[0]}”（{outline.nodes[near[0]].title}）？" if near else "栏目的标识见 columns.yml"
