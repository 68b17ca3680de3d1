"""Work in batches: in this process when there is little of it, else in an executor's workers.

Any ``concurrent.futures.Executor`` will do. Batches are cut here (Dask's executor takes no chunk
size), and only a few are under way at a time, so that a large archive never lies in memory whole.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

# How much a batch may weigh: a page or a story weighs 1. Handing a batch over costs a few
# milliseconds, as much as rendering some ten pages.
BATCH = 120


class Elastic(Executor):
    """A process pool that is only started when work is handed to it."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., Made], /, *args: Any, **kwargs: Any) -> Future[Made]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs, initializer=_end_with_parent)
        return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def _end_with_parent() -> None:
    """Ends this worker when its build is killed.

    Else it would wait for work for ever, and with its copy of the build's open lock file keep
    every later build waiting.
    """
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cut(items: Iterable[Item], weight: Callable[[Item], float]) -> list[list[Item]]:
    """The items in batches of at most ``BATCH`` weight, in their order."""
    batches: list[list[Item]] = []
    load = float(BATCH)
    for item in items:
        load += weight(item)
        if not batches or load > BATCH:
            batches.append([])
            load = weight(item)
        batches[-1].append(item)
    return batches


def run(
    executor: Executor,
    function: Callable[[Any], Made],
    batches: list[list[Item]],
    prepare: Callable[[list[Item]], Any],
    jobs: int,
) -> Iterator[tuple[list[Item], Made]]:
    """Each batch with what ``function`` made of it, in order.

    ``prepare`` gets what the workers need, just before a batch is handed over. One batch alone is
    done here: starting workers would take longer.
    """
    if len(batches) <= 1 or jobs == 1:
        for batch in batches:
            yield batch, function(prepare(batch))
        return
    ahead: deque[tuple[list[Item], Future[Made]]] = deque()
    for batch in batches:
        ahead.append((batch, executor.submit(function, prepare(batch))))
        if len(ahead) > 2 * jobs:
            first, future = ahead.popleft()
            yield first, future.result()
    for first, future in ahead:
        yield first, future.result()
