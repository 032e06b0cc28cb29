"""`gongkai history` and `gongkai check --history`: what the merges prove about publication."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import DATED, gongkai, overwrite
from repository import commit, git, write
from site_tools import lay_out

POLICY = "content/sfb/policies/2026-9.md"
MOVED = "content/sfb/policies/2026-gongkai.md"
LIST = "catalogues/entries/sfb/2026.yml"
IGNORED = ".gongkai\nsite\n"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The minimal site, everything committed on the day after the policy's publication; the entry is of March."""
    root = tmp_path / "网站"
    root.mkdir()
    lay_out(root)
    overwrite(root / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      severities: {CAT-06: info}\n")
    (root / ".gitignore").write_text(IGNORED)
    git(root, "init", "-q", "-b", "main")
    policy = (root / POLICY).read_text("utf-8")
    (root / POLICY).unlink()
    commit(root, "三月的信息", day="2026-03-03", who="文谨言")
    write(root, POLICY, policy)
    commit(root, "发布公开要点", day="2026-05-09", who="沈知行")
    return root


def another(root: Path, number: int) -> str:
    """Write a further policy, published on the same day."""
    text = (root / POLICY).read_text("utf-8").replace("2026-00001", f"2026-{number:05}").replace("9号", f"{number}号")
    path = f"content/sfb/policies/2026-{number}.md"
    write(root, path, text.replace("2026年政务", f"2026年第{number}期政务"))
    return path


def told(root: Path) -> list[tuple[str, str]]:
    """File with line, and message, of what history objects to."""
    done = gongkai(root, "check", "--history", *DATED, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = [each for each in json.loads(done.stdout) if each["code"] == "HIS-01"]
    return [(f"{each['path']}:{each['line']}", each["message"]) for each in found]


def history(root: Path, record: str) -> list[dict[str, Any]]:
    done = gongkai(root, "history", record, "--format", "json")
    assert done.returncode == 0, done.stderr
    events: list[dict[str, Any]] = json.loads(done.stdout)["events"]
    return events


def test_dates_that_the_merges_bear_out_are_good(city: Path) -> None:
    assert told(city) == []


def test_a_date_far_from_its_merge_is_named_with_the_commit(city: Path) -> None:
    another(city, 10)
    late = commit(city, "补发", day="2026-07-01")
    ((place, message),) = told(city)
    assert place == "content/sfb/policies/2026-10.md:6"
    assert message == f"发布日期 2026-05-09 与合并的日期 2026-07-01 相差37个工作日（提交 {late[:10]}，“补发”）"
    overwrite(city / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      publication_tolerance: 40\n")
    assert told(city) == [], "the site says how many working days are allowed"


def test_a_date_in_the_future_of_its_merge_is_named(city: Path) -> None:
    overwrite(city / POLICY, "2026-05-09 10:00", "2026-06-30 10:00")
    commit(city, "改发布日期", day="2026-05-11")
    ((place, message),) = told(city)
    assert place == f"{POLICY}:6"
    assert "2026-06-30 与合并的日期 2026-05-11" in message, "the merge that brought this date"


def test_published_again_with_a_date_of_that_day_is_honest_and_backdating_is_not(city: Path) -> None:
    overwrite(city / POLICY, "2026-05-09 10:00", "2026-08-03 10:00")
    commit(city, "更新后重新发布", day="2026-08-03")
    assert told(city) == []
    overwrite(city / POLICY, "2026-08-03 10:00", "2026-05-10 10:00")
    commit(city, "又改回去", day="2026-08-04")
    assert told(city) == [], "near the merge that first published it"


def test_imports_are_exempt_by_trailer_and_by_field(city: Path) -> None:
    git(city, "switch", "-q", "-c", "import")
    another(city, 10)
    commit(city, "导入旧平台文件\n\nImported-From: 旧平台 2026-07-01 导出\n", day="2026-06-30")
    git(city, "switch", "-q", "main")
    git(city, "merge", "-q", "--no-ff", "-m", "合并导入", "import", day="2026-07-01")
    assert told(city) == []
    path = another(city, 11)
    commit(city, "没有说明的", day="2026-07-01")
    assert [place for place, _ in told(city)] == [f"{path}:6"]
    overwrite(city / path, "名称:", "来源: 导入\n名称:")
    assert told(city) == []


def test_the_day_of_a_merge_is_the_day_it_came_to_the_branch(city: Path) -> None:
    git(city, "switch", "-q", "-c", "bureau")
    another(city, 10)
    commit(city, "早就写好", day="2026-05-09")
    git(city, "switch", "-q", "main")
    git(city, "merge", "-q", "--no-ff", "-m", "两个月后才合并", "bureau", day="2026-07-09")
    ((_, message),) = told(city)
    assert "合并的日期 2026-07-09" in message
    (event,) = history(city, "policy:sfb/2026-10")
    assert (event["date"], event["authors"], event["summary"]) == ("2026-07-09", ["丁一"], "早就写好")


def test_an_item_of_a_list_came_when_its_lines_came(city: Path) -> None:
    text = (city / LIST).read_text("utf-8")
    more = text.replace("2026-kaifangri", "2026-peixun").replace("01000", "01001").replace("开放日活动", "业务培训")
    write(city, LIST, text + more)
    added = commit(city, "增加一条", day="2026-05-20")
    line = text.count("\n") + text.split("\n").index("  发布日期: 2026-03-03 09:00") + 1
    ((place, message),) = told(city)
    assert (place, added[:10] in message) == (f"{LIST}:{line}", True)
    (event,) = history(city, "entry:sfb/2026-peixun")
    assert (event["kind"], event["date"]) == ("首次公布", "2026-05-20")
    write(city, LIST, more.replace("2026-03-03 09:00", "2026-05-20 09:00"))
    write(city, "catalogues/entries/sfb/2026-kaifangri.yml", text.replace("- 标", "  标").replace("\n  ", "\n")[2:])
    commit(city, "一条一个文件", day="2026-09-01")
    assert told(city) == [], "an item that went into a file of its own is no new one"
    assert [each["kind"] for each in history(city, "entry:sfb/2026-kaifangri")] == ["首次公布", "移动"]


def test_a_record_that_moved_is_followed_by_its_former_address(city: Path) -> None:
    text = (city / POLICY).read_text("utf-8")
    (city / POLICY).unlink()
    write(city, MOVED, text.replace("名称:", "曾用地址: [policies/sfb/2026-9.html]\n名称:", 1))
    commit(city, "改标识", day="2026-09-01")
    assert told(city) == []
    events = history(city, "policy:sfb/2026-gongkai")
    assert [(each["kind"], each["date"], each["ref"]) for each in events] == [
        ("首次公布", "2026-05-09", "policy:sfb/2026-9"),
        ("移动", "2026-09-01", "policy:sfb/2026-gongkai"),
    ]


def test_the_history_of_a_record_in_words(city: Path) -> None:
    overwrite(city / POLICY, "及时更新", "按时更新")
    overwrite(city / POLICY, "内容概述: 部署全年政务公开工作。", "内容概述: 部署全年工作。")
    changed = commit(city, "改一处文字", day="2026-05-12", who="文谨言")
    write(city, "content/sfb/policies/2026-9.files/renwu.txt", "表")
    overwrite(city / POLICY, "文件类别", "附件:\n- {名称: 任务表, 文件: renwu.txt}\n文件类别")
    commit(city, "附任务表", day="2026-05-13")
    (city / POLICY).unlink()
    gone = commit(city, "撤下", day="2026-05-14")
    git(city, "revert", "--no-edit", "HEAD", day="2026-05-15")
    done = gongkai(city, "history", "sfb/2026-9")
    first = git(city, "rev-parse", "HEAD~4")[:10]
    lines = done.stdout.splitlines()
    assert lines[0] == "policy:sfb/2026-9  云川市人民政府办公室关于做好2026年政务公开工作的通知"
    assert lines[1:5] == [
        f"2026-05-09  首次公布  沈知行  发布公开要点  {first}",
        f"2026-05-12  修改  文谨言  改一处文字  {changed[:10]}",
        "    内容概述：部署全年政务公开工作。 → 部署全年工作。",
        "    正文",
    ]
    assert lines[5].startswith("2026-05-13  修改  丁一  附任务表")
    assert lines[6:8] == ["    附件", "    附件文件 renwu.txt"]
    assert lines[8] == f"2026-05-14  撤下  丁一  撤下  {gone[:10]}"
    assert lines[9].startswith("2026-05-15  恢复")


def test_a_record_that_is_gone_still_has_its_history(city: Path) -> None:
    (city / POLICY).unlink()
    commit(city, "撤下", day="2026-05-14")
    assert [each["kind"] for each in history(city, "policy:sfb/2026-9")] == ["首次公布", "撤下"]
    done = gongkai(city, "history", "policy:sfb/2026-99")
    assert (done.returncode, done.stderr) == (1, "从来没有“policy:sfb/2026-99”这样的信息。\n")


def test_what_is_not_committed_has_no_history_and_no_fault(city: Path) -> None:
    another(city, 10)
    assert told(city) == []
    assert gongkai(city, "history", "policy:sfb/2026-10").returncode == 1


def test_a_history_that_was_cut_off_says_so(city: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{city}", "浅")
    for command in (("check", "--history"), ("history", "policy:sfb/2026-9")):
        done = gongkai(tmp_path / "浅", *command)
        assert done.returncode == 2
        assert "浅克隆" in done.stderr
    done = gongkai(lay_out(tmp_path / "无").parent, "check", "--history")
    assert done.returncode == 2
    assert "不能读取提交历史" in done.stderr


def test_what_is_remembered_is_what_a_first_look_finds(city: Path) -> None:
    """Whatever was seen before: new commits, another branch, a rewritten history."""
    chronicle = city / ".gongkai/mkdocs/history"

    def fresh() -> bytes:
        known = chronicle.read_bytes()
        chronicle.unlink()
        told(city)
        assert chronicle.read_bytes() == known
        return known

    told(city)
    before = fresh()
    overwrite(city / POLICY, "及时更新", "按时更新")
    text = (city / LIST).read_text("utf-8")
    write(city, LIST, text + text.replace("2026-kaifangri", "2026-peixun").replace("01000", "01001"))
    commit(city, "改两处", day="2026-05-12")
    told(city)
    assert fresh() != before
    git(city, "switch", "-q", "-c", "other", "HEAD~1")
    write(city, "README.md", "与信息无关")
    commit(city, "另一支", day="2026-05-13")
    told(city)
    fresh()
    git(city, "commit", "-q", "--amend", "-m", "改写", day="2026-05-14")
    told(city)
    fresh()
