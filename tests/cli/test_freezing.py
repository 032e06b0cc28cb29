"""`gongkai freeze`: a published number stays what it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

from command_line import DATED, gongkai, overwrite
from site_tools import contents, lay_out

REGISTER = "catalogues/register/sfb/2026.txt"
POLICY = "content/sfb/policies/2026-9.md"
LINES = [
    "11990100YC000001XT/2026-00001\tpolicy:sfb/2026-9",
    "11990100YC000001XT/2026-01000\tentry:sfb/2026-kaifangri",
]


def frozen(folder: Path) -> Path:
    lay_out(folder)
    done = gongkai(folder, "freeze")
    assert (done.returncode, done.stdout) == (0, "登记索引号 2 个。\n"), done.stderr
    return folder


def check(folder: Path) -> str:
    return gongkai(folder, "check", *DATED).stdout


def test_the_register_is_sorted_lines(tmp_path: Path) -> None:
    frozen(tmp_path)
    assert (tmp_path / REGISTER).read_text("utf-8").splitlines() == LINES


def test_freezing_twice_changes_nothing(tmp_path: Path) -> None:
    frozen(tmp_path)
    before = contents(tmp_path / "catalogues")
    assert gongkai(tmp_path, "freeze").stdout == "登记索引号 0 个。\n"
    assert contents(tmp_path / "catalogues") == before
    assert check(tmp_path).endswith("没有发现问题。\n")


def test_a_new_record_is_added_in_order(tmp_path: Path) -> None:
    frozen(tmp_path)
    text = (tmp_path / POLICY).read_text("utf-8").replace("2026-00001", "2026-00002").replace("9号", "10号")
    (tmp_path / "content/sfb/policies/2026-10.md").write_text(text.replace("2026年政务", "2026年度政务"), "utf-8")
    assert gongkai(tmp_path, "freeze").stdout == "登记索引号 1 个。\n"
    written = (tmp_path / REGISTER).read_text("utf-8").splitlines()
    assert written == [LINES[0], "11990100YC000001XT/2026-00002\tpolicy:sfb/2026-10", LINES[1]]


def test_a_changed_number_is_refused(tmp_path: Path) -> None:
    frozen(tmp_path)
    overwrite(tmp_path / POLICY, "2026-00001", "2026-00003")
    assert f"{POLICY}:3:6  NUM-01" in check(tmp_path)


def test_a_used_number_is_refused(tmp_path: Path) -> None:
    frozen(tmp_path)
    (tmp_path / POLICY).rename(tmp_path / "content/sfb/policies/2026-10.md")
    told = check(tmp_path)
    assert "content/sfb/policies/2026-10.md:3:6  NUM-02" in told
    assert f"{REGISTER}:1:1  NUM-03" in told, "and the record that had it is missed"


def test_a_vanished_record_needs_a_word_why(tmp_path: Path) -> None:
    frozen(tmp_path)
    (tmp_path / POLICY).unlink()
    assert f"{REGISTER}:1:1  NUM-03" in check(tmp_path)
    assert gongkai(tmp_path, "freeze").returncode == 1
    tombstone = "- 索引号: 11990100YC000001XT/2026-00001\n  日期: 2026-11-01\n  经办: 政务公开科\n  理由: 内容有误\n"
    (tmp_path / "catalogues/register/withdrawn.yml").write_text(tombstone, "utf-8")
    assert "NUM-03" not in check(tmp_path)


def test_a_record_with_a_mistake_is_not_called_missing(tmp_path: Path) -> None:
    frozen(tmp_path)
    overwrite(tmp_path / POLICY, "2026-05-08", "2026-05-38")
    told = check(tmp_path)
    assert "FLD-06" in told
    assert "NUM-03" not in told


def test_nothing_is_frozen_while_there_are_errors(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/FLD-06")
    done = gongkai(tmp_path, "freeze")
    assert done.returncode == 1
    assert "FLD-06" in done.stderr
    assert not (tmp_path / REGISTER).exists()


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@yunchuan.example")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def test_a_register_edited_by_hand_is_found(tmp_path: Path) -> None:
    frozen(tmp_path)
    (tmp_path / ".gitignore").write_text(".gongkai\nsite\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "base")
    assert gongkai(tmp_path, "freeze", "--verify", "HEAD").returncode == 0
    overwrite(tmp_path / REGISTER, "2026-00001", "2026-00009")
    done = gongkai(tmp_path, "freeze", "--verify", "HEAD")
    assert done.returncode == 1
    assert REGISTER in done.stderr
    assert gongkai(tmp_path, "freeze", "--verify", "no-such-version").returncode == 2


def test_a_withdrawal_is_not_an_edit_of_the_register(tmp_path: Path) -> None:
    frozen(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "base")
    (tmp_path / "catalogues/register/withdrawn.yml").write_text("[]\n", "utf-8")
    git(tmp_path, "add", "-A")
    assert gongkai(tmp_path, "freeze", "--verify", "HEAD").returncode == 0
