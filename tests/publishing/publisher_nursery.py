"""The program whose children publish: it has imported everything, so a child begins at once, and a kill finds it at
work and not at its imports.

In: lines on standard input: folder, target, and how many seconds the child may live, null for as long as it takes. Out:
for each a line with its exit code, below zero where it was killed; what it said is in `said.txt` of the folder.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from pathlib import Path

import click

import gongkai.cli.publishing
import gongkai.workshop.stores.opendal_store
import gongkai.workshop.yaml_events
from gongkai.cli import main

SAID = "said.txt"
PRELOADED = (gongkai.cli.publishing, gongkai.workshop.stores.opendal_store, gongkai.workshop.yaml_events)


def publish(folder: str, target: str) -> None:
    """What `gongkai publish` does in a program of its own. Ends the program."""
    said = os.open(Path(folder, SAID), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.chdir(folder)
    main(["publish", target])


def exit_code(child: int, seconds: float | None) -> int:
    """How it ended, by itself or by us."""
    ended = os.pidfd_open(child)
    if not select.select([ended], [], [], seconds)[0]:
        signal.pidfd_send_signal(ended, signal.SIGKILL)
    os.close(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        folder, target, seconds = json.loads(line)
        if (child := os.fork()) == 0:
            publish(folder, target)
        click.echo(exit_code(child, seconds))
