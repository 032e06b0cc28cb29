"""The side door: `gongkai` in a terminal.

In: arguments. Out: words on the terminal and an exit code. Commands import what they need when they run: a build with
nothing to do takes less time than importing a schema library.

Exit codes: 0 done; 1 mistakes of level 错误 were found (nothing was published, unless the site's setting says so);
2 the command itself was wrong.
"""

from __future__ import annotations

from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """政务公开静态网站生成器。"""


config_option = click.option(
    "-f", "--config-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default="mkdocs.yml",
    show_default=True, help="网站配置文件。",
)  # fmt: skip
as_of_option = click.option("--as-of", metavar="日期", help="按哪一天计算有效性（YYYY-MM-DD）；默认为最近一次提交的日期。")


@main.command(name="build")
@config_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果。")
def build_command(config_file: Path, as_of: str | None, as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """生成网站，只重做有变化的部分。"""
    from gongkai.cli.building import run_build

    raise SystemExit(run_build(config_file, as_of, as_json=as_json))


@main.command(name="check")
@config_option
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "json", "annotations"]), default="text", show_default=True)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check_command(config_file: Path, as_of: str | None, form: str, paths: tuple[Path, ...]) -> None:
    """检查全部信息，不生成网页。给出 PATHS 时只列出这些文件（文件夹）中的问题。"""
    from gongkai.cli.checking import run_check

    raise SystemExit(run_check(config_file, as_of, form, paths))
