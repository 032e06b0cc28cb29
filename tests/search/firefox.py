"""Firefox as a reader has it, driven over WebDriver BiDi: the few commands that a test needs.

In: the program's path and a folder for its profile. Out: a Firefox with one window. Playwright drives only a Firefox of
its own making, and the one that opens archives from a folder is the distribution's.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PATIENCE = 60.0


class Firefox:
    """One window. `requested` are the addresses of everything it asked for."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._numbers = itertools.count(1)
        self.requested: list[str] = []
        self._send("session.new", capabilities={})
        self._window: str = self._send("browsingContext.getTree")["contexts"][0]["context"]
        self._send("session.subscribe", events=["network.beforeRequestSent"])

    def open(self, address: str) -> None:
        self._send("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression is, by way of JSON."""
        answer = self._send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression}) ?? null))()",
            target={"context": self._window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression: str) -> Any:
        """What the expression is, as soon as it is true."""
        end = time.monotonic() + PATIENCE
        while not (found := self.evaluate(expression)):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.1)
        return found

    def _send(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        self._wire.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._wire.recv(PATIENCE))
            if told.get("method") == "network.beforeRequestSent":
                self.requested.append(told["params"]["request"]["url"])
            if told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]


@contextmanager
def running(program: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox without a screen, closed at the end."""
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        place = next(found[1] for line in process.stderr if (found := _LISTENING.search(line)))
        with connect(f"{place}/session", max_size=None) as wire:
            yield Firefox(wire)
    finally:
        process.terminate()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
