"""`gongkai review`: what a reviewer is told of a change, exact to the page, safe to post, and silent on what is not
public."""

from __future__ import annotations

import json
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import differing, lay_out

POLICY = "content/sfb/policies/2026-9.md"
ENTRIES = "catalogues/entries/sfb/2026.yml"
SECRET = "玄鸟计划七四一"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=李四", "-c", "user.email=l@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, message: str = "改动") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The minimal site in a repository: two documents (one of them with an attachment), an entry, an authored page."""
    root = tmp_path / "云川 市"
    root.mkdir()
    lay_out(root)
    (root / ".gitignore").write_text(".gongkai/\nsite/\nreports/\n")
    second = (
        (root / POLICY).read_text("utf-8").replace("2026-00001", "2026-00002").replace("〔2026〕9号", "〔2026〕8号")
    )
    second = second.replace("做好2026年", "安排2026年").replace("2026-05-0", "2026-04-0")
    with_file = second.replace("不解读理由", "附件:\n- 名称: 要点\n  文件: 要点.txt\n不解读理由")
    (root / POLICY.replace("9.md", "8.md")).write_text(with_file, "utf-8")
    (root / "content/sfb/policies/2026-8.files").mkdir()
    (root / "content/sfb/policies/2026-8.files/要点.txt").write_text("一、要点", "utf-8")
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("# 关于本站\n\n这里是政府信息公开平台。\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root, "开始")
    return root


def reviewed(folder: Path, *arguments: str) -> dict[str, Any]:
    done = gongkai(folder, "review", *(arguments or ("HEAD~1",)), *DATED)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads((folder / "reports/review.json").read_bytes())
    return found


def add_attachment(root: Path) -> None:
    (root / "content/sfb/policies/2026-8.files/要点.txt").write_text("一、新的要点", "utf-8")


def change_everything(root: Path) -> None:
    overwrite(root / POLICY, "做好2026年", "进一步做好2026年")
    overwrite(root / POLICY, "各单位要及时更新", "各单位应当每日更新")
    shutil.copy(root / ENTRIES, root / "catalogues/entries/sfb/new.yml")
    overwrite(root / "catalogues/entries/sfb/new.yml", "2026-kaifangri", "2026-xin")
    overwrite(root / "catalogues/entries/sfb/new.yml", "01000", "01001")
    (root / "content/sfb/policies/2026-8.md").unlink()
    shutil.rmtree(root / "content/sfb/policies/2026-8.files")
    overwrite(root / "content/pages/about.md", "这里是", "这里就是")


CHANGES = {
    "title": lambda root: overwrite(root / POLICY, "做好2026年", "进一步做好2026年"),
    "text": lambda root: overwrite(root / POLICY, "及时更新", "每日更新"),
    "attachment": add_attachment,
    "body": lambda root: overwrite(root / "catalogues/departments/sfb.yml", "名称: 云川市", "名称: 新云川市"),
    "column": lambda root: overwrite(root / "catalogues/columns.yml", "名称: 工作动态", "名称: 部门动态"),
    "all": change_everything,
}


_LONG = [pytest.param(name, marks=pytest.mark.soak) for name in ("title", "attachment", "body")]


@pytest.mark.parametrize("change", ["text", "column", "all", *_LONG])
def test_the_pages_that_change_are_exactly_those_that_two_builds_differ_in(city: Path, change: str) -> None:
    """The last build may be of the earlier revision, of the later, or not be there at all."""
    assert gongkai(city, "build", *DATED).returncode == 0
    shutil.copytree(city / "site", city.parent / "before")
    CHANGES[change](city)
    commit(city)
    early = reviewed(city)["pages"]
    assert gongkai(city, "build", *DATED).returncode == 0
    late = reviewed(city)["pages"]
    shutil.rmtree(city / ".gongkai")
    cold = reviewed(city)["pages"]
    real = [path for path in differing(city.parent / "before", city / "site") if path.endswith(".html")]
    assert real
    for found in (early, late, cold):
        assert sorted(each["url"] for each in found) == real
    kinds = {each["url"]: each["kind"] for each in late}
    for url, kind in kinds.items():
        was, now = (city.parent / "before" / url).exists(), (city / "site" / url).exists()
        assert kind == ("changed" if was and now else "added" if now else "withdrawn")


def test_records_fields_and_paragraphs_are_told_in_chinese(city: Path) -> None:
    change_everything(city)
    commit(city)
    gongkai(city, "build", *DATED)
    found = reviewed(city)
    told = {each["ref"]: each for each in found["records"]}
    assert {ref: each["kind"] for ref, each in told.items()} == {
        "entry:sfb/2026-xin": "added",
        "policy:sfb/2026-9": "changed",
        "policy:sfb/2026-8": "withdrawn",
    }
    policy = told["policy:sfb/2026-9"]
    assert (policy["label"], policy["department"]) == ("政策文件", "云川市人民政府办公室")
    assert policy["url"] == "policies/sfb/2026-9.html"
    assert [each["label"] for each in policy["fields"]] == ["名称"]
    [passage] = policy["passages"]
    assert [text for text, differs in passage["before"] if differs] == ["要及时"]
    assert [text for text, differs in passage["after"] if differs] == ["应当每日"]
    assert [each["name"] for each in found["files"]] == ["content/pages/about.md"]
    page = (city / "reports/review.html").read_text("utf-8")
    comment = (city / "reports/review.md").read_text("utf-8")
    for text in (page, comment):
        assert "<ins>应当每日</ins>" in text
        assert "<del>要及时</del>" in text
        assert "撤下" in text
    assert 'href="../site/policies/sfb/2026-9.html"' in page


def test_only_what_happened_since_the_branches_parted_is_told(city: Path) -> None:
    git(city, "switch", "-q", "-c", "bureau")
    CHANGES["text"](city)
    commit(city)
    git(city, "switch", "-q", "main")
    overwrite(city / ENTRIES, "开放日活动情况", "开放日的情况")
    commit(city)
    assert [each["ref"] for each in reviewed(city, "main", "bureau")["records"]] == ["policy:sfb/2026-9"]
    git(city.parent, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{city}", "shallow")
    found = reviewed(city.parent / "shallow", "main", "origin/bureau")
    assert {each["ref"] for each in found["records"]} == {"policy:sfb/2026-9", "entry:sfb/2026-kaifangri"}
    assert any("浅克隆" in each for each in found["remarks"])


def test_mistakes_are_those_of_the_changed_files_and_those_they_cause(city: Path) -> None:
    overwrite(city / POLICY, "现就", "见[办法](policy:sfb/2026-8)。现就")
    overwrite(city / ENTRIES, "主题分类: 综合政务\\政务公开", "主题分类: 综合政务")
    commit(city)
    (city / "content/sfb/policies/2026-8.md").unlink()
    shutil.rmtree(city / "content/sfb/policies/2026-8.files")
    (city / "catalogues/entries/sfb/new.yml").write_text("- 标识: 2026-x\n  名称: [\n", "utf-8")
    commit(city)
    found = reviewed(city)
    assert {each["path"] for each in found["diagnostics"]} == {"catalogues/entries/sfb/new.yml"}
    assert {(each["path"], each["code"]) for each in found["elsewhere"]} == {(POLICY, "POL-05")}
    assert any("有错误" in each for each in found["remarks"])


def test_a_record_that_cannot_be_read_any_more_is_not_called_withdrawn(city: Path) -> None:
    overwrite(city / POLICY, "生成日期: 2026-05-08", "生成日期: 2026-02-30")
    commit(city)
    [record] = reviewed(city)["records"]
    assert (record["kind"], record["url"]) == ("unreadable", "")


class _Tags(HTMLParser):
    """Which elements and addresses a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


