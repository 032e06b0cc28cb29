"""The index as tests read it: every document as it is shown, from the files a site publishes."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.workshop.folding import units

MAGIC = b"pagefind_dcd"
SEAM = "\u200b"


@dataclass(frozen=True, slots=True)
class Found:
    """A document of the index. `paragraphs` are the units of each stretch that phrases do not leave."""

    shard: str
    number: int
    meta: dict[str, Any]
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join("".join(paragraph) for paragraph in self.paragraphs)


def read_json(site: Path, address: str) -> Any:
    return json.loads((site / "search" / address).read_bytes())


def read_fragment(site: Path, shard: str, name: str) -> dict[str, Any]:
    content = gzip.decompress((site / "search" / shard / "fragment" / f"{name}.pf_fragment").read_bytes())
    assert content.startswith(MAGIC)
    value: dict[str, Any] = json.loads(content[len(MAGIC) :])
    return value


def documents(site: Path) -> list[Found]:
    """Every document of the index."""
    found = []
    for shard in read_json(site, "shards.json")["shards"]:
        for number, name in enumerate(read_json(site, f"{shard['name']}/docs.json")["fragments"]):
            fragment = read_fragment(site, shard["name"], name)
            shown = "".join(fragment["content"].split(SEAM)).split("\n")
            paragraphs = tuple(tuple(units(text)) for text in shown if text)
            found.append(Found(shard["name"], number, fragment["meta"], paragraphs))
    return found


def by_url(site: Path) -> dict[str, Found]:
    return {found.meta["url"]: found for found in documents(site)}


def site_bytes(site: Path) -> bytes:
    """All that a reader of the index could get at, unpacked."""
    parts = []
    for path in sorted((site / "search").rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            parts += [str(path).encode(), content]
            if content[:2] == b"\x1f\x8b":
                parts.append(gzip.decompress(content).replace(SEAM.encode(), b""))
    return b"\n".join(parts)
