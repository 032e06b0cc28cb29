"""Valid HTML, as the Nu checker sees it: one page of each kind, in one run of the checker."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from sample_city import Sample


def test_the_sample_has_a_page_of_each_kind(site: Path, sample: Sample) -> None:
    assert not {kind: address for kind, address in sample.pages.items() if not (site / address).is_file()}


def test_a_page_of_each_kind_is_valid(site: Path, sample: Sample, html_checker: Path) -> None:
    files = [str(site / address) for address in sample.pages.values()]
    command = ["java", "-jar", str(html_checker), "--format", "json", "--errors-only", "--exit-zero-always", *files]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stderr
    mistakes = [
        f"{message['url'].partition(f'/{sample.folder}/')[2]}:{message.get('lastLine')} {message['message']}"
        for message in json.loads(told)["messages"]
    ]
    assert not mistakes
