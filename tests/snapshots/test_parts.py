"""Snapshots of one body, one column, one year: no dead link, no result that is not there, the pages as they were."""

from __future__ import annotations

import json
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from command_line import gongkai
from committed_site import contents_of, git, lay_out_committed, snapshot, snapshot_elsewhere

LINK = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out_committed(tmp_path_factory.mktemp("project"), 25)


@pytest.fixture(scope="module")
def elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in another folder."""
    clone = tmp_path_factory.mktemp("elsewhere") / "另一处 地方"
    git(project, "clone", "-q", str(project), str(clone))
    return clone


@pytest.fixture(scope="module", params=[("--year", "2026"), ("--column", "b02"), ("--department", "yunchuan")])
def option(request: pytest.FixtureRequest) -> tuple[str, str]:
    chosen: tuple[str, str] = request.param
    return chosen


@pytest.fixture(scope="module")
def file(project: Path, option: tuple[str, str]) -> Path:
    return snapshot(project, *option, name=f"{option[1]}.zip")


@pytest.fixture(scope="module")
def part(file: Path) -> dict[str, bytes]:
    return contents_of(file)


def site_of(files: dict[str, bytes]) -> dict[str, bytes]:
    start = "data/site/"
    return {path.removeprefix(start): content for path, content in files.items() if path.startswith(start)}


def dead_links(site: dict[str, bytes]) -> list[str]:
    return [
        f"{page} -> {address}"
        for page, content in site.items()
        if page.endswith(".html")
        for address in map(unescape, LINK.findall(content.decode()))
        if ":" not in address and (path := address.partition("#")[0].partition("?")[0])
        if posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) not in site
    ]


def records_of(files: dict[str, bytes]) -> list[dict[str, object]]:
    return [
        json.loads(line) for path, content in files.items() if path.endswith(".jsonl") for line in content.splitlines()
    ]


def test_no_link_is_dead_and_search_offers_what_is_there(part: dict[str, bytes]) -> None:
    site = site_of(part)
    assert dead_links(site) == []
    offered = {
        url
        for path, content in site.items()
        if re.fullmatch(r"search/[^/]+/titles\.json", path)
        for url in json.loads(content)["urls"]
    }
    pages = {str(each["page"]) for each in records_of(part)}
    assert offered <= site.keys()
    assert pages <= site.keys()
    assert {url for url in offered if url.startswith(("entries/", "policies/", "interpretations/"))} == {
        page for page in pages if not page.startswith(("departments/", "matters/"))
    }


def test_a_page_keeps_its_words(project: Path, part: dict[str, bytes]) -> None:
    """Links to what is not there lead to a page that says so; nothing else is another."""
    for path, content in site_of(part).items():
        if path.endswith(".html") and path != "not-in-snapshot.html":
            built = (project / "site" / path).read_text("utf-8")
            assert LINK.sub("", content.decode()) == LINK.sub("", built)


def test_a_year_holds_what_was_published_in_it(project: Path) -> None:
    files = contents_of(snapshot(project, "--year", "2024"))
    site = site_of(files)
    dated = [each for each in records_of(files) if "published" in each]
    assert dated
    assert {str(each["published"])[:4] for each in dated} == {"2024"}
    assert "entries/sfb/2026-kaifangri.html" not in site
    assert "columns/b02/2025.html" not in site
    absent = site["not-in-snapshot.html"].decode()
    assert "不在本快照中" in absent
    assert "https://www.yunchuan.example/" in absent
    linked = b"".join(content for path, content in site.items() if path.endswith(".html"))
    assert b'not-in-snapshot.html#entries/sfb/2026-kaifangri.html"' in linked


def test_a_part_has_the_same_bytes_anywhere(
    option: tuple[str, str], file: Path, part: dict[str, bytes], elsewhere: Path
) -> None:
    other = snapshot_elsewhere(elsewhere, *option)
    assert [path for path, content in contents_of(other).items() if part.get(path) != content] == []
    assert other.read_bytes() == file.read_bytes()
    label = {"--year": "2026年发布", "--column": "栏目：", "--department": "云川市人民政府"}[option[0]]
    assert label in gongkai(file.parent, "verify", file.name).stdout


@pytest.mark.parametrize("option", [("--department", "nobody"), ("--column", "b99"), ("--year", "26")])
def test_a_part_that_is_not_there(project: Path, option: tuple[str, str]) -> None:
    done = gongkai(project, "snapshot", *option, "-o", "none.zip")
    assert (done.returncode, (project / "none.zip").exists()) == (2, False)
