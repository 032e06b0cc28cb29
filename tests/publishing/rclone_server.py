"""A server of files on loopback, by rclone: WebDAV or SFTP.

In: the protocol, a folder, who may come in. Out: the port at which the folder is served.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nginx_server import free_port

from gongkai.workshop.stores.rclone_store import find_rclone

USER, PASSWORD = "clerk", "a-word-to-pass"
LOCKED = ("--user", USER, "--pass", PASSWORD)
"""Who serves with these lets nobody else in."""


@contextmanager
def rclone_server(protocol: str, folder: Path, *options: str) -> Iterator[int]:
    """Until the end of the block."""
    port = free_port()
    command = [find_rclone(), "serve", protocol, str(folder), "--addr", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        while "127.0.0.1" not in process.stderr.readline():
            assert process.poll() is None, "rclone did not start"
        yield port
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()
