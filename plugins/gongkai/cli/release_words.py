"""What is said of a release: the plan, the receipt, the list. Values in, Chinese text out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from gongkai.model.release import Action, Amount, KnownRelease, Receipt
from gongkai.release import Outcome

_KINDS = {
    "pages": "网页", "search": "搜索索引", "feeds": "网站地图和订阅", "assets": "样式和脚本", "images": "图片",
    "data": "数据", "documents": "附件",
}  # fmt: skip
_VERBS = {"put": "上传", "keep": "留存", "linger": "保留", "delete": "删除", "discard": "清理"}
_SHOWN = 40
"""Actions named on the terminal for each reason; all of them are in --json."""


def told_plan(name: str, outcome: Outcome) -> str:
    """Every action with its reason; long rows are cut, and counted."""
    plan = outcome.plan
    if not plan.is_needed:
        return f"“{name}”已是这个版本，没有要做的事。"
    lines = [*_actions(plan.actions), f"共 {len(plan.actions)} 项。这是计划，什么也没有做。"]
    return "\n".join(lines)


def told_receipt(receipt: Receipt, outcome: Outcome, place: Path | None) -> str:
    """What was done."""
    if not outcome.plan.is_needed:
        return f"“{receipt.target}”已是这个版本，没有上传。"
    size = sum(each.size for each in receipt.uploaded.values())
    lines = [
        *_actions(outcome.plan.actions),
        f"发布 {receipt.release}" + (f"，恢复自 {receipt.restored_from}" if receipt.restored_from else ""),
        f"网站：{_amounts(receipt.site)}",
        f"上传：{_amounts(receipt.uploaded) or '无'}，共 {_bytes(size)}；{receipt.verified or '没有要核对的'}",
        f"变化的网址 {len(receipt.changed_urls)} 个，摘要 {receipt.digest}",
    ]
    if not outcome.excludes:
        lines.append("这个目标不能排斥同时进行的发布：请用持续集成的并发组（concurrency group）保证一次只有一个。")
    if place is not None:
        lines.append(f"回执：{place}")
    return "\n".join(lines)


def told_releases(releases: Sequence[KnownRelease]) -> str:
    """One line for each, the present one last."""
    if not releases:
        return "还没有发布过。"
    lines = [
        f"{each.release}  {each.files} 个文件  {_bytes(each.size)}  提交 {each.commit[:12] or '不详'}"
        for each in releases
    ]
    lines[-1] += "  （现在的）"
    return "\n".join(lines)


def _actions(actions: Sequence[Action]) -> list[str]:
    totals = Counter((each.kind, each.reason) for each in actions)
    shown: Counter[tuple[str, str]] = Counter()
    lines = []
    for each in actions:
        key = (each.kind, each.reason)
        shown[key] += 1
        if shown[key] <= _SHOWN:
            lines.append(f"{_VERBS[each.kind]}  {each.path}  （{each.reason}）")
        elif shown[key] == totals[key]:
            lines.append(f"{_VERBS[each.kind]}  ……另有 {totals[key] - _SHOWN} 个  （{each.reason}）")
    return lines


def _amounts(amounts: dict[str, Amount]) -> str:
    return "，".join(f"{_KINDS[kind]} {each.files} 个" for kind, each in amounts.items())


def _bytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} KB"
