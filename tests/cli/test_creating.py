"""`gongkai new`: a file that only wants filling in."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import lay_out

ENTRY = ("new", "entry", "--department", "sfb", "--date", "2026-06-01", "--title", "云川市举办政务公开培训")


def number_in(path: Path) -> str:
    return next(line[4:].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("索引号"))


def test_the_next_number_is_after_all_others(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, *ENTRY, "--id", "2026-peixun")
    assert done.returncode == 0, done.stderr
    assert number_in(tmp_path / "catalogues/entries/sfb/2026-peixun.yml") == "11990100YC000001XT/2026-01001"


def test_a_number_in_an_unfinished_file_is_taken(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for name in ("one", "two"):
        assert gongkai(tmp_path, *ENTRY, "--id", name).returncode == 0
    assert number_in(tmp_path / "catalogues/entries/sfb/two.yml") == "11990100YC000001XT/2026-01002"


def test_a_frozen_number_of_a_withdrawn_record_is_taken(tmp_path: Path) -> None:
    lay_out(tmp_path)
    register = tmp_path / "catalogues/register/sfb/2026.txt"
    register.parent.mkdir(parents=True)
    register.write_text("11990100YC000001XT/2026-02000\tentry:sfb/2026-chehui\n", "utf-8")
    gongkai(tmp_path, *ENTRY, "--id", "2026-peixun")
    assert number_in(tmp_path / "catalogues/entries/sfb/2026-peixun.yml") == "11990100YC000001XT/2026-02001"


def test_an_entry_filled_in_passes(tmp_path: Path) -> None:
    lay_out(tmp_path)
    gongkai(tmp_path, *ENTRY, "--id", "2026-peixun")
    path = tmp_path / "catalogues/entries/sfb/2026-peixun.yml"
    overwrite(path, "内容概述:\n", "内容概述: 培训情况。\n")
    overwrite(path, "主题分类:\n", "主题分类: 综合政务\\政务公开\n")
    overwrite(path, "体裁分类:", "体裁分类: 其他")
    overwrite(path, "栏目: []", "栏目: [b02]")
    unfinished = gongkai(tmp_path, "check", str(path), *DATED)
    assert unfinished.returncode == 1
    assert "TXT-03" in unfinished.stdout
    overwrite(path, "在这里写正文，一行就是一段。", "培训三十人。")
    done = gongkai(tmp_path, "check", str(path), *DATED)
    assert done.stdout.endswith("没有发现问题。\n"), done.stdout


def test_a_policy_filled_in_passes(tmp_path: Path) -> None:
    lay_out(tmp_path)
    title = "云川市人民政府办公室关于开展政务公开培训的通知"
    done = gongkai(
        tmp_path, "new", "policy", "--department", "sfb", "--date", "2026-06-01", "--id", "2026-10", "--title", title
    )
    assert done.returncode == 0, done.stderr
    path = tmp_path / "content/sfb/policies/2026-10.md"
    overwrite(path, "内容概述:\n", "内容概述: 部署培训。\n")
    overwrite(path, "主题分类:\n", "主题分类: 综合政务\\政务公开\n")
    overwrite(path, "文号:\n", "文号: 云川政办发〔2026〕10号\n")
    overwrite(path, "在这里写正文，一行就是一段。", "定于近期开展培训。")
    assert "体裁分类: 通知" in path.read_text("utf-8")
    done = gongkai(tmp_path, "check", str(path), *DATED)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "title", ["关于: 培训", "# 培训", "'培训'", '"云川"市培训', "培训 # 一", "- 培训", "【培训】通知"]
)
def test_any_title_can_be_read_back(tmp_path: Path, title: str) -> None:
    from gongkai.workshop.yaml_document import read_yaml

    lay_out(tmp_path)
    done = gongkai(
        tmp_path, "new", "entry", "--department", "sfb", "--date", "2026-06-01", "--id", "x", "--title", title
    )
    assert done.returncode == 0, done.stderr
    value, diagnostics = read_yaml((tmp_path / "catalogues/entries/sfb/x.yml").read_text("utf-8"), path="x.yml")
    assert diagnostics == []
    assert isinstance(value, dict)
    assert value["名称"] == title


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    lay_out(tmp_path)
    gongkai(tmp_path, *ENTRY, "--id", "2026-peixun")
    path = tmp_path / "catalogues/entries/sfb/2026-peixun.yml"
    path.write_text("填了一半", "utf-8")
    done = gongkai(tmp_path, *ENTRY, "--id", "2026-peixun")
    assert done.returncode == 1
    assert path.read_text("utf-8") == "填了一半"


@pytest.mark.parametrize(
    ("option", "value"), [("--id", "../x"), ("--id", "培训"), ("--department", "none"), ("--date", "2026-02-30")]
)
def test_a_wrong_command_makes_no_file(tmp_path: Path, option: str, value: str) -> None:
    lay_out(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*") if ".gongkai" not in path.parts)
    done = gongkai(tmp_path, *ENTRY, *(() if option == "--id" else ("--id", "x")), option, value)
    assert done.returncode == 2
    assert sorted(path for path in tmp_path.rglob("*") if ".gongkai" not in path.parts) == before
