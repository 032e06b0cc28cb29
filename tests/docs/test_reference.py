"""The reference pages: as the schemas are now, and with a word on every item."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import gongkai

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reference")
    done = gongkai(folder, "schema", "--reference", "pages")
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_text("utf-8") for path in (folder / "pages").iterdir()}


def test_the_pages_are_up_to_date(made: dict[str, str]) -> None:
    kept = {path.name: path.read_text("utf-8") for path in PAGES.iterdir()}
    stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert stale == [], "run: gongkai schema --reference docs/reference"


def test_every_item_is_described(made: dict[str, str]) -> None:
    rows = [line.split(" | ") for page in made.values() for line in page.splitlines() if line.count(" | ") == 3]
    assert len(rows) > 100
    assert [row for row in rows if not row[3].removesuffix("|").strip() or not row[2].strip()] == []


def test_parts_and_choices_are_shown_as_clerks_write_them(made: dict[str, str]) -> None:
    assert "| 附件 |  | 列表，每项：一组，见[附件](#附件) |" in made["policy.md"]
    assert "\n## 附件\n" in made["policy.md"]
    assert "| 下级 |  | 列表，每项：一组，见[栏目](#栏目) |" in made["columns.md"]
    assert "| 重点领域 |  | 是、否 |" in made["columns.md"]
    assert "| 有效期 |  | N年、至YYYY-MM-DD、长期 |" in made["policy.md"]
    assert "| 名称 | 必填 | 文字 |" in made["entry.md"]
