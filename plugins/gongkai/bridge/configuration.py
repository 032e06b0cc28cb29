"""Reading mkdocs.yml by MkDocs itself, and running it for the shell."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import cast

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from gongkai.bridge.options import settings_from
from gongkai.bridge.plugin import GongkaiPlugin
from gongkai.model.project import Shell
from gongkai.model.settings import Settings


def read_configuration(config_file: Path) -> tuple[Settings, Path, str]:
    """Settings, the site's folder, and the `as_of` given ("" for none)."""
    config, plugin = _load(config_file)
    return settings_from(config, config.site_url or ""), Path(config.site_dir), plugin.config.as_of or ""


def make_shell(config_file: Path) -> Shell:
    """Have MkDocs build the authored pages and render the frames; the stages are not run."""
    config, plugin = _load(config_file)
    plugin.then = _nothing
    build(config)
    return plugin.shell


def _nothing(plugin: GongkaiPlugin) -> None:
    """The stages run outside of MkDocs this time."""


def _load(config_file: Path) -> tuple[MkDocsConfig, GongkaiPlugin]:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(str(config_file))
    except ConfigurationError as error:
        raise click.UsageError(f"{config_file} 不能读取：{error}") from error
    plugin = config.plugins.get("gongkai")
    if plugin is None:
        raise click.UsageError(f"{config_file} 的 plugins 中没有 gongkai")
    return config, cast(GongkaiPlugin, plugin)
