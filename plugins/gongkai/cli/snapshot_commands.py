"""The commands about offline snapshots, as `gongkai.cli` has them: `snapshot`, `verify`, `archive`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from gongkai.cli.options import config_option, real_day


@click.command(name="snapshot")
@config_option
@click.option("--previous", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="前一快照的文件。")
@click.option("--department", metavar="单位", help="只收录这个单位（含下级）的信息，写单位标识。")
@click.option("--column", metavar="栏目", help="只收录这个栏目（含下级）的信息，写栏目标识。")
@click.option("--year", metavar="年份", type=click.DateTime(["%Y"]), help="只收录这一年发布的信息。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入这个文件（.zip）。")
def snapshot_command(
    config_file: Path,
    previous: Path | None,
    department: str | None,
    column: str | None,
    year: datetime | None,
    output: Path | None,
) -> None:
    """把当前版本的网站、原稿和数据做成一个离线快照（ZIP 文件）。"""
    from gongkai.cli.snapshotting import Part, run_snapshot

    asked = {"department": department, "column": column, "year": f"{year:%Y}" if year else None}
    if sum(value is not None for value in asked.values()) > 1:
        raise click.UsageError("--department、--column、--year 只能用其中一个")
    raise SystemExit(run_snapshot(config_file, previous, Part(**asked), output))


@click.command(name="verify")
@click.argument("snapshot", type=click.Path(exists=True, path_type=Path))
@click.option("--public-key", metavar="公钥", help="minisign 的公钥，或者它的文件：同时核对签名。")
@click.option(
    "--previous", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="前一快照，核对首尾相接。"
)
def verify_command(snapshot: Path, public_key: str | None, previous: Path | None) -> None:
    """核验 SNAPSHOT（快照文件，或者解压后的文件夹）：列出损坏、缺少、多出、改名的文件。"""
    from gongkai.cli.verifying import run_verify_snapshot

    raise SystemExit(run_verify_snapshot(snapshot, public_key, previous))


@click.command(name="archive")
@config_option
@click.option("--propose", is_flag=True, help="只列出可以归档的信息。")
@click.option(
    "--confirmed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="经人确认的清单：--propose 的输出，删去不归档的行。",
)
@click.option("--snapshot", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="存有全文的快照文件。")
@click.option("--by", metavar="姓名", help="经办人。")
@click.option("--reason", metavar="理由", help="为什么归档，会显示在网页上。")
@click.option("--date", "day", metavar="日期", callback=real_day, help="归档日期，不写为今天。")
@click.argument("refs", nargs=-1)
def archive_command(
    config_file: Path,
    propose: bool,  # noqa: FBT001 - a click flag
    confirmed: Path | None,
    snapshot: Path | None,
    by: str | None,
    reason: str | None,
    day: str | None,
    refs: tuple[str, ...],
) -> None:
    """把超过保留期限的信息归档：REFS 的正文和附件移出网站，只留目录信息，全文在快照中。"""
    from gongkai.cli.archiving import Confirmation, confirmed_refs, run_archive, run_propose

    if propose:
        raise SystemExit(run_propose(config_file))
    named = (*refs, *(confirmed_refs(confirmed) if confirmed else ()))
    if not (named and snapshot and by and reason):
        raise click.UsageError("归档要写明信息（标识，或者 --confirmed 清单）、--snapshot、--by 和 --reason")
    raise SystemExit(run_archive(config_file, Confirmation(named, by, reason, day), snapshot))
