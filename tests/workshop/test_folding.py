"""What counts as the same word, however it is written or typed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.folding import browser_table, fold, grams, number_key, pieces, simplified, units

LETTERS = st.characters(codec="utf-8")
USUAL = st.sampled_from("政务公开獻血臺灣發展〔〕（），。：号年第2024ＰＭabcXYZ.·—①㈠℃½〇\u0301é𠮷ﬁ \n")
TEXT = st.text(USUAL | LETTERS, max_size=60)


def test_one_fold_for_all_spellings() -> None:
    assert fold("獻血ＰＭ２.５") == fold("献血pm2.5") == "献血pm2.5"


def test_units_are_characters_words_and_whole_numbers() -> None:
    assert units("芜政办〔2024〕2号，PM2.5 Wi-Fi") == ["芜", "政", "办", "2024", "2", "号", "pm", "2p5", "wi", "fi"]


def test_grams_overlap_and_end_with_the_last_unit() -> None:
    assert grams(units("公积金")) == ["公积", "积金", "金"]
    assert grams(units("PM2.5指数")) == ["pmq2p5", "2p5指", "指数", "数"]
    assert grams([]) == []


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("云川政办发〔2026〕2号", "云川政办发2026-2"),
        ("云川政办发2026 2号", "云川政办发2026-2"),
        ("云川政办发[2026]第02号", "云川政办发2026-2"),
        ("〔2026〕2", "2026-2"),
        ("国令第711号", "国令711"),
        ("11990100YC000001XT/2026-00001", "11990100-yc-1-xt-2026-1"),
        ("１１９９０１００yc000001xt／2026－00001", "11990100-yc-1-xt-2026-1"),
    ],
)
def test_a_number_has_one_key(typed: str, key: str) -> None:
    assert number_key(typed) == key


@given(TEXT)
def test_pieces_have_the_units_of_the_text_and_lose_nothing(text: str) -> None:
    found, cut = pieces(text)
    assert found == units(text)
    assert len(cut) == len(found)
    if found:
        composed = unicodedata.normalize("NFC", text)
        assert "".join(cut) in (composed, fold(composed))


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert units(fold(text)) == units(text)


def test_the_table_holds_single_characters_and_no_chains_that_matter() -> None:
    table = simplified()
    assert len(table) > 2900
    assert table["獻"] == "献"
    assert all(len(each) == 1 for pair in table.items() for each in pair)


def test_the_browser_has_the_same_table(project_root: Path) -> None:
    script = project_root / "theme/assets/javascripts/search-tables.js"
    assert script.read_text("utf-8") == browser_table(), "run: python -m gongkai.workshop.folding"
