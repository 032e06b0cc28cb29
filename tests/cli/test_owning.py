"""`gongkai owners`: whose files are reviewed by whom, as the register of bodies says and code platforms read it."""

from __future__ import annotations

import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from command_line import gongkai, overwrite
from site_tools import contents, lay_out

CITY = "catalogues/departments/yunchuan.yml"
OFFICE = "catalogues/departments/sfb.yml"


def name_accounts(body: Path, accounts: str) -> None:
    body.write_text(f"{body.read_text('utf-8').rstrip()}\n审核账号: [{accounts}]\n", "utf-8")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The city names a team; below it the office names an account and an address, and a bureau nobody."""
    lay_out(tmp_path)
    lines = [
        line
        for line in (tmp_path / OFFICE).read_text("utf-8").splitlines()
        if not line.startswith(("统一社会信用代码", "组织机构代码"))
    ]
    under = "\n".join(lines).replace("上级: yunchuan", "上级: sfb").replace("名称: 云川市", "名称: 云川市第二")
    (tmp_path / "catalogues/departments/second.yml").write_text(under + "\n", "utf-8")
    name_accounts(tmp_path / CITY, "yc/top")
    name_accounts(tmp_path / OFFICE, "zhang-san, office@yc.example")
    return tmp_path


def owners_of(text: str, path: str) -> list[str]:
    """As platforms read the file: the last line that matches."""
    found: list[str] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pattern, *accounts = line.replace("\\ ", "\0").split(" ")
            pattern = pattern.replace("\0", " ")
            if pattern == "*" or fnmatch(f"/{path}", f"{pattern}*" if pattern.endswith("/") else pattern):
                found = accounts
    return found


def test_files_belong_to_their_department_or_to_the_nearest_above_it(city: Path) -> None:
    assert gongkai(city, "owners").returncode == 0
    text = (city / ".github/CODEOWNERS").read_text("utf-8")
    office, top = ["@zhang-san", "office@yc.example"], ["@yc/top"]
    for path in (
        "content/sfb/policies/2026-9.md",
        "catalogues/entries/sfb/2026.yml",
        OFFICE,
        "catalogues/matters/sfb.yml",
    ):
        assert owners_of(text, path) == office
    assert owners_of(text, "content/second/policies/2026-1.files/a.pdf") == office, (
        "who names nobody has its superior's"
    )
    for path in (
        "catalogues/columns.yml",
        "mkdocs.yml",
        "catalogues/register/sfb/2026.txt",
        ".github/CODEOWNERS",
        CITY,
    ):
        assert owners_of(text, path) == top


def test_a_stale_file_fails_the_check(city: Path) -> None:
    assert gongkai(city, "owners", "--check").returncode == 1
    gongkai(city, "owners", "-o", "owners.txt")
    assert gongkai(city, "owners", "--check", "-o", "owners.txt").returncode == 0
    overwrite(city / OFFICE, "zhang-san", "li-si")
    done = gongkai(city, "owners", "--check", "-o", "owners.txt")
    assert done.returncode == 1
    assert "运行 gongkai owners" in done.stderr
    assert "zhang-san" in (city / "owners.txt").read_text("utf-8")


def test_in_a_folder_of_a_repository_the_file_lies_at_its_top(tmp_path: Path) -> None:
    project = tmp_path / "网站 一"
    project.mkdir()
    lay_out(project)
    name_accounts(project / OFFICE, "zhang-san")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert gongkai(project, "owners").returncode == 0
    text = (tmp_path / ".github/CODEOWNERS").read_text("utf-8")
    assert owners_of(text, "网站 一/content/sfb/policies/2026-9.md") == ["@zhang-san"]
    assert "*" not in text.replace("#", ""), "nobody looks after everything where the top names nobody"


def test_what_is_no_account_is_a_mistake_and_nothing_is_written(city: Path) -> None:
    overwrite(city / OFFICE, "zhang-san", "'@a b\\n* @evil'")
    done = gongkai(city, "owners")
    assert done.returncode == 1
    assert OFFICE in done.stderr
    assert not (city / ".github").exists()


def test_accounts_are_on_no_page(city: Path) -> None:
    gongkai(city, "build", "--as-of", "2026-11-20")
    for path, content in contents(city / "site").items():
        assert b"zhang-san" not in content, path


def test_the_file_of_the_sample_is_as_its_register_says(project_root: Path) -> None:
    assert gongkai(project_root, "owners", "--check").returncode == 0
