"""The four internals of Pagefind that search relies on (docs/search.md 7). Read this first when a new version fails."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from gongkai.model.search import SearchDocument, SearchError, SearchPart
from gongkai.stages.index import engine
from gongkai.stages.index.engine import run_engine, worker_script
from gongkai.stages.index.layout import SEAM, feed_page, lay_out
from gongkai.stages.index.shard import make_shard

TEXT = "芜政办〔2024〕2号：PM2.5达标，獻血。"


def document(identifier: str, *paragraphs: str) -> SearchDocument:
    return SearchDocument(identifier, f"{identifier}.html", "关于政务公开的通知", (), (SearchPart("", "", paragraphs),))


def indexed(folder: Path, *documents: SearchDocument) -> Path:
    feed = folder / "feed"
    feed.mkdir(parents=True)
    for each in documents:
        (feed / f"{each.identifier}.html").write_text(feed_page(lay_out(each)), "utf-8")
    run_engine(feed, folder / "out")
    return folder / "out"


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def test_words_of_an_unknown_language_are_left_alone(tmp_path: Path) -> None:
    output = indexed(tmp_path, document("a", TEXT))
    chunks = b"".join(map(unpacked, (output / "index").iterdir()))
    for gram in ("芜政", "2024q2", "2号", "pmq2p5", "2p5达", "献血", "血"):
        assert gram.encode() in chunks, gram
    assert list(json.loads((output / "pagefind-entry.json").read_bytes())["languages"]) == ["und"]


def test_the_size_of_chunks_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [document(f"d{n}", "".join(chr(0x4E00 + (n * 97 + i * 7) % 20000) for i in range(300))) for n in range(30)]
    coarse = indexed(tmp_path / "coarse", *many)
    monkeypatch.setattr(engine, "CHUNK", 300)
    fine = indexed(tmp_path / "fine", *many)
    assert len(list((fine / "index").iterdir())) > 2 * len(list((coarse / "index").iterdir()))


def test_a_fragment_is_named_after_its_content_and_counts_positions(tmp_path: Path) -> None:
    laid = lay_out(document("a", TEXT, "第二段。"))
    (fragment,) = (indexed(tmp_path / "one", laid.document) / "fragment").iterdir()
    content = unpacked(fragment)
    assert content.startswith(b"pagefind_dcd{")
    value = json.loads(content[len(b"pagefind_dcd") :])
    assert value["url"] == "/a.html"
    assert value["word_count"] == len(value["content"].split(" ")) == laid.length
    (other,) = (indexed(tmp_path / "two", document("a", TEXT, "第二段！")) / "fragment").iterdir()
    assert other.name != fragment.name, "what is shown differs, if only by a mark"


def test_the_worker_is_the_one_we_know(tmp_path: Path) -> None:
    output = indexed(tmp_path, document("a", TEXT))
    script = worker_script(output).decode()
    assert 'engine/")}wasm.unknown.pagefind' in script
    for word in ('case"init"', 'case"preload"', 'case"search"', "self.postMessage(response)"):
        assert word in script
    assert '"pagefind_dcd"){return data.slice(12);}' in script, "what comes unpacked is taken as it is"
    assert "${this.basePath}pagefind-entry.json" in script
    (output / "pagefind-worker.js").write_text("another", "utf-8")
    with pytest.raises(SearchError, match=r"1\.5\.2"):
        worker_script(output)


def test_the_version_is_the_one_that_was_tested() -> None:
    from importlib.metadata import version

    assert version("pagefind-bin") == engine.VERSION


def test_what_is_shown_has_a_piece_for_each_position(tmp_path: Path) -> None:
    made = make_shard([document("a", TEXT), document("b", "另一段", "再一段")], tmp_path)
    for row in made.rows:
        value = json.loads(gzip.decompress(made.files[f"fragment/{row.fragment}.pf_fragment"])[12:])
        shown = value["content"].split(SEAM)
        assert len(shown) == row.length == value["word_count"]
        assert "".join(shown[: row.title_units]) == "关于政务公开的通知"


def test_documents_that_say_the_same_stay_apart(tmp_path: Path) -> None:
    made = make_shard([document("a", TEXT), document("b", TEXT)], tmp_path)
    assert len({row.fragment for row in made.rows}) == 2
