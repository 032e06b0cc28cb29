"""A record as typed, by its path and by the digest that an approval knows it by."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from site_tools import AS_OF, open_site

from gongkai.build import examine
from gongkai.model.project import say_nothing
from gongkai.rooms import record_paths
from gongkai.workshop.record_paths import Owner
from gongkai.workshop.record_text import RecordText, content_digest, records_in

POLICY = Owner("policy", "sfb/2026-9", "content/sfb/policies/2026-9.md")
LIST = Owner("entry", "sfb/2026", "catalogues/entries/sfb/2026.yml")
TEXT = "---\n名称: 通知\n索引号: A/1\n栏目: [b01, b02]\n---\n\n第一段\n"


def one(text: str | bytes, owner: Owner = POLICY) -> RecordText:
    (record,) = records_in(text.encode() if isinstance(text, str) else text, owner)
    return record


def test_a_path_tells_of_every_record_of_the_sample_whose_it_is(project_root: Path, tmp_path: Path) -> None:
    project = open_site(project_root / "mkdocs.yml", memory=tmp_path)
    paths = record_paths(project.settings)
    for ref, summary in examine(project, AS_OF, say_nothing).atlas.records.items():
        owner = paths.owner(summary.path)
        assert owner is not None
        assert (owner.kind, owner.department, owner.file) == (ref.kind, ref.department, summary.path)
        assert summary.item >= 0 or owner.place == ref.place
        files = f"{summary.path.rpartition('.')[0]}.files/表.xlsx"
        assert paths.owner(files) == owner


@pytest.mark.parametrize(
    "path", ["content/index.md", "content/pages/help.md", "catalogues/columns.yml", "approvals/sfb/1.yml", "README.md",
             "catalogues/register/sfb/2026.txt", "content/sfb/policies/说明.txt", "content/sfb/policies/a/b/c.md"],
)  # fmt: skip
def test_what_is_no_record_belongs_to_nobody(project_root: Path, path: str) -> None:
    assert record_paths(open_site(project_root / "mkdocs.yml").settings).owner(path) is None


def test_the_digest_is_what_its_description_says() -> None:
    written = json.dumps(
        [{"名称": "通知", "栏目": ["b01", "b02"]}, "第一段", {"表.xlsx": "0" * 64}],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    assert content_digest(one(TEXT), {"表.xlsx": "0" * 64}) == sha256(written.encode()).hexdigest()


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.replace("名称: 通知\n索引号: A/1\n", "索引号: B/2\n名称: '通知'\n发布日期: 2026-01-01\n"),
        TEXT + "\n\n",
    ],
)
def test_what_nobody_signs_for_leaves_the_digest_alone(same: str) -> None:
    assert content_digest(one(same), {}) == content_digest(one(TEXT), {})


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("第一段", "第一 段"),
        TEXT.replace("通知", "通告"),
        TEXT.replace("[b01, b02]", "[b02, b01]"),
        TEXT.replace("---\n\n", "公开方式: 依申请公开\n---\n\n"),
    ],
)
def test_any_word_changes_it(other: str) -> None:
    assert content_digest(one(other), {}) != content_digest(one(TEXT), {})


def test_an_item_answers_for_the_attachments_it_names() -> None:
    text = "- {标识: a, 附件: [{名称: 表, 文件: b.xlsx}]}\n- {标识: c, 名称: 丙}\n"
    first, second = records_in(text.encode(), LIST)
    names = ("b.xlsx", "别的.pdf")
    assert (first.names(names), second.names(names), one(TEXT).names(names)) == (["b.xlsx"], [], [*names])
    assert str(first.ref) == "entry:sfb/a"


def test_what_cannot_be_read_has_no_records() -> None:
    assert list(records_in(b"\xff\xfe", POLICY)) == []
    assert list(records_in("没有文件头\n".encode(), POLICY)) == []
    assert list(records_in(b"- [\n- {x: 1}\n- 1\n", LIST)) == []
