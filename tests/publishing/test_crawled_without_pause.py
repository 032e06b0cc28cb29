"""A site walked without pause while it is published to again and again, and everything goes wrong that can: killed
publishers, a network that cuts, loses, delays and refuses. No link of a page that was fetched leads nowhere.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from crawler import Crawler
from fault_proxy import FaultPlan, failing
from living_city import LivingCity
from nginx_server import served_by_nginx
from publishers import publish, published_or_killed
from site_tools import contents

_TARGETS = """targets:
  server: {{kind: directory, path: ../server}}
  store: {{kind: s3, bucket: {bucket}, endpoint: "{endpoint}", region: us-east-1}}
grace_days: {grace}
deletions: {{share: 1, number: 9999}}
"""
_GRACE = 60 / 86_400
"""Days: a minute. A walk takes a few seconds."""
_SEED = 2026

times = pytest.mark.parametrize("releases", [4, pytest.param(100, marks=pytest.mark.soak)])
"""Releases for each of two targets: 8 in all runs, 200 in the long one."""


def prepared(folder: Path, bucket: str = "none", endpoint: str = "http://127.0.0.1:1") -> LivingCity:
    city = LivingCity(folder / "city", _SEED)
    text = _TARGETS.format(bucket=bucket, endpoint=endpoint, grace=_GRACE)
    (city.folder / "publish.yml").write_text(text, "utf-8")
    return city


def publish_with_kills(city: LivingCity, target: str, chance: random.Random, longest: float) -> int:
    """Change the site and publish it; every other publisher is killed, once or twice, and started again, or the site
    is changed once more before it is. They live `longest` seconds at most. How many were killed."""
    city.change()
    killed = 0
    for _ in range(chance.choice((0, 1, 2))):
        if not published_or_killed(city.folder, target, chance.uniform(0.2, longest)):
            killed += 1
            if chance.random() < 0.5:
                city.change()
    publish(city.folder, target)
    return killed


@times
def test_a_directory_behind_nginx(tmp_path: Path, nginx: str, releases: int) -> None:
    city = prepared(tmp_path)
    chance = random.Random(_SEED)
    publish(city.folder, "server")
    (tmp_path / "nginx").mkdir()
    with served_by_nginx(nginx, tmp_path / "nginx", tmp_path / "server/current") as address:
        crawler = Crawler(address)
        crawler.start()
        killed = sum(publish_with_kills(city, "server", chance, 0.6) for _ in range(releases))
        crawler.wait_for_walks(2)
        crawler.stop()
    assert crawler.dead == []
    assert killed
    assert crawler.walks >= releases
    assert contents(city.site).items() <= contents(tmp_path / "server/current").items()


@times
def test_a_store_behind_a_failing_network(tmp_path: Path, s3_server: str, bucket: str, releases: int) -> None:
    plan = FaultPlan(_SEED, 0.03)
    chance = random.Random(_SEED)
    with failing(s3_server, plan) as endpoint:
        city = prepared(tmp_path, bucket, endpoint)
        publish(city.folder, "store")
        crawler = Crawler(f"{s3_server}{bucket}/")
        crawler.start()
        killed = sum(publish_with_kills(city, "store", chance, 2.5) for _ in range(releases))
        crawler.wait_for_walks(2)
        crawler.stop()
    assert crawler.dead == []
    assert killed
    assert sum(count for fault, count in plan.happened.items() if fault) > 10
