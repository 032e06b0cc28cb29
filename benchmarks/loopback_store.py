"""An S3 store on loopback that is as fast as a store of one machine can be: what is measured is to be our own work.

In: nothing. Out: where it answers, and what it serves there. It is rclone's (`serve s3`, all in memory), which the
extra `publish-sftp` brings: moto, which tests publish to, takes a hundred times as long for 60,000 files. It does not
look at conditions of requests, so it proves nothing about exclusion; that is the tests' affair.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gongkai.workshop.stores.rclone_store import find_rclone

BUCKET = "gongkai"
KEYS = ("GONGKAI_KEY_ID=loopback", "GONGKAI_KEY_SECRET=loopback-secret")
"""Whatever they are: the server asks for none."""
_PATIENCE = 30.0


@contextmanager
def loopback_store() -> Iterator[str]:
    """Where the server listens, with an empty bucket that everybody may read."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{taken.getsockname()[1]}"
    quiet = subprocess.DEVNULL
    command = (find_rclone(), "serve", "s3", "--addr", place, ":memory:")
    environment = {**os.environ, "RCLONE_CONFIG": os.devnull}
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            address = f"http://{place}"
            _retry(lambda: _asked(address, "PUT", f"/{BUCKET}")[0] == http.HTTPStatus.OK)
            yield address
        finally:
            process.terminate()


def wait_until_served(address: str, path: str, words: str) -> None:
    """Until the page holds the words."""
    _retry(lambda: words.encode() in _asked(address, "GET", f"/{BUCKET}/{path}")[1])


def _asked(address: str, method: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=_PATIENCE)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def _retry(attempt: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not attempt():
        if time.monotonic() > end:
            raise TimeoutError("the store does not answer as it should")
        time.sleep(0.05)
