"""The publishable sources: of everything in the repository what may be read by everybody, as it was committed.

In: Holdings, the diagnostics of the build, the files of the commit. Out: paths of sources. A file with an error, one of
no kind, one that is in no commit: none of them was published, and none goes in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from gongkai.model.diagnostic import Diagnostic, Severity
from gongkai.stages.snapshot.holdings import Holding


class NotCommittedError(Exception):
    """The site was built from a file that is in no commit. The text is its path."""


def publishable_sources(
    holdings: Iterable[Holding],
    others: Iterable[str],
    diagnostics: Iterable[Diagnostic],
    committed: Collection[str],
    site: Collection[str],
) -> list[str]:
    """Sources of the records a snapshot holds with those attachments that have a copy on the `site`, and the `others`
    that belong to no record, as far as they are committed.

    Raises:
        NotCommittedError: a record's source is not.
    """
    wrong = {each.path for each in diagnostics if each.severity is Severity.ERROR}
    found = {path for each in holdings if each.held for path in _files(each, wrong, site)}
    stranger = min(found - set(committed), default=None)
    if stranger is not None:
        raise NotCommittedError(stranger)
    return sorted(found | {path for path in others if path in committed and path not in wrong})


def _files(holding: Holding, wrong: Collection[str], site: Collection[str]) -> Iterator[str]:
    if holding.source not in wrong:
        yield holding.source
        yield from (source for source, address in holding.files if address in site and source not in wrong)
