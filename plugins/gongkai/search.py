"""What follows the pages: the search index, or its absence.

In: a Publication, right after its pages stand. Out: the site's folder `search/`. It never holds up a page, and whatever
happens to it, the pages are whole. Without an index (`--no-search`, or a site that has no plugin `gongkai/search`) the
folder is not there: an index that lags behind could show what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable

from gongkai.stages.index.gather import Publication
from gongkai.stages.index.memory import FOLDER, remember
from gongkai.stages.index.write import make_index
from gongkai.stages.sweep import sweep

After = Callable[[Publication], None]
"""What is done with a publication when its pages stand."""


def with_search(published: Publication) -> None:
    """Bring the index up to date, if the site has one.

    Raises:
        SearchError: the engine failed; the pages are not concerned.
    """
    project = published.project
    if project.settings.search is None:
        without_search(published)
        return
    made = make_index(published)
    below = f"{FOLDER}/"
    sweep(project.target / FOLDER, {path.removeprefix(below) for path in made.paths})
    remember(project, made.paths)


def without_search(published: Publication) -> None:
    """Leave no index."""
    folder = published.project.target / FOLDER
    sweep(folder, set())
    if published.project.settings.search is None and folder.exists():
        folder.rmdir()
