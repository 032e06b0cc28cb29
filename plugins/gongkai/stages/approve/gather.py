"""Which records a revision has, and which of them differ from those of an earlier one.

In: the trees of revisions, a way to read contents, and which kinds have to be approved. Out: records with the digests
by which approvals know them. Nothing is built and no schema asked, so that a review costs no more than reading the
files concerned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec

from gongkai.model.reference import Ref
from gongkai.stages.approve.coverage import Novelty, ToApprove
from gongkai.workshop.record_paths import Owner
from gongkai.workshop.record_text import RecordText, content_digest, records_in

Read = Callable[[Sequence[str]], Iterator[bytes]]
"""Contents by their ids, in the same order."""


class Revision:
    """The files of one revision: ids of contents by path, and how to read them."""

    def __init__(self, files: Mapping[str, str], read: Read) -> None:
        self.files = files
        self.read = read
        self._folders: dict[str, dict[str, str]] = {}
        for path, content in files.items():
            folder, _, name = path.rpartition("/")
            if folder.endswith(".files"):
                self._folders.setdefault(folder, {})[name] = content

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Contents of those of these files that it has, by path."""
        here = [path for path in dict.fromkeys(paths) if path in self.files]
        return dict(zip(here, self.read([self.files[path] for path in here]), strict=True))

    def content(self, path: str) -> bytes:
        """The content of one file, nothing where there is none."""
        return self.contents([path]).get(path, b"")

    def attachments_of(self, owner: Owner) -> Mapping[str, str]:
        """Ids of the contents of its attachments, by name."""
        return self._folders.get(f"{owner.file.rpartition('.')[0]}.files", {})


class KnownRecord(msgspec.Struct, frozen=True):
    """A record of a revision, and the digest of what would be approved of it."""

    text: RecordText
    path: str
    digest: str


def records_of(revision: Revision, owners: Iterable[Owner]) -> list[KnownRecord]:
    """The records in these files, as far as the revision has them. Two of one name are both told: which of them would
    be published is not for this stage to say."""
    read = list(_texts_of(revision, owners))
    attached = {
        content: None for owner, records in read if records for content in revision.attachments_of(owner).values()
    }
    digests = dict(zip(attached, map(_digest, revision.read(list(attached))), strict=True))
    found: list[KnownRecord] = []
    for owner, records in read:
        names = {name: digests[content] for name, content in revision.attachments_of(owner).items() if records}
        found += (KnownRecord(record, owner.file, content_digest(record, names)) for record in records)
    return found


def names_of(revision: Revision, owners: Iterable[Owner]) -> Iterator[Ref]:
    """The records in these files, by their names alone."""
    return (record.ref for _, records in _texts_of(revision, owners) for record in records)


def _texts_of(revision: Revision, owners: Iterable[Owner]) -> Iterator[tuple[Owner, list[RecordText]]]:
    here = [each for each in dict.fromkeys(owners) if each.file in revision.files]
    contents = revision.read([revision.files[each.file] for each in here])
    return ((owner, list(records_in(content, owner))) for owner, content in zip(here, contents, strict=True))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def differing(
    before: Iterable[KnownRecord], after: Iterable[KnownRecord], changed_by: Callable[[str], str]
) -> list[ToApprove]:
    """The records that are new or say something else than before. `changed_by` names the commit that changed a file."""
    was: dict[Ref, set[str]] = {}
    for known in before:
        was.setdefault(known.text.ref, set()).add(known.digest)
    return [
        _to_approve(known, Novelty.CHANGED if known.text.ref in was else Novelty.NEW, changed_by(known.path))
        for known in after
        if known.digest not in was.get(known.text.ref, ())
    ]


def standing(records: Iterable[KnownRecord], since: str) -> list[ToApprove]:
    """All records published since a day (ISO text), to be approved as they stand."""
    return [_to_approve(known, Novelty.STANDING, "") for known in records if known.text.text_of("发布日期") >= since]


def _to_approve(known: KnownRecord, novelty: Novelty, changed_by: str) -> ToApprove:
    text = known.text
    return ToApprove(
        text.ref,
        text.text_of("名称") or text.text_of("事项名称") or text.ref.place,
        known.path,
        text.item,
        known.digest,
        text.text_of("发布日期"),
        novelty,
        changed_by,
    )
