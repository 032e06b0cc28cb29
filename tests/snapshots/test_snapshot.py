"""`gongkai snapshot`: what goes in, what stays out, and that nothing but commit and predecessor decides its bytes."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import gongkai, overwrite
from committed_site import commit_all, contents_of, git, lay_out_committed, snapshot, snapshot_elsewhere, unpack
from site_tools import contents

POLICY = "content/sfb/policies/2026-9.md"
SECRET = "玄鸟计划七四一"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out_committed(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def files(project: Path) -> dict[str, bytes]:
    return contents_of(snapshot(project))


def test_the_same_commit_gives_the_same_bytes_anywhere(project: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    """On another day, in another folder, language and time zone, under another umask, on one core, built anew."""
    other = tmp_path / "另一处 地方"
    git(tmp_path, "clone", "-q", str(project), str(other))
    found = snapshot_elsewhere(other)
    differing = [path for path, content in contents_of(found).items() if files.get(path) != content]
    assert differing == []
    assert found.read_bytes() == (project / "snapshot.zip").read_bytes()


def test_it_holds_the_site_the_sources_and_the_data(project: Path, files: dict[str, bytes]) -> None:
    site = {path.removeprefix("data/site/"): content for path, content in files.items() if "data/site/" in path}
    built = contents(project / "site")
    del built["404.html"]  # for web servers
    assert site == built
    assert files[f"data/sources/{POLICY}"] == (project / POLICY).read_bytes()
    tracked = set(git(project, "ls-files").splitlines()) - {".gitignore"}
    assert {path.removeprefix("data/sources/") for path in files if "data/sources/" in path} == tracked
    lines = [json.loads(line) for line in files["data/records/policy.jsonl"].splitlines()]
    record = next(each for each in lines if each["record"] == "policy:sfb/2026-9")
    assert (record["page"], record["state"], record["document_number"]) == (
        "policies/sfb/2026-9.html", "有效", "云川政办发〔2026〕9号",
    )  # fmt: skip
    assert "各单位要及时更新" in record["html"]
    table = list(csv.DictReader(files["data/records/policy.csv"].decode("utf-8-sig").splitlines()))
    assert [row["信息编号"] for row in table] == [each["record"] for each in lines]
    assert {row["文号"] for row in table} == {each["document_number"] for each in lines}
    fields = list(csv.DictReader(files["data/records/fields.csv"].decode("utf-8-sig").splitlines()))
    assert {row["field"] for row in fields if row["kind"] == "policy"} == set(record)


def test_what_it_says_of_itself(project: Path, files: dict[str, bytes]) -> None:
    said = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines())
    assert said["Commit"] == git(project, "rev-parse", "HEAD").strip()
    assert (said["Bagging-Date"], said["Site-Address"]) == ("2026-11-20", "https://www.yunchuan.example/")
    assert int(said["Records-entry"]) == files["data/records/entry.jsonl"].count(b"\n")
    page = files["OPEN-ME.html"].decode()
    assert all(words in page for words in ("data/site/index.html", "sha256sum -c", "bagit", "minisign -V"))
    assert files["WITHDRAWN.txt"].decode() == "截至本快照，没有撤回信息。\n"


@pytest.mark.parametrize("path", [POLICY, "content/sfb/policies/2026-new.md", "mkdocs.yml"])
def test_what_is_not_committed_is_refused(tmp_path: Path, path: str) -> None:
    lay_out_committed(tmp_path, 0)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write("\n# 新\n")
    done = gongkai(tmp_path, "snapshot", "-o", "snapshot.zip")
    assert done.returncode == 2
    assert path in done.stderr
    assert "没有提交" in done.stderr
    assert not (tmp_path / "snapshot.zip").exists()


def test_without_a_repository_there_is_no_snapshot(tmp_path: Path) -> None:
    lay_out_committed(tmp_path, 0)
    shutil.rmtree(tmp_path / ".git")
    done = gongkai(tmp_path, "snapshot")
    assert (done.returncode, "git commit" in done.stderr) == (2, True)


def test_a_page_that_was_touched_is_noticed(tmp_path: Path) -> None:
    lay_out_committed(tmp_path, 0)
    assert gongkai(tmp_path, "build").returncode == 0
    overwrite(tmp_path / "site/policies/sfb/2026-9.html", "各单位", "某单位")
    done = gongkai(tmp_path, "snapshot", "-o", "snapshot.zip")
    assert (done.returncode, "policies/sfb/2026-9.html 与生成时不同" in done.stderr) == (2, True)
    assert not (tmp_path / "snapshot.zip").exists()


def test_what_is_not_public_stays_out(tmp_path: Path) -> None:
    """The site publishes what is right; what must not be public has no page, and its source is in no snapshot."""
    lay_out_committed(tmp_path)
    overwrite(tmp_path / POLICY, "文件类别:", "公开方式: 依申请公开\n文件类别:")
    overwrite(tmp_path / POLICY, "现就", f"{SECRET}。现就")
    attached = tmp_path / POLICY.replace(".md", ".files")
    attached.mkdir()
    (attached / "secret.txt").write_text(SECRET, "utf-8")
    overwrite(tmp_path / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      on_error: publish-rest\n")
    (tmp_path / "content/sfb/policies/draft.txt").write_text(SECRET, "utf-8")  # of no kind
    commit_all(tmp_path)
    done = gongkai(tmp_path, "snapshot", "-o", "snapshot.zip")
    assert (done.returncode, SECRET in done.stdout + done.stderr) == (0, False)
    made = contents_of(tmp_path / "snapshot.zip")
    assert not [path for path, content in made.items() if SECRET.encode() in content or "secret.txt" in path]
    assert f"data/sources/{POLICY}" not in made
    assert b'"policy:sfb/2026-9"' not in b"".join(made.values())


def test_a_chain_names_what_came_before_and_what_was_withdrawn(tmp_path: Path) -> None:
    lay_out_committed(tmp_path, 0)
    register = tmp_path / "catalogues/register/withdrawn.yml"
    register.parent.mkdir()
    tombstone = "- 索引号: 11990100YC000001XT/2026-{number}\n  日期: 2026-11-19\n  经办: 张三\n  理由: {reason}\n"
    register.write_text(tombstone.format(number="00077", reason="早先的一条"), "utf-8")
    commit_all(tmp_path)
    first = snapshot(tmp_path, name="first.zip")
    retyped = tombstone.format(number="00077", reason="早先的一条").replace("张三", '"张三"  # 办公室')
    full = "  信息: policy:sfb/2026-77\n  网址: [policies/sfb/2026-77.html, art/7.html]\n  类别: 保护个人信息\n"
    register.write_text(retyped + tombstone.format(number="00078", reason="含个人信息") + full, "utf-8")
    commit_all(tmp_path)
    second = snapshot(tmp_path, "--previous", "first.zip", name="second.zip")
    note = contents_of(second)["WITHDRAWN.txt"].decode()
    assert "撤回信息 1 条" in note
    assert note.endswith(
        "\n索引号：11990100YC000001XT/2026-00078\n信息：policy:sfb/2026-77\n"
        "网址：policies/sfb/2026-77.html、art/7.html\n类别：保护个人信息\n日期：2026-11-19\n经办：张三\n理由：含个人信息\n"
    )
    assert "早先的一条" not in note
    assert "早先的一条" in contents_of(first)["WITHDRAWN.txt"].decode()
    assert gongkai(tmp_path, "verify", "second.zip", "--previous", "first.zip").returncode == 0
    first.write_bytes(first.read_bytes() + b"\0")
    done = gongkai(tmp_path, "verify", "second.zip", "--previous", "first.zip")
    assert (done.returncode, "前一快照：应为" in done.stdout) == (1, True)


def test_verify_names_every_file_that_is_not_what_it_was(
    project: Path, files: dict[str, bytes], tmp_path: Path
) -> None:
    assert files
    bag = unpack(project / "snapshot.zip", tmp_path)
    assert gongkai(tmp_path, "verify", bag.name).stdout.endswith("快照完好。\n")
    command = [sys.executable, "-m", "bagit", "--quiet", "--validate", bag.name]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    overwrite(bag / "data/site/policies/sfb/2026-9.html", "各单位", "某单位")
    (bag / "data/site/index.html").unlink()
    (bag / "data/sources/mkdocs.yml").rename(bag / "data/mkdocs.yml")
    (bag / "data/new.txt").write_text("new", "utf-8")
    done = gongkai(tmp_path, "verify", bag.name)
    assert done.returncode == 1
    for sentence in (
        "损坏：data/site/policies/sfb/2026-9.html", "缺少：data/site/index.html", "多出：data/new.txt",
        "改名：data/sources/mkdocs.yml → data/mkdocs.yml",
    ):  # fmt: skip
        assert sentence in done.stdout
    assert gongkai(tmp_path, "verify", str(bag / "data")).returncode == 2
