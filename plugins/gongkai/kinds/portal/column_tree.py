"""The first two levels of the column tree, as links.

In: the register `columns`, which belongs to another room and is read by attribute; the Inquiry. Out: ColumnLinks. It
is here because the home page and the site map both show the tree, and a site without catalogues shows neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from gongkai.model.inquiry import Inquiry
from gongkai.model.room import Context


class ColumnLink(msgspec.Struct, frozen=True):
    """A column of the first level with those of the second. `has_key_fields`: somewhere below is a 重点领域."""

    title: str
    url: str
    children: tuple[ColumnLink, ...] = ()
    has_key_fields: bool = False


def column_links(inquiry: Inquiry, context: Context) -> tuple[ColumnLink, ...]:
    """The tree as this site shows it; empty where there is none."""
    tree = context.registers.get("columns")
    return tuple(
        ColumnLink(column.title, _url(column), tuple(_second_level(column, inquiry, context)), _has_key_fields(column))
        for column in getattr(tree, "columns", ())
        if _is_shown(column, "", inquiry, context)
    )


def _second_level(column: Any, inquiry: Inquiry, context: Context) -> Iterator[ColumnLink]:
    for child in column.children:
        if _is_shown(child, column.department or "", inquiry, context):
            yield ColumnLink(child.title, _url(child))


def _is_shown(column: Any, inherited: str, inquiry: Inquiry, context: Context) -> bool:
    """Whether the column has a page on this site: a county's own leaves out what is others' duty and empty there."""
    scope = context.settings.scope
    department = column.department or inherited
    return (
        not scope
        or bool(column.link)
        or context.bodies.within(department, scope)
        or bool(inquiry.count(f"columns/{column.identifier}"))
        or any(_is_shown(child, department, inquiry, context) for child in column.children)
    )


def _url(column: Any) -> str:
    return str(column.link or f"columns/{column.identifier}.html")


def _has_key_fields(column: Any) -> bool:
    return bool(column.key_field) or any(_has_key_fields(child) for child in column.children)
