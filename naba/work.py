"""Work in batches: in this process when there is little of it, else in an executor's workers.

Any ``concurrent.futures.Executor`` will do. Batches are cut here (Dask's executor takes no chunk
size), and only a few are under way at a time, so that a large archive never lies in memory whole.

Workers of another machine get values and give values. A process that is forked from this one is
born with all that this one knows, and has the same disk: it is told what to do by birth, and puts
what it has made where it belongs. To send a newspaper's pages back and forth cost a tenth of a
cold build.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Given = TypeVar("Given")
Made = TypeVar("Made")
Put = TypeVar("Put")

# Whether processes are forked. macOS can too, but its own libraries don't bear it, so that Python
# itself stopped there (3.8).
FORKS = sys.platform.startswith("linux")

# How much a batch may weigh: a page or a story weighs 1. Handing a batch over costs a few
# milliseconds, as much as rendering some ten pages.
BATCH = 120
# So many batches a forked process lives. What it looks at becomes a copy of its own: with all pages
# of an archive of 100,000, three processes took 1.7 GB.
LIFE = 256


class Elastic(Executor):
    """The processes of this machine, which are only started when work is handed to them."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., Made], /, *args: Any, **kwargs: Any) -> Future[Made]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs, initializer=_end_with_parent)
        return self._pool.submit(fn, *args, **kwargs)

    def heirs(self, *inherited: Any) -> ProcessPoolExecutor:
        """Processes that are forked when work is first handed to them: see ``_do``."""
        fork = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(self.jobs, fork, initializer=_inherit, initargs=inherited)

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


# What a forked process was born with: what to do, what to do with what is made, and all batches.
_inherited: tuple[Any, ...]


def _inherit(*inherited: Any) -> None:
    global _inherited  # noqa: PLW0603  (a process inherits once, before its first work)
    _inherited = inherited
    _end_with_parent()


def _do(number: int, given: Any) -> Any:
    """Does the work of one batch in a forked process, to the end."""
    function, put, batches = _inherited
    return put(batches[number], given, function(batches[number], given))


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
    function: Callable[[list[Item], Given], Made],
    batches: list[list[Item]],
    prepare: Callable[[list[Item]], Given],
    jobs: int,
    put: Callable[[list[Item], Given, Made], Put],
) -> Iterator[tuple[list[Item], Put]]:
    """Each batch with what ``put`` says of what ``function`` made of it, in order.

    ``prepare`` gets what the workers need beside the batch, just before it is handed over; ``put``
    is called where this machine's disk is, with the batch, what was prepared and what was made.
    One batch alone is done here: starting workers would take longer.
    """
    if len(batches) <= 1 or jobs == 1:
        for batch in batches:
            given = prepare(batch)
            yield batch, put(batch, given, function(batch, given))
    elif FORKS and isinstance(executor, Elastic):
        for start in range(0, len(batches), LIFE):
            some = batches[start : start + LIFE]
            yield from _by_heirs(executor.heirs(function, put, some), some, prepare, jobs)
    else:
        for number, given, made in _ahead(
            batches, prepare, jobs, lambda at, given: executor.submit(function, batches[at], given)
        ):
            yield batches[number], put(batches[number], given, made)


def _by_heirs(
    heirs: ProcessPoolExecutor,
    batches: list[list[Item]],
    prepare: Callable[[list[Item]], Given],
    jobs: int,
) -> Iterator[tuple[list[Item], Any]]:
    """The same of some batches, by processes that were born with them and end with them."""
    with heirs:
        try:
            for number, _, told in _ahead(
                batches, prepare, jobs, lambda at, given: heirs.submit(_do, at, given)
            ):
                yield batches[number], told
        finally:  # nobody writes any more when a build has failed
            heirs.shutdown(cancel_futures=True)


def _ahead(
    batches: list[list[Item]],
    prepare: Callable[[list[Item]], Given],
    jobs: int,
    submit: Callable[[int, Given], Future[Made]],
) -> Iterator[tuple[int, Given, Made]]:
    """Hands batches over, a few ahead of the one that is waited for."""
    ahead: deque[tuple[int, Given, Future[Made]]] = deque()
    for number, batch in enumerate(batches):
        given = prepare(batch)
        ahead.append((number, given, submit(number, given)))
        if len(ahead) > 2 * jobs:
            first, its, future = ahead.popleft()
            yield first, its, future.result()
    for first, its, future in ahead:
        yield first, its, future.result()
