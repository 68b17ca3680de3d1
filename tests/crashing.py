"""Builds that don't end well, as a program of its own: ``python -m tests.crashing``.

It reads one ``Order`` a line in JSON, builds in a child that it forks (so that Python starts once,
and not for each), and answers with one ``Ending`` a line.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec

from naba.build import Settings
from naba.errors import UsageError
from naba.run import run_build
from naba.site import Clock
from naba.source import Project
from tests.newspaper import NOW, ROOT, Newspaper
from tests.papers import varied
from tests.proofs import room

# What a build changes on the disk by; and those of them that need room there.
STEPS = ("replace", "link", "unlink", "mkdir", "rmdir", "open")
ROOMY = ("link", "mkdir", "open")


class Order(msgspec.Struct, frozen=True):
    """Build ``site``; at a step, or after some seconds, it is killed, or the disk is full."""

    site: str
    ends: Literal["well", "killed", "full"] = "well"
    step: int = 0
    seconds: float = 0.0


class Ending(msgspec.Struct, frozen=True):
    """How it ended: a signal's or an exit's code, the steps that were taken, what was said."""

    code: int
    steps: int = 0
    said: str = ""


class Crashes:
    """The program, from outside."""

    def __enter__(self) -> Crashes:
        command = [sys.executable, "-m", "tests.crashing"]
        self.program = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.program.communicate(timeout=60)

    def build(self, site: Path, **how: Any) -> Ending:
        assert self.program.stdin
        assert self.program.stdout
        order = msgspec.json.encode(Order(str(site), **how)).decode()
        self.program.stdin.write(order + "\n")
        self.program.stdin.flush()
        return msgspec.json.decode(self.program.stdout.readline(), type=Ending)


def main() -> None:
    """Takes orders until there are no more."""
    with room() as folder:  # what is imported and compiled now no child has to
        Newspaper(Path(folder) / "paper", varied()).build()
    for line in sys.stdin:
        ending = _carried_out(msgspec.json.decode(line, type=Order))
        print(msgspec.json.encode(ending).decode(), flush=True)


def _carried_out(order: Order) -> Ending:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _build(order, write)
    os.close(write)
    if order.ends == "killed" and order.seconds:
        time.sleep(order.seconds)
        os.kill(child, signal.SIGKILL)
    with open(read, "rb") as answer:  # noqa: PTH123  (a pipe)
        said = answer.read()
    _, status = os.waitpid(child, 0)
    if said:
        return msgspec.json.decode(said, type=Ending)
    return Ending(os.waitstatus_to_exitcode(status))


def _build(order: Order, answer: int) -> None:
    """Builds in the child, and ends it whatever happens."""
    taken = [0]
    for name in STEPS:
        setattr(os, name, _counted(getattr(os, name), name, order, taken))
    try:
        project = Project.at(Path(order.site), None)
        run_build(project, Settings(Clock(NOW)), lambda *_: None)
        ending = Ending(0, taken[0])
    except UsageError as error:
        ending = Ending(2, taken[0], str(error))
    except BaseException as error:
        ending = Ending(1, taken[0], repr(error))
    os.write(answer, msgspec.json.encode(ending))
    os._exit(0)


def _counted(
    real: Callable[..., Any], name: str, order: Order, taken: list[int]
) -> Callable[..., Any]:
    def step(*given: Any, **named: Any) -> Any:
        taken[0] += 1
        if order.step and taken[0] >= order.step:
            if order.ends == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if order.ends == "full" and name in ROOMY:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))
        return real(*given, **named)

    return step


if __name__ == "__main__":
    main()
