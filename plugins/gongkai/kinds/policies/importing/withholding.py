"""Papers that must not be imported because they are not public.

In: a document's lines and the labelled metadata of its page. Out: why it must stay out, or `None`. It is here because
what is written into the repository stays in its history; reporting it afterwards is too late (条例 art. 14 to 16;
中办发〔2012〕14号 on 密级).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.kinds.policies.importing.values import Line
from gongkai.workshop.confidential import marks_in


def reason_to_withhold(lines: Sequence[Line], metadata: Mapping[str, Sequence[Line]]) -> str | None:
    """A Chinese sentence naming the mark and its line; `None` where nothing says that the paper is not public."""
    for line in metadata.get("公开方式", ()):
        if line.text != "主动公开":
            return f"第{line.number}行写明公开方式为“{line.text}”，不能放进公开的仓库"
    for index, mark in marks_in([line.text for line in lines]):
        return f"第{lines[index].number}行{mark}，不能放进公开的仓库"
    return None
