"""`gongkai search` as clerks and CI use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import lay_out

POLICY = "content/sfb/policies/2026-9.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("searched")
    config_file = lay_out(tmp_path)
    config_file.write_text(config_file.read_text("utf-8") + "  - gongkai/search\n", "utf-8")
    overwrite(tmp_path / POLICY, "目录。\n", "目录。\n\n無償獻血的，PM2.5达标的，住房公积金。\n")
    assert gongkai(tmp_path, "build", *DATED).returncode == 0
    return tmp_path


def asked(folder: Path, query: str) -> tuple[str, list[str]]:
    done = gongkai(folder, "search", "--json", query)
    answer = json.loads(done.stdout)
    assert (done.returncode == 0) == bool(answer["count"])
    return answer["step"], [each["url"] for each in answer["results"]]


@pytest.mark.parametrize(
    ("query", "step"),
    [
        ("云川政办发2026 9号", "number"),
        ("〔2026〕9", "number"),
        ("无偿献血", "phrase"),
        ("獻血", "phrase"),
        ("ｐｍ２.５达标", "phrase"),
        ("住房公积金", "phrase"),
        ("献血 公积金", "parts"),
        ("住房公积金提取", "some"),
    ],
)
def test_the_steps_of_the_ladder(folder: Path, query: str, step: str) -> None:
    found, urls = asked(folder, query)
    assert (found, urls[:1]) == (step, ["policies/sfb/2026-9.html"])


def test_nothing_found_is_told_by_the_exit_code(folder: Path) -> None:
    done = gongkai(folder, "search", "量子纠缠")
    assert done.returncode == 1
    assert "没有找到“量子纠缠”" in done.stdout


def test_people_read_titles_and_words_around(folder: Path) -> None:
    done = gongkai(folder, "search", "献血")
    assert done.returncode == 0
    assert "含有这些字的：1 条" in done.stdout
    assert "policies/sfb/2026-9.html" in done.stdout
    assert "无偿献血的" in done.stdout


def test_before_the_first_build(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "search", "公开")
    assert done.returncode == 2
    assert "先运行 gongkai build" in done.stderr
