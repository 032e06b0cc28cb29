"""Real servers on loopback, to which sites are published: an S3 store, and nginx before a directory; and a site."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from nginx_server import find_nginx, free_port
from small_release import built_site, restore

PATIENCE = 30.0
_S3 = Path(__file__).with_name("s3_program.py")


@pytest.fixture(scope="session")
def nginx() -> str:
    """The path of nginx."""
    found = find_nginx()
    if found is None:
        pytest.skip("no nginx")
    return found


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Where moto's S3 answers. Anybody may read and write. It is a process of its own, because opendal lists a store
    without letting other threads of its process go on."""
    port = free_port()
    command = [sys.executable, str(_S3), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while not _listens(port):
            assert process.poll() is None, "moto did not start"
            assert time.monotonic() < end, "moto did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is built once; each test gives it back as it was."""
    return built_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def site(built: Path) -> Iterator[Path]:
    yield built
    restore(built)


@pytest.fixture
def bucket(s3_server: str, request: pytest.FixtureRequest) -> str:
    """The name of a new bucket that everybody may read."""
    name = f"test-{abs(hash(request.node.nodeid)):x}"
    allowed = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    connection = http.client.HTTPConnection(s3_server.removeprefix("http://").strip("/"), timeout=PATIENCE)
    for path, body in ((f"/{name}", ""), (f"/{name}?policy", policy)):
        connection.request("PUT", path, body)
        assert connection.getresponse().status < 300
        connection.close()
    return name


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
