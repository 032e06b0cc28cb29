"""One command measured: wall time, processor time of it and all its children, and in a run of its own its memory.

In: a command and a folder. Out: `Timing`, or the peak of the memory of all its processes together. Memory is sampled
in a separate run, because reading a process's pages holds it up.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

import psutil

_INTERVAL = 0.02
"""Seconds between two looks at memory."""


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as they are wherever nobody forbids it: compiling them at every start is no build work."""


class Timing(NamedTuple):
    """Seconds."""

    wall: float
    cpu: float


SETTLED = 2.5
"""Seconds after which a file's time stamp is trusted by builds that compare stamps: it can no longer change unseen."""


class CommandFailedError(Exception):
    """A measured command did not succeed; its figures would mean nothing."""


def timed(command: Sequence[str], folder: Path) -> Timing:
    """Run the command once. What earlier runs left to write is written first, so that nobody pays for somebody else."""
    os.sync()
    before = getrusage(RUSAGE_CHILDREN)
    began = time.perf_counter()
    finished = subprocess.run(command, cwd=folder, env=_ENVIRONMENT, capture_output=True, check=False)
    wall = time.perf_counter() - began
    after = getrusage(RUSAGE_CHILDREN)
    _insist(finished.returncode, command, finished.stdout + finished.stderr)
    return Timing(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def settle(command: Sequence[str], folder: Path) -> None:
    """Run the command once, unmeasured, when the last edit is old enough to be trusted."""
    time.sleep(SETTLED)
    timed(command, folder)


def peak_memory(command: Sequence[str], folder: Path) -> int:
    """Bytes: the highest sum of the proportional set sizes (PSS) of the command and its descendants."""
    os.sync()
    peak = 0
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, stdout=quiet, stderr=quiet) as process:
        root = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _memory_of_all(root))
            time.sleep(_INTERVAL)
    _insist(process.returncode, command, b"")
    return peak


def _memory_of_all(root: psutil.Process) -> int:
    total = 0
    try:
        processes = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for process in processes:
        try:
            total += _proportional_size(process.pid)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return total


def _proportional_size(pid: int) -> int:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _insist(code: int, command: Sequence[str], output: bytes) -> None:
    if code:
        raise CommandFailedError(f"{' '.join(command)} ended with {code}\n{output.decode(errors='replace')[-2000:]}")
