"""`gongkai check`: what it says, in which form, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import lay_out

BROKEN = "content/sfb/policies/2026-10.md"


def test_a_good_site_is_told_so(tmp_path: Path) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "check", *DATED)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"检查了 \d+ 条信息：没有发现问题。\n", done.stdout)


def test_mistakes_have_place_code_sentence_and_hint(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/FLD-06")
    done = gongkai(tmp_path, "check", *DATED)
    assert done.returncode == 1
    line, hint, counted = done.stdout.splitlines()[-3:]
    assert re.fullmatch(
        r"catalogues/entries/sfb/broken\.yml:5:9  FLD-06  错误：“生成日期”：没有 2026-02-30 这一天", line
    )
    assert hint.startswith("    提示：")
    assert counted.endswith("1 处错误。")


def test_warnings_alone_do_not_fail(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/SRC-01")
    done = gongkai(tmp_path, "check", *DATED)
    assert done.returncode == 0
    assert "SRC-01  警告" in done.stdout


def test_json_has_every_field(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/YML-28")
    done = gongkai(tmp_path, "check", "--format", "json", *DATED)
    assert done.returncode == 1
    [found] = [each for each in json.loads(done.stdout) if each["code"] == "YML-28"]
    assert found["path"] == "catalogues/entries/sfb/broken.yml"
    assert (found["line"], found["column"], found["severity"]) == (8, 7, "error")
    assert found["message"]
    assert found["hint"]


def test_annotations_stand_beside_the_line(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/YML-28")
    done = gongkai(tmp_path, "check", "--format", "annotations", *DATED)
    assert done.returncode == 1
    assert "::error file=catalogues/entries/sfb/broken.yml,line=8,col=7,title=YML-28::键" in done.stdout


def test_paths_choose_what_is_told_and_what_counts(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/FLD-06", "broken/YML-10")
    one = gongkai(tmp_path, "check", "catalogues/entries", *DATED)
    assert "FLD-06" in one.stdout
    assert "YML-10" not in one.stdout
    other = gongkai(tmp_path, "check", BROKEN, *DATED)
    assert "YML-10" in other.stdout
    assert "FLD-06" not in other.stdout
    clean = gongkai(tmp_path, "check", "content/sfb/policies/2026-9.md", *DATED)
    assert clean.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [("no-such-file.md",), ("--as-of", "2026-02-30"), ("--as-of", "heute"), ("-f", "none.yml"), ("--format", "xml")],
)
def test_a_wrong_command_is_not_a_mistake_in_a_record(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "check", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_configuration_that_is_not_ours_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    done = gongkai(tmp_path, "check")
    assert done.returncode == 2
    assert "没有 gongkai" in done.stderr


def test_a_broken_file_takes_no_other_down(tmp_path: Path) -> None:
    """Of every unreadable kind of file one, beside good ones: the good are all there, the bad are all named."""
    layers = ("YML-01", "YML-10", "FLD-01_empty", "SRC-06", "YML-29")
    lay_out(tmp_path)
    good = gongkai(tmp_path, "check", *DATED)
    for number, layer in enumerate(layers):
        lay_out(tmp_path / "other", f"broken/{layer}")
        for path in (tmp_path / "other").rglob("*"):
            if path.stem in ("broken", "2026-10"):
                target = tmp_path / path.relative_to(tmp_path / "other").with_stem(f"broken-{number}")
                target.write_bytes(path.read_bytes())
                path.unlink()
    done = gongkai(tmp_path, "check", *DATED)
    assert done.returncode == 1
    assert good.stdout.splitlines()[-1].startswith("检查了 4 条信息：")
    assert done.stdout.splitlines()[-1].startswith("检查了 4 条信息：")
    for number in (0, 1, 2, 4):
        assert f"broken-{number}." in done.stdout


def test_one_broken_item_leaves_the_others_of_its_file(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path = tmp_path / "catalogues/entries/sfb/2026.yml"
    good = path.read_text("utf-8")
    bad = (
        good.replace("2026-kaifangri", "2026-bad")
        .replace("01000", "01001")
        .replace("体裁分类: 其他", "体裁分类： 其他")
    )
    third = good.replace("2026-kaifangri", "2026-third").replace("01000", "01002")
    path.write_text(good + bad + third, "utf-8")
    done = gongkai(tmp_path, "check", *DATED)
    assert done.stdout.splitlines()[-1] == "检查了 5 条信息：1 处错误。"


def many_mistakes(count: int) -> tuple[str, list[int]]:
    """A list of 1,000 entries, `count` of which have a mistake each; and the lines of the mistakes."""
    lines: list[str] = []
    marked: list[int] = []
    slips = (
        ("  生成日期: 2026-03-02", "  生成日期: 2026-02-30"),
        ("  栏目: [b02]", "  栏目：[b02]"),
        ("  名称: 第", "  名称: '第"),
        ("  主题分类: 综合政务\\政务公开", "  主题分类: 政务公开"),
        ("  体裁分类: 其他", "  体载分类: 其他"),
    )
    for number in range(1000):
        item = [
            f"- 标识: 2026-n{number}",
            f"  名称: 第{number}次工作动态",
            f"  索引号: 11990100YC000001XT/2026-{number + 2000:05d}",
            "  内容概述: 工作动态。",
            "  生成日期: 2026-03-02",
            "  发布日期: 2026-03-03 09:00",
            "  主题分类: 综合政务\\政务公开",
            "  体裁分类: 其他",
            "  栏目: [b02]",
            "  正文: 工作动态的正文。",
        ]
        if number % (1000 // count) == 0 and len(marked) < count:
            right, wrong = slips[len(marked) % len(slips)]
            at = next(index for index, line in enumerate(item) if line.startswith(right))
            item[at] = item[at].replace(right, wrong)
            marked.append(len(lines) + at + 1)
        lines += item
    return "\n".join(lines) + "\n", marked


def test_an_attachment_with_blanks_in_its_name_is_linked_in_angle_brackets(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path = tmp_path / "content/sfb/policies/2026-9.md"
    path.write_text(
        path.read_text("utf-8") + "\n见[附件](<2026-9.files/附件 (1).txt>)、[表](<2026-9.files/无.txt>)。\n", "utf-8"
    )
    (tmp_path / "content/sfb/policies/2026-9.files").mkdir()
    (tmp_path / "content/sfb/policies/2026-9.files/附件 (1).txt").write_text("附件", "utf-8")
    done = gongkai(tmp_path, "check", "--format", "json", *DATED)
    last = len(path.read_text("utf-8").splitlines())
    told = [each for each in json.loads(done.stdout) if each["code"].startswith("SRC")]
    assert [(each["code"], each["line"]) for each in told] == [("SRC-05", last)]
    assert "无.txt" in told[0]["message"]


def test_two_hundred_mistakes_are_told_in_place_and_in_time(tmp_path: Path) -> None:
    lay_out(tmp_path)
    text, marked = many_mistakes(200)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "gongkai", "check", "catalogues/entries/sfb", *DATED]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    run()  # a clerk's second check: the first one has compiled the program and read the configuration
    (tmp_path / "catalogues/entries/sfb/many.yml").write_text(text, "utf-8")
    before = os.times()
    done = run()
    after = os.times()
    # The processor's time: other tests that run at the same time must not make this one fail.
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    told = [
        int(found[1])
        for line in done.stdout.splitlines()
        if (found := re.match(r"catalogues/entries/sfb/many\.yml:(\d+):\d+  [A-Z]{3}-\d\d  错误：.*[一-鿿]", line))
    ]
    assert done.returncode == 1
    assert told == marked
    assert seconds < 2


def test_levels_can_be_set(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/SRC-05", "broken/SRC-01")
    overwrite(
        tmp_path / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      severities: {SRC-05: off, SRC-01: error}\n"
    )
    done = gongkai(tmp_path, "check", *DATED)
    assert done.returncode == 1
    assert "SRC-05" not in done.stdout
    assert "SRC-01  错误" in done.stdout


@pytest.mark.parametrize(
    "setting", ["FLD-02: 'off'", "YML-28: warning", "CAT-99: error", "CAT-06: fatal", "SRC-08: warning"]
)
def test_a_level_that_cannot_be_is_refused(tmp_path: Path, setting: str) -> None:
    """What cannot be read is an error on every site: it would disappear silently."""
    lay_out(tmp_path)
    overwrite(tmp_path / "mkdocs.yml", "  - gongkai:\n", f"  - gongkai:\n      severities: {{{setting}}}\n")
    done = gongkai(tmp_path, "check")
    assert done.returncode == 2
    assert setting[:6] in done.stderr


def test_a_code_quality_report_names_the_line_and_stays_the_same_when_lines_move(tmp_path: Path) -> None:
    lay_out(tmp_path, "broken/YML-28")
    path = tmp_path / "catalogues/entries/sfb/broken.yml"

    def reported() -> dict[str, object]:
        done = gongkai(tmp_path, "check", "--format", "codequality", *DATED)
        assert done.returncode == 1
        [found] = [each for each in json.loads(done.stdout) if each["check_name"] == "YML-28"]
        return dict(found)

    before = reported()
    assert before["location"] == {"path": "catalogues/entries/sfb/broken.yml", "lines": {"begin": 8}}
    assert before["severity"] == "critical"
    path.write_text("# 说明\n" + path.read_text("utf-8"), "utf-8")
    after = reported()
    assert after["location"] != before["location"]
    assert after["fingerprint"] == before["fingerprint"]
