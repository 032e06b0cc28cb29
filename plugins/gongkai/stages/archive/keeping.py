"""Whether a snapshot keeps what is to be taken off the site.

In: an OpenedBag that was found whole, a record, its source and attachments as they are now. Out: why not, in Chinese;
"" where the snapshot has its page, its data and its source as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.model.summary import Summary
from gongkai.stages.archive.taking import source_of
from gongkai.workshop.bags import OpenedBag


def what_is_missing(bag: OpenedBag, summary: Summary, text: str, files: Mapping[str, bytes]) -> str:
    """Why a record must not be archived by this snapshot. `files` are its attachments by their paths in the project."""
    if f"data/site/{summary.url}" not in bag.sizes:
        return "快照中没有它的网页"
    kept = bag.read(f"data/sources/{summary.path}").decode(errors="replace")
    if not kept or source_of(summary, kept) != source_of(summary, text):
        return "快照中的原稿与现在的不同，请先用现在的版本做一个快照"
    other = next((path for path, content in files.items() if bag.read(f"data/sources/{path}") != content), None)
    return f"快照中没有它的附件 {other}，或者与现在的不同" if other else ""
