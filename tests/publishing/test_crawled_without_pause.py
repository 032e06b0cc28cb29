"""A site walked without pause while it is published to again and again, and everything goes wrong that can: killed
publishers, a network that cuts, loses, delays and refuses. No link of a page that was fetched leads nowhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from crawler import Crawler, crawling
from fault_proxy import FAULTS, FaultPlan, failing
from living_city import LivingCity
from nginx_server import served_by_nginx
from publishers import Publishers, running_publishers
from rclone_server import rclone_server
from site_tools import contents

_SETTINGS = """targets:
  web: {{{target}}}
grace_days: {grace}
lease_seconds: 1
deletions: {{share: 1, number: 9999}}
"""
_GRACE = 10.0
"""Seconds. A walk takes a few."""
_CLOCK = 2.0
"""Seconds: the publisher's moments are whole ones, and the reader does not ask to the last."""
_SEED = 2026
_SHARE = 0.02
"""How many of all requests are spoilt."""


def releases(few: int, many: int) -> pytest.MarkDecorator:
    """How many are published: 50 at the three servers in all runs, 200 in the long one."""
    return pytest.mark.parametrize("releases", [few, pytest.param(many, marks=pytest.mark.soak)])


@pytest.fixture(scope="module")
def publishers() -> Iterator[Publishers]:
    with running_publishers() as running:
        yield running


class History:
    """A city that is published to one target, whatever happens."""

    def __init__(self, folder: Path, target: str, publishers: Publishers) -> None:
        self.city = LivingCity(folder / "city", _SEED)
        text = _SETTINGS.format(target=target, grace=_GRACE / 86_400)
        (self.city.folder / "publish.yml").write_text(text, "utf-8")
        self.killed = 0
        self._publishers = publishers
        self._chance = random.Random(_SEED)
        publishers.publish(self.city.folder, "web")

    def go_on(self, crawler: Crawler, times: int) -> None:
        """Change the site and publish it; some publishers are killed, once or twice, and started again, or the site is
        changed once more before it is. No link is dead, and everything happened."""
        for _ in range(times):
            self.city.change()
            for _ in range(self._chance.choice((0, 0, 1, 2))):
                self._kill()
            self._publishers.publish(self.city.folder, "web")
        crawler.wait_for_walks(2)
        walked = f"{crawler.finished} walks, {crawler.fetched} fetched, {len(crawler.torn)} torn"
        click.echo(f"{times} published, {self.killed} killed; {walked}, {len(crawler.dead)} dead")
        assert crawler.dead == []
        assert crawler.finished >= times
        assert self.killed

    def _kill(self) -> None:
        longest = self._publishers.lasts
        if self._publishers.published_or_killed(self.city.folder, "web", self._chance.uniform(0.02, longest)):
            self.killed += 1
            if self._chance.random() < 0.5:
                self.city.change()


@releases(30, 100)
def test_a_directory_behind_nginx(tmp_path: Path, nginx: str, publishers: Publishers, releases: int) -> None:
    history = History(tmp_path, "kind: directory, path: ../server", publishers)
    (tmp_path / "nginx").mkdir()
    with (
        served_by_nginx(nginx, tmp_path / "nginx", tmp_path / "server/current") as address,
        crawling(address, _GRACE - _CLOCK, tmp_path / "notes") as crawler,
    ):
        history.go_on(crawler, releases)
    assert crawler.torn == []
    assert contents(history.city.site).items() <= contents(tmp_path / "server/current").items()


@releases(10, 50)
def test_s3_behind_a_failing_network(
    tmp_path: Path, s3_server: str, bucket: str, publishers: Publishers, releases: int
) -> None:
    plan = FaultPlan(_SEED, _SHARE)
    with failing(s3_server, plan) as endpoint:
        target = f'kind: s3, bucket: {bucket}, endpoint: "{endpoint}", region: us-east-1'
        history = History(tmp_path, target, publishers)
        with crawling(f"{s3_server}{bucket}/", _GRACE - _CLOCK, tmp_path / "notes") as crawler:
            history.go_on(crawler, releases)
    click.echo(str(plan.happened))
    assert crawler.torn == []
    assert plan.happened.keys() >= set(FAULTS)


@releases(10, 50)
def test_webdav_behind_a_failing_network(tmp_path: Path, publishers: Publishers, releases: int) -> None:
    """This server writes in place, so half of a file can be read for a moment; no link is dead for that."""
    plan = FaultPlan(_SEED, _SHARE)
    (tmp_path / "served").mkdir()
    with (
        rclone_server("webdav", tmp_path / "served") as port,
        failing(f"http://127.0.0.1:{port}/", plan) as endpoint,
    ):
        history = History(tmp_path, f'kind: webdav, endpoint: "{endpoint}"', publishers)
        with crawling(f"http://127.0.0.1:{port}/", _GRACE - _CLOCK, tmp_path / "notes") as crawler:
            history.go_on(crawler, releases)
    click.echo(str(plan.happened))
    assert plan.happened.keys() >= set(FAULTS)
