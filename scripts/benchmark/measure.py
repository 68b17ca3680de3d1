"""What a command costs: seconds by the clock, seconds of processors, peak memory of its processes.

Processor time is the kernel's account of the command and of all that it waited for. Memory is
looked up in ``/proc`` every 50 ms: of one process its resident set; of several their proportional
sets (PSS), so that pages that forked processes share count once. Reading a PSS costs the process
time, so after a slow look the next one waits longer: looking takes at most a twentieth.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.05  # seconds between two looks at the memory
_SHARE = 20  # a look may take one part in so many
_PAGE = os.sysconf("SC_PAGE_SIZE")


class CommandFailed(Exception):
    """A command that was to be measured ended with an error."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processors, bytes of memory at the peak."""

    wall: float
    cpu: float
    peak: int


def said(command: list[str]) -> str:
    """What a short command prints. Raises ``CommandFailed`` with its complaint if it fails."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise CommandFailed(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def measure(command: list[str], folder: Path, environment: Mapping[str, str], log: Path) -> Cost:
    """Runs the command in the folder; what it says goes to ``log``.

    Raises ``CommandFailed`` with the end of the log if it fails.
    """
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        watch.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            wall = time.perf_counter() - began
            watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text("utf-8", "replace")[-2000:]
        raise CommandFailed(f"{command[0]} ended with {process.returncode}:\n{end}")
    return Cost(wall, used.ru_utime + used.ru_stime, watch.peak)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak = pid, 0
        self._over = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            began = time.perf_counter()
            self.peak = max(self.peak, _memory(list(_tree(self.pid))))
            pause = max(_PAUSE, (time.perf_counter() - began) * (_SHARE - 1))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _tree(pid: int) -> Iterator[int]:
    """The process and its descendants, as far as they are alive."""
    yield pid
    # A process may end while one looks at it.
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                children = (thread / "children").read_text()
                for child in children.split():
                    yield from _tree(int(child))


def _memory(pids: list[int]) -> int:
    return _resident(pids[0]) if len(pids) == 1 else sum(_proportional(pid) for pid in pids)


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0


def _proportional(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
