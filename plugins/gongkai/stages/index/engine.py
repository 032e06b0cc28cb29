"""The engine: Pagefind, run as a program of its own on a folder of feed pages.

In: a folder. Out: its index files, and what every site needs of it in the browser: the worker script and the module it
runs, kept once for all shards. Pinned to the version below: docs/search.md names the four internals we rely on, and
tests/search holds them.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from gongkai.model.search import SearchError

VERSION = "1.5.2"
CHUNK = 1000
"""Words in a chunk of the index: what a query reads is mostly what it asked for, and files are not yet too many."""
ENTRY = "pagefind-entry.json"
"""The file of a shard that names the others. The list of shards holds it, too, so that nobody waits for it."""
_WORKER = "pagefind-worker.js"
_MODULE = "wasm.unknown.pagefind"
_ASKED = "${this.basePath}wasm.${language}.pagefind"
_ANSWERED = '${this.basePath.replace(/[^/]+\\/$/,"engine/")}' + _MODULE


def run_engine(feed: Path, output: Path) -> None:
    """Index the pages of a folder.

    Raises:
        SearchError: the engine is missing, of another version, or did not do it.
    """
    from pagefind_bin import get_executable

    command = [str(get_executable()), "--site", str(feed), "--output-path", str(output)]
    options = ["--force-language", "und", "--keep-index-url", "--quiet"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    environment["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = str(CHUNK)
    try:  # run in its own folder, where no configuration file of somebody else lies
        done = subprocess.run(
            command + options, cwd=feed.parent, env=environment, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SearchError(f"搜索引擎不能运行：{error}") from error
    if done.returncode:
        raise SearchError(f"搜索引擎出错：{(done.stderr or done.stdout).strip()}")


def worker_script(output: Path) -> bytes:
    """The engine's worker script as it came, but for the address of its module: one for all shards.

    Raises:
        SearchError: the script is not the one we know.
    """
    script = (output / _WORKER).read_text("utf-8")
    if script.count(_ASKED) != 1 or f'pagefind_version="{VERSION}"' not in script:
        raise SearchError(f"搜索引擎不是 {VERSION} 版，见 docs/search.md")
    return script.replace(_ASKED, _ANSWERED).encode()


def engine_files(output: Path) -> dict[str, bytes]:
    """What the browser needs of the engine, by address below `search/`."""
    return {
        f"engine/{_WORKER}": worker_script(output),
        f"engine/{_MODULE}": (output / _MODULE).read_bytes(),
    }


def index_files(output: Path) -> dict[str, bytes]:
    """The index proper, by name in its shard; fragments are written anew by `shard`."""
    found = {ENTRY: (output / ENTRY).read_bytes()}
    for path in sorted(output.glob("*.pf_meta")):
        found[path.name] = path.read_bytes()
    for path in sorted((output / "index").glob("*.pf_index")):
        found[f"index/{path.name}"] = path.read_bytes()
    return found


def wrapped_worker(script: bytes) -> bytes:
    """The worker script as a function, for pages opened from a folder, where no worker may be started."""
    return b"window.__gongkaiEngine=function(self,fetch,window,document){" + script + b"\n};\n"
