"""The comment under a pull request: the Review as Markdown.

In: a Review, the address at which its preview can be looked at. Out: Markdown within the platforms' limit. All that
comes from files is inert (`workshop.inert_markdown`), because this is made of what strangers wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from gongkai.model.diagnostic import Diagnostic
from gongkai.model.review import ChangeKind, PageChange, PassageChange, Piece, RecordChange, Review
from gongkai.workshop.diagnostic_text import counted
from gongkai.workshop.inert_markdown import inert, link

MARK = "<!-- gongkai-review -->"
"""By this line a job finds the comment of its last run, to write it anew."""
_LIMIT = 60_000
"""Bytes. Platforms take 65,536 characters."""
_MOST_ROWS = 50
_AROUND = 30
"""Characters shown before and after what differs."""
_LONG = 400
"""Characters of a field, or of a paragraph that is new or gone, that are shown."""
_MORE = "其余从略，见完整的审核摘要（review.html）。\n"


def comment_of(review: Review, preview: str) -> str:
    """`preview` is the address of the built site, "" where it can be seen nowhere."""
    preview = preview and preview.rstrip("/") + "/"
    text = ""
    for part in chain(_head(review, preview), _details(review, preview)):
        if len((text + part).encode()) > _LIMIT - len(_MORE.encode()):
            return text + "\n" + _MORE
        text += part
    return text


def _head(review: Review, preview: str) -> Iterator[str]:
    counts = "、".join(f"{kind.label} {review.count(kind)} 条" for kind in ChangeKind if review.count(kind))
    yield f"{MARK}\n## 审核摘要\n\n"
    yield f"{counts or '没有信息变化'}；变化的网页 {len(review.pages)} 个；改动的文件：{counted(review.diagnostics)}。\n\n"
    yield from (f"- {inert(remark)}\n" for remark in review.remarks)
    if review.records:
        yield "\n| 变化 | 名称 | 种类 | 部门 | 标识 |\n| --- | --- | --- | --- | --- |\n"
        for each in review.records[:_MOST_ROWS]:
            name = link(each.title, preview + each.url) if preview and each.url else inert(each.title)
            yield f"| {' | '.join((each.kind.label, name, *map(inert, (each.label, each.department, each.ref))))} |\n"
        yield _rest(len(review.records))


def _details(review: Review, preview: str) -> Iterator[str]:
    yield from _problems("改动的文件中的问题", review.diagnostics)
    yield from _problems("因这次改动，别的文件中出现的问题", review.elsewhere)
    yield from (_record(each) for each in review.records)
    if review.pages:
        lines = [_page(each, preview) for each in review.pages[: 4 * _MOST_ROWS]]
        yield _folded(f"变化的网页（{len(review.pages)} 个）", lines, len(review.pages))
    if review.files:
        lines = [f"- {each.kind.label}：{inert(each.name)}\n" for each in review.files[:_MOST_ROWS]]
        yield _folded(f"其他改动的文件（{len(review.files)} 个）", lines, len(review.files))


def _folded(title: str, lines: Sequence[str], count: int) -> str:
    """A list that opens at a click: whole or not at all, for what opens must close."""
    more = f"\n{_MORE}" if count > len(lines) else ""
    return f"\n<details><summary>{title}</summary>\n\n{''.join(lines)}\n</details>\n{more}"


def _rest(count: int) -> str:
    return f"\n{_MORE}" if count > _MOST_ROWS else ""


def _problems(title: str, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    if not diagnostics:
        return
    yield f"\n### {title}\n\n| 位置 | 级别 | 说明 | 改法 |\n| --- | --- | --- | --- |\n"
    for each in diagnostics[:_MOST_ROWS]:
        place = f"{each.path} 第 {each.line} 行" if each.line else each.path
        cells = (place, f"{each.severity.label} {each.code}", each.message, each.hint)
        yield f"| {' | '.join(map(inert, cells))} |\n"
    yield _rest(len(diagnostics))


def _record(change: RecordChange) -> str:
    return "".join(
        (
            f"\n### {change.kind.label}：{inert(change.title)}\n\n",
            f"{inert(change.note)}\n" if change.note else "",
            "".join(_fields(change)),
            "".join(map(_passage, change.passages)),
            "".join(f"- 附件{each.kind.label}：{inert(each.name)}\n" for each in change.files),
        )
    )


def _fields(change: RecordChange) -> Iterator[str]:
    if not change.fields:
        return
    added = change.kind is ChangeKind.ADDED
    yield "| 项目 | 内容 |\n| --- | --- |\n" if added else "| 项目 | 改前 | 改后 |\n| --- | --- | --- |\n"
    for each in change.fields:
        cells = (each.label, each.after) if added else (each.label, each.before or "（无）", each.after or "（无）")
        yield f"| {' | '.join(inert(_cut(cell)) for cell in cells)} |\n"
    yield "\n"


def _passage(change: PassageChange) -> str:
    if not change.after:
        return f"\n> 删去：{_pieces(change.before, 'del')}\n"
    if not change.before:
        return f"\n> 新增：{_pieces(change.after, 'ins')}\n"
    return f"\n> 改前：{_pieces(change.before, 'del')}\n>\n> 改后：{_pieces(change.after, 'ins')}\n"


def _pieces(pieces: Sequence[Piece], tag: str) -> str:
    texts: list[str] = []
    for index, each in enumerate(pieces):
        if each.differs:
            texts.append(f"<{tag}>{inert(_cut(each.text))}</{tag}>" if each.text else "")
            continue
        start = each.text[:_AROUND] if index else ""
        end = each.text[-_AROUND:] if index < len(pieces) - 1 else ""
        whole = len(each.text) <= len(start) + len(end)
        texts.append(inert(each.text if whole else f"{start}……{end}"))
    return "".join(texts)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}……（共 {len(text)} 字）"


def _page(change: PageChange, preview: str) -> str:
    name = f"{change.title}（{change.url}）" if change.title else change.url
    there = preview and change.kind is not ChangeKind.WITHDRAWN
    return f"- {change.kind.label}：{link(name, preview + change.url) if there else inert(name)}\n"
