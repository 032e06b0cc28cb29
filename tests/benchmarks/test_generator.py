"""The benchmark's generator: the same records at any size, nothing for the gate to say, the same pages for Hugo."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.edits import edit_ours, new_title, victims
from benchmarks.hugo_site import write_hugo_site
from benchmarks.mkdocs_site import write_mkdocs_site
from benchmarks.our_site import page_path, record_path, write_our_site
from benchmarks.page_facts import listing_facts
from benchmarks.prose import BODY_BYTES
from benchmarks.records import ENTRY, INTERPRETATION, POLICY, record, records

SEED, COUNT = 11, 300


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "project"
    write_our_site(folder, SEED, COUNT)
    return folder


def gongkai(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongkai", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_a_small_set_is_the_beginning_of_a_large_one() -> None:
    assert list(records(SEED, 100)) == list(islice(records(SEED, 100_000), 100))
    assert record(SEED, 77_777) == record(SEED, 77_777)
    assert record(SEED, 50) != record(SEED + 1, 50)


def test_the_mix_is_that_of_a_city() -> None:
    some = list(records(SEED, 3600))
    shares = {kind: sum(each.kind == kind for each in some) / len(some) for kind in (POLICY, ENTRY, INTERPRETATION)}
    assert shares[POLICY] > shares[ENTRY] > shares[INTERPRETATION] > 0.05
    assert len({each.department for each in some}) >= 30
    assert {each.year for each in some} == {str(year) for year in range(2016, 2026)}
    mean = sum(len(each.body.encode()) for each in some) / len(some)
    assert mean == pytest.approx(BODY_BYTES, rel=0.1)
    assert sum("| --- |" in each.body for each in some) / len(some) == pytest.approx(0.2, abs=0.03)


def test_numbers_are_used_once() -> None:
    some = list(records(SEED, 4000))
    for label in ("索引号", "文号", "统一登记号"):
        numbers = [each.fields[label] for each in some if label in each.fields]
        assert len(numbers) == len(set(numbers)) > 100


def test_the_gate_finds_nothing_wrong(project: Path) -> None:
    finished = gongkai(project, "check", "--format", "json")
    found = [each for each in json.loads(finished.stdout) if each["severity"] != "info"]
    assert finished.returncode == 0
    # Three hundred records cannot fill every column; nothing else may be said.
    assert not [each for each in found if each["code"] != "SIT-07"]


def test_an_edited_record_is_still_right(tmp_path: Path) -> None:
    write_our_site(tmp_path / "project", SEED, COUNT)
    for victim in islice(victims(SEED, COUNT), 2):
        edit_ours(tmp_path / "project", victim)
        changed = [path for path in (tmp_path / "project").rglob("*.*") if "（修订）" in path.read_text("utf-8")]
        assert new_title(str(victim.fields["名称"])) in "".join(path.read_text("utf-8") for path in changed)
    assert gongkai(tmp_path / "project", "check").returncode == 0


def test_hugo_is_given_the_same_records_and_a_page_for_each_of_ours(project: Path, tmp_path: Path) -> None:
    assert gongkai(project, "build").returncode == 0
    write_hugo_site(project, tmp_path / "hugo", SEED, COUNT)
    pages = {path.relative_to(project / "site").as_posix() for path in (project / "site").rglob("*.html")}
    content = [path for path in (tmp_path / "hugo" / "content").rglob("*") if path.is_file()]
    assert len(content) == len(pages - {"404.html"})
    for each in records(SEED, COUNT):
        if each.kind != ENTRY:
            theirs = tmp_path / "hugo" / "content" / page_path(each).replace(".html", ".md")
            assert theirs.read_bytes() == (project / record_path(each)).read_bytes()


def test_mkdocs_is_given_the_same_listings(project: Path, tmp_path: Path) -> None:
    assert gongkai(project, "build").returncode == 0
    write_mkdocs_site(project, tmp_path, SEED, COUNT)
    listing = project / "site/policies/all.html"
    rows = [line for line in (tmp_path / "docs/policies/all.md").read_text("utf-8").splitlines() if line[:3] == "- ["]
    assert [row.partition("[")[2].partition("]")[0] for row in rows[:20]] == [
        title for _, title, *_ in listing_facts(listing.read_text("utf-8"))["rows"]
    ]
    assert all((tmp_path / "docs/policies" / row.partition("](")[2].partition(")")[0]).is_file() for row in rows)


def test_mkdocs_is_given_the_whole_text_of_every_record(project: Path, tmp_path: Path) -> None:
    assert gongkai(project, "build").returncode == 0
    write_mkdocs_site(project, tmp_path, SEED, COUNT)
    for each in records(SEED, COUNT):
        written = (tmp_path / "docs" / page_path(each).replace(".html", ".md")).read_text("utf-8")
        assert each.body in written
