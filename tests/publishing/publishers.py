"""Publishing as it is done in life: by a program of its own, which can be killed at any moment.

In: a project whose `publish.yml` names the target. Out: whether the program came to its end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

_PATIENCE = 120.0
KEYS = {"GONGKAI_KEY_ID": "loopback", "GONGKAI_KEY_SECRET": "loopback-secret"}


def publish(folder: Path, target: str) -> None:
    """Publish, and insist that it is done."""
    done = subprocess.run(_command(target), cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def published_or_killed(folder: Path, target: str, seconds: float) -> bool:
    """Begin to publish; after so many seconds the program is killed without warning. Whether it was done before."""
    with subprocess.Popen(
        _command(target), cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=_PATIENCE)
            return False
    assert process.returncode in (0, 1), said.decode()
    assert b"Traceback" not in said, said.decode()
    return process.returncode == 0


def _command(target: str) -> list[str]:
    return [sys.executable, "-m", "gongkai", "publish", target]


def _environment() -> dict[str, str]:
    return os.environ | KEYS
