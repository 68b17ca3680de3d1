"""Dask clusters on this machine: a real scheduler and real workers, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import distributed
import msgspec

from tests.newspaper import ROOT

# As unlike as two machines: what must not matter for a page's bytes.
UNLIKE = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
)
_QUIET = ("--host", "127.0.0.1", "--no-dashboard")


class LocalCluster:
    """A scheduler at a free port of 127.0.0.1, and the workers that a test starts.

    ``naba`` is the folder that a worker finds the package in. The scheduler has none.
    """

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self._told = folder / "scheduler.json"
        self.scheduler: subprocess.Popen[bytes] = self._start(
            "dask_scheduler", "--port", "0", **env
        )
        self._wait(lambda: self._told.exists() and self._told.read_bytes().endswith(b"}"))
        told = msgspec.json.decode(self._told.read_bytes())
        self.address = str(told["address"]).replace("tcp://", "dask://")

    def work(
        self,
        naba: Path | None = ROOT,
        env: Mapping[str, str] = {},
        *,
        nanny: bool = False,
        threads: int = 1,
    ) -> None:
        """Starts a worker, and waits until the scheduler knows it."""
        count = len(self.seen())
        path = {"PYTHONPATH": str(naba)} if naba else {}
        given = ("--nthreads", str(threads), "--nanny" if nanny else "--no-nanny")
        self.workers.append(self._start("dask_worker", *given, **path, **env))
        self._wait(lambda: len(self.seen()) > count)

    def seen(self) -> list[str]:
        """The workers that the scheduler knows."""
        connect: Any = distributed.Client
        with connect(self.address.replace("dask://", "tcp://"), set_as_default=False) as client:
            return list(client.nthreads())

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.terminate()  # a worker says goodbye to its scheduler, so that one is the last
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _wait(self, until: Callable[[], bool]) -> None:
        limit = time.monotonic() + 30
        while not until():
            if time.monotonic() > limit:
                self.end()
                raise TimeoutError(f"the cluster in {self.folder} does not start")
            time.sleep(0.05)

    def _start(self, program: str, *given: str, **env: str) -> subprocess.Popen[bytes]:
        number = len(self.workers)
        place = self.folder / f"{program}-{number}"
        place.mkdir()
        with (self.folder / f"{program}-{number}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *_QUIET, *given,
                 "--scheduler-file", str(self._told)],
                cwd=place, env={**os.environ, **env}, stdout=log, stderr=log,
            )  # fmt: skip


class Observed(Executor):
    """Hands everything on to another executor, and calls ``note`` before it does."""

    def __init__(self, executor: Executor, note: Callable[[str], None]) -> None:
        self.executor, self.note = executor, note

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.note(getattr(fn, "func", fn).__name__)
        return self.executor.submit(fn, *args, **kwargs)
