"""Papers that must not be imported because they are not public.

In: a document's lines and the labelled metadata of its page. Out: why it must stay out, or `None`. It is here because
what is written into the repository stays in its history; reporting it afterwards is too late (条例 art. 14 to 16;
中办发〔2012〕14号 on 密级).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.kinds.policies.importing.values import Line

_SECRECY = re.compile(r"(?:绝密|机密|秘密)\s*★")
_NOT_PUBLIC = re.compile(r"[（(]?(?:此件(?:依申请公开|不公开|不予公开)|内部资料.{0,12})[）)]?[。！!]?")
_LAST_LINES = 5


def reason_to_withhold(lines: Sequence[Line], metadata: Mapping[str, Sequence[Line]]) -> str | None:
    """A Chinese sentence naming the mark and its line; `None` where nothing says that the paper is not public."""
    for line in metadata.get("公开方式", ()):
        if line.text != "主动公开":
            return f"第{line.number}行写明公开方式为“{line.text}”，不能放进公开的仓库"
    for line in lines:
        if _SECRECY.search(line.text):
            return f"第{line.number}行有密级标志，不能放进公开的仓库"
    for line in lines[-_LAST_LINES:]:
        if _NOT_PUBLIC.fullmatch(line.text):
            return f"第{line.number}行写明“{line.text}”，不能放进公开的仓库"
    return None
