"""The plugin `gongkai`: MkDocs' hooks.

MkDocs builds the authored pages into a stage folder, with a mirror of the authored sources as its docs_dir: it must
neither walk 20,000 records nor wipe the site's folder. What it made becomes the shell; then the same stages run as in
`gongkai build`, so that both give the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.utils.yaml import yaml_load

from gongkai.bridge.authored import mirror
from gongkai.bridge.behind import Behind
from gongkai.bridge.frames import render_frames
from gongkai.bridge.options import GongkaiOptions, settings_from
from gongkai.bridge.project import commit_day, make_project, shell_key
from gongkai.bridge.shell import store_shell
from gongkai.model.diagnostic import Severity
from gongkai.model.project import Project, Shell, say_nothing
from gongkai.search import After, with_search
from gongkai.stages.render import keep_compiled
from gongkai.workshop.diagnostic_text import as_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

log = logging.getLogger("mkdocs.plugins.gongkai")


class GongkaiPlugin(BasePlugin[GongkaiOptions]):
    """All hooks of all rooms."""

    project: Project
    shell: Shell

    def __init__(self) -> None:
        self.then: Callable[[GongkaiPlugin], None] = GongkaiPlugin.build
        self.after: After = with_search

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keeps this plugin alive between the builds of `mkdocs serve`, where search is made behind the pages."""
        if command == "serve":
            self.after = Behind()

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        target = Path(config.site_dir)
        settings = settings_from(config, _public_url(config))
        self.project = make_project(Path(config.config_file_path), settings, target)
        memory = self.project.memory
        mirror(self.project.root / settings.content, settings.scope, memory / "pages")
        config.docs_dir = str(memory / "pages")
        config.site_dir = str(memory / "stage")
        return config

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        keep_compiled(env, self.project.theme, self.project.memory / "templates", "pages")
        self._frames = render_frames(env, config, files, self._nav, self.project.settings)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        key = shell_key(self.project, Path(config.config_file_path))
        self.shell = store_shell(self.project.memory, key, self._frames)
        self.then(self)

    def build(self) -> None:
        """Run the stages into the site's folder, and say what was wrong as MkDocs' log."""
        from gongkai.build import build, source_tree

        as_of = self.config.as_of or commit_day(self.project.root)
        report = build(self.project, source_tree(self.project), as_of, lambda: self.shell, say_nothing, self.after)
        for diagnostic in report.diagnostics:
            level = {Severity.ERROR: log.error, Severity.WARNING: log.warning, Severity.INFO: log.debug}
            level[diagnostic.severity](as_text(diagnostic))
        if not report.published:
            raise Abort("有错误，网站没有更新。改正后再次运行。")
        log.info("网站：%s 个文件，本次生成 %s 个，删除 %s 个", report.files, report.written, report.removed)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        from gongkai.bridge.serving import watch_records  # a build needs no watcher

        return watch_records(server, self, builder)


def _public_url(config: MkDocsConfig) -> str:
    """The address as written in mkdocs.yml: `mkdocs serve` puts its own in the way, and pages must not differ for
    it.
    """
    with open(config.config_file_path, encoding="utf-8-sig") as file:
        written = yaml_load(file).get("site_url")
    return written or ""
