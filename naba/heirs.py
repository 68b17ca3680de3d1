"""Processes that are forked from this one, and so are born with all that it knows.

Each answers questions, by a function that it is born with: what is asked and what is told passes
between the processes, and nothing else. To send a newspaper's pages back and forth cost a tenth of
a cold build.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor
from multiprocessing.connection import Connection, wait
from typing import Any

# Whether processes are forked. macOS can too, but its own libraries don't bear it, so that Python
# itself stopped there (3.8).
FORKS = sys.platform.startswith("linux")


class Heir:
    """A process that answers questions in turn, until it is let go or this process ends.

    ``others`` are those that were born before it and still live.
    """

    def __init__(self, answer: Callable[[Any], Any], others: Iterable[Heir] = ()) -> None:
        context = multiprocessing.get_context("fork")
        self.line, theirs = context.Pipe()
        foreign = [self.line, *(each.line for each in others)]
        given = (theirs, foreign, answer)
        self._process = context.Process(target=_live, args=given, daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, question: Any) -> None:
        """Asks, and goes on. Raises ``BrokenExecutor`` if there is nobody to answer."""
        try:
            self.line.send(question)
        except OSError:
            raise BrokenExecutor from None

    def told(self) -> Any:
        """Waits for the next answer; raises what was raised there instead of one.

        Raises ``BrokenExecutor`` too: the process was ended from outside.
        """
        try:
            answer, error, where = self.line.recv()
        except (EOFError, OSError):
            raise BrokenExecutor from None
        if error is not None:
            raise error from RuntimeError(where)
        return answer

    def end(self) -> None:
        """Ends the process, whatever it is doing, and doesn't wait for that."""
        self._process.kill()

    def let_go(self) -> None:
        """Ends the process, and waits until it is no more."""
        self.end()
        self._process.join()
        self.line.close()


class Aside:
    """One piece of work that a process of its own does meanwhile."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._heir = Heir(lambda _: work())
        self._heir.ask(None)

    def told(self) -> Any:
        """Waits for what came of it; raises what ``Heir.told`` does."""
        try:
            return self._heir.told()
        finally:
            self._heir.let_go()


def first_of(heirs: Iterable[Heir]) -> list[Heir]:
    """Waits until one of some answers, or more; those."""
    lines: dict[object, Heir] = {heir.line: heir for heir in heirs}
    return [lines[line] for line in wait([heir.line for heir in lines.values()])]


def _live(line: Connection, foreign: list[Connection], answer: Callable[[Any], Any]) -> None:
    """Answers what is asked, until somebody ends this process."""
    for other in foreign:
        other.close()  # or a process that has ended would not be missed
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(line, questions), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        while True:
            question = pickle.loads(questions.get())
            told: tuple[Any, Exception | None, str]
            try:
                told = answer(question), None, ""
            except Exception as error:  # it is the one who asks that it concerns
                told = None, error, traceback.format_exc()
            line.send(told)


def _listen(line: Connection, questions: queue.SimpleQueue[bytes]) -> None:
    """Hears what is asked while the last question is thought over, so that nobody has to wait.

    Ends this process with the one that asks. Else it would wait for ever, and with its copy of the
    build's open lock file keep every later build waiting.
    """
    with contextlib.suppress(EOFError, OSError):
        while True:
            questions.put(line.recv_bytes())
    os._exit(1)
