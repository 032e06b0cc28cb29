"""What is not public stays out of the index, folded, packed or in base64."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from reading import by_url, site_bytes
from small_site import built, lay_out_with_search
from test_not_public import ENTRY, MODES, PLANTS, POLICY, SECRET, publish_rest

GRAM = SECRET[:2]


def traces(site: Path) -> list[str]:
    """In which forms the secret is there."""
    content = site_bytes(site)
    return [word for word in (SECRET, GRAM) if word.encode() in content or base64.b64encode(word.encode()) in content]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("plant", PLANTS)
def test_no_body_that_is_not_public_is_indexed(tmp_path: Path, plant: object, mode: str) -> None:
    site = lay_out_with_search(tmp_path)
    publish_rest(tmp_path)
    plant(tmp_path, mode)  # type: ignore[operator]
    assert gongkai(tmp_path, "build", *DATED).returncode == 1
    assert by_url(site)
    assert traces(site) == []


def test_the_same_words_in_public_are(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    overwrite(tmp_path / POLICY, "现就", f"{SECRET}。现就")
    built(tmp_path)
    assert traces(site) == [SECRET, GRAM]


def test_of_a_card_the_card_alone(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    text = ENTRY.format(mode="公开方式: 依申请公开", body="").replace("  正文: \n", "")
    (tmp_path / "catalogues/entries/sfb/card.yml").write_text(text, "utf-8")
    built(tmp_path)
    assert "培训情况" in by_url(site)["entries/sfb/2026-peixun.html"].text


def test_what_becomes_secret_later_disappears(tmp_path: Path) -> None:
    site = lay_out_with_search(tmp_path)
    overwrite(tmp_path / POLICY, "现就", f"{SECRET}。现就")
    built(tmp_path)
    publish_rest(tmp_path)
    overwrite(tmp_path / POLICY, "文件类别:", "公开方式: 不予公开\n文件类别:")
    gongkai(tmp_path, "build", *DATED)
    assert traces(site) == []
