"""The index of a site: what is in it, and that it is always the one a clean build would make."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from command_line import DATED, gongkai, overwrite
from reading import by_url, documents, read_json, site_bytes
from site_edits import EDITS, add_entry, add_interpretation, add_policy
from site_tools import contents, differing, open_site
from small_site import built, lay_out_with_search
from test_not_public import publish_rest

from gongkai.model.atlas import Atlas, OpenSheet
from gongkai.model.sheet import Sheet
from gongkai.stages.index import shards
from gongkai.stages.index.memory import is_current

POLICY = "content/sfb/policies/2026-9.md"


def test_records_of_every_kind_and_authored_pages_are_found(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    page = tmp_path / "content/pages/help.md"
    page.parent.mkdir()
    page.write_text("# 使用帮助\n\n打开目录。\n\n## 怎样查找\n\n输入词语。\n", "utf-8")
    built(tmp_path)
    found = by_url(site)
    assert {each.meta["kind"] for each in found.values()} >= {"政策文件", "信息", "机构", "网站说明"}
    assert "输入词语" in found["pages/help.html"].text
    assert ["怎样查找", "pages/help.html#_2"] in [part[1:] for part in found["pages/help.html"].meta["parts"]]
    for url in found:
        assert (site / url.partition("#")[0]).is_file(), url


def test_a_result_says_where_a_word_stands(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    with (tmp_path / POLICY).open("a", encoding="utf-8") as file:
        file.write("\n第一条 总则。\n\n第二条 细则。\n")
    built(tmp_path)
    parts = by_url(site)["policies/sfb/2026-9.html"].meta["parts"]
    assert ["第二条", "policies/sfb/2026-9.html#article-2"] in [part[1:] for part in parts]


def test_the_date_below_a_document_is_found_as_it_is_printed(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    assert "<p>2026年5月8日</p>" in (site / "policies/sfb/2026-9.html").read_text("utf-8")
    assert "2026年5月8日" in by_url(site)["policies/sfb/2026-9.html"].text


def test_hidden_words_find_and_are_not_shown(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    overwrite(tmp_path / POLICY, "文件类别:", "检索词: [玄鸟计划]\n文件类别:")
    built(tmp_path)
    shard = by_url(site)["policies/sfb/2026-9.html"].shard
    chunks = b"".join(path.read_bytes() for path in (site / "search" / shard / "index").iterdir())
    import gzip

    assert any(
        "玄鸟".encode() in gzip.decompress(p.read_bytes()) for p in (site / "search" / shard / "index").iterdir()
    )
    assert chunks
    assert "玄鸟" not in "".join(each.text for each in documents(site))
    assert "玄鸟" not in (site / "policies/sfb/2026-9.html").read_text("utf-8")


def test_numbers_lead_to_their_record(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    found = by_url(site)["policies/sfb/2026-9.html"]
    assert read_json(site, "numbers/9.json")["云川政办发2026-9"] == [[found.shard, found.number]]
    assert read_json(site, "numbers/1.json")["11990100-yc-1-xt-2026-1"] == [[found.shard, found.number]]


def test_facets_are_those_of_the_records(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    found = by_url(site)["policies/sfb/2026-9.html"]
    values = {each["name"]: each["values"] for each in read_json(site, "shards.json")["facets"]}
    columns = read_json(site, f"{found.shard}/docs.json")["facets"]
    facets = {name: [values[name][index] for index in columns[name][found.number]] for name in values}
    assert facets == {
        "kind": ["政策文件"],
        "theme": ["综合政务", "综合政务\\政务公开"],
        "department": ["云川市人民政府办公室"],
        "year": ["2026"],
        "state": ["有效"],
        "genre": ["通知"],
        "level": ["市级"],
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = lay_out_with_search(tmp_path / "one"), lay_out_with_search(tmp_path / "另一处 地方")
    built(one.parent)
    built(other.parent)
    assert (one / "search/shards.json").is_file()
    assert differing(one, other) == []


def test_mkdocs_gives_the_same_index(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    config_file = tmp_path / "mkdocs.yml"
    overwrite(config_file, "  - gongkai:\n", f"  - gongkai:\n      as_of: '{DATED[1]}'\n")
    built(tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "by-mkdocs")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert differing(site, tmp_path / "by-mkdocs") == []


DAYS = ("2024-06-01", "2026-11-20", "2027-06-01")
STEPS_OF_AN_INDEX = (
    "gather.held_words",
    "keep.make_shard",
    "write.divide",
    "write.number_files",
    "memory.folder_times",
)


def build_without_search(folder: Path, day: str) -> None:
    gongkai(folder, "build", "--no-search", "--as-of", day)


def build_cut_short(step: str) -> Callable[[Path, str], None]:
    """A build that is ended when its index comes to a step, if it comes there."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def build(folder: Path, day: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(f"gongkai.stages.index.{step}", interrupt)
            gongkai(folder, "build", "--as-of", day)

    return build


BUILDS_BETWEEN = (build_without_search, *map(build_cut_short, STEPS_OF_AN_INDEX))
"""Builds after which the index is older than the pages."""


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_the_index_equals_a_clean_one(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "HEAVIEST", 3000)  # so that shards split and grow together within a few edits
    random = Random(seed)
    folder = tmp_path / "project"
    site = lay_out_with_search(folder)
    publish_rest(folder)  # a history has mistakes, too
    for _ in range(10):
        random.choice([add_policy, add_entry, add_interpretation])(random, folder)
    for step in range(5):
        day = random.choice(DAYS)
        gongkai(folder, "build", "--as-of", day)
        clean = tmp_path / f"clean{step}"
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("site", ".gongkai"))
        gongkai(clean, "build", "--as-of", day)
        assert differing(site, clean / "site") == [], f"after step {step}"
        for _ in range(random.randrange(1, 4)):
            random.choice(EDITS)(random, folder)
            if random.random() < 0.7:
                random.choice(BUILDS_BETWEEN)(folder, random.choice(DAYS))


