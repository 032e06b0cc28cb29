"""`gongkai archive`: a person decides, the text goes into a snapshot, and the address keeps saying where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import gongkai, overwrite
from committed_site import commit_all, lay_out_committed, snapshot
from site_tools import contents

OLD = """\
- 标识: 2024-peixun
  名称: 政务公开培训
  索引号: 11990100YC000001XT/2024-01001
  生成日期: 2024-03-02
  发布日期: 2024-03-03 09:00
  主题分类: 综合政务\\政务公开
  栏目: [b02]
  附件:
    - {名称: 签到表, 文件: qiandao.txt}
  正文: |
    玄鸟培训的正文。

    [附件](2024.files/qiandao.txt)

- 标识: 2024-huiyi
  名称: 政务公开会议
  索引号: 11990100YC000001XT/2024-01002
  生成日期: 2024-03-02
  发布日期: 2024-03-03 10:00
  主题分类: 综合政务\\政务公开
  栏目: [b02]
  正文: 玄鸟会议的正文。
"""
GRAPHIC = """\
---
名称: 【图解】政务公开工作
索引号: 11990100YC000001XT/2024-00010
生成日期: 2024-05-09
发布日期: 2024-05-09 10:00
主题分类: 综合政务\\政务公开
栏目: [b02]
解读对象: [sfb/2024-1]
解读主体: 部门解读
解读机构: 市政府办公室
解读形式: 图解
图片: tu.svg
图片说明: 玄鸟图解的文字说明。
咨询电话: 0809-5550012
---
"""
POLICY = "content/sfb/policies/2024-1.md"
DECISION = ("--by", "张三", "--reason", "保留期限届满", "--date", "2026-11-20")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = lay_out_committed(tmp_path / "project", 0)
    overwrite(folder / "catalogues/columns.yml", "更新时限: 每月", "更新时限: 每月\n        保留期限: 1年")
    entries = folder / "catalogues/entries/sfb"
    (entries / "2024.yml").write_text(OLD, "utf-8")
    (entries / "2024.files").mkdir()
    (entries / "2024.files/qiandao.txt").write_text("签到", "utf-8")
    policy = (folder / "content/sfb/policies/2026-9.md").read_text("utf-8")
    policy = (
        policy.replace("2026", "2024")
        .replace("/2024-00001", "/2024-00009")
        .replace("文件类别:", "栏目: [b02]\n文件类别:")
    )
    (folder / POLICY).write_text(policy.replace("9号", "1号"), "utf-8")
    interpretations = folder / "content/sfb/interpretations"
    (interpretations / "2024-tujie.files").mkdir(parents=True)
    (interpretations / "2024-tujie.md").write_text(GRAPHIC, "utf-8")
    (interpretations / "2024-tujie.files/tu.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    commit_all(folder)
    return folder


def test_a_rule_proposes_and_changes_nothing(project: Path) -> None:
    before = contents(project / "catalogues")
    done = gongkai(project, "archive", "--propose")
    assert done.returncode == 0
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == {
        "policy:sfb/2024-1", "entry:sfb/2024-huiyi", "entry:sfb/2024-peixun", "interpretation:sfb/2024-tujie",
    }  # fmt: skip
    assert contents(project / "catalogues") == before


def test_archived_records_keep_address_and_card(project: Path) -> None:
    kept = snapshot(project)
    listed = project.parent / "清单.txt"
    listed.write_text("# 2026年\n" + gongkai(project, "archive", "--propose").stdout, "utf-8")
    done = gongkai(project, "archive", "--confirmed", str(listed), "--snapshot", str(kept), *DECISION)
    assert done.returncode == 0, done.stderr
    commit_all(project)
    done = gongkai(project, "build")
    assert done.returncode == 0, done.stderr
    assert "COL-07" not in gongkai(project, "check").stdout
    everything = b"".join(contents(project / "site").values()) + b"".join(contents(project / "catalogues").values())
    assert "玄鸟".encode() not in everything
    assert not (project / "catalogues/entries/sfb/2024.files").exists()
    assert not (project / "site/entries/sfb/2024.files").exists()
    site = project / "site"
    for page in (
        "entries/sfb/2024-peixun.html", "entries/sfb/2024-huiyi.html", "policies/sfb/2024-1.html",
        "interpretations/sfb/2024-tujie.html",
    ):  # fmt: skip
        text = (site / page).read_text("utf-8")
        assert "2026年11月20日归档" in text
        assert "理由：保留期限届满" in text
        assert "www.yunchuan.example-2026-11-20-" in text
    assert "各单位要及时更新" not in (site / "policies/sfb/2024-1.html").read_text("utf-8")
    assert '<span class="state other">已归档</span>' in (site / "columns/b02/2024.html").read_text("utf-8")
    assert gongkai(project, "search", "政务公开培训").returncode == 0
    assert gongkai(project, "search", "玄鸟").returncode == 1
    assert snapshot(project, name="next.zip").exists()


def test_what_must_not_be_archived_is_refused(project: Path) -> None:
    kept = snapshot(project)
    before = contents(project / "catalogues")

    def refused(*arguments: str) -> str:
        done = gongkai(project, "archive", *arguments, *DECISION)
        assert done.returncode == 2
        assert contents(project / "catalogues") == before
        return done.stderr

    held = ("--snapshot", str(kept))
    assert "还没有超过" in refused("entry:sfb/2026-kaifangri", *held)
    assert "没有“entry:sfb/nobody”" in refused("entry:sfb/nobody", *held)
    assert "--snapshot" in refused("entry:sfb/2024-huiyi")
    other = snapshot(project, "--year", "2026", name="other.zip")
    assert "快照中没有它的网页" in refused("entry:sfb/2024-huiyi", "entry:sfb/2024-peixun", "--snapshot", str(other))
    spoiled = project / "spoiled.zip"
    spoiled.write_bytes(kept.read_bytes().replace("玄鸟会议".encode(), "玄鸟会计".encode()))
    assert "不完好" in refused("entry:sfb/2024-huiyi", "--snapshot", str(spoiled))
    overwrite(project / "catalogues/entries/sfb/2024.yml", "玄鸟会议的正文", "玄鸟会议的新正文")
    before = contents(project / "catalogues")
    assert "与现在的不同" in refused("entry:sfb/2024-huiyi", *held)
    assert "已经归档" not in refused("entry:sfb/2024-huiyi", *held)


def test_an_item_of_a_list_leaves_the_others_alone(project: Path) -> None:
    kept = snapshot(project)
    done = gongkai(project, "archive", "entry:sfb/2024-huiyi", "--snapshot", str(kept), *DECISION)
    assert done.returncode == 0, done.stderr
    text = (project / "catalogues/entries/sfb/2024.yml").read_text("utf-8")
    assert text.startswith(OLD.partition("  正文: 玄鸟会议")[0])
    assert "玄鸟会议" not in text
    assert (project / "catalogues/entries/sfb/2024.files/qiandao.txt").exists()
    done = gongkai(project, "archive", "entry:sfb/2024-huiyi", "--snapshot", str(kept), *DECISION)
    assert (done.returncode, "已经归档" in done.stderr) == (2, True)
