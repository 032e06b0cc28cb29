"""The shell: what MkDocs and Material give to our pages.

In: MkDocs' environment while it builds the authored pages. Out: a frame for each entrance and URL depth, and the folder
into which MkDocs wrote authored pages and theme files. Kept in the memory's folder: as long as mkdocs.yml, theme and
authored pages are what they were, MkDocs is not even imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import msgspec

from gongkai.model.project import Shell
from gongkai.stages.render import Frame, FrameKey
from gongkai.workshop.output_file import write_atomically

DEPTHS = range(6)
_DROPPED = ("sitemap.xml", "sitemap.xml.gz", "search/", "assets/javascripts/bundle.", "assets/javascripts/workers/",
            "assets/javascripts/lunr/", "assets/stylesheets/palette.", "assets/images/social")  # fmt: skip
"""What Material ships and our pages never load; the sitemap with build dates is ours to write."""


class StoredShell(msgspec.Struct, frozen=True, array_like=True):
    key: str
    frames: tuple[tuple[str, int, Frame], ...]


def read_shell(memory: Path, key: str) -> Shell | None:
    """The stored shell, if it was made under the same key and its folder is still there."""
    try:
        stored = msgspec.msgpack.decode((memory / "shell").read_bytes(), type=StoredShell)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
    folder = memory / "stage"
    return _shell(stored, folder) if stored.key == key and folder.is_dir() else None


def store_shell(memory: Path, key: str, frames: Iterable[tuple[FrameKey, Frame]]) -> Shell:
    """Keep what MkDocs just made in `<memory>/stage`."""
    stored = StoredShell(key, tuple((each.section, each.depth, frame) for each, frame in frames))
    write_atomically(memory / "shell", msgspec.msgpack.encode(stored))
    return _shell(stored, memory / "stage")


def _shell(stored: StoredShell, folder: Path) -> Shell:
    frames = {FrameKey(section, depth): frame for section, depth, frame in stored.frames}
    frames_digest = sha256(msgspec.msgpack.encode(stored.frames)).hexdigest()
    files = tuple(sorted(_files(folder)))
    return Shell(frames, frames_digest, folder, files, stored.key + frames_digest)


def _files(folder: Path) -> Iterable[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")
            if not path.startswith(_DROPPED) and not path.endswith(".map"):
                yield path
