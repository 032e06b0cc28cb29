"""`gongkai publish`, `gongkai releases`, `gongkai rollback`: what a target holds.

In: the configuration, the name of a target. Out: words, a receipt in `reports/receipts/`, an exit code. The clock, the
environment and the network are asked here and handed down; what is printed holds no secret.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from gongkai.bridge.project import open_project
from gongkai.cli.building import Progress
from gongkai.cli.release_desk import Desk, RefusedError, open_desk, require_whole_site, wanted_site
from gongkai.cli.release_words import told_plan, told_receipt, told_releases
from gongkai.model.release import Receipt
from gongkai.release import (
    Outcome,
    Terms,
    TooManyDeletionsError,
    Wish,
    earlier_wish,
    kept_releases,
    make_release,
    plan_release,
    present_manifest,
)
from gongkai.stages.publish.lock import BusyError
from gongkai.stages.publish.receipt import changed_urls, make_receipt
from gongkai.stages.publish.site_files import SiteChangedError
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.stores import StoreError

RECEIPTS = Path("reports", "receipts")
_BUSY_FOR = 300.0
"""Seconds to wait for another publisher: more than the longest lease of a killed one lasts."""
_Result = TypeVar("_Result")


class Order(msgspec.Struct, frozen=True):
    """What the command line asks for. `origin` is the address to wait for; without `target` it is the only one."""

    target: str | None
    allowed: int | None
    origin: str | None
    timeout: float
    as_json: bool
    dry_run: bool


def run_publish(config_file: Path, order: Order) -> int:
    """Bring the target to what was built."""

    def wish(desk: Desk) -> Wish:
        require_whole_site(desk.project)
        return wanted_site(desk, time.time_ns())

    return _run(config_file, order, wish)


def run_rollback(config_file: Path, order: Order, release: str) -> int:
    """Bring the target back to what it was."""
    return _run(config_file, order, lambda desk: earlier_wish(desk.target, release))


def run_releases(config_file: Path, target: str | None, *, as_json: bool) -> int:
    """List what can be restored."""
    project, _ = open_project(config_file)
    try:
        desk = open_desk(project, target, os.environ, time.sleep)
        releases = kept_releases(present_manifest(desk.target))
    except RefusedError as error:
        click.echo(str(error), err=True)
        return 2
    except StoreError as error:
        click.echo(str(error), err=True)
        return 1
    click.echo(msgspec.json.encode(releases).decode() if as_json else told_releases(releases))
    return 0


def _run(config_file: Path, order: Order, wish: Callable[[Desk], Wish]) -> int:
    project, _ = open_project(config_file)
    try:
        desk = open_desk(project, order.target, os.environ, time.sleep)
    except RefusedError as error:
        click.echo(str(error), err=True)
        return 2
    try:
        terms = terms_of(desk, order)
        if order.dry_run:
            return _tell_plan(desk, order, plan_release(desk.target, wish(desk), terms))
        return _finish(desk, order, when_free(lambda: make_release(desk.target, wish(desk), terms)))
    except RefusedError as error:
        click.echo(str(error), err=True)
    except TooManyDeletionsError as error:
        click.echo(f"{error}。确实要去掉，请加上 --allow-deletions {error.number}", err=True)
    except (StoreError, SiteChangedError) as error:
        click.echo(desk.secrets.conceal(f"没有发布完：{error}"), err=True)
        click.echo("已经上传的不会白传：排除问题后再次运行同一命令即可接着发布。", err=True)
    return 1


def terms_of(desk: Desk, order: Order) -> Terms:
    """The operator's terms, and what the command line says otherwise."""

    def purge(paths: tuple[str, ...]) -> bool:
        return _purge(desk, changed_urls(paths, desk.origin))

    allowed = order.allowed
    most = desk.settings.most_deletions if allowed is None else lambda _: allowed
    holder = f"{os.uname().nodename} {os.getpid()}"
    progress = Progress(sys.stderr.isatty() and not order.as_json)
    lease = desk.settings.lease()
    return Terms(desk.settings.rules(), most, holder, lambda: datetime.now(UTC), purge, progress, lease)


def when_free(attempt: Callable[[], _Result]) -> _Result:
    """Try again while somebody else publishes, or seems to: the lease of a killed run ends by itself."""
    end = time.monotonic() + _BUSY_FOR
    while True:
        try:
            return attempt()
        except BusyError as error:
            left = (error.until - datetime.now(UTC)).total_seconds()
            if time.monotonic() > end:
                raise
            click.echo(f"{error}，等它结束……", err=True)
            time.sleep(min(max(left, 1.0), 10.0))


def _purge(desk: Desk, urls: tuple[str, ...]) -> bool:
    """Hand the changed addresses to the operator's command."""
    lines = "".join(f"{url}\n" for url in urls)
    try:
        done = subprocess.run(
            desk.settings.purge, input=lines, capture_output=True, text=True, cwd=desk.project.root, check=False
        )
    except OSError as error:
        click.echo(f"刷新缓存的命令不能运行：{desk.settings.purge[0]}（{error.strerror}）", err=True)
        return False
    if done.returncode:
        said = desk.secrets.conceal(done.stderr.strip() or done.stdout.strip())
        click.echo(f"刷新缓存的命令失败（{done.returncode}）：{said}", err=True)
    return done.returncode == 0


def _tell_plan(desk: Desk, order: Order, outcome: Outcome) -> int:
    plan = outcome.plan
    if order.as_json:
        told = {"needed": plan.is_needed, "actions": plan.actions, "newly_absent": plan.newly_absent}
        click.echo(msgspec.json.encode(told).decode())
    else:
        click.echo(told_plan(desk.name, outcome))
    return 0


def _finish(desk: Desk, order: Order, outcome: Outcome) -> int:
    restored = outcome.wanted.restored_from
    receipt = make_receipt(outcome.plan, outcome.changed, desk.name, desk.origin, outcome.verified, restored)
    place = _file(desk, receipt) if outcome.plan.is_needed else None
    waited: float = 0
    late: tuple[str, ...] = ()
    if order.origin:
        from gongkai.stages.publish.origin import fetch, probes, wait_for

        wanted = probes(outcome.plan, order.origin)
        waited, late = wait_for(wanted, fetch, time.monotonic, time.sleep, order.timeout)
    if order.as_json:
        told = {"published": place is not None, "actions": outcome.plan.actions, "receipt": receipt if place else None}
        more = {"purged": outcome.purged, "waited": round(waited, 2), "late": late}
        click.echo(msgspec.json.encode(told | more).decode())
    else:
        click.echo(told_receipt(receipt, outcome, place))
        if order.origin and not late:
            click.echo(f"{order.origin} 已给出新的内容，等了 {waited:.1f} 秒。")
    if late:
        click.echo(f"等了 {waited:.0f} 秒，这些网址还不是新的内容：{'、'.join(late)}", err=True)
    if not outcome.purged:
        click.echo("网站已经发布，缓存没有刷新。排除问题后再次运行发布，会重新刷新。", err=True)
    return 0 if outcome.purged and not late else 1


def _file(desk: Desk, receipt: Receipt) -> Path:
    path = desk.project.root / RECEIPTS / f"{receipt.release}.json"
    write_atomically(path, msgspec.json.format(msgspec.json.encode(receipt), indent=1) + b"\n")
    return path
