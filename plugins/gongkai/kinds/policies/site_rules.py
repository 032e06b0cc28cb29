"""Rules that need the whole site: references, numbers used once, documents and interpretations together.

In: the Atlas, the Context. Out: SiteProblems.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.atlas import Atlas
from gongkai.model.room import Context, SiteProblem


def register_problems(context: Context) -> Iterable[SiteProblem]:  # noqa: ARG001
    """Mistakes in `classifications.yml`."""
    return ()


def site_problems(atlas: Atlas, context: Context) -> Iterable[SiteProblem]:  # noqa: ARG001
    """Mistakes that two records make together."""
    return ()
