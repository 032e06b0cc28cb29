"""A moved record leaves a page at its old address that leads to the new one, with and without a browser's help."""

from __future__ import annotations

import pytest

from gongkai.workshop.former_addresses import is_former_address, redirect_page


@pytest.mark.parametrize("text", ["art/2019/1/3/art_12.html", "a.htm", "zwgk/t2019.shtml"])
def test_addresses_a_page_can_have(text: str) -> None:
    assert is_former_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "/a.html",
        "../a.html",
        "a/../b.html",
        "https://x.example/a.html",
        "a",
        "a/",
        "a.html?b",
        "甲.html",
        "./a.html",
        "a.php",
    ],
)
def test_addresses_it_cannot_have(text: str) -> None:
    assert not is_former_address(text)


def test_the_page_leads_to_the_record_by_a_relative_way() -> None:
    page = redirect_page("art/2019/1/art_12.html", "entries/sfb/2019-1.html", "甲<乙>").decode()
    assert 'content="0; url=../../../entries/sfb/2019-1.html"' in page
    assert '<a href="../../../entries/sfb/2019-1.html">甲&lt;乙&gt;</a>' in page
    assert "<script" not in page


def test_a_page_at_the_top() -> None:
    assert 'url=entries/sfb/2019-1.html"' in redirect_page("a.html", "entries/sfb/2019-1.html", "甲").decode()
