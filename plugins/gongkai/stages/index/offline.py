"""The form for folders: the same index as scripts, because a page opened by double click may load nothing else.

In: files by address below `search/`. Out: scripts below `search/offline/`. Each file is one call with its address and
its bytes in base64; what is needed at once stands in `boot.js`, fragments in packs.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from gongkai.stages.index.engine import ENTRY, wrapped_worker
from gongkai.stages.index.shard import Row
from gongkai.stages.index.sidecars import PACK

_CHUNK = "index/und_"
_WORKER = "engine/pagefind-worker.js"
_AT_ONCE = (".pf_meta", "docs.json", ENTRY)
_LATER = ("titles.json", "lists.json")


def call(address: str, content: bytes) -> bytes:
    return b'__gongkaiData("%s","%s");\n' % (address.encode(), b64encode(content))


def shard_scripts(name: str, rows: Sequence[Row], files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Chunks of the index by the first two digits of their names, fragments by packs."""
    chunks = sorted(path for path in files if path.startswith(_CHUNK))
    for digits, paths in groupby(chunks, key=lambda path: path[len(_CHUNK) :][:2]):
        yield f"offline/{name}/index/{digits}.js", b"".join(call(f"{name}/{path}", files[path]) for path in paths)
    for start in range(0, len(rows), PACK):
        paths = (f"fragment/{row.fragment}.pf_fragment" for row in rows[start : start + PACK])
        pack = b"".join(call(f"{name}/{path}", files[path]) for path in paths)
        yield f"offline/{name}/fragment/p{start // PACK}.js", pack


def site_scripts(
    engine: Mapping[str, bytes], site_files: Mapping[str, bytes], shards: Iterable[tuple[str, Mapping[str, bytes]]]
) -> dict[str, bytes]:
    """`engine.js`, `boot.js`, and what is read on demand. `shards` gives each shard's files."""
    if not engine:
        return {}
    boot = [call(path, content) for path, content in engine.items() if path != _WORKER]
    boot.append(call("shards.json", site_files["shards.json"]))
    found = {"offline/engine.js": wrapped_worker(engine[_WORKER])}
    for name, files in shards:
        for path, content in files.items():
            if path.endswith(_AT_ONCE):
                boot.append(call(f"{name}/{path}", content))
            elif path in _LATER:
                found[f"offline/{name}/{path.removesuffix('on')}"] = call(f"{name}/{path}", content)
    found["offline/boot.js"] = b"".join(boot)
    for path, content in site_files.items():
        if path.startswith("numbers/"):
            found[f"offline/{path.removesuffix('on')}"] = call(path, content)
    return found
