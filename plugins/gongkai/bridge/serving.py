"""`mkdocs serve`: a changed record is on screen in under a second.

In: MkDocs' development server. Out: the same server with another builder and another watcher. When only records changed
the stages run alone; anything else goes to MkDocs' own builder. Its polling watcher would look at 20,000 files four
times a second; the system's notifications cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from watchdog.observers import Observer

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from gongkai.bridge.plugin import GongkaiPlugin

_DELAY = 0.05
"""Seconds to wait for a burst of saved files to end."""


def watch_records(
    server: LiveReloadServer, plugin: GongkaiPlugin, builder: Callable[..., Any]
) -> LiveReloadServer:
    """Watch the sources, and build what changed."""
    from pathlib import Path

    from gongkai.bridge.project import shell_key

    project = plugin.project
    config_file = project.root / f"{project.settings.name}.yml"
    watched = [path for path in getattr(server, "_watched_paths", {}) if not path.startswith(str(project.memory))]
    server.observer = Observer(timeout=0.25)
    server.build_delay = _DELAY
    for path in dict.fromkeys([*watched, *(str(project.root / top) for top in _tops(plugin)), str(config_file)]):
        if Path(path).exists():
            getattr(server, "_watched_paths", {}).pop(path, None)
            server.watch(path, recursive=Path(path).is_dir())

    def rebuild() -> None:
        if shell_key(plugin.project, config_file) != plugin.shell.digest[:64]:
            builder()
        else:
            plugin.then(plugin)

    server.builder = rebuild
    return server


def _tops(plugin: GongkaiPlugin) -> tuple[str, str]:
    return plugin.project.settings.content, plugin.project.settings.catalogues
