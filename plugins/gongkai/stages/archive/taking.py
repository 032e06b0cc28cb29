"""Taking the text of a record out of its source.

In: the source's text, the record's Summary, who decided and where the text lies. Out: the new text, and the attachments
that go with it. Git keeps what was there.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gongkai.model.summary import Summary
from gongkai.workshop.front_matter import split
from gongkai.workshop.yaml_document import read_yaml
from gongkai.workshop.yaml_editing import edit_mapping

_TEXTS = ("正文", "附件", "图片", "图片说明", "视频")
"""The fields that are content; the others are the card."""
_CARD = "归档"


class Decision(msgspec.Struct, frozen=True):
    """Who archives, when and why; the snapshot that has the text, by its name and the sha256 of its file."""

    day: str
    by: str
    reason: str
    snapshot: str
    digest: str

    @property
    def fields(self) -> dict[str, str]:
        return {
            "日期": self.day, "经办": self.by, "理由": self.reason, "去向": self.snapshot, "快照摘要": self.digest,
        }  # fmt: skip


def source_of(summary: Summary, text: str) -> object:
    """What the source says of one record, to be compared with what a snapshot has of it: the file, or the item of its
    list, wherever in the list it stands."""
    if summary.item < 0:
        return text
    value, _ = read_yaml(text, path=summary.path)
    items = value if isinstance(value, list) else []
    place = summary.ref.place.rpartition("/")[2]
    return next((item for item in items if isinstance(item, dict) and item.get("标识") == place), None)


def without_text(summary: Summary, text: str, decision: Decision) -> str:
    """The source with nothing of the record but its card.

    Raises:
        UneditableError: it is written in a way that only a person can change.
    """
    added = {_CARD: decision.fields}
    if not summary.path.endswith(".md"):
        return edit_mapping(text, summary.item, _TEXTS, added)
    parts, _ = split(text, path=summary.path)
    assert parts is not None, "the record was loaded from it"
    return f"---\n{edit_mapping(parts.text, -1, _TEXTS, added)}---\n"


def files_that_go(summary: Summary, before: str, after: str, present: Iterable[str]) -> list[str]:
    """Names of the attachments that nothing in the file speaks of any more: all of a record that has its file to
    itself, of a list those of this record alone."""
    if summary.item < 0:
        return sorted(present)
    return sorted(name for name in present if name in before and name not in after)
