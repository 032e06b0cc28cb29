"""Sidecars: what the browser reads beside the index, made from the rows of all shards.

In: shards with their rows. Out: JSON by address below `search/`. Values of facets are named once for the site, so these
files are written at every indexing; they are small, and an equal file is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from gongkai.model.room import Context, Kind
from gongkai.model.search import FACETS
from gongkai.stages.index.engine import CHUNK
from gongkai.stages.index.shard import Row
from gongkai.stages.index.shards import Shard
from gongkai.standards import document_kinds, themes

PACK = 32
"""Fragments in one file of the form for folders."""
BUCKETS = 64
"""Files of numbers: a query reads the one its last digits lead to."""
_DIGITS = re.compile(r"\d{1,4}$")
_STATES = ("有效", "尚未施行", "修改", "废止", "失效")
_LEVELS = ("国家", "市级", "县区级", "乡镇（街道）级", "村（社区）级")
_EPOCH = date(1970, 1, 1).toordinal()

Values = Mapping[str, Sequence[str]]


def facet_values(
    rows: Iterable[Row], kinds: Mapping[str, Kind], context: Context, titles: Mapping[str, str]
) -> dict[str, list[str]]:
    """The values of each facet, in the order people expect: bodies in official order, themes in that of the standard,
    newest year first. `titles` gives each body's name."""
    found: dict[str, set[str]] = {name: set() for name in FACETS}
    for row in rows:
        for name, values in row.facets.items():
            found[name].update(values)
    bodies = sorted(context.bodies.by_identifier.values(), key=lambda body: (body.order, body.identifier))
    orders: dict[str, Sequence[str]] = {
        "kind": [kind.label for kind in kinds.values()],
        "theme": [name for theme in themes() for name in (theme.level1, theme.label)],
        "department": [titles[body.identifier] for body in bodies if body.identifier in titles],
        "state": _STATES,
        "genre": document_kinds(),
        "level": _LEVELS,
    }
    ordered = {name: sorted(values, key=_by(orders.get(name, ()))) for name, values in found.items()}
    ordered["year"].reverse()
    return ordered


def _by(order: Sequence[str]) -> Callable[[str], tuple[int, str]]:
    """Those of the order first, as they stand there; the others after them."""
    place: dict[str, int] = {}
    for index, value in enumerate(order):
        place.setdefault(value, index)
    return lambda value: (place.get(value, len(place)), value)


def shard_sidecars(rows: Sequence[Row], values: Values) -> dict[str, bytes]:
    """`docs.json` (read at once), `titles.json` and `lists.json` (when a list is shown without a query)."""
    number = {name: {value: index for index, value in enumerate(each)} for name, each in values.items()}
    docs = {
        "fragments": [row.fragment for row in rows],
        "packs": [index // PACK for index in range(len(rows))],
        "days": [max(0, date.fromisoformat(row.day).toordinal() - _EPOCH) if row.day else -1 for row in rows],
        "titleUnits": [row.title_units for row in rows],
        "lengths": [row.length for row in rows],
        "facets": {
            name: [[number[name][value] for value in row.facets.get(name, ())] for row in rows] for name in FACETS
        },
    }
    titles = {
        "titles": [row.title for row in rows],
        "urls": [row.url for row in rows],
        "numbers": [row.number for row in rows],
    }
    lists: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for listing in row.listings:
            lists.setdefault(listing, []).append(index)
    return {
        "docs.json": _json(docs),
        "titles.json": _json(titles),
        "lists.json": _json({name: lists[name] for name in sorted(lists)}),
    }


def number_files(shards: Iterable[tuple[str, Sequence[Row]]]) -> dict[str, bytes]:
    """Exact numbers → where they are: `numbers/<bucket>.json`."""
    buckets: list[dict[str, list[tuple[str, int]]]] = [{} for _ in range(BUCKETS)]
    for name, rows in shards:
        for index, row in enumerate(rows):
            for key in row.numbers:
                buckets[bucket_of(key)].setdefault(key, []).append((name, index))
    return {
        f"numbers/{index}.json": _json({key: bucket[key] for key in sorted(bucket)})
        for index, bucket in enumerate(buckets)
    }


def bucket_of(key: str) -> int:
    """Which file a number is in: by its last digits, at most four, so that 〔2026〕2 leads where its whole number is."""
    digits = _DIGITS.search(key)
    return int(digits[0]) % BUCKETS if digits else 0


class ListedShard(NamedTuple):
    """A shard with the digest of its files and its entry, the JSON by which the engine finds them."""

    shard: Shard
    digest: str
    entry: bytes


def shard_list(
    shards: Iterable[ListedShard], values: Values, synonyms: Mapping[str, Sequence[str]]
) -> dict[str, bytes]:
    """`shards.json`: what the browser reads first."""
    listed = [
        {
            "name": shard.name,
            "from": shard.first,
            "to": shard.last,
            "count": len(shard.cards),
            "digest": digest,
            "entry": msgspec.Raw(entry),
        }
        for shard, digest, entry in shards
    ]
    content: dict[str, Any] = {
        "chunk": CHUNK,
        "facets": [{"name": name, "label": label, "values": values[name]} for name, label in FACETS.items()],
        "shards": listed,
        "numbers": BUCKETS,
        "synonyms": synonyms,
    }
    build = sha256(msgspec.json.encode(content)).hexdigest()[:16]
    return {"shards.json": _json({"build": build} | content)}


def digest_of(files: Mapping[str, bytes]) -> str:
    """Digest of files with their names."""
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return digest.hexdigest()[:16]


def _json(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"
