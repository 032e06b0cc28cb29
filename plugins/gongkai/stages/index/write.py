"""Write: the whole index to the site's folder `search/`, only what differs.

In: a Publication. Out: files below `search/`, their paths, and what is remembered of it in `search/` of the memory. The
index has a memory of its own: it is made after the pages stand, and may be missing or old without harm to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from gongkai.stages.index.engine import ENTRY
from gongkai.stages.index.gather import Publication, Store, gather
from gongkai.stages.index.keep import Head, Shelf, code_digest, key_of
from gongkai.stages.index.memory import (
    FOLDER,
    Gathered,
    index_state,
    is_intact,
    keep_state,
    memory_of,
    read_state,
)
from gongkai.stages.index.offline import shard_scripts, site_scripts
from gongkai.stages.index.shards import Shard, divide
from gongkai.stages.index.sidecars import (
    ListedShard,
    digest_of,
    facet_values,
    number_files,
    shard_list,
    shard_sidecars,
)
from gongkai.stages.index.synonyms import synonyms
from gongkai.workshop.output_file import write_if_changed


class Indexed(msgspec.Struct, frozen=True):
    """What one indexing did. `paths` are all files of the index, relative to the site."""

    paths: tuple[str, ...]
    documents: int
    shards: int
    made: int


def make_index(of: Publication) -> Indexed:
    """Gather, divide, make what is missing, write what differs.

    Raises:
        SearchError: the engine failed.
    """
    memory = memory_of(of.project)
    before = read_state(memory)
    known = {each.name: each for each in before.gathered} if before else {}
    trusted = before.written if before and is_intact(before, of.project) else {}
    store, shelf = Store(memory / "documents"), Shelf(memory / "shards")
    gathered = gather(of, known, of.change_since(before.atlas_digest if before else ""), store, code_digest())
    state = index_state(of.project, of.atlas_digest, gathered)
    keep_state(memory, state)  # files may differ from here on
    shards = divide(card for each in gathered for card in each.cards)
    made = shelf.make(shards, gathered, store, of.project.workers)
    keys = {shard.name: key_of(shard) for shard in shards}
    heads = {shard.name: shelf.head(keys[shard.name]) for shard in shards}
    paths = _write_all(of, shards, keys, heads, shelf, trusted, gathered)
    shelf.remove_others(keys.values())
    keep_state(memory, msgspec.structs.replace(state, written=keys))
    return Indexed(paths, sum(len(each.cards) for each in gathered), len(shards), made)


def _write_all(
    of: Publication,
    shards: list[Shard],
    keys: Mapping[str, str],
    heads: Mapping[str, Head],
    shelf: Shelf,
    trusted: Mapping[str, str],
    gathered: Iterable[Gathered],
) -> tuple[str, ...]:
    target = f"{of.project.target}/{FOLDER}"
    titles = {each.ref.place: each.title for each in of.atlas.members("departments/all")}
    rows = [row for head in heads.values() for row in head.rows]
    values = facet_values(rows, of.kinds, of.context, titles)
    names = (pair for room in of.rooms for pair in room.other_names(of.atlas, of.context))
    small: dict[str, Mapping[str, bytes]] = {}
    paths: list[str] = []
    listed: list[ListedShard] = []
    for shard in shards:
        head, key = heads[shard.name], keys[shard.name]
        sidecars = shard_sidecars(head.rows, values)
        small[shard.name] = head.small | sidecars
        listed.append(ListedShard(shard, digest_of(sidecars | {"key": key.encode()}), head.small[ENTRY]))
        if trusted.get(shard.name) == key:
            paths += _mass_paths(shard.name, head)
            continue
        files = shelf.files(key)
        for path, content in _mass(shard.name, head, files):
            write_if_changed(f"{target}/{path}", content)
            paths.append(path)
    engine = next(iter(heads.values())).engine if heads else {}
    own = of.project.settings.search.synonyms if of.project.settings.search else {}
    held = {word for each in gathered for word in each.held}
    site_files = {
        **number_files((shard.name, heads[shard.name].rows) for shard in shards),
        **shard_list(listed, values, synonyms(held, own, names)),
    }
    rest = {
        **engine,
        **{f"{name}/{path}": content for name, files in small.items() for path, content in files.items()},
        **site_scripts(engine, site_files, small.items()),
        **site_files,
    }
    for path, content in rest.items():
        write_if_changed(f"{target}/{path}", content)
    return tuple(f"{FOLDER}/{path}" for path in (*paths, *rest))


def _mass(name: str, head: Head, files: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    """The chunks and fragments of a shard in both forms."""
    for path in head.names:
        if path not in head.small:
            yield f"{name}/{path}", files[path]
    yield from shard_scripts(name, head.rows, files)


def _mass_paths(name: str, head: Head) -> Iterable[str]:
    return (path for path, _ in _mass(name, head, dict.fromkeys(head.names, b"")))
