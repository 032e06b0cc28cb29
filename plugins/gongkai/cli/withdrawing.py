"""`gongkai withdraw`: what must disappear disappears from the sources, the site, all targets and this machine.

Every step can be done again: a run that was interrupted, or whose target could not be reached, is simply repeated.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from gongkai.bridge.project import MEMORY, commit_day, open_project
from gongkai.build import examine
from gongkai.cli.building import Search, run_build
from gongkai.cli.publishing import Order, terms_of, when_free
from gongkai.cli.release_desk import Desk, RefusedError, open_desk, require_whole_site, wanted_site
from gongkai.findings import Findings
from gongkai.model.project import Project, say_nothing
from gongkai.model.reference import Ref, parse_ref
from gongkai.model.tombstone import Tombstone
from gongkai.model.withdrawal import Cleared, WithdrawalReceipt
from gongkai.release import withdraw_release
from gongkai.rooms import KINDS
from gongkai.stages.freeze import FOLDER, WITHDRAWN
from gongkai.stages.publish.settings import read_settings
from gongkai.stages.publish.site_files import SiteChangedError
from gongkai.stages.withdraw.local import forget, remove_reports
from gongkai.stages.withdraw.strike import (
    Strike,
    UnreadableListError,
    perform,
    strike_of,
    tombstone_of,
    with_earlier_texts,
)
from gongkai.workshop import git
from gongkai.workshop.diagnostic_text import as_text
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.stores import StoreError
from gongkai.workshop.tombstones import with_tombstones

REPORTS = "reports"


class Grounds(msgspec.Struct, frozen=True):
    """Why, and by whom ("" for whoever git says is at work)."""

    category: str
    reason: str
    by: str


class _Struck(msgspec.Struct, frozen=True):
    """The record gone from the sources: what stays, which files changed, and the words it was known by."""

    tombstones: tuple[Tombstone, ...]
    sources: tuple[str, ...]
    words: tuple[str, ...]


def run_withdraw(config_file: Path, reference: str, grounds: Grounds, targets: Sequence[str]) -> int:
    """Withdraw, and tell what was removed where. Returns the exit code."""
    began = time.perf_counter()
    now = datetime.now(UTC)
    project, configured = open_project(config_file)
    try:
        desks = _desks(project, targets)
        findings = examine(project, configured or commit_day(project.root), say_nothing)
        struck = _struck(project, findings, reference, grounds, datetime.now().astimezone().date().isoformat())
    except (RefusedError, UnreadableListError) as error:
        click.echo(str(error), err=True)
        return 2
    failed = run_build(config_file, None, Search.INDEXED, as_json=False)
    cleared = [] if failed else [_cleared(desk, struck.tombstones) for desk in desks]
    # The memory goes last: by it the site is made in seconds instead of minutes, during which everybody could read on.
    local = [MEMORY] if forget(project.root / MEMORY) else []
    local += (f"{REPORTS}/{name}" for name in remove_reports(project.root / REPORTS, struck.words))
    if failed:
        click.echo(
            "信息已从仓库的文件中删去，但网站没有更新，仍在网上。请按以上提示改正，再运行一次同样的命令。", err=True
        )
        return 1
    first = struck.tombstones[0]
    receipt = WithdrawalReceipt(
        now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        tuple(str(each.ref) for each in struck.tombstones),
        first.category,
        first.by,
        first.reason,
        round(time.perf_counter() - began, 1),
        struck.sources,
        tuple(local),
        tuple(each for each in cleared if each is not None),
    )
    path = f"{REPORTS}/receipts/withdrawal-{now.strftime('%Y%m%dT%H%M%SZ')}.json"
    write_atomically(project.root / path, msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n")
    _tell(receipt, path, len(desks))
    return 0 if all(each is not None and each.is_purged for each in cleared) else 1


def _desks(project: Project, targets: Sequence[str]) -> list[Desk]:
    """The targets, all of publish.yml where none is named, opened before anything is done: what is missing in the
    environment must not be found out half-way."""
    settings, diagnostics = read_settings(project)
    if settings is None:
        raise RefusedError("\n".join(as_text(each) for each in diagnostics))
    return [open_desk(project, name, os.environ, time.sleep) for name in targets or settings.targets]


def _cleared(desk: Desk, tombstones: tuple[Tombstone, ...]) -> Cleared | None:
    """The target without it and without its past; None where that could not be done, which is told."""
    stems = tuple(address.removesuffix(".html") for each in tombstones for address in each.addresses)

    def is_ours(path: str) -> bool:
        return path.startswith(("search/", *(f"{stem}{mark}" for stem in stems for mark in "./")))

    terms = terms_of(desk, Order(desk.name, None, None, 0, as_json=False, dry_run=False))
    try:
        require_whole_site(desk.project)
        wish = wanted_site(desk, time.time_ns())
        return when_free(lambda: withdraw_release(desk.target, wish, terms, is_ours))
    except (StoreError, SiteChangedError, RefusedError) as error:
        click.echo(desk.secrets.conceal(f"!!! 目标“{desk.name}”没有清除：{error}"), err=True)
        return None


def _struck(project: Project, findings: Findings, reference: str, grounds: Grounds, day: str) -> _Struck:
    """The sources without the record. What an earlier run took away already is known by its tombstones."""
    refs = _meant(reference)
    record = next((findings.atlas.records[ref] for ref in refs if findings.atlas.has(ref)), None)
    known = findings.ground.context.tombstones
    if record is None:
        before = tuple(each for each in known if each.ref is not None and _is_part_of(each.ref, refs))
        if before:
            return _Struck(before, (), ())
        raise RefusedError(
            f"没有找到“{reference}”。请写信息的标识，例如 entry:sfb/2026-kaifangri（网址去掉 .html，种类写在前面）；"
            "信息有错误、没有发布过的，直接删去文件即可"
        )
    withdrawn = with_earlier_texts(record, findings.atlas.records.values())
    strike = strike_of(project.root, withdrawn)
    attached = _attached(project.root, strike)
    by = grounds.by or _author(project.root)
    made = tuple(tombstone_of(each, day, by, grounds.category, grounds.reason) for each in withdrawn)
    path = f"{project.settings.catalogues}/{FOLDER}/{WITHDRAWN}"
    file = project.root / path
    text = file.read_text("utf-8") if file.is_file() else ""
    write_atomically(file, with_tombstones(text, (each for each in made if each not in known)).encode())
    perform(project.root, strike)
    sources = (path, *strike.rewritten, *strike.files, *strike.folders)
    return _Struck(made, sources, (*(each.title for each in withdrawn), *attached))


def _meant(reference: str) -> list[Ref]:
    """The records that may be meant: without a kind, one of any kind."""
    if ":" in reference:
        ref = parse_ref(reference)
        return [ref] if ref else []
    return [ref for kind in KINDS if (ref := parse_ref(reference, kind))]


def _is_part_of(ref: Ref, refs: Iterable[Ref]) -> bool:
    """Whether it is one of them, or an earlier text of one."""
    return any(ref == each or ref.place.startswith(f"{each.place}/") for each in refs)


def _attached(root: Path, strike: Strike) -> list[str]:
    return [path.name for folder in strike.folders for path in (root / folder).rglob("*") if path.is_file()]


def _author(root: Path) -> str:
    try:
        name = git.ask(root, "config", "user.name").decode().strip()
    except git.GitError:
        name = ""
    if not name:
        raise RefusedError("请写明经办人：--by “单位 姓名”")
    return name


def _tell(receipt: WithdrawalReceipt, path: str, targets: int) -> None:
    click.echo(f"已撤回 {'、'.join(receipt.refs)}，用时 {receipt.seconds} 秒。回执：{path}")
    if receipt.sources:
        click.echo("改动的文件：" + "、".join(receipt.sources))
    for each in receipt.targets:
        click.echo(f"目标“{each.target}”：清除文件 {len(each.files)} 个、旧版本和留存 {len(each.records)} 项。")
    if not targets:
        click.echo("没有发布目标（publish.yml 中没有写，也没有 --target）：已经发布到别处的，请自行清除。")
    elif len(receipt.targets) < targets:
        click.echo("!!! 还有目标没有清除，信息可能仍在网上。排除问题后，请再运行一次同样的命令。", err=True)
    if not all(each.is_purged for each in receipt.targets):
        click.echo(
            "!!! 缓存没有刷新，CDN 上可能还有。请运行 gongkai build 和 gongkai publish，或者在 CDN 的控制台刷新。",
            err=True,
        )
    click.echo("请立即提交并推送，否则下一次发布会把它放回网上：")
    click.echo(f'  git add -A && git commit -m "撤回 {receipt.refs[0]}" && git push')
    click.echo("版本历史和以前的快照中还有它，清除的办法见 docs/operating.zh.md 第 6 节。")
