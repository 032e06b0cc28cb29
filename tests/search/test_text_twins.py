"""The tokeniser of the browser is that of the builder: any difference would hide pages from searchers."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from typing import IO, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample_city import ROOT

from gongkai.workshop.folding import grams, number_key, units

SCRIPTS = [str(ROOT / "theme/assets/javascripts" / name) for name in ("search-tables.js", "search.js")]
PROGRAM = f"""
for (const script of {json.dumps(SCRIPTS)}) require(script);
const {{ units, grams, numberKey, cut }} = gongkaiSearch.text;
require("readline").createInterface({{ input: process.stdin }}).on("line", (line) => {{
  const text = JSON.parse(line);
  console.log(JSON.stringify([units(text), grams(units(text)), numberKey(text), cut(text)]));
}});
"""
# What Python's Unicode does not know yet, the browser's may.
KNOWN = st.characters(exclude_categories=("Cs", "Cn", "Co"))
LIKELY = st.sampled_from("云川政办发〔２０２６〕02號第年獻發髮乾〇㎡℃①ⅣＰＭ2.5aZ0.,：“”　·\u3400\uf900𠀀﹏")
TEXT = st.text(KNOWN | LIKELY, max_size=60)


class Twin:
    """The browser's half, in one process for all examples."""

    def __init__(self, node: str) -> None:
        self.process = subprocess.Popen(
            [node, "-e", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __call__(self, text: str) -> Any:
        into, out = self._pipes()
        into.write(json.dumps(text) + "\n")
        into.flush()
        return json.loads(out.readline())

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def close(self) -> None:
        for pipe in self._pipes():
            pipe.close()
        self.process.wait()


@pytest.fixture(scope="module")
def twin() -> Iterator[Twin]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node")
    running = Twin(node)
    yield running
    running.close()


@settings(max_examples=400)
@given(TEXT)
@example("國令第711號")
@example("PM2.5濃度 3.14.15 1. .5")
@example("İΣς ﬁ ㈠ ㍻ ﾊﾟ")
def test_both_make_the_same_units_grams_and_keys(twin: Twin, text: str) -> None:
    of, pairs, key, _ = twin(text)
    assert of == units(text)
    assert pairs == grams(units(text))
    assert key == number_key(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("《》，。2a "), max_size=40))
def test_a_title_is_cut_without_loss(twin: Twin, text: str) -> None:
    *_, cut = twin(text)
    assert len(cut) == len(units(text))
    if cut:
        assert "".join(cut) == text


def test_every_traditional_character_folds_alike(twin: Twin) -> None:
    everything = "".join(map(chr, range(0x3400, 0xA000)))
    assert unicodedata.normalize("NFKC", everything) == everything
    assert twin(everything)[0] == units(everything)
