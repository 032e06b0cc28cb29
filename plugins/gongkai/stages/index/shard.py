"""One shard made: its documents fed to the engine, its fragments written anew with the text as it is shown.

In: documents, in order. Out: files by name in the shard's folder, a Row for each document, the engine's own files.
Positions in the index stay valid, because the shown text has as many pieces as the indexed one has tokens. Data for
display cost the index nothing.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from gongkai.model.search import SearchDocument, SearchError
from gongkai.stages.index.engine import engine_files, index_files, run_engine
from gongkai.stages.index.layout import Laid, feed_page, lay_out
from gongkai.workshop.folding import number_key

_MAGIC = b"pagefind_dcd"
_URL = re.compile(rb'pagefind_dcd\{"url":"/([^"]+)\.html"')
_ORDER = re.compile(r"国务院令\s*第?\s*(\d+)\s*号")
_WORDS = re.compile(rb'"word_count":(\d+),"filters"')


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What the sidecars say of a document. `fragment` is the name of its fragment; `numbers` are reduced (number_key);
    `title_units` and `length` count positions."""

    fragment: str
    day: str
    title: str
    url: str
    number: str
    title_units: int
    length: int
    numbers: tuple[str, ...]
    facets: dict[str, tuple[str, ...]]
    listings: tuple[str, ...]


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A shard as it is kept: rows in the order of documents, files by name in its folder, and the engine's by address
    below `search/`."""

    rows: tuple[Row, ...]
    files: dict[str, bytes]
    engine: dict[str, bytes]


def make_shard(documents: Iterable[SearchDocument], workplace: Path) -> Made:
    """Feed, index, rewrite. `workplace` is where a temporary folder may be made.

    Raises:
        SearchError: the engine failed, or its files are not what they were in the version we know.
    """
    workplace.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=workplace) as folder:
        feed, output = Path(folder) / "feed", Path(folder) / "out"
        feed.mkdir()
        laid = {}
        for document in documents:
            each = lay_out(document)
            name = sha256(document.identifier.encode()).hexdigest()[:20]
            (feed / f"{name}.html").write_text(feed_page(each), "utf-8")
            laid[name] = msgspec.structs.replace(each, tokens="")
        run_engine(feed, output)
        names = _fragment_names(output, laid)
        fragments = {f"fragment/{names[name]}.pf_fragment": _fragment(each) for name, each in laid.items()}
        rows = tuple(_row(each, names[name]) for name, each in laid.items())
        return Made(rows, index_files(output) | fragments, engine_files(output))


def _fragment_names(output: Path, laid: dict[str, Laid]) -> dict[str, str]:
    """Feed page → name of its fragment. The engine's fragments are read for that alone, and to see that it counted as
    many positions as we did."""
    found: dict[str, str] = {}
    for path in (output / "fragment").iterdir():
        content = gzip.decompress(path.read_bytes())
        url, words = _URL.match(content), _WORDS.search(content)
        if url is None or words is None:
            raise SearchError("搜索引擎的片段文件不是所知的样子，见 docs/search.md")
        name = url[1].decode()
        if int(words[1]) != laid[name].length:
            raise SearchError(f"搜索引擎数出 {words[1].decode()} 个位置，应为 {laid[name].length} 个")
        found[name] = path.stem
    if found.keys() != laid.keys():
        raise SearchError(f"搜索引擎收录 {len(found)} 页，应为 {len(laid)} 页")
    return found


def _fragment(laid: Laid) -> bytes:
    """A fragment as the engine would write it, with what is shown in place of what was indexed."""
    document = laid.document
    meta = {"title": document.title, "url": document.url, "date": document.day, "body": laid.body, **document.display}
    value = {
        "url": document.url,
        "content": laid.content,
        "word_count": laid.length,
        "filters": {},
        "meta": meta | ({"parts": laid.parts} if laid.parts else {}),
        "anchors": [],
    }
    return packed(_MAGIC + msgspec.json.encode(value))


def packed(content: bytes) -> bytes:
    """gzip without name or time, so that equal contents are equal files."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = compressor.compress(content) + compressor.flush()
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + body + tail


def _spellings(numbers: Iterable[str]) -> Iterable[str]:
    """Numbers, and by what else they go: an order of the State Council is cited as 国令第711号."""
    for number in numbers:
        yield number
        if order := _ORDER.search(number):
            yield f"国令{order[1]}"


def _row(laid: Laid, fragment: str) -> Row:
    document = laid.document
    return Row(
        fragment,
        document.day,
        document.title,
        document.url,
        document.display.get("number", ""),
        laid.title_units,
        laid.length,
        tuple(dict.fromkeys(filter(None, map(number_key, _spellings(document.numbers))))),
        document.facets,
        document.listings,
    )
