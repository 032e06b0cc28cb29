"""What is not public stays out of every byte that a build publishes or says."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import contents, lay_out

SECRET = "玄鸟计划七四一"
POLICY = "content/sfb/policies/2026-9.md"
MODES = ("公开方式: 依申请公开", "公开方式: 不予公开", "公开范围: 面向特定对象")
MARKS = ("（此件依申请公开）", "（此件不公开）", "**（此件不予公开）**", "内部资料，注意保存", "机密★5年")

ENTRY = """\
- 标识: 2026-peixun
  名称: 云川市举办政务公开培训
  索引号: 11990100YC000001XT/2026-01001
  内容概述: 培训情况。
  生成日期: 2026-03-02
  发布日期: 2026-03-03 09:00
  主题分类: 综合政务\\政务公开
  体裁分类: 其他
  栏目: [b02]
  {mode}
  正文: {body}
"""


def publish_rest(folder: Path) -> None:
    overwrite(folder / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      on_error: publish-rest\n")


def published(folder: Path) -> bytes:
    """Every byte of the site, its file names, and all that the command says, in both forms."""
    said = ""
    for form in ((), ("--json",)):
        done = gongkai(folder, "build", *form, *DATED)
        assert done.returncode == 1
        said += done.stdout + done.stderr
    files = contents(folder / "site")
    assert "policies/sfb/2026-9.html" in files or "entries/sfb/2026-kaifangri.html" in files
    return b"\n".join(itertools.chain([said.encode()], map(str.encode, files), files.values()))


def plant_policy(folder: Path, mode: str) -> None:
    overwrite(folder / POLICY, "文件类别:", f"{mode}\n文件类别:")
    overwrite(folder / POLICY, "现就", f"{SECRET}。现就")


def plant_entry(folder: Path, mode: str) -> None:
    text = ENTRY.format(mode=mode, body=f"{SECRET}的正文。")
    (folder / "catalogues/entries/sfb/secret.yml").write_text(text, "utf-8")


def plant_attachment(folder: Path, mode: str) -> None:
    text = (folder / POLICY).read_text("utf-8").partition("现就")[0]
    (folder / POLICY).write_text(text.replace("文件类别:", f"{mode}\n文件类别:"), "utf-8")
    files = folder / POLICY.replace(".md", ".files")
    files.mkdir()
    (files / "list.txt").write_text(SECRET, "utf-8")


def plant_interpretation(folder: Path, mode: str) -> None:
    path = folder / "content/sfb/interpretations/2026-1.md"
    path.parent.mkdir(exist_ok=True)
    head = (folder / POLICY).read_text("utf-8").partition("文号:")[0].replace("2026-00001", "2026-00002")
    fields = f"解读对象: [sfb/2026-9]\n解读主体: 部门解读\n解读机构: 市政府办公室\n解读形式: 文字\n{mode}\n"
    path.write_text(f"{head}{fields}---\n\n{SECRET}\n", "utf-8")


PLANTS = (plant_policy, plant_entry, plant_attachment, plant_interpretation)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("plant", PLANTS)
def test_a_body_that_is_not_public_is_an_error(tmp_path: Path, plant: object, mode: str) -> None:
    lay_out(tmp_path)
    plant(tmp_path, mode)  # type: ignore[operator]
    done = gongkai(tmp_path, "check", *DATED)
    assert done.returncode == 1
    assert "SRC-08  错误" in done.stdout
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("plant", PLANTS)
def test_and_reaches_no_byte_of_the_site(tmp_path: Path, plant: object, mode: str) -> None:
    lay_out(tmp_path)
    publish_rest(tmp_path)
    plant(tmp_path, mode)  # type: ignore[operator]
    assert SECRET.encode() not in published(tmp_path)


@pytest.mark.parametrize("mark", MARKS)
def test_a_text_that_says_so_itself_is_held_back(tmp_path: Path, mark: str) -> None:
    lay_out(tmp_path)
    publish_rest(tmp_path)
    overwrite(tmp_path / POLICY, "目录。\n", f"目录。{SECRET}\n\n{mark}\n")
    assert "SRC-11  错误" in gongkai(tmp_path, "check", *DATED).stdout
    assert SECRET.encode() not in published(tmp_path)


def test_words_about_secrecy_are_not_marks_of_it(tmp_path: Path) -> None:
    lay_out(tmp_path)
    overwrite(
        tmp_path / POLICY,
        "目录。\n",
        "目录。\n\n属于机密的不得公开；此件依申请公开的，按规定办理。\n\n（此件公开发布）\n",
    )
    assert "SRC-11" not in gongkai(tmp_path, "check", *DATED).stdout


@pytest.mark.parametrize(
    "mistyped",
    [
        "公开方式：不予公开",
        "公开方式:不予公开",
        "公开方式: 主动公开\n公开方式: 不予公开",
        "公开方式： 依申请公开",
        "\u3000公开方式: 不予公开",
        "公开方 式: 不予公开",
        "公开方式: &x 不予公开",
        "公开方式: '不予公开",
        "公开方式: 不予 公开",
        "公开方式:",
    ],
)
@pytest.mark.parametrize("plant", [plant_policy, plant_entry])
def test_a_slip_of_the_pen_publishes_nothing(tmp_path: Path, plant: object, mistyped: str) -> None:
    lay_out(tmp_path)
    publish_rest(tmp_path)
    plant(tmp_path, mistyped.replace("\n", "\n  ") if plant is plant_entry else mistyped)  # type: ignore[operator]
    assert SECRET.encode() not in published(tmp_path)


def test_what_becomes_secret_later_disappears(tmp_path: Path) -> None:
    """Published yesterday, withheld today: the incremental build takes page, listings and attachments away."""
    lay_out(tmp_path)
    overwrite(tmp_path / POLICY, "现就", f"{SECRET}。现就")
    overwrite(tmp_path / POLICY, "名称: 云川市", f"内容概述: {SECRET}\n名称: 云川市")
    overwrite(tmp_path / POLICY, "内容概述: 部署全年政务公开工作。\n", "")
    files = tmp_path / POLICY.replace(".md", ".files")
    files.mkdir()
    (files / "list.txt").write_text(SECRET, "utf-8")
    assert gongkai(tmp_path, "build", *DATED).returncode == 0
    assert SECRET.encode() in b"".join(contents(tmp_path / "site").values())
    publish_rest(tmp_path)
    overwrite(tmp_path / POLICY, "文件类别:", "公开方式: 不予公开\n文件类别:")
    assert SECRET.encode() not in published(tmp_path)


def test_the_card_of_what_is_open_on_application_may_stand(tmp_path: Path) -> None:
    lay_out(tmp_path)
    text = ENTRY.format(mode="公开方式: 依申请公开", body="").replace("  正文: \n", "")
    (tmp_path / "catalogues/entries/sfb/card.yml").write_text(text, "utf-8")
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 0, done.stderr
    assert "依申请公开" in (tmp_path / "site/entries/sfb/2026-peixun.html").read_text("utf-8")


def test_a_card_in_a_list_publishes_no_attachment_of_its_neighbours_as_its_own(tmp_path: Path) -> None:
    lay_out(tmp_path)
    card = ENTRY.format(mode="公开方式: 依申请公开", body="").replace("  正文: \n", "")
    path = tmp_path / "catalogues/entries/sfb/list.yml"
    other = ENTRY.format(mode="附件: [{名称: 名单, 文件: a.txt}]", body="正文。")
    path.write_text(card + other.replace("peixun", "peixun2").replace("01001", "01002"), "utf-8")
    path.with_suffix(".files").mkdir()
    (path.with_suffix(".files") / "a.txt").write_text("名单", "utf-8")
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/entries/sfb/2026-peixun.html").read_text("utf-8")
    assert "a.txt" not in page
    assert "a.txt" in (tmp_path / "site/entries/sfb/2026-peixun2.html").read_text("utf-8")


def test_the_note_may_stand_on_the_card(tmp_path: Path) -> None:
    lay_out(tmp_path)
    head = (tmp_path / POLICY).read_text("utf-8").partition("现就")[0]
    fields = "公开方式: 依申请公开\n附注: （此件依申请公开）\n文件类别:"
    (tmp_path / POLICY).write_text(head.replace("文件类别:", fields), "utf-8")
    done = gongkai(tmp_path, "build", *DATED)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/policies/sfb/2026-9.html").read_text("utf-8")
    assert "依申请公开" in page
