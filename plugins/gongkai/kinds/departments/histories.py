"""A body's history in sentences.

In: a Department, the Inquiry for the bodies that took over. Out: steps for the template. It is here because a body's
page and the notice of an abolished one say the same things.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gongkai.kinds.departments.lists import Card, card
from gongkai.kinds.departments.model import BodyEvent, Department
from gongkai.model.inquiry import Inquiry
from gongkai.model.reference import Ref
from gongkai.model.summary import Summary


class Step(msgspec.Struct, frozen=True):
    """One event. `text` says what happened, `successor` follows it as a link, `basis` is the paper."""

    day: str
    date: str
    text: str
    successor: Card | None
    basis: str


def history_steps(record: Department, inquiry: Inquiry) -> Iterator[Step]:
    """The events, oldest first."""
    events = sorted(record.history, key=lambda event: event.day)
    for index, event in enumerate(events):
        later = next((each.former_name for each in events[index + 1 :] if each.former_name), None)
        successor = inquiry.record(Ref("department", event.successor)) if event.successor else None
        text = _sentence(event, later or record.title)
        day = event.day
        date = f"{day.year}年{day.month}月{day.day}日"
        yield Step(day.isoformat(), date, text, card(successor) if successor else None, event.basis or "")


def _sentence(event: BodyEvent, new_name: str) -> str:
    """What happened, ending where the successor's name follows if there is one."""
    former = event.former_name
    match event.event:
        case "设立":
            return f"设立{new_name}"
        case "更名":
            return f"由“{former}”更名为“{new_name}”" if former else f"更名为“{new_name}”"
        case "合并" if event.successor:
            return "并入"
        case "合并":
            return f"由{former}合并组建" if former else "合并组建"
        case "撤销":
            return "撤销，职责承接单位：" if event.successor else "撤销"
        case _:
            return "职责划转至" if event.successor else "职责划转"


def ended(summary: Summary, steps: tuple[Step, ...]) -> Step | None:
    """The step by which a body ended; None for one that is there on the day the site is built for."""
    if not summary.state:
        return None
    return next((step for step in reversed(steps) if step.text.startswith(("撤销", "并入"))), None)
