"""The versions that the files of records have had, read from the repository.

In: the chronicle, which knows the contents by their ids. Out: contents, for the events of one record, and the dates
that records in doubt gave themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gongkai.model.reference import Ref
from gongkai.model.summary import Summary
from gongkai.rooms import KINDS
from gongkai.stages.history.chronicle import Chronicle, Touch
from gongkai.stages.history.dates import Doubt
from gongkai.stages.history.events import Version
from gongkai.workshop import git
from gongkai.workshop.record_paths import Owner, RecordPaths
from gongkai.workshop.record_text import records_in

_PAGE = ".html"


def former_refs(summary: Summary) -> list[Ref]:
    """The names a record had before it moved, by the addresses it keeps. An address of another system is none of ours.

    Two kinds may share a folder of addresses: which of them it was, the history knows.
    """
    found = []
    for address in summary.former:
        folder, _, place = address.removesuffix(_PAGE).partition("/")
        found += [Ref(kind.name, place) for kind in KINDS.values() if kind.folder == folder and place]
    return found


def versions_of(root: Path, chronicle: Chronicle, paths: RecordPaths, refs: Collection[Ref]) -> Iterator[Version]:
    """All versions of the files in which these records have stood, and of what was attached to them."""
    names = {(ref.kind, ref.place) for ref in refs}
    folders = {(ref.kind, ref.department) for ref in refs}
    attached: list[tuple[str, Owner, Touch]] = []
    written: list[tuple[str, Owner, Touch]] = []
    for path, touches in chronicle.touches.items():
        owner = paths.owner(path)
        if owner is None or (owner.kind, owner.department) not in folders:
            continue
        own = (owner.kind, owner.place) in names
        if own or owner.file.endswith(".yml"):  # only these may be lists, in which anything may have stood
            (written if owner.file == path else attached).extend((path, owner, touch) for touch in touches)
    contents = _contents(root, [touch for _, _, touch in written])
    marks = [ref.place.rpartition("/")[2].encode() for ref in refs]
    concerned = {
        owner.file
        for _, owner, touch in written
        if (owner.kind, owner.place) in names or any(mark in contents.get(touch.blob, b"") for mark in marks)
    }
    for path, owner, touch in written:
        if owner.file in concerned:
            yield Version(touch.commit, path, owner, contents.get(touch.blob))
    for path, owner, touch in attached:
        if owner.file in concerned:
            yield Version(touch.commit, path, owner, None, path.rpartition("/")[2])


def given_dates(root: Path, doubts: Sequence[Doubt], paths: RecordPaths) -> Mapping[Ref, list[tuple[int, str]]]:
    """The days of publication that records in doubt gave, oldest first, with the commits. A file that never changed
    has given but one."""
    changed = {each.summary.path: each.versions for each in doubts if len(each.versions) > 1}
    wanted = {each.summary.ref for each in doubts}
    contents = _contents(root, [touch for touches in changed.values() for touch in touches])
    found: dict[Ref, list[tuple[int, str]]] = {}
    for path, touches in changed.items():
        owner = paths.owner(path)
        assert owner is not None
        for touch in touches:
            for text in records_in(contents.get(touch.blob, b""), owner):
                if text.ref in wanted:
                    found.setdefault(text.ref, []).append((touch.commit, text.text_of("发布日期")[:10]))
    return found


def _contents(root: Path, touches: Iterable[Touch]) -> dict[str, bytes]:
    """Contents by their ids; what was removed has none."""
    wanted = list(dict.fromkeys(touch.blob for touch in touches if touch.blob))
    return dict(zip(wanted, git.blobs(root, wanted), strict=True))
