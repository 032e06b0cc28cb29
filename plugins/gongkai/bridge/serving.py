"""`mkdocs serve`: a changed record is on screen in under a second.

In: MkDocs' development server. Out: the same server with another builder and another watcher. When only records changed
the stages run alone; anything else goes to MkDocs' own builder. Its polling watcher would look at 20,000 files four
times a second; the system's notifications cost nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

from gongkai.bridge.project import shell_key

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from gongkai.bridge.plugin import GongkaiPlugin

_DELAY = 0.05
"""Seconds to wait for a burst of saved files to end."""


class ChangeObserver(Observer):  # type: ignore[misc, valid-type]
    """The system's own notifications, of changes only: MkDocs rebuilds on any event, and a build opens every file."""

    def schedule(self, *arguments: Any, **options: Any) -> Any:
        changes = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
        return super().schedule(*arguments, **options, event_filter=changes)


def watch_records(server: LiveReloadServer, plugin: GongkaiPlugin, builder: Callable[..., Any]) -> LiveReloadServer:
    """Watch the sources, and build what changed."""
    project = plugin.project
    config_file = project.root / f"{project.settings.name}.yml"
    watched: dict[str, int] = server._watched_paths
    paths = [path for path in watched if not Path(path).is_relative_to(project.memory)]
    watched.clear()
    server.observer = ChangeObserver(timeout=0.25)
    server.build_delay = _DELAY
    tops = (project.settings.content, project.settings.catalogues)
    for path in dict.fromkeys([*paths, *(str(project.root / top) for top in tops), str(config_file)]):
        if Path(path).exists():
            server.watch(path, recursive=Path(path).is_dir())

    def rebuild() -> None:
        if plugin.shell.digest.startswith(shell_key(plugin.project, config_file)):
            # A build makes many objects that all live until it is over: looking for garbage meanwhile finds none.
            gc.disable()
            try:
                plugin.then(plugin)
            finally:
                gc.enable()
        else:
            builder()

    server.builder = rebuild
    return server
