"""The commands about approvals and history, as `gongkai.cli` has them: `approvals`, `form`, `history`."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.options import config_option


@click.command(name="approvals")
@config_option
@click.option("--all", "everything", is_flag=True, help="检查全部审批单和信息，不只是一段提交。")
@click.option("--format", "form", type=click.Choice(["text", "json", "annotations"]), default="text", show_default=True)
@click.argument("revisions", required=False, metavar="[旧版本..新版本]")
def approvals_command(config_file: Path, everything: bool, form: str, revisions: str | None) -> None:  # noqa: FBT001
    """检查三审和保密审查：新增、改动的信息有没有有效的审批单。缺审批时退出码为 1。"""
    from gongkai.cli.approving import run_approvals

    if everything == (revisions is not None):
        raise click.UsageError("写明一段提交，例如 origin/main..HEAD；或者用 --all 检查全部")
    raise SystemExit(run_approvals(config_file, revisions, form))


@click.command(name="form")
@config_option
@click.option("--number", default="", metavar="编号", help="审批单编号，例如 2026-031；不写时留空，用笔填。")
@click.option("--format", "form", type=click.Choice(["html", "yaml"]), default="html", show_default=True,
              help="html 用来打印，yaml 是签字后登记的文件。")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入这个文件。")
@click.argument("records", nargs=-1, required=True)
def form_command(config_file: Path, number: str, form: str, output: Path | None, records: tuple[str, ...]) -> None:
    """印出填好的政府信息发布审批单。RECORDS 是信息的标识，例如 policy:sfb/2026-9，可以写几条。"""
    from gongkai.cli.approval_form import run_form

    raise SystemExit(run_form(config_file, records, number, form, output))


@click.command(name="history")
@config_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.argument("record")
def history_command(config_file: Path, form: str, record: str) -> None:
    """列出一条信息何时首次公布，以后每次改动的时间、人员和内容。RECORD 是信息的标识，例如 policy:sfb/2026-9。"""
    from gongkai.cli.history import run_history

    raise SystemExit(run_history(config_file, record, form))
