"""Made shards, kept between builds: content goes by the digest of what it was made from.

In: shards with the cards of their documents. Out: for each one its head (rows, small files), made anew by workers,
two at a time, where it is not on the shelf. Deleting the folder costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from gongkai.model.search import SearchDocument
from gongkai.stages.index.engine import CHUNK, VERSION
from gongkai.stages.index.gather import Store
from gongkai.stages.index.memory import Gathered
from gongkai.stages.index.shard import Row, make_shard
from gongkai.stages.index.shards import Shard
from gongkai.workshop.crew import share
from gongkai.workshop.output_file import write_atomically

_AT_ONCE = 2
"""Shards made at the same time: each may take 1.2 GB."""
_FRAGMENT_OR_CHUNK = ("fragment/", "index/")


class Head(msgspec.Struct, frozen=True, array_like=True):
    """A made shard without its mass: rows, names of all its files, the small ones of them, the engine's own files."""

    rows: tuple[Row, ...]
    names: tuple[str, ...]
    small: dict[str, bytes]
    engine: dict[str, bytes]


_heads = msgspec.msgpack.Decoder(Head)
_masses = msgspec.msgpack.Decoder(dict[str, bytes])


@cache
def code_digest() -> str:
    """Digest of the code and tables that decide what an index looks like."""
    digest = sha256(f"{VERSION} {CHUNK}".encode())
    package = Path(__file__).parents[2]
    for pattern in ("stages/index/**/*", "workshop/folding.py", "workshop/data/*", "workshop/file_text.py"):
        for path in sorted(package.glob(pattern)):
            if path.is_file() and path.suffix in (".py", ".txt"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def key_of(shard: Shard) -> str:
    """Digest of everything a shard is made from."""
    return sha256(b"".join((code_digest().encode(), *(card.digest for card in shard.cards)))).hexdigest()


class Shelf(msgspec.Struct, frozen=True):
    """The folder of made shards."""

    folder: Path

    def head(self, key: str) -> Head:
        return _heads.decode((self.folder / f"{key}.head").read_bytes())

    def files(self, key: str) -> dict[str, bytes]:
        """All files of a shard but its sidecars."""
        return self.head(key).small | _masses.decode((self.folder / f"{key}.mass").read_bytes())

    def holds(self, key: str) -> bool:
        return (self.folder / f"{key}.head").exists()

    def make(self, shards: Sequence[Shard], gathered: Iterable[Gathered], store: Store, workers: int) -> int:
        """Make those that are not here. Returns how many that were."""
        homes = {card.identifier: each.file for each in gathered for card in each.cards}
        missing = [shard for shard in shards if not self.holds(key_of(shard))]

        def one(shard: Shard) -> int:
            made = make_shard(_documents(shard, homes, store), self.folder.parent / "work")
            mass = {name: content for name, content in made.files.items() if name.startswith(_FRAGMENT_OR_CHUNK)}
            small = {name: content for name, content in made.files.items() if name not in mass}
            key = key_of(shard)
            write_atomically(self.folder / f"{key}.mass", msgspec.msgpack.encode(mass))
            head = Head(made.rows, tuple(made.files), small, made.engine)
            write_atomically(self.folder / f"{key}.head", msgspec.msgpack.encode(head))
            return 1

        return sum(share(one, missing, int, min(workers, _AT_ONCE), few=2))

    def remove_others(self, keys: Iterable[str]) -> None:
        wanted = frozenset(keys)
        for path in self.folder.glob("*.*"):
            if path.stem not in wanted:
                path.unlink()


def _documents(shard: Shard, homes: Mapping[str, str], store: Store) -> list[SearchDocument]:
    """The shard's documents in its order."""
    wanted = {card.identifier for card in shard.cards}
    found = {
        document.identifier: document
        for name in sorted({homes[identifier] for identifier in wanted})
        for document in store.read(name)
        if document.identifier in wanted
    }
    return [found[card.identifier] for card in shard.cards]
