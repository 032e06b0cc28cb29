"""One publisher at a time: a lease at the target, where it can create a file only if there is none.

In: a Target, a name for the holder, a clock, how long a lease lasts. Out: a lease, or BusyError. Leases are numbered
files. To take one, or to go on with one's own, the next number is created; whoever finds the number taken has lost. So
no lease is ever written twice, and nothing is needed of the store but conditional creation. A lease left by a killed
run ends by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from gongkai.stages.publish.records import LOCKS, Target
from gongkai.workshop.stores import ConditionError, StoreError

Clock = Callable[[], datetime]
LASTS = timedelta(minutes=2)


class Lease(msgspec.Struct, frozen=True):
    """Who may publish, until when. `released`: who held it is done."""

    holder: str
    until: datetime
    released: bool = False


class BusyError(StoreError):
    """Somebody else is publishing; `until` is when the lease ends unless it is renewed."""

    def __init__(self, lease: Lease) -> None:
        super().__init__(f"另一个发布正在进行（{lease.holder}）")
        self.until = lease.until


class Holding(Protocol):
    """The right to publish. `beat`: after how many seconds it should be held again while requests are under way."""

    beat: float | None

    def hold(self) -> None:
        """Make sure that it is still ours. Raises BusyError or StoreError."""


class Unlocked:
    """For targets that cannot exclude a second publisher, and for those who only look."""

    beat: float | None = None

    def hold(self) -> None:
        """Nothing can be made sure of."""


class _Held:
    """A lease of ours, renewed when half of it is over."""

    def __init__(self, target: Target, holder: str, clock: Clock, lasts: timedelta) -> None:
        self.beat: float | None = lasts.total_seconds() / 12
        self._target = target
        self._holder = holder
        self._clock = clock
        self._lasts = lasts
        self._number, lease = _newest(target)
        if lease is not None and not lease.released and lease.until > clock():
            raise BusyError(lease)
        self._renew()

    def hold(self) -> None:
        if self._clock() > self._until - self._lasts / 2:
            self._renew()

    def release(self) -> None:
        done = Lease(self._holder, self._clock(), released=True)
        if _newest(self._target)[0] == self._number:
            self._target.records.write(_path(self._number), msgspec.json.encode(done))

    def _renew(self) -> None:
        lease = Lease(self._holder, self._clock() + self._lasts)
        try:
            self._target.records.create(_path(self._number + 1), msgspec.json.encode(lease))
        except ConditionError:
            raise self._lost() from None
        newest, _ = _newest(self._target)
        if newest > self._number + 1:
            self._target.records.delete(_path(self._number + 1))
            raise self._lost()
        self._target.records.delete(_path(self._number))
        self._number += 1
        self._until = lease.until

    def _lost(self) -> StoreError:
        _, lease = _newest(self._target)
        return BusyError(lease) if lease else StoreError("发布权已失去，请重新运行发布")


@contextmanager
def locked(target: Target, holder: str, clock: Clock, lasts: timedelta = LASTS) -> Iterator[Holding]:
    """The right to publish, as far as the target can grant it."""
    if not target.records.abilities.create:
        yield Unlocked()
        return
    held = _Held(target, holder, clock, lasts)
    try:
        yield held
    finally:
        with suppress(StoreError):  # it ends by itself, and what went wrong before is what should be told
            held.release()


def _path(number: int) -> str:
    return f"{LOCKS}{number:08}.json"


def _newest(target: Target) -> tuple[int, Lease | None]:
    """The highest number, and its lease; 0 where there never was one."""
    paths = sorted(seen.path for seen in target.records.files(LOCKS))
    if not paths:
        return 0, None
    content = target.records.read(paths[-1])
    lease = msgspec.json.decode(content, type=Lease) if content is not None else None
    return int(paths[-1].removeprefix(LOCKS).removesuffix(".json")), lease
