"""Work shared among processes.

In: tasks and a function. Out: its results, in the order of the tasks. Workers are forked when the work begins, so they
see what the parent saw without copying it; results travel as msgpack, which is several times cheaper than pickle. One
worker, few tasks, or a platform without fork: the same function runs here, with the same results.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

import msgspec

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_FEW = 32
"""Below this many tasks, starting workers costs more than it saves. One changed record makes about 15 units stale."""

_BATCHES = 24
"""Batches for each worker: few enough that handing them out costs nothing, many enough that the last ones end
together.
"""

_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def share(
    do: Callable[[_Task], _Result], tasks: Sequence[_Task], result: type[_Result], workers: int, few: int = _FEW
) -> Iterator[_Result]:
    """Start the work at once and return its results as they are asked for. Fewer tasks than `few` are done here."""
    if workers < 2 or len(tasks) < few or "fork" not in multiprocessing.get_all_start_methods():
        return (do(task) for task in tasks)
    global _job
    _job = (do, tasks)
    gc.freeze()
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"), initializer=_settle)
    try:
        size = max(1, len(tasks) // (workers * _BATCHES))
        futures = [pool.submit(_work, start, size) for start in range(0, len(tasks), size)]
    finally:
        _job = None
    return _results(pool, futures, msgspec.msgpack.Decoder(list[result]))  # type: ignore[valid-type]


def _results(
    pool: ProcessPoolExecutor, futures: list[Future[bytes]], decoder: msgspec.msgpack.Decoder[list[_Result]]
) -> Iterator[_Result]:
    try:
        for future in futures:
            yield from decoder.decode(future.result())
    finally:
        pool.shutdown(cancel_futures=True)


def _settle() -> None:
    """In a fresh worker: what was inherited is never garbage, and collecting it would copy every page of memory. What
    a worker makes is dropped soon, but looking for it as often as Python does is a tenth of its work."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _work(start: int, size: int) -> bytes:
    if _job is None:
        raise RuntimeError("a worker was started outside of `share`")
    do, tasks = _job
    return msgspec.msgpack.encode([do(task) for task in tasks[start : start + size]])
