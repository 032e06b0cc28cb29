"""Git as it is read: names in Chinese and with blanks, projects in a folder of a repository, merges, shallow clones."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongkai.workshop import git
from gongkai.workshop.file_tree import blob_id


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=张三", "-c", "user.email=z@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _commit(folder: Path, message: str) -> str:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return _git(folder, "rev-parse", "HEAD")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A project in a folder of a repository: two files, a branch with one more, a merge, a deletion."""
    root = tmp_path / "云川 市"
    project = root / "网站"
    (project / "content").mkdir(parents=True)
    _git(tmp_path, "init", "-q", "-b", "main", str(root))
    _git(root, "config", "core.quotePath", "true")
    _git(root, "config", "diff.renames", "true")
    (project / "content" / "公报 一.md").write_text("一\n", "utf-8")
    (root / "别处.txt").write_text("不在网站里\n", "utf-8")
    _commit(root, "第一次\n\nImported-From: 旧网站\n")
    _git(root, "switch", "-q", "-c", "bureau")
    (project / "content" / "公报 二.md").write_text("二\n", "utf-8")
    _commit(root, "再加一件")
    _git(root, "switch", "-q", "main")
    _commit(root, ":000000 像改动一样的说明")
    _git(root, "merge", "-q", "--no-ff", "-m", "合并统计局的提交", "bureau")
    (project / "content" / "公报 一.md").rename(project / "content" / "公报 三.md")
    _commit(root, "改名")
    return project


def test_a_tree_has_paths_of_the_project_and_blob_ids(city: Path) -> None:
    files = git.tree_of(city, "HEAD", ["content"])
    assert list(files) == ["content/公报 三.md", "content/公报 二.md"]
    assert files["content/公报 二.md"].blob == blob_id("二\n".encode())
    assert list(git.blobs(city, (each.blob for each in files.values()))) == ["一\n".encode(), "二\n".encode()]


def test_changes_between_revisions_guess_no_renames(city: Path) -> None:
    changes = git.changes_between(city, "HEAD~2", "HEAD", ["content"])
    assert [(each.status, each.path) for each in changes] == [
        ("D", "content/公报 一.md"),
        ("A", "content/公报 三.md"),
        ("A", "content/公报 二.md"),
    ]
    assert changes[0].new_blob == git.NO_BLOB
    assert git.changes_between(city, "HEAD", "HEAD") == ()


def test_the_log_of_the_branch_gives_a_merge_what_it_brought(city: Path) -> None:
    log = list(git.first_parent_log(city, "HEAD"))
    assert [each.subject for each in log] == ["改名", "合并统计局的提交", ":000000 像改动一样的说明", "第一次"]
    merge = log[1]
    assert [(each.status, each.path) for each in merge.changes] == [("A", "content/公报 二.md")]
    assert len(merge.parents) == 2
    assert (merge.author, merge.email) == ("张三", "z@example.org")
    assert log[3].trailers == (("Imported-From", "旧网站"),)
    assert [each.path for each in log[3].changes] == ["content/公报 一.md"], "files elsewhere are no part of it"
    assert [each.subject for each in git.first_parent_log(city, "HEAD", "HEAD~2", ["content"])] == [
        "改名",
        "合并统计局的提交",
    ]
    assert "再加一件" in [each.subject for each in git.own_log(city, "HEAD")]


def test_where_branches_parted(city: Path) -> None:
    assert git.merge_base(city, "bureau", "HEAD") == git.commit_of(city, "bureau")
    assert git.merge_base(city, "bureau", "HEAD~2") == git.commit_of(city, "bureau~1")


def test_a_shallow_clone_knows_that_it_is_one(city: Path, tmp_path: Path) -> None:
    assert not git.is_shallow(city)
    _git(tmp_path, "clone", "-q", "--depth", "1", f"file://{city.parent}", str(tmp_path / "shallow"))
    shallow = tmp_path / "shallow" / "网站"
    assert git.is_shallow(shallow)
    assert git.tree_of(shallow, "HEAD", ["content"]) == git.tree_of(city, "HEAD", ["content"])
    with pytest.raises(git.GitError):
        git.commit_of(shallow, "HEAD~1")


def test_changed_files_that_lie_here_are_named(city: Path) -> None:
    assert git.changed_in_work_tree(city, "HEAD", ["content"]) == ()
    (city / "content" / "公报 二.md").write_text("二二\n", "utf-8")
    assert git.changed_in_work_tree(city, "HEAD", ["content"]) == ("content/公报 二.md",)


@pytest.mark.parametrize("revision", ["--output=x", "no-such", "HEAD:content", ""])
def test_what_is_no_commit_is_refused_in_words_of_git(city: Path, revision: str) -> None:
    with pytest.raises(git.GitError, match=r"\w"):
        git.tree_of(city, revision)
    assert not (city / "x").exists()


def test_a_content_that_is_not_there_and_a_folder_without_history(city: Path, tmp_path: Path) -> None:
    with pytest.raises(git.GitError, match="missing"):
        list(git.blobs(city, ["1" * 40]))
    with pytest.raises(git.GitError):
        git.commit_of(tmp_path, "HEAD")
