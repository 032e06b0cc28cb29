"""Rules of official papers: the kind a title ends with, and the annexes it names.

In: a valid Policy, its text. Out: Problems. Sources: 党政机关公文处理工作条例 art. 8 and 9; GB/T 9704-2012 7.3.4 and 7.3.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.kinds.policies.model import Category, Policy
from gongkai.kinds.policies.parts import is_own_text
from gongkai.model.room import Problem
from gongkai.standards import document_kinds
from gongkai.workshop.document_numbers import document_kind

_RULE_GENRES = ("规章", "命令（令）")
_OTHER_GENRES = ("规章", "其他")
_END_OF_TITLE = 200
_PUNCTUATION = "，。；：、！？,.;:!?"
_NOTE = re.compile(r"附件[:：][ \t\u3000]*(.*)")
_ITEM = re.compile(r"[ \t\u3000]*(?:附件[:：])?[ \t\u3000]*([0-9]{1,2})[.．、][ \t\u3000]*(.*)")
_ANNEX_ITSELF = re.compile(r"^[#* \t\u3000]*附件[ \u3000]*[0-9一二三四五六七八九十]*[* \t\u3000]*$", re.MULTILINE)


def title_problems(record: Policy) -> Iterator[Problem]:
    """DOC-03: a title ends with one of the 15 kinds, and 体裁分类 is that kind."""
    if "请示报告" in record.title:
        yield Problem("DOC-03", "没有“请示报告”这一文种", "请示和报告是两个文种，只能用一个", ("名称",))
        return
    genre = record.genre
    if record.category in (Category.RULE, Category.ADMINISTRATIVE_REGULATION):
        if record.category is Category.RULE and genre is not None and genre not in _RULE_GENRES:
            yield Problem("DOC-03", f"规章的体裁分类写成了“{genre}”", "应为“规章”", ("体裁分类",))
        return
    if genre in document_kinds() and record.title.endswith(f"的{genre}"):
        return  # nearly every title, told without looking further
    kind = document_kind(record.title[-_END_OF_TITLE:])
    if kind is None:
        if genre is None or genre not in _OTHER_GENRES:
            wanted = genre if genre in document_kinds() else "通知"
            hint = f"例如“……关于……的{wanted}”；不是公文的，体裁分类写“其他”"
            yield Problem("DOC-03", "标题没有以文种结尾", hint, ("名称",))
    elif genre is not None and genre != kind:
        yield Problem("DOC-03", f"标题的文种是“{kind}”，体裁分类写成了“{genre}”", f"应为“{kind}”", ("体裁分类",))


def annex_problems(record: Policy, body: str) -> Iterator[Problem]:
    """DOC-05: names of annexes without punctuation behind them, and the same in the text as in 附件."""
    for index, each in enumerate(record.attachments):
        bare = each.title.rstrip(_PUNCTUATION)
        if bare != each.title:
            yield Problem("DOC-05", f"附件名称“{each.title}”后面有标点", f"应为“{bare}”", ("附件", index, "名称"))
    line, names = _names_in(body)
    if not names:
        return
    for name in names:
        if name.rstrip(_PUNCTUATION) != name:
            yield Problem("DOC-05", f"附件名称“{name}”后面有标点", f"应为“{name.rstrip(_PUNCTUATION)}”", body_line=line)
    if _ANNEX_ITSELF.search(body):
        return  # the annexes stand in the text itself
    files = list(dict.fromkeys(each.title for each in record.attachments if not is_own_text(each.title, record.title)))
    if [name.rstrip(_PUNCTUATION) for name in names] != [title.rstrip(_PUNCTUATION) for title in files]:
        there = f"是{'、'.join(f'“{title}”' for title in files)}" if files else "没有填写"
        yield Problem(
            "DOC-05",
            f"正文的附件说明写了{'、'.join(f'“{name}”' for name in names)}，“附件”{there}",
            "名称、数量和顺序要一致；附件说明由系统按“附件”生成，正文可以不写",
            body_line=line,
        )
    elif record.attachments:
        yield Problem("POL-09", "附件说明由系统按“附件”生成，正文又写了一遍", "请删去正文中的附件说明", body_line=line)


def _names_in(body: str) -> tuple[int, Sequence[str]]:
    """Where a text lists its annexes (line, from 1) and their names."""
    lines = body.split("\n")
    for number, line in enumerate(lines, 1):
        match = _NOTE.match(line.strip(" \t\u3000*"))
        if match is None:
            continue
        names: list[str] = []
        first = _ITEM.fullmatch(match[1]) if match[1] else None
        if first is not None:
            names.append(first[2].strip())
        elif match[1].strip():
            return number, [match[1].strip()]
        for following in lines[number:]:
            item = _ITEM.fullmatch(following)
            if item is not None:
                names.append(item[2].strip())
            elif following.strip():
                break
        return number, names
    return 0, ()
