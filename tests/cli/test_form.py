"""`gongkai form`: the 发布审批单 that leaders sign, and the file in which it is registered."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from approval_city import POLICY, city, codes, digest_of, edit_policy
from command_line import gongkai, overwrite
from playwright.sync_api import Browser
from repository import commit, write
from site_tools import lay_out

RECORDS = ("policy:sfb/2026-9", "entry:sfb/2026-kaifangri")


class _Cells(HTMLParser):
    """What stands in each cell after its heading, and what would be fetched or run."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.fetching: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("th", "td"):
            self.cells.append("")
        if tag in ("script", "img", "link", "iframe") or {name for name, _ in attrs} & {"src", "href", "onload"}:
            self.fetching.append(tag)

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.strip()


def read(page: str) -> tuple[dict[str, str], list[str]]:
    """The first value under each heading, and what the page would fetch."""
    parser = _Cells()
    parser.feed(page)
    pairs = zip(parser.cells[::2], parser.cells[1::2], strict=True)
    return dict(reversed(list(pairs))), parser.fetching


def test_everything_that_is_known_is_filled_in(tmp_path: Path) -> None:
    lay_out(tmp_path)
    overwrite(tmp_path / POLICY, "内容概述: 部署全年政务公开工作。", "内容概述: 部署<b>全年</b>工作 & 其他。")
    page = gongkai(tmp_path, "form", "sfb/2026-9", "--number", "2026-031").stdout
    cells, fetching = read(page)
    digest = digest_of(tmp_path, "policy:sfb/2026-9")
    assert {name: cells[name] for name in cells if name not in ("内容摘要", "承办", "拟发布栏目")} == {
        "标题": "云川市人民政府办公室关于做好2026年政务公开工作的通知", "文号": "云川政办发〔2026〕9号",
        "索引号": "11990100YC000001XT/2026-00001", "发布机构": "云川市人民政府办公室",
        "拟发布日期": "2026-05-09 10:00", "公开方式": "主动公开", "公开范围": "面向全社会", "依据": "",
        "内容概述": "部署<b>全年</b>工作 & 其他。", "附件": "（无）",
        "初审": cells["初审"], "复审": cells["复审"], "保密审查": cells["保密审查"], "终审": cells["终审"],
    }  # fmt: skip
    assert all("签字：" in cells[step] for step in ("初审", "复审", "终审", "保密审查"))
    assert digest in cells["内容摘要"].replace(" ", "")
    assert "审批单编号：2026-031" in page
    assert fetching == []
    assert not re.search(r"https?://|@import|url\(", page), "a page that asks nobody for anything"


def test_a_batch_is_one_form_with_a_digest_for_each(tmp_path: Path) -> None:
    lay_out(tmp_path)
    page = gongkai(tmp_path, "form", *RECORDS).stdout
    assert ["第 1 件，共 2 件" in page, "第 2 件，共 2 件" in page, page.count('class="digest"')] == [True, True, 2]
    assert page.count('<th scope="row">终审</th>') == 1
    assert "审批单编号：＿" in page, "the number may be given by hand"


def test_the_file_needs_but_names_and_days(tmp_path: Path) -> None:
    city(tmp_path)
    edit_policy(tmp_path)
    path = "approvals/sfb/2026-001.yml"
    done = gongkai(tmp_path, "form", RECORDS[0], "--number", "2026-001", "--format", "yaml", "-o", str(tmp_path / path))
    assert done.returncode == 0
    commit(tmp_path, "还没有填")
    assert {each.partition(" ")[2] for each in codes(tmp_path)} == {"FLD-01", "APR-07"}
    text = (tmp_path / path).read_text("utf-8")
    for name in ("沈知行", "文谨言", "毛春晖", "石念慈"):
        text = text.replace("人员:\n  日期:\n", f"人员: {name}\n  日期: 2026-05-11\n", 1)
    write(tmp_path, path, text)
    commit(tmp_path, "填好了")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("records", "code", "words"),
    [
        (["sfb/2026-99"], 1, "没有“sfb/2026-99”"),
        (["policy:sfb/2026-9", "department:yunchuan"], 2, "只能审批一个单位的信息"),
        (["关于公开"], 1, "没有“关于公开”"),
    ],
)
def test_what_cannot_be_put_on_one_form_is_said(tmp_path: Path, records: list[str], code: int, words: str) -> None:
    lay_out(tmp_path)
    done = gongkai(tmp_path, "form", *records)
    assert (done.returncode, words in done.stderr, done.stdout) == (code, True, "")


@pytest.mark.browser
def test_one_record_fits_on_one_sheet(tmp_path: Path, browser: Browser) -> None:
    lay_out(tmp_path)
    overwrite(tmp_path / POLICY, "内容概述: 部署全年政务公开工作。", f"内容概述: {'部署全年政务公开工作，' * 18}")
    gongkai(tmp_path, "form", "sfb/2026-9", "-o", str(tmp_path / "单.html"))
    page = browser.new_page()
    page.goto((tmp_path / "单.html").as_uri())
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
