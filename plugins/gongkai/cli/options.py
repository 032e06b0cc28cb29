"""Options that several commands take alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

config_option = click.option(
    "-f", "--config-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default="mkdocs.yml",
    show_default=True, help="网站配置文件。",
)  # fmt: skip


def real_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            day = date.fromisoformat(value).isoformat()
        except ValueError:
            day = ""
        if day != value:
            raise click.BadParameter(f"“{value}”不是日期，写成 YYYY-MM-DD，例如 2026-11-21")
    return value


as_of_option = click.option(
    "--as-of", metavar="日期", callback=real_day,
    help="按哪一天计算有效性（YYYY-MM-DD）；默认为最近一次提交的日期。",
)  # fmt: skip