HOSTILE = "@everyone #1 !2 /merge <img src=x> **b** [a](b) `c` |d| https://e.example www.e.example &copy; $x$ GH-1"


def test_what_a_clerk_writes_does_nothing_in_the_comment_or_on_the_page(city: Path) -> None:
    overwrite(city / ENTRIES, "名称: 云川市", f"名称: '{HOSTILE}' #")
    overwrite(city / ENTRIES, "三十名", f"{HOSTILE.replace('(b)', '').replace('src=x', '')} 三十名")
    commit(city)
    found = reviewed(city)
    assert found["records"][0]["title"] == HOSTILE
    comment = (city / "reports/review.md").read_text("utf-8")
    for markup in ("<img", "**b**", "[a]", "`c`", "|d|", "&copy;"):
        assert markup not in comment
    for reference in ("@everyone", "#1 ", "!2", "https:/", "www.e", "$x$", "GH-1"):
        assert reference not in unescape(comment), "platforms look for these in the finished text"
    for line in comment.splitlines():
        assert not line.lstrip("> ").startswith("/")
    tags = _Tags()
    tags.feed((city / "reports/review.html").read_text("utf-8"))
    assert not {tag for tag, _ in tags.found} & {"script", "style", "img", "iframe", "form"}
    for _, attributes in tags.found:
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        for address in filter(None, (attributes.get("href"), attributes.get("src"))):
            assert address.startswith(("../site/", "#"))


