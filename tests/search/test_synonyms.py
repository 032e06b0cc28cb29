"""Synonyms: the committed list, names that changed, and no word that the site does not hold."""

from __future__ import annotations

from pathlib import Path

from command_line import overwrite
from reading import read_json
from small_site import built, lay_out_with_search

from gongkai.stages.index.synonyms import listed, synonyms
from gongkai.workshop.folding import fold, units

POLICY = "content/sfb/policies/2026-9.md"


def test_the_list_says_something_with_each_line() -> None:
    assert listed()["檔案"] == ("文件",)
    assert listed()["入口網站"] == ("门户网站",)
    assert listed()["最佳化"] == ("优化",)
    for word, others in listed().items():
        assert word == word.strip()
        assert units(word)
        assert all(units(other) and fold(other) != fold(word) for other in others), word


def test_only_words_of_the_site_are_looked_for() -> None:
    found = synonyms(["公积金"], {}, [])
    assert found["住房公积金"] == ["公积金"]
    assert "檔案" not in found


def test_names_that_changed_and_short_ones() -> None:
    names = [("云川市环境保护局", "云川市生态环境局"), ("川口区", "川口区人民政府")]
    assert synonyms([], {}, names) == {"云川市环境保护局": ["云川市生态环境局"]}


def test_a_site_has_its_own(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    overwrite(
        tmp_path / "mkdocs.yml", "  - gongkai/search\n", "  - gongkai/search:\n      synonyms: {红头: [政务公开]}\n"
    )
    overwrite(tmp_path / POLICY, "现就", "文件、公积金。现就")
    built(tmp_path)
    found = read_json(site, "shards.json")["synonyms"]
    assert found["红头"] == ["政务公开"]
    assert found["檔案"] == ["文件"]
    assert found["住房公积金"] == ["公积金"]
    overwrite(tmp_path / POLICY, "公积金", "")
    built(tmp_path)
    assert "住房公积金" not in read_json(site, "shards.json")["synonyms"]
