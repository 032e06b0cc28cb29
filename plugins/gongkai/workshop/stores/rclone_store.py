"""What OpenDAL cannot open, by rclone (extra `publish-sftp`): SFTP, FTP, SMB and many others.

In: rclone's name for the kind of place, its options, secrets among them. Out: a Store. One rclone runs as long as the
store is used and is asked over a socket in a folder that is ours alone. It gets its settings from its environment: what
stands on a command line is seen by everybody on the machine.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from gongkai.model.release import NO_HEADERS, Headers
from gongkai.workshop.stores import Abilities, Seen, StoreError, TemporaryError

_REMOTE = "gongkai"
_STARTS_WITHIN = 10.0
_LASTS = 600.0
_ALWAYS = {"IgnoreTimes": True}
"""Put a file even where one of the same size and time is."""


class MissingRcloneError(Exception):
    """No rclone on this machine."""


class RcloneStore:
    """A Store for whatever rclone can open."""

    abilities = Abilities(headers=False, digests=False, create=False, match=False)

    def __init__(self, kind: str, options: Mapping[str, str], password: str, folder: str) -> None:
        program = find_rclone()
        self._place = f"{_REMOTE}:{folder}"
        self._folder = Path(tempfile.mkdtemp(prefix="gongkai-"))
        self._socket = self._folder / "socket"
        settings = {"type": kind, **options} | ({"pass": _obscured(program, password)} if password else {})
        named = {f"RCLONE_CONFIG_{_REMOTE.upper()}_{name.upper()}": value for name, value in settings.items()}
        command = [program, "rcd", "--rc-no-auth", "--rc-addr", f"unix://{self._socket}"]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "RCLONE_CONFIG": os.devnull, **named},
        )
        self._stop = weakref.finalize(self, _stop, process, self._folder)
        self._await_start(process)

    def read(self, path: str) -> bytes | None:
        if self.look(path) is None:
            return None
        copy = self._folder / uuid4().hex
        try:
            self._copy(self._place, path, str(self._folder), copy.name)
            return copy.read_bytes()
        finally:
            copy.unlink(missing_ok=True)

    def write(self, path: str, content: bytes, headers: Headers = NO_HEADERS) -> None:
        del headers  # the web server behind such a place sends its own
        copy = self._folder / uuid4().hex
        try:
            copy.write_bytes(content)
            self._copy(str(self._folder), copy.name, self._place, path)
        finally:
            copy.unlink(missing_ok=True)

    def create(self, path: str, content: bytes) -> None:
        raise NotImplementedError(f"{path}, {len(content)}: see abilities")

    def replace(self, path: str, content: bytes, tag: str) -> None:
        raise NotImplementedError(f"{path}, {len(content)}, {tag}: see abilities")

    def look(self, path: str) -> Seen | None:
        found = self._ask("operations/stat", fs=self._place, remote=path)["item"]
        return Seen(path, found["Size"], "") if found and not found["IsDir"] else None

    def files(self, folder: str) -> Iterator[Seen]:
        wanted = {"recurse": True, "filesOnly": True, "noModTime": True, "noMimeType": True}
        try:
            answer = self._ask("operations/list", fs=self._place, remote=folder.rstrip("/"), opt=wanted)
        except TemporaryError as error:
            if "directory not found" in str(error):
                return
            raise
        for found in answer["list"] or ():
            yield Seen(found["Path"], found["Size"], "")

    def copy(self, path: str, to: str) -> None:
        self._copy(self._place, path, self._place, to)

    def delete(self, path: str) -> None:
        if self.look(path) is not None:
            self._ask("operations/deletefile", fs=self._place, remote=path)

    def _copy(self, place: str, path: str, to_place: str, to: str) -> None:
        self._ask("operations/copyfile", srcFs=place, srcRemote=path, dstFs=to_place, dstRemote=to, _config=_ALWAYS)

    def _ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        connection = _Connection(self._socket)
        try:
            connection.request("POST", f"/{command}", json.dumps(arguments), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            said: dict[str, Any] = json.loads(answer.read())
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise StoreError(f"rclone 没有回答：{error}") from error
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise TemporaryError(f"rclone：{said.get('error', answer.status)}")
        return said

    def _await_start(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + _STARTS_WITHIN
        while not self._socket.exists():
            if process.poll() is not None or time.monotonic() > end:
                self._stop()
                raise StoreError("rclone 没有启动")
            time.sleep(0.02)


class _Connection(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=_LASTS)
        self._path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def find_rclone() -> str:
    """The program: of the extra, or of the machine."""
    beside = Path(sysconfig.get_path("scripts"), "rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if found is None:
        raise MissingRcloneError
    return found


def _obscured(program: str, password: str) -> str:
    """The form in which rclone takes passwords; it reads them from its input, not from the command line."""
    done = subprocess.run([program, "obscure", "-"], input=password, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _stop(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.terminate()
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)
