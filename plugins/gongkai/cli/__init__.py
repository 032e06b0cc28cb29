"""The side door: `gongkai` in a terminal.

In: arguments. Out: words on the terminal and an exit code. Commands import what they need when they run: a build with
nothing to do takes less time than importing a schema library.

Exit codes: 0 done; 1 mistakes of level 错误 were found (nothing was published, unless the site's setting says so);
2 the command itself was wrong.
"""

from __future__ import annotations

import gc
from pathlib import Path

import click

from gongkai.cli.approval_commands import approvals_command, form_command, history_command
from gongkai.cli.options import as_of_option, config_option, real_day
from gongkai.cli.release_commands import publish_command, releases_command, rollback_command, withdraw_command
from gongkai.cli.snapshot_commands import archive_command, snapshot_command, verify_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """政务公开静态网站生成器。"""


_COMMANDS = (
    snapshot_command, verify_command, archive_command, approvals_command, form_command, history_command,
    publish_command, releases_command, rollback_command, withdraw_command,
)  # fmt: skip
for _command in _COMMANDS:
    main.add_command(_command)


@main.command(name="build")
@config_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
@click.option("--no-search", is_flag=True, help="不做搜索索引（网站上不留旧的索引）。")
def build_command(config_file: Path, as_of: str | None, as_json: bool, no_search: bool) -> None:  # noqa: FBT001 - flags
    """生成网站，只重做有变化的部分。"""
    gc.disable()  # what a build makes holds together until its end; looking for garbage would take a twentieth of it
    from gongkai.cli.building import Search, run_build

    search = Search.NONE if no_search else Search.INDEXED
    raise SystemExit(run_build(config_file, as_of, search, as_json=as_json))


@main.command(name="search")
@config_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="最多列出几条。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
@click.argument("query")
def search_command(config_file: Path, limit: int, as_json: bool, query: str) -> None:  # noqa: FBT001 - a click flag
    """在上次生成的网站中搜索 QUERY。没有找到时退出码为 1。"""
    from gongkai.cli.searching import run_search

    raise SystemExit(run_search(config_file, query, limit, as_json=as_json))


@main.command(name="check")
@config_option
@as_of_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "annotations", "codequality"]), default="text",
    show_default=True, help="annotations 供 GitHub、codequality 供 GitLab 标注在行旁。",
)  # fmt: skip
@click.option(
    "--history",
    "reach",
    flag_value="history",
    default="records",
    help="把发布日期与提交历史核对（要有完整的提交历史）。",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check_command(config_file: Path, as_of: str | None, form: str, reach: str, paths: tuple[Path, ...]) -> None:
    """检查全部信息，不生成网页。给出 PATHS 时只列出这些文件（文件夹）中的问题。"""
    from gongkai.cli.checking import Reach, run_check

    raise SystemExit(run_check(config_file, as_of, form, paths, Reach(reach)))


@main.command(name="schema")
@click.argument("kind", required=False)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="写入这个文件夹，每种信息一个文件。"
)
@click.option(
    "--reference",
    type=click.Path(file_okay=False, path_type=Path),
    help="把各项的说明写成网页用的表格，写入这个文件夹。",
)
def schema_command(kind: str | None, output: Path | None, reference: Path | None) -> None:
    """输出各种信息的 JSON Schema，供编辑器提示和检查。"""
    from gongkai.cli.schemas import run_reference, run_schema

    raise SystemExit(run_schema(kind, output) if reference is None else run_reference(reference))


@main.command(name="freeze")
@config_option
@click.option("--verify", metavar="版本", help="不登记，只检查自这个版本以来登记簿有没有被手工改动。")
def freeze_command(config_file: Path, verify: str | None) -> None:
    """登记已公布的索引号（只由主分支的发布任务运行）。"""
    from gongkai.cli.freezing import run_freeze, run_verify

    raise SystemExit(run_freeze(config_file) if verify is None else run_verify(config_file, verify))


@main.command(name="review")
@config_option
@as_of_option
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default="reports", show_default=True,
    help="写入这个文件夹：review.html、review.md、review.json。",
)  # fmt: skip
@click.option("--preview", default="", metavar="网址", help="可以看到预览的网址，评论中的链接以它开头。")
@click.argument("base")
@click.argument("head", default="HEAD")
def review_command(config_file: Path, as_of: str | None, output: Path, preview: str, base: str, head: str) -> None:
    """写出审核摘要：从版本 BASE 到版本 HEAD，哪些信息、哪些网页有变化。"""
    gc.disable()  # as in a build
    from gongkai.cli.reviewing import run_review

    raise SystemExit(run_review(config_file, base, head, as_of, output, preview))


@main.command(name="owners")
@config_option
@click.option("--check", "action", flag_value="check", help="不写文件，只检查它与机构登记是否一致。")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="写入这个文件；默认为仓库中的 .github/CODEOWNERS（GitLab 用 .gitlab/CODEOWNERS）。",
)  # fmt: skip
def owners_command(config_file: Path, action: str | None, output: Path | None) -> None:
    """根据机构登记中的“审核账号”写出 CODEOWNERS：谁的文件由谁审核。"""
    from gongkai.cli.owning import run_check_owners, run_owners

    raise SystemExit((run_owners if action is None else run_check_owners)(config_file, output))


@main.command(name="comment")
@click.option("--preview", default="", metavar="网址", help="可以看到预览的网址，链接以它开头。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def comment_command(preview: str, file: Path) -> None:
    """把 review.json 写成合并请求的评论。文件可以来自不受信任的任务。"""
    from gongkai.cli.reviewing import run_comment

    raise SystemExit(run_comment(file, preview))


@main.group(name="import")
def import_group() -> None:
    """把已有的文件导入为信息。"""


@import_group.command(name="policies")
@config_option
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--department", required=True, help="导入后由哪个部门保管（单位标识）。")
def import_policies_command(config_file: Path, folder: Path, department: str) -> None:
    """把 FOLDER 中的 Markdown、纯文本文件导入为政策文件。"""
    from gongkai.cli.importing import run_import_policies

    raise SystemExit(run_import_policies(config_file, folder, department))


@main.command(name="new")
@config_option
@click.argument("kind", type=click.Choice(["entry", "policy", "interpretation"]))
@click.option("--department", required=True, help="部门（单位标识）。")
@click.option("--id", "identifier", required=True, help="标识，例如 2026-tongji-gongbao。")
@click.option("--title", required=True, help="名称。")
@click.option("--date", "day", required=True, callback=real_day, help="发布日期，YYYY-MM-DD。")
def new_command(config_file: Path, kind: str, department: str, identifier: str, title: str, day: str) -> None:
    """建一个填好样子的新文件，索引号取下一个。"""
    from gongkai.cli.creating import run_new

    raise SystemExit(run_new(config_file, kind, department, identifier, title, day))
