"""Valid HTML, as the Nu checker sees it: one page of each kind, in one run of the checker."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from sample_city import PAGES


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_the_sample_has_this_kind_of_page(site: Path, address: str) -> None:
    assert (site / address).is_file()


def test_a_page_of_each_kind_is_valid(site: Path, html_checker: Path) -> None:
    files = [str(site / address) for address in PAGES.values()]
    command = ["java", "-jar", str(html_checker), "--format", "json", "--errors-only", "--exit-zero-always", *files]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stderr
    mistakes = [
        f"{message['url'].partition('/site/')[2]}:{message.get('lastLine')} {message['message']}"
        for message in json.loads(told)["messages"]
    ]
    assert not mistakes
