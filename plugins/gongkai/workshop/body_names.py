"""What a body was called on a day, and whether it was still there.

In: a body's present name and its history, the JSON text in the fact `history` of its Summary (events in order of
time). Out: names and events. It is here because old items keep the name their body had on their day (条例 art. 10
leaves the duty with the successor), and every room shows publishers.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

SEPARATOR = "、"
"""Between the names of several bodies that were merged into one."""


class BodyEvent(msgspec.Struct, frozen=True):
    """One event of a body's history. `day` is ISO text; `successor` the identifier of the body that took over."""

    day: str
    event: str
    former_name: str = ""
    successor: str = ""


@lru_cache(maxsize=4096)
def events_in(history: str) -> tuple[BodyEvent, ...]:
    """The events, oldest first. "" is the history of a body to which nothing happened."""
    return msgspec.json.decode(history, type=tuple[BodyEvent, ...]) if history else ()


def name_on(title: str, history: str, day: str) -> str:
    """The name of a body on a day (ISO text), `title` being its present one.

    The day of a change already has the new name. A body made of several keeps its name if it was among them; if not,
    the names of all of them are given, since nobody can say which was meant. `day` "" means now.
    """
    if not history or not day:
        return title
    for event in events_in(history):
        if event.former_name and event.day > day[:10]:
            return title if title in event.former_name.split(SEPARATOR) else event.former_name
    return title


def end_of(history: str, day: str) -> BodyEvent | None:
    """The event by which the body was no more on a day: abolished, or merged into another. None: it was there."""
    ending: BodyEvent | None = None
    for event in events_in(history):
        if event.day > day[:10]:
            break
        if event.event == "撤销" or (event.event == "合并" and event.successor):
            ending = event
        elif event.event == "设立":
            ending = None
    return ending
