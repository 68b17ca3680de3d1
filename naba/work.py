"""Work in batches: in this process when there is little of it, else in an executor's workers.

Any ``concurrent.futures.Executor`` will do. Batches are cut here (Dask's executor takes no chunk
size), and only a few are under way at a time, so that a large archive never lies in memory whole.

Workers of another machine get values and give values. A process that is forked from this one has
the same disk, and knows what this one did when it was born (``heirs``): it does all but the first
step of its work itself.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, Generic, TypeVar

import msgspec

from naba import heirs
from naba.heirs import Heir, first_of

Item = TypeVar("Item")
Fetched = TypeVar("Fetched")
Given = TypeVar("Given")
Made = TypeVar("Made")
Told = TypeVar("Told")

# How much a batch may weigh: a page or a story weighs 1. What a worker elsewhere gets costs a few
# milliseconds to hand over, as much as rendering some ten pages; what it sends still fits into what
# lies between two processes of one machine, or nearly so, and nobody waits for the other.
BATCH = 60
# After so many batches processes are forked anew. What they look at becomes a copy of their own:
# with all pages of an archive of 100,000, three processes took 1.7 GB.
LIFE = 512


class Task(msgspec.Struct, Generic[Item, Fetched, Given, Made, Told], frozen=True):
    """What is done with a batch, in four steps.

    ``fetch`` looks up what this process alone can: what the store has, just before the batch is
    handed over. ``prepare`` adds what is in memory and on this machine's disk to it; of that
    ``pack`` leaves what the batch needs, for a process that has another memory. ``work`` is a pure
    function at module level, for any process anywhere. ``put`` puts what it made where it belongs,
    on this machine's disk, and says what has become of it.
    """

    fetch: Callable[[list[Item]], Fetched]
    prepare: Callable[[list[Item], Fetched], Given]
    pack: Callable[[list[Item], Given], Given]
    work: Callable[[list[Item], Given], Made]
    put: Callable[[list[Item], Given, Made], Told]

    def rest(self, batch: list[Item], fetched: Fetched) -> Told:
        """All that comes after the first step."""
        given = self.prepare(batch, fetched)
        return self.put(batch, given, self.work(batch, given))


class Elastic(Executor):
    """The processes of this machine, which are only started when work is handed to them."""

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
    """Ends this worker when its build is killed: else it would wait for work for ever."""
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
    task: Task[Item, Fetched, Given, Made, Told],
    batches: list[list[Item]],
    jobs: int,
) -> Iterator[tuple[list[Item], Told]]:
    """Each batch with what ``task`` says of it, as they are done.

    One batch alone is done here: starting workers would take longer.
    """
    if len(batches) <= 1 or jobs == 1:
        for batch in batches:
            yield batch, task.rest(batch, task.fetch(batch))
    elif heirs.FORKS and isinstance(executor, Elastic):
        for start in range(0, len(batches), LIFE):
            yield from _by_heirs(task, batches[start : start + LIFE], jobs)
    else:
        yield from _by_others(executor, task, batches, jobs)


def _by_others(
    executor: Executor,
    task: Task[Item, Fetched, Given, Made, Told],
    batches: list[list[Item]],
    jobs: int,
) -> Iterator[tuple[list[Item], Told]]:
    """The same by workers who get values: a few batches ahead of the one that is waited for."""
    ahead: deque[tuple[list[Item], Given, Future[Made]]] = deque()
    for batch in batches:
        given = task.pack(batch, task.prepare(batch, task.fetch(batch)))
        ahead.append((batch, given, executor.submit(task.work, batch, given)))
        if len(ahead) > 2 * jobs:
            first, its, future = ahead.popleft()
            yield first, task.put(first, its, future.result())
    for first, its, future in ahead:
        yield first, task.put(first, its, future.result())


def _by_heirs(
    task: Task[Item, Fetched, Given, Made, Told], batches: list[list[Item]], jobs: int
) -> Iterator[tuple[list[Item], Told]]:
    """The same by processes that are born with the batches. Each has the next one at hand."""
    shares = _Shares(len(batches), min(jobs, len(batches)))
    born: list[Heir] = []
    asked: dict[Heir, deque[int]] = {}

    def ask(heir: Heir) -> None:
        number = shares.next(born.index(heir))
        if number is not None:
            heir.ask((number, task.fetch(batches[number])))
            asked[heir].append(number)

    def answer(question: tuple[int, Fetched]) -> Told:
        number, fetched = question
        return task.rest(batches[number], fetched)

    try:
        for _ in range(len(shares)):
            heir = Heir(answer, born)
            born.append(heir)
            asked[heir] = deque()
            ask(heir)
        for heir in born:
            ask(heir)
        while busy := [heir for heir in born if asked[heir]]:
            for heir in first_of(busy):
                told: Told = heir.told()
                number = asked[heir].popleft()
                ask(heir)
                yield batches[number], told
    finally:  # nobody writes any more when a build has failed
        for heir in born:
            heir.end()
        for heir in born:
            heir.let_go()


class _Shares:
    """So many batches, in as many stretches as there are processes.

    Neighbours have much in common, which is made once in a process. Who is done with his own takes
    from the end of what is the longest.
    """

    def __init__(self, batches: int, parts: int) -> None:
        bounds = [batches * part // parts for part in range(parts + 1)]
        self._left = [deque(range(*stretch)) for stretch in itertools.pairwise(bounds)]

    def __len__(self) -> int:
        return len(self._left)

    def next(self, own: int) -> int | None:
        """The number of the next batch; ``None`` when all are given away."""
        if self._left[own]:
            return self._left[own].popleft()
        longest = max(self._left, key=len)
        return longest.pop() if longest else None
