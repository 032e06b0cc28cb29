"""Tombstones as they are written: entries of `catalogues/register/withdrawn.yml`.

In: the content of the file, or tombstones. Out: tombstones and what is wrong with others; the file with more of them,
all else as it was typed; one as words. Here because withdrawing writes them, builds are judged by them, and snapshots
tell them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.model.reference import parse_ref
from gongkai.model.room import Problem
from gongkai.model.tombstone import CATEGORIES, Tombstone
from gongkai.workshop.former_addresses import is_former_address
from gongkai.workshop.text_file import decode
from gongkai.workshop.yaml_document import read_yaml
from gongkai.workshop.yaml_editing import scalar

UNREADABLE = "NUM-04"
_REQUIRED = ("日期", "经办", "理由")
_HINT = "登记簿由发布任务写入，不要手工改动；撤回记录写明索引号、日期、经办和理由"


def unreadable(message: str, field: tuple[str | int, ...] = (), line: int = 0) -> Problem:
    """A mistake in the register."""
    return Problem(UNREADABLE, message, _HINT, field, line)


def read_tombstones(content: bytes, path: str) -> tuple[tuple[Tombstone, ...], list[Problem]]:
    """The withdrawals in `withdrawn.yml`, and what is wrong with others. Each says what (索引号, or 信息 for what had no
    number), when, who and why."""
    text, diagnostics = decode(content, path=path)
    value, found = (None, []) if text is None else read_yaml(text, path=path)
    problems = [unreadable(each.message, line=each.line) for each in (*diagnostics, *found)]
    if value is not None and not isinstance(value, list):
        problems.append(unreadable("撤回记录应为列表，每条以“- ”开头"))
    tombstones: list[Tombstone] = []
    for index, item in enumerate(value if isinstance(value, list) else []):
        fields = item if isinstance(item, dict) else {}
        message = _wrong_with(fields)
        if message:
            problems.append(unreadable(message, (index,)))
        else:
            tombstones.append(_tombstone(fields))
    return tuple(tombstones), problems


def _wrong_with(fields: Mapping[str, object]) -> str:
    missing = [key for key in _REQUIRED if not (isinstance(fields.get(key), str) and fields[key])]
    if not (fields.get("索引号") or fields.get("信息")):
        missing.insert(0, "索引号")
    if missing:
        return f"撤回记录缺少“{'”“'.join(missing)}”"
    ref, category, addresses = fields.get("信息"), fields.get("类别"), fields.get("网址", [])
    if ref is not None and (not isinstance(ref, str) or parse_ref(ref) is None):
        return f"撤回记录的“信息”不是信息的标识：{ref}"
    if category is not None and category not in CATEGORIES:
        return f"撤回记录的“类别”应为：{'、'.join(CATEGORIES)}"
    if not isinstance(addresses, list) or not all(
        isinstance(each, str) and is_former_address(each) for each in addresses
    ):
        return "撤回记录的“网址”应为列表，写网站内的路径"
    return ""


def _tombstone(fields: Mapping[str, Any]) -> Tombstone:
    return Tombstone(
        fields.get("索引号") or "",
        fields["日期"],
        fields["经办"],
        fields["理由"],
        parse_ref(fields.get("信息") or ""),
        tuple(fields.get("网址", ())),
        fields.get("类别") or CATEGORIES[0],
    )


def with_tombstones(text: str, added: Iterable[Tombstone]) -> str:
    """The file with these at its end."""
    before = "" if text.strip() in ("", "[]") else text
    if before and not before.endswith("\n"):
        before += "\n"
    return before + "".join(map(_entry, added))


def told(tombstone: Tombstone) -> dict[str, str]:
    """A tombstone by its official labels, for people: what it does not say is left out."""
    return _labelled(tombstone, "、".join(tombstone.addresses), tombstone.by, tombstone.reason)


def _entry(tombstone: Tombstone) -> str:
    addresses = f"[{', '.join(map(scalar, tombstone.addresses))}]" if tombstone.addresses else ""
    fields = _labelled(tombstone, addresses, scalar(tombstone.by), scalar(tombstone.reason))
    return "- " + "\n  ".join(f"{label}: {value}" for label, value in fields.items()) + "\n"


def _labelled(tombstone: Tombstone, addresses: str, by: str, reason: str) -> dict[str, str]:
    fields = {
        "索引号": tombstone.index_number,
        "信息": str(tombstone.ref or ""),
        "网址": addresses,
        "类别": tombstone.category,
        "日期": tombstone.day,
        "经办": by,
        "理由": reason,
    }
    return {label: value for label, value in fields.items() if value}