def test_the_comment_is_made_again_from_what_a_stranger_sends(city: Path, tmp_path: Path) -> None:
    CHANGES["text"](city)
    commit(city)
    reviewed(city)
    done = gongkai(city, "comment", "reports/review.json")
    assert (done.returncode, done.stdout) == (0, (city / "reports/review.md").read_text("utf-8"))
    linked = gongkai(city, "comment", "--preview", "https://preview.example/7", "reports/review.json")
    assert "(<https://preview.example/7/policies/sfb/2026-9.html>)" in linked.stdout
    hostile = json.loads((city / "reports/review.json").read_bytes())
    hostile["records"][0]["title"] = "长" * 100_000
    hostile["remarks"] = [f"{HOSTILE} " * 20] * 1000
    (tmp_path / "hostile.json").write_text(json.dumps(hostile), "utf-8")
    long = gongkai(city, "comment", str(tmp_path / "hostile.json"))
    assert long.returncode == 0
    assert len(long.stdout.encode()) < 65_536
    assert "@everyone" not in unescape(long.stdout)
    for bad in ('{"base": 1}', "[" * 100_000, "\xff"):
        (tmp_path / "bad.json").write_text(bad, "latin-1")
        done = gongkai(city, "comment", str(tmp_path / "bad.json"))
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_comment_fits_its_platform(city: Path) -> None:
    for number in range(300):
        text = (city / POLICY).read_text("utf-8").replace("2026-00001", f"2026-{number + 100:05d}")
        (city / f"content/sfb/policies/2026-n{number}.md").write_text(text.replace("9号", f"{number + 100}号"), "utf-8")
    commit(city)
    assert len(reviewed(city)["records"]) == 300
    comment = (city / "reports/review.md").read_text("utf-8")
    assert len(comment.encode()) < 65_536
    assert "其余从略" in comment


@pytest.mark.parametrize("mode", ["公开方式: 依申请公开", "公开方式: 不予公开", "公开范围: 面向特定对象"])
def test_what_is_not_public_is_shown_in_no_form(city: Path, mode: str) -> None:
    """Whether it was not public, is public no more, or is put in where it must not be: its text is in no file."""
    plain = (city / POLICY).read_text("utf-8")
    card = plain.partition("现就")[0].replace("文件类别:", f"{mode}\n文件类别:")
    closed = card.replace("部署全年政务公开工作", SECRET)
    opened = plain.replace("部署全年", SECRET).replace("现就", f"{SECRET}。现就")
    for before, after in ((closed, plain), (opened, closed), (opened, card + SECRET), (card + SECRET, plain)):
        for edition in (before, after):
            (city / POLICY).write_text(edition, "utf-8")
            commit(city)
        reviewed(city)
        for name in ("review.json", "review.md", "review.html"):
            assert SECRET not in (city / "reports" / name).read_text("utf-8"), (name, before, after)


@pytest.mark.parametrize("base", ["no-such", "--output=x", "HEAD~9"])
def test_a_version_that_is_not_there_is_said_in_words(city: Path, base: str) -> None:
    done = gongkai(city, "review", "--", base)
    assert done.returncode == 2
    assert "不能比较" in done.stderr
    assert "git fetch" in done.stderr


def test_another_site_of_the_repository_has_a_review_of_its_own(city: Path) -> None:
    (city / "mkdocs.sfb.yml").write_text("INHERIT: mkdocs.yml\nsite_dir: site-sfb\n", "utf-8")
    commit(city)
    CHANGES["text"](city)
    commit(city)
    gongkai(city, "build", "-f", "mkdocs.sfb.yml", *DATED)
    found = reviewed(city, "-f", "mkdocs.sfb.yml", "HEAD~1")
    assert [each["title"] for each in found["pages"]] == ["云川市人民政府办公室关于做好2026年政务公开工作的通知"]
    assert 'href="../site-sfb/policies/sfb/2026-9.html"' in (city / "reports/review.html").read_text("utf-8")
