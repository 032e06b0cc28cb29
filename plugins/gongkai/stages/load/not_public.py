"""What is not public stays out: judged while a record is read, because what is merged stays in the history for ever.

In: a record's fields as written, its body, its attachments. Out: Problems. Source: 条例第14至16条; for marks of
secrecy 中办发〔2012〕14号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.model.record import DisclosureMode, DisclosureScope
from gongkai.model.room import Problem

CODES = {
    "SRC-08": "不公开的内容放进了仓库",
    "SRC-11": "正文注明不公开或带有密级",
}
_SECRECY = re.compile(r"(?:绝密|机密|秘密)[ \u3000]*★")
_NOT_PUBLIC = re.compile(r"[（(]?(?:此件(?:依申请公开|不公开|不予公开)|内部资料.{0,12})[）)]?[。！!]?")
_ORNAMENT = " \t\u3000*_>#"
_LAST_LINES = 5
_MEND = "请删去正文和附件，只留目录信息；已经提交过的，要从版本历史中清除"


def hidden_content(fields: Mapping[str, Any], body: str, *, in_markdown: bool, attached: bool) -> Iterator[Problem]:
    """SRC-08 and SRC-11 for one record. `in_markdown`: the body is the text after the front matter."""
    mode = fields.get("公开方式", DisclosureMode.PROACTIVE)
    scope = fields.get("公开范围", DisclosureScope.PUBLIC)
    if mode == DisclosureMode.WITHHELD:
        yield Problem(
            "SRC-08", "不予公开的信息不能放进仓库，目录信息也不能", "请删去这条信息，并从版本历史中清除", ("公开方式",)
        )
    elif mode != DisclosureMode.PROACTIVE or scope != DisclosureScope.PUBLIC:
        field = "公开方式" if mode != DisclosureMode.PROACTIVE else "公开范围"
        if body.strip() or attached or fields.get("附件"):
            yield Problem("SRC-08", f"“{field}”为“{fields[field]}”的信息不能带正文和附件", _MEND, (field,))
    note = fields.get("附注")
    if isinstance(note, str) and _NOT_PUBLIC.fullmatch(note.strip()):
        yield Problem("SRC-11", f"附注写明“{note.strip()}”，不能放进公开的仓库", _MEND, ("附注",))
    for line, message in _marks(body):
        found = (
            Problem("SRC-11", message, _MEND, body_line=line)
            if in_markdown
            else Problem("SRC-11", message, _MEND, ("正文",))
        )
        yield found


def _marks(body: str) -> Iterator[tuple[int, str]]:
    """Lines of a body (from 1) that say that it is not public."""
    if "★" in body:
        for number, line in enumerate(body.split("\n"), 1):
            if _SECRECY.search(line):
                yield number, "正文带有密级标志，不能放进公开的仓库"
    end = body.rstrip()
    if "此件" not in end[-400:] and "内部资料" not in end[-400:]:
        return
    lines = end.split("\n")
    last = [number for number, line in enumerate(lines) if line.strip(_ORNAMENT)][-_LAST_LINES:]
    for number in last:
        text = lines[number].strip(_ORNAMENT)
        if _NOT_PUBLIC.fullmatch(text):
            yield number + 1, f"正文末尾写明“{text}”，不能放进公开的仓库"
