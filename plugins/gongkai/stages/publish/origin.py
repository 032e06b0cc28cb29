"""Waiting until an origin serves what was published.

In: addresses with the digests of what should be there, how to fetch, a clock. Out: after how many seconds all of them
were right, or which are not. The clock and the pauses are arguments.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from hashlib import sha256

from gongkai.model.release import Phase, Plan
from gongkai.stages.publish.receipt import changed_urls

_PAUSE = 1.0
_EACH = 3
"""Addresses of a phase that are asked for: each is asked again and again."""
_SECONDS = 20

Fetch = Callable[[str], bytes | None]


def probes(plan: Plan, origin: str) -> dict[str, str]:
    """Address -> digest: some changed files of each phase, or the home page where none changed."""
    chosen = [file for phase in Phase for file in [put.file for put in plan.puts if put.phase is phase][:_EACH]]
    chosen = chosen or [file for file in plan.manifest.files if file.path == "index.html"]
    return {changed_urls([file.path], origin)[-1]: file.digest for file in chosen}


def fetch(url: str) -> bytes | None:
    """What a citizen gets; None while there is no answer."""
    request = urllib.request.Request(url, headers={"User-Agent": "gongkai"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, OSError):
        return None


def wait_for(
    wanted: Mapping[str, str],
    get: Fetch,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    patience: float,
) -> tuple[float, tuple[str, ...]]:
    """Seconds waited, and the addresses that were not right at the end."""
    began = clock()
    missing = tuple(wanted)
    while True:
        missing = tuple(url for url in missing if not _is_right(get(url), wanted[url]))
        if not missing or clock() - began >= patience:
            return clock() - began, missing
        sleep(_PAUSE)


def _is_right(content: bytes | None, digest: str) -> bool:
    return content is not None and sha256(content).hexdigest() == digest
