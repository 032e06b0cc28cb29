"""`gongkai withdraw`: what must disappear is nowhere any more, and readers are told that it was taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from searching_bytes import holding_in
from site_tools import contents
from small_site import built, lay_out_with_search

POLICY = "content/sfb/policies/2026-9.md"
ATTACHED = "content/sfb/policies/2026-9.files/陶令仪处罚决定.docx"
PAGE = "policies/sfb/2026-9.html"
PLANTED = ("陶令仪", "三五七一九零二四六八")
WITHDRAW = ("withdraw", "--reason", "附件含个人信息", "--by", "政务公开科 沈知行", "--category", "保护个人信息")


INTERPRETATION = """---
名称: 通知解读
索引号: 11990100YC000001XT/2026-00003
内容概述: 解读。
生成日期: 2026-05-09
发布日期: 2026-05-09 11:00
主题分类: 综合政务\\政务公开
体裁分类: 其他
解读对象: [sfb/2026-9]
解读形式: 文字
解读主体: 部门解读
解读机构: 市政府办公室
咨询电话: 0809-5550012
---

## 政策背景

背景。
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with somebody's name in a document's text, title, attachment and search; two records name it, and
    a report shows it."""
    folder = tmp_path_factory.mktemp("city")
    site = lay_out_with_search(folder)
    policy = folder / POLICY
    repealed = policy.read_text("utf-8").replace("2026-00001", "2026-00002").replace("2026〕9号", "2026〕10号")
    repealed = repealed.replace("做好2026年", "做好上半年").replace(
        "\n---\n\n", "\n废止依据: sfb/2026-9\n废止日期: 2026-06-01\n---\n\n"
    )
    (policy.parent / "2026-10.md").write_text(repealed, "utf-8")
    (folder / "content/sfb/interpretations").mkdir()
    (folder / "content/sfb/interpretations/2026-jiedu.md").write_text(INTERPRETATION, "utf-8")
    overwrite(policy, "一、主动公开", f"一、对陶令仪的处罚\n\n{PLANTED[1]}号。")
    overwrite(policy, "通知\n索引号", "通知（陶令仪）\n索引号")
    attached = f"附件:\n  - 文件: {Path(ATTACHED).name}\n    名称: 陶令仪处罚决定"
    overwrite(policy, "不解读理由: 事务性通知", f"曾用地址: [art/2026/9.html]\n{attached}")
    (folder / ATTACHED).parent.mkdir()
    (folder / ATTACHED).write_bytes(b"PK\x03\x04" + "陶令仪".encode())
    (folder / "reports/review").mkdir(parents=True)
    (folder / "reports/review/1.html").write_text(
        "<p>《云川市人民政府办公室关于做好2026年政务公开工作的通知（陶令仪）》</p>"
    )
    (folder / "reports/review/2.html").write_text("<p>别的事</p>")
    assert gongkai(folder, "freeze").returncode == 0
    built(folder)
    assert holding_in(site, PLANTED), "it is there before"
    return folder


@pytest.fixture(scope="module")
def told(city: Path) -> str:
    """What was said when it was withdrawn; `city` is as it is afterwards."""
    done = gongkai(city, *WITHDRAW, "policy:sfb/2026-9")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("reference", ["policy:sfb/2026-8", "2026-9", "nothing:at/all", "陶令仪"])
def test_what_is_not_there_cannot_be_withdrawn(city: Path, reference: str) -> None:
    before = contents(city / "content"), contents(city / "catalogues")
    done = gongkai(city, *WITHDRAW, reference)
    assert done.returncode == 2
    assert "没有找到" in done.stderr
    assert (contents(city / "content"), contents(city / "catalogues")) == before


@pytest.mark.usefixtures("told")
def test_nothing_of_it_stays_on_this_machine(city: Path) -> None:
    receipts = {path.name for path in (city / "reports/receipts").iterdir()}
    assert [name for name in holding_in(city, PLANTED) if Path(name).name not in receipts] == []
    assert (city / "reports/review/2.html").exists()
    assert not (city / ATTACHED).parent.exists()


@pytest.mark.usefixtures("told")
def test_its_addresses_say_that_it_was_withdrawn_and_no_more(city: Path) -> None:
    page = (city / "site" / PAGE).read_text("utf-8")
    for said in ("信息已撤回", "保护个人信息", "0809-5550012", "noindex"):
        assert said in page
    assert "附件含个人信息" not in page, "the reason in full is for the register"
    assert "sfb/2026-9.html" in (city / "site/art/2026/9.html").read_text("utf-8")
    assert PAGE not in "".join(path.read_text("utf-8") for path in (city / "site").rglob("sitemap*.xml"))


def test_the_register_of_withdrawals_says_who_when_and_why(city: Path, told: str) -> None:
    text = (city / "catalogues/register/withdrawn.yml").read_text("utf-8")
    for row in ("索引号: 11990100YC000001XT/2026-00001", "经办: 政务公开科 沈知行", "理由: 附件含个人信息"):
        assert row in text
    assert "git push" in told, "the next release would bring it back"
    assert "NUM-03" not in gongkai(city, "check", *DATED).stdout


def test_who_still_names_it_is_warned_and_published(city: Path, told: str) -> None:
    assert told.count("POL-16  警告") == 2
    assert (city / "site/policies/sfb/2026-10.html").exists()
    assert (city / "site/interpretations/sfb/2026-jiedu.html").exists()


@pytest.mark.usefixtures("told")
def test_the_receipt_names_what_was_removed(city: Path) -> None:
    receipt = json.loads(min((city / "reports/receipts").glob("withdrawal-*.json")).read_text("utf-8"))
    assert receipt["refs"] == ["policy:sfb/2026-9"]
    assert {POLICY, "content/sfb/policies/2026-9.files"} <= set(receipt["sources"])
    assert receipt["local"] == [".gongkai", "reports/review/1.html"]


@pytest.mark.usefixtures("told")
def test_an_item_of_a_list_goes_alone_and_again_changes_nothing(city: Path) -> None:
    path = city / "catalogues/entries/sfb/2026.yml"
    text = path.read_text("utf-8")
    other = text.replace("2026-kaifangri", "2026-other").replace("2026-01000", "2026-01001").replace("开放日", "招聘会")
    path.write_text(text + other, "utf-8")
    states = []
    for _ in range(2):
        done = gongkai(city, *WITHDRAW, "sfb/2026-kaifangri")
        assert done.returncode == 0, done.stderr
        states.append((contents(city / "site"), contents(city / "catalogues")))
    assert states[0] == states[1]
    assert path.read_text("utf-8") == other
    assert "信息已撤回" in (city / "site/entries/sfb/2026-kaifangri.html").read_text("utf-8")
    assert "信息已撤回" in (city / "site" / PAGE).read_text("utf-8")
