"""The search index made behind the pages, for `mkdocs serve`: nobody waits for it.

In: what was just published. Out: the same index a build makes, some seconds later, by a process of its own. A newer
publication ends the older run; what that one finished is kept, so that no work is lost.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess

from gongkai.search import with_search
from gongkai.stages.index.gather import Publication

log = logging.getLogger("mkdocs.plugins.gongkai")
_NICE = 10


class Behind:
    """Starts `with_search` and returns at once."""

    def __init__(self) -> None:
        self._running: BaseProcess | None = None
        atexit.register(self.stop)

    def __call__(self, published: Publication) -> None:
        self.stop()
        if "fork" not in multiprocessing.get_all_start_methods():
            with_search(published)
            return
        self._running = multiprocessing.get_context("fork").Process(target=_run, args=(published,))
        self._running.start()

    def stop(self) -> None:
        """End a run that is under way, and the engine with it. An index cut short is found to be so, and mended."""
        running, self._running = self._running, None
        if running is not None and running.is_alive() and running.pid is not None:
            try:
                os.killpg(running.pid, signal.SIGTERM)
            except ProcessLookupError:  # it has only just been born, and leads no group yet
                running.terminate()
        if running is not None:
            running.join()

    def wait(self) -> None:
        """Until the run under way has ended."""
        if self._running is not None:
            self._running.join()


def _run(published: Publication) -> None:
    os.setsid()  # a group of its own, so that one signal ends it with its workers and the engine
    os.nice(_NICE)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with_search(published)
    except Exception as error:
        log.warning("搜索索引没有做成：%s", error)
