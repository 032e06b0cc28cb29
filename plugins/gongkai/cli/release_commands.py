"""The commands that change what a target holds, or tell of it.

In: arguments. Out: click commands; `gongkai.cli` puts them beside the others.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gongkai.cli.options import config_option
from gongkai.model.tombstone import CATEGORIES

json_option = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
_ORDER = (
    json_option,
    click.option("--dry-run", "dry_run", is_flag=True, help="只列出要做的事，不做。"),
    click.option(
        "--allow-deletions", "allowed", type=click.IntRange(0), metavar="个数",
        help="确认这次最多可以从网站上去掉多少个文件。",
    ),
    click.option("--wait", "origin", metavar="网址", help="发布后等到这个网址给出新的内容。"),
    click.option(
        "--timeout", type=click.FloatRange(0), default=300, show_default=True, metavar="秒", help="最多等多久。"
    ),
)  # fmt: skip
target_argument = click.argument("target", required=False)
target_option = click.option("--target", metavar="目标", help="哪个目标；publish.yml 中只有一个目标时可以不写。")


def order_options(command: Callable[..., None]) -> Callable[..., None]:
    """What an `Order` is made of, by the names of its fields."""
    for parameter in reversed(_ORDER):
        command = parameter(command)
    return command


@click.command(name="publish")
@config_option
@order_options
@target_argument
def publish_command(config_file: Path, **order: Any) -> None:
    """把生成好的网站发布到 TARGET：publish.yml 中的名称（只有一个目标时可以不写），或者一个文件夹。"""
    gc.disable()  # what is known of 30,000 files holds together until the end
    from gongkai.cli.publishing import Order, run_publish

    raise SystemExit(run_publish(config_file, Order(**order)))


@click.command(name="releases")
@config_option
@json_option
@target_option
def releases_command(config_file: Path, as_json: bool, target: str | None) -> None:  # noqa: FBT001 - a click flag
    """列出目标上可以恢复的各次发布。"""
    from gongkai.cli.publishing import run_releases

    raise SystemExit(run_releases(config_file, target, as_json=as_json))


@click.command(name="rollback")
@config_option
@order_options
@target_option
@click.argument("release")
def rollback_command(config_file: Path, release: str, **order: Any) -> None:
    """把目标恢复为以前的一次发布 RELEASE，不需要重新生成网站。"""
    from gongkai.cli.publishing import Order, run_rollback

    raise SystemExit(run_rollback(config_file, Order(**order), release))


@click.command(name="withdraw")
@config_option
@click.option("--reason", required=True, help="理由，写进撤回记录；不要写不能公开的内容。")
@click.option("--category", type=click.Choice(CATEGORIES), default=CATEGORIES[0], help="网页上写的原因类别。")
@click.option("--by", default="", help="经办，例如“政务公开科 沈知行”；默认为 git 的 user.name。")
@click.option("--target", "targets", multiple=True, help="只清除这些目标（可写几次）；默认为 publish.yml 中的全部。")
@click.argument("reference", metavar="REF")
def withdraw_command(
    config_file: Path, reason: str, category: str, by: str, targets: tuple[str, ...], reference: str
) -> None:
    """撤回 REF：从仓库、网站、搜索、发布目标和旧版本中一次清除，只留一个说明。"""
    from gongkai.cli.withdrawing import Grounds, run_withdraw

    raise SystemExit(run_withdraw(config_file, reference, Grounds(category, reason, by), targets))
