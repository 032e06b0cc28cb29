"""What one indexing leaves for the next, in `search/` of the memory.

In: the results of an indexing. Out: a file that says from what the index was made, which of its files may be trusted,
and to which pages it belongs. The index has a memory of its own: it is made after the pages stand, and may be missing
or old without harm to them. Deleting the folder is always safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from gongkai.model.inquiry import Asked
from gongkai.model.project import Project
from gongkai.stages.index.shards import Card
from gongkai.workshop.file_tree import folder_times
from gongkai.workshop.output_file import write_atomically

FOLDER = "search"
"""Where the index lies, in the site and in the memory."""


class Gathered(msgspec.Struct, frozen=True, array_like=True):
    """A chunk's documents, from outside. `file` is where they lie; `held` are those words of the list of synonyms that
    stand in them."""

    name: str
    file: str
    digest: str
    asked: Asked
    cards: tuple[Card, ...]
    held: tuple[str, ...]


class IndexState(msgspec.Struct, frozen=True, array_like=True):
    """What the last indexing knew: `written` gives the key of each shard whose files lie in `target`, `atlas_digest` is
    that of the Atlas by which all that was gathered was right. What was gathered stays packed for those who only ask
    whether the index is current."""

    target: str
    atlas_digest: str
    packed_gathered: bytes
    written: dict[str, str]
    folders: dict[str, int]
    site: str
    """Digest of the glance of the pages the index belongs to."""

    @property
    def gathered(self) -> tuple[Gathered, ...]:
        return _gathered(self.packed_gathered)


_gathered = msgspec.msgpack.Decoder(tuple[Gathered, ...]).decode


def index_state(project: Project, atlas_digest: str, gathered: Iterable[Gathered]) -> IndexState:
    """What is known while the index is being written: none of its files may be trusted yet."""
    return IndexState(str(project.target), atlas_digest, msgspec.msgpack.encode(tuple(gathered)), {}, {}, "")


def remember(project: Project, paths: Iterable[str]) -> None:
    """The index is what it should be for the pages of this moment: nothing more to do until they change."""
    memory = memory_of(project)
    state = read_state(memory)
    if state is not None:
        times = folder_times(project.target, {path.rpartition("/")[0] for path in paths})
        keep_state(memory, msgspec.structs.replace(state, folders=times, site=_site(project)))


def is_current(project: Project) -> bool:
    """Whether the index belongs to the pages that stand, and nobody touched its folders."""
    state = read_state(memory_of(project))
    return state is not None and state.site == _site(project) != "" and is_intact(state, project)


def is_absent(project: Project) -> bool:
    """Whether the site has no index."""
    folder = project.target / FOLDER
    return not (folder.exists() and any(folder.iterdir()))


def make_room(project: Project) -> None:
    """Make the index' folder while the pages are written: made later, it would look as if somebody had touched the
    site."""
    if project.settings.search is not None:
        (project.target / FOLDER).mkdir(parents=True, exist_ok=True)


def memory_of(project: Project) -> Path:
    return project.memory / FOLDER


def read_state(memory: Path) -> IndexState | None:
    try:
        return msgspec.msgpack.decode((memory / "state").read_bytes(), type=IndexState)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def keep_state(memory: Path, state: IndexState) -> None:
    write_atomically(memory / "state", msgspec.msgpack.encode(state))


def is_intact(state: IndexState, project: Project) -> bool:
    """Whether the files of the index lie as they were written."""
    if state.target != str(project.target) or not state.folders:
        return False
    try:
        return folder_times(project.target, state.folders) == state.folders
    except OSError:
        return False


def _site(project: Project) -> str:
    """Digest of the glance that the last build of the pages left; "" without one."""
    try:
        return blake2b((project.memory / "glance").read_bytes(), digest_size=16).hexdigest()
    except FileNotFoundError:
        return ""
