"""What is not public stays out: judged while a record is read, because what is merged stays in the history for ever.

In: a record's fields as written, its body, its attachments. Out: Problems. Source: 条例第14至16条; for marks of
secrecy 中办发〔2012〕14号.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.model.record import DisclosureMode, DisclosureScope
from gongkai.model.room import Problem
from gongkai.workshop.confidential import marks_in, note_of_withholding

CODES = {
    "SRC-08": "不公开的内容放进了仓库",
    "SRC-11": "正文注明不公开或带有密级",
}
_TAIL = 400
"""Characters at the end of a body within which a note on disclosure stands: most bodies are judged by one glance."""
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
    withheld = note_of_withholding(note) if isinstance(note, str) else None
    if withheld is not None and mode == DisclosureMode.PROACTIVE:  # on a card without a body the note is in its place
        yield Problem("SRC-11", f"附注写明“{withheld}”，不能放进公开的仓库", _MEND, ("附注",))
    tail = body.rstrip()[-_TAIL:]
    if "★" in body or "此件" in tail or "内部资料" in tail:
        for index, said in marks_in(body.rstrip().split("\n")):
            message = f"正文{said}，不能放进公开的仓库"
            if in_markdown:
                yield Problem("SRC-11", message, _MEND, body_line=index + 1)
            else:
                yield Problem("SRC-11", message, _MEND, ("正文",))
