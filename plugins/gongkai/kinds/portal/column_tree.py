"""The first two levels of the column tree, as links.

In: the register `columns`, which belongs to another room and is read by attribute. Out: ColumnLinks. It is here because the
home page and the site map both show the tree, and a site without catalogues shows neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.model.room import Context


@dataclass(frozen=True)
class ColumnLink:
    """A column of the first level with those of the second. `has_key_fields`: somewhere below is a 重点领域."""

    title: str
    url: str
    children: tuple[ColumnLink, ...] = ()
    has_key_fields: bool = False


def column_links(context: Context) -> tuple[ColumnLink, ...]:
    """The tree of the site; empty where it has none."""
    tree = context.registers.get("columns")
    return tuple(
        ColumnLink(column.title, _url(column), tuple(_second_level(column.children)), _has_key_fields(column))
        for column in getattr(tree, "columns", ())
    )


def _second_level(columns: Iterable[Any]) -> Iterator[ColumnLink]:
    return (ColumnLink(column.title, _url(column)) for column in columns)


def _url(column: Any) -> str:
    return str(column.link or f"columns/{column.identifier}.html")


def _has_key_fields(column: Any) -> bool:
    return bool(column.key_field) or any(_has_key_fields(child) for child in column.children)
