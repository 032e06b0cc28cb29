"""Gather: from records to documents, a chunk at a time, and only what changed.

In: the Atlas, the chunks with their records on the shelf, the authored pages. Out: for each chunk its documents in a
file of the memory, and their Cards. A chunk is gathered again when its files changed or an answer it got from the
Atlas did: the same rule by which its pages are made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b, sha256
from pathlib import Path

import msgspec

from gongkai.model.atlas import Atlas
from gongkai.model.change import Change, any_other_answer
from gongkai.model.inquiry import NOTHING_ASKED, Asked, Inquiry
from gongkai.model.project import Project, Shell
from gongkai.model.room import Context, Kind, Loaded, Room
from gongkai.model.search import SearchDocument, SearchPart
from gongkai.model.shelved import Shelved
from gongkai.model.state import ChunkState
from gongkai.stages.index.authored import authored_documents
from gongkai.stages.index.memory import Gathered, memory_of, read_state
from gongkai.stages.index.shards import Card
from gongkai.stages.index.synonyms import held_words, shown_texts
from gongkai.workshop.crew import share
from gongkai.workshop.file_text import Texts
from gongkai.workshop.file_tree import read_whole
from gongkai.workshop.kept_records import restore
from gongkai.workshop.output_file import write_atomically

AUTHORED = "authored"
Own = Mapping[str, Sequence[str]]
"""The site's own synonyms."""


class Publication(msgspec.Struct, frozen=True):
    """What the index is made from: the site as it was just published. `digest` is that under which chunks were loaded;
    `fetch` gets the records of a chunk with their bodies. `change` lies between two Atlases: that of the build before
    (None where it is not known any more) and this one."""

    project: Project
    atlas: Atlas
    context: Context
    rooms: tuple[Room, ...]
    kinds: Mapping[str, Kind]
    chunks: Sequence[ChunkState]
    digest: str
    fetch: Callable[[ChunkState], Iterable[Shelved]]
    shell: Shell
    atlas_digest: str
    digest_before: str
    change: Change | None

    def change_since(self, atlas_digest: str) -> Change | None:
        """What changed since an Atlas; None where that cannot be told. The index may be older than the build before,
        which was made without search or cut short."""
        if atlas_digest == self.atlas_digest:
            return Change((), ())
        return self.change if atlas_digest == self.digest_before else None


def nothing_more(_published: Publication) -> None:
    """For builds after which nothing follows."""


_documents = msgspec.msgpack.Decoder(tuple[SearchDocument, ...])


class Store(msgspec.Struct, frozen=True):
    """Where gathered documents lie, in files named after what is in them: one that was written and not remembered, by a
    run that was cut short, is taken for nothing else."""

    folder: Path

    def read(self, file: str) -> tuple[SearchDocument, ...]:
        return _documents.decode(read_whole(f"{self.folder}/{file}"))

    def write(self, name: str, documents: tuple[SearchDocument, ...]) -> str:
        """Write a file and return its name."""
        content = msgspec.msgpack.encode(documents)
        file = f"{name}.{blake2b(content, digest_size=12).hexdigest()}"
        write_atomically(self.folder / file, content)
        return file

    def holds(self, file: str) -> bool:
        return (self.folder / file).exists()

    def remove_others(self, files: Iterable[str]) -> None:
        wanted = frozenset(files)
        for path in self.folder.glob("*"):
            if path.name not in wanted:
                path.unlink()


def read_documents(project: Project) -> Iterator[SearchDocument] | None:
    """All documents of the last index; None where there is none."""
    memory = memory_of(project)
    state = read_state(memory)
    if state is None:
        return None
    store = Store(memory / "documents")
    return (document for each in state.gathered for document in store.read(each.file))


def gather(
    of: Publication, known: Mapping[str, Gathered], change: Change | None, store: Store, code: str
) -> list[Gathered]:
    """All documents of the site. `known` is what the last index was made from, `change` what changed since (None where
    that cannot be told: then every question is asked again); `code` is the digest of what gathers."""
    texts = Texts(store.folder.parent / "texts")
    chunks = {chunk.key: chunk for chunk in of.chunks}
    own = _own(of)

    def digest(key: str) -> str:
        return sha256(f"{code} {of.digest} {chunks[key].digest}".encode()).hexdigest()

    concerns = change.concerns if change is not None else any_other_answer

    def is_current(key: str) -> bool:
        before = known.get(key)
        return (
            before is not None
            and before.digest == digest(key)
            and store.holds(before.file)
            and not concerns(before.asked, of.atlas)
        )

    def one(key: str) -> Gathered:
        inquiry = Inquiry(of.atlas)
        found = tuple(_with_texts(each, of.project.root, texts) for each in _searched(of, chunks[key], inquiry))
        return _kept(key, digest(key), inquiry.asked(), found, store, own)

    stale = [key for key in chunks if not is_current(key)]
    fresh = {each.name: each for each in share(one, stale, Gathered, of.project.workers)}
    gathered = [fresh.get(key) or known[key] for key in chunks]
    gathered.append(_authored(of, known.get(AUTHORED), store, code))
    store.remove_others(each.file for each in gathered)
    return gathered


def _searched(of: Publication, chunk: ChunkState, inquiry: Inquiry) -> Iterator[SearchDocument]:
    """Documents of the records that have a page on this site: those in the Atlas, within the scope."""
    kind = of.kinds[chunk.kind]
    for each in of.fetch(chunk):
        current = inquiry.record(each.summary.ref)
        if current is not None and "://" not in current.url:
            loaded = Loaded(current, each.kept, each.html, each.headings, each.attachments, each.files_folder)
            yield from kind.searched(loaded, restore(kind.schema, each.kept), inquiry, of.context)


def _with_texts(document: SearchDocument, root: Path, texts: Texts) -> SearchDocument:
    """The document with what its files say as parts of it."""
    if not document.files:
        return document
    parts = (
        SearchPart(file.label, file.address, paragraphs)
        for file in document.files
        if (paragraphs := texts.of(root / file.path))
    )
    return msgspec.structs.replace(document, parts=(*document.parts, *parts), files=())


def _authored(of: Publication, before: Gathered | None, store: Store, code: str) -> Gathered:
    digest = sha256(f"{code} {of.shell.digest}".encode()).hexdigest()
    if before is not None and before.digest == digest and store.holds(before.file):
        return before
    return _kept(AUTHORED, digest, NOTHING_ASKED, tuple(authored_documents(of.shell)), store, _own(of))


def _own(of: Publication) -> Own:
    return of.project.settings.search.synonyms if of.project.settings.search else {}


def _kept(
    name: str, digest: str, asked: Asked, documents: tuple[SearchDocument, ...], store: Store, own: Own
) -> Gathered:
    return Gathered(
        name, store.write(name, documents), digest, asked, tuple(map(_card, documents)), held_words(documents, own)
    )


def _card(document: SearchDocument) -> Card:
    texts = (*shown_texts(document), *document.hidden)
    digest = sha256(msgspec.msgpack.encode(document)).digest()
    return Card(document.identifier, document.day, sum(map(len, texts)), digest)
