"""The distribution's nginx with the very configuration of docs/operating, on loopback, as whoever runs the tests.

In: the folder to be served. Out: where it is served. Only addresses, certificates and the root are exchanged.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sample_city import ROOT

CONFIGURATION = ROOT / "docs/operating/nginx.conf"
PATIENCE = 10.0
_MAIN = """
daemon off;
master_process on;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/gongkai.conf;
}}
"""


def find_nginx() -> str | None:
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def laid_out(folder: Path, root: Path, port: int, plain: int) -> Path:
    """The main configuration, for TLS at `port` and what leads there at `plain`. Makes a certificate of its own."""
    key, certificate = folder / "key.pem", folder / "fullchain.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=127.0.0.1", "-days", "2", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    text = re.sub(r"\n    listen \[::\].*", "", CONFIGURATION.read_text("utf-8"))
    for written, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/nginx/gongkai/fullchain.pem", str(certificate)),
        ("/etc/nginx/gongkai/key.pem", str(key)),
        ("/srv/gongkai/current", str(root)),
    ):
        assert text.count(written) == 1, written
        text = text.replace(written, here)
    (folder / "gongkai.conf").write_text(text, "utf-8")
    main = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    main.write_text(_MAIN.format(folder=folder, user=user), "utf-8")
    return main


def without_tls(folder: Path) -> None:
    """Take the encryption out, for those who ask ten thousand times."""
    path = folder / "gongkai.conf"
    path.write_text(re.sub(r"\n    ssl_.*", "", path.read_text("utf-8")).replace(" ssl http2", ""), "utf-8")


@contextmanager
def running(program: str, main: Path, port: int) -> Iterator[None]:
    """nginx with that main configuration, until the end of the block."""
    process = subprocess.Popen([program, "-c", str(main)], stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("nginx did not start")


@contextmanager
def served_by_nginx(program: str, folder: Path, root: Path) -> Iterator[str]:
    """Where nginx serves `root`, without encryption. `folder` is for its own files."""
    port = free_port()
    main = laid_out(folder, root, port, free_port())
    without_tls(folder)
    with running(program, main, port):
        yield f"http://127.0.0.1:{port}/"