@pytest.mark.parametrize("build_between", BUILDS_BETWEEN)
def test_what_was_withdrawn_while_no_index_was_made_is_found_no_more(
    tmp_path: Path, build_between: Callable[[Path, str], None]
) -> None:
    """The withdrawal concerns a record whose own file is as it was, and is no part of the last build's changes."""
    site = lay_out_with_search(tmp_path)
    publish_rest(tmp_path)
    overwrite(tmp_path / POLICY, "现就", "玄鸟计划七四一。现就")
    built(tmp_path)
    assert "玄鸟计划七四一".encode() in site_bytes(site)
    entries = tmp_path / "catalogues/entries/sfb/2026.yml"
    overwrite(entries, "2026-01000", "2026-00001")  # the number of the policy, and so neither is published
    build_between(tmp_path, DATED[1])
    overwrite(entries, "内容概述: ", "内容概述: 又改。")
    gongkai(tmp_path, "build", *DATED)
    assert not (site / "policies/sfb/2026-9.html").exists()
    assert "玄鸟".encode() not in site_bytes(site)


def test_a_changed_policy_reads_no_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_with_search(tmp_path)
    random = Random(1)
    for _ in range(20):
        random.choice([add_policy, add_entry])(random, tmp_path)
    built(tmp_path)
    opened: list[str] = []
    really_opened = Atlas.opened

    def noted(atlas: Atlas, sheet: Sheet) -> OpenSheet:
        opened.append(sheet.key)
        return really_opened(atlas, sheet)

    monkeypatch.setattr(Atlas, "opened", noted)
    overwrite(tmp_path / POLICY, "现就", "玄鸟计划。现就")
    built(tmp_path)
    assert "policy-sfb-2026" in opened
    assert [key for key in opened if key.startswith("entry-")] == []


def test_a_change_makes_only_the_shard_that_holds_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "HEAVIEST", 3000)
    site = lay_out_with_search(tmp_path)
    random = Random(1)
    for _ in range(12):
        random.choice([add_policy, add_entry])(random, tmp_path)
    built(tmp_path)
    shelf = tmp_path / ".gongkai/mkdocs/search/shards"
    before = {path.name for path in shelf.glob("*.head")}
    index = {path: path.stat().st_mtime_ns for path in site.glob("search/*/index/*")}
    assert len(before) > 3
    overwrite(tmp_path / POLICY, "现就", "玄鸟计划。现就")
    built(tmp_path)
    assert len({path.name for path in shelf.glob("*.head")} - before) == 1
    changed = {path.parts[-3] for path in site.glob("search/*/index/*") if index.get(path) != path.stat().st_mtime_ns}
    assert changed == {by_url(site)["policies/sfb/2026-9.html"].shard}


def test_nothing_changed_means_nothing_done(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert is_current(open_site(tmp_path / "mkdocs.yml"))
    assert "本次生成 0 个、删除 0 个" in built(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == times


def test_a_file_that_somebody_removed_comes_back(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    before = contents(site)
    (site / "search/shards.json").unlink()
    next(iter(site.glob("search/2016-2031/fragment/*"))).unlink()
    (site / "search/2016-2031/stranger.txt").write_text("x", "utf-8")
    built(tmp_path)
    assert contents(site) == before


def test_without_search_there_is_no_index_and_afterwards_there_is(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    whole = contents(site)
    built(tmp_path, "--no-search")
    assert not any((site / "search").iterdir())
    built(tmp_path)
    assert contents(site) == whole


def test_a_site_without_the_plugin_has_no_search(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    built(tmp_path)
    overwrite(tmp_path / "mkdocs.yml", "  - gongkai/search\n", "")
    built(tmp_path)
    assert not (site / "search").exists()


def test_what_is_removed_is_found_no_more(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    overwrite(tmp_path / POLICY, "现就", "玄鸟计划七四一。现就")
    built(tmp_path)
    assert "玄鸟计划七四一".encode() in site_bytes(site)
    (tmp_path / POLICY).unlink()
    built(tmp_path)
    assert "玄鸟".encode() not in site_bytes(site)


def test_an_engine_that_fails_leaves_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pagefind_bin

    site = lay_out_with_search(tmp_path)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path("/bin/false"))
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 1
    assert "网页已经生成，搜索索引没有" in done.stderr
    assert (site / "policies/sfb/2026-9.html").is_file()
    monkeypatch.undo()
    built(tmp_path)
    assert by_url(site)


def test_words_of_a_file_are_found_under_the_page_that_owns_it(tmp_path: Path, project_root: Path) -> None:
    site = lay_out_with_search(tmp_path)
    files = tmp_path / POLICY.replace(".md", ".files")
    files.mkdir()
    source = project_root / "content/rsj/policies/2026-jineng-butie.files/shenling-biao.docx"
    shutil.copy(source, files / "biao.docx")
    overwrite(tmp_path / POLICY, "文件类别:", "附件: [{名称: 申领表, 文件: biao.docx}]\n文件类别:")
    text = (tmp_path / POLICY).read_text("utf-8")
    (tmp_path / POLICY).write_text(text + "\n附件：申领表\n", "utf-8")
    built(tmp_path)
    found = by_url(site)["policies/sfb/2026-9.html"]
    parts = [part for part in found.meta["parts"] if part[1] == "申领表（DOCX）"]
    assert [part[2] for part in parts] == ["policies/sfb/2026-9.files/biao.docx"]
    assert (site / parts[0][2]).is_file()
    assert "技能" in found.text
