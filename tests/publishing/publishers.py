"""Publishing as it is done in life: by a program of its own, which can be killed at any moment.

In: a project whose `publish.yml` names the target. Out: whether the program came to its end.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher_nursery import SAID

KEYS = {"GONGKAI_KEY_ID": "loopback", "GONGKAI_KEY_SECRET": "loopback-secret"}
_PROGRAM = Path(__file__).with_name("publisher_nursery.py")


class Publishers:
    """Programs that publish, one after the other. `lasts`: how many seconds the last one took that was not killed."""

    def __init__(self, nursery: subprocess.Popen[str]) -> None:
        self._nursery = nursery
        self.lasts = 1.0

    def publish(self, folder: Path, target: str) -> None:
        """Publish, and insist that it is done."""
        began = time.monotonic()
        code = self._ended(folder, target, None)
        self.lasts = time.monotonic() - began
        assert code == 0, (folder / SAID).read_text("utf-8")

    def published_or_killed(self, folder: Path, target: str, seconds: float) -> bool:
        """Begin to publish; after so many seconds the program is killed without warning. Whether it was killed."""
        code = self._ended(folder, target, seconds)
        said = (folder / SAID).read_text("utf-8")
        assert code in (0, 1, -signal.SIGKILL), said
        assert "Traceback" not in said, said
        return code == -signal.SIGKILL

    def _ended(self, folder: Path, target: str, seconds: float | None) -> int:
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(json.dumps([str(folder), target, seconds]) + "\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())


@contextmanager
def running_publishers() -> Iterator[Publishers]:
    """Until the end of the block."""
    with subprocess.Popen(
        [sys.executable, str(_PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | KEYS,
    ) as nursery:
        yield Publishers(nursery)
        assert nursery.stdin
        nursery.stdin.close()
