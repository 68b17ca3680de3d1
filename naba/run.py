"""One build: opens what it needs, and closes it whatever happens."""

from __future__ import annotations

import contextlib
import gc
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from naba.build import BuildReport, Progress, Settings, build
from naba.changed import note_changed
from naba.errors import UsageError
from naba.output import Folder
from naba.renditions import forget
from naba.source import Project, engines
from naba.store import Store
from naba.work import Elastic

# What a newspaper and a theme are read from.
SOURCES = ("content", "templates", "static")
# So long a second build waits for the first to end.
PATIENCE = 60.0


class Ran(msgspec.Struct, frozen=True):
    """A build's report, and whether its store had to be made anew."""

    report: BuildReport
    store_was_damaged: bool


def run_build(
    project: Project,
    settings: Settings,
    progress: Progress,
    *,
    fresh: bool = False,
    executor: Executor | None = None,
) -> Ran:
    """Builds once. Raises ``ContentError`` for problems in the content.

    Without an ``executor``, processes of this machine help; one that is given stays open.

    Raises ``UsageError`` for a folder that can't be built in: it is another's, it is full, it may
    not be written, or another build has it for longer than ``PATIENCE``.
    """
    state = Path(project.state)
    with plainly(project), uncollected():
        folder = folder_of(project)
        state.mkdir(exist_ok=True)
        with held(state), _helpers(executor, settings.jobs) as helpers:
            if fresh:
                forget(state / "renditions")

            def once(fresh: bool) -> Ran:
                store = Store(state / "store.sqlite3", engines(), fresh=fresh)
                with contextlib.closing(store):
                    report = build(project, settings, store, helpers, folder, progress)
                if report.changed:
                    note_changed(state, project.out, report.base_url, report.changed)
                return Ran(report, store.remade)

            try:
                return once(fresh)
            except sqlite3.DatabaseError:
                # Damage to the store showed only when it was read: once more, and without it.
                return Ran(once(True).report, True)


def _helpers(executor: Executor | None, jobs: int) -> contextlib.AbstractContextManager[Executor]:
    return contextlib.nullcontext(executor) if executor else Elastic(jobs)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without a search for rings of values that nobody holds: a build makes few.

    It makes millions of others, and to look through them again and again took a sixth of its time.
    And the thread that takes what workers send waits for half a millisecond at most, not for five:
    they can't go on before it has come.
    """
    usual, collects = sys.getswitchinterval(), gc.isenabled()
    gc.disable()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        if collects:
            gc.enable()


@contextlib.contextmanager
def plainly(project: Project) -> Iterator[None]:
    """What the disk or the system has against us becomes a ``UsageError``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        fact = f"{project.state} can't be written ({error})"
        raise UsageError(f"{fact}; mend that and build again") from None
    except BrokenExecutor:
        fact = "a process that helped was ended from outside, perhaps for want of memory"
        raise UsageError(f"{fact}; build again, with fewer --jobs") from None
    except OSError as error:
        what = error.filename or project.out
        raise UsageError(f"{what}: {error.strerror or error}; mend that and build again") from None


def folder_of(project: Project) -> Folder:
    """The output folder. Raises ``UsageError`` for one that can't be built in."""
    sources = [top / name for top in project.themes() for name in SOURCES]
    sources.append(Path(project.state))
    return Folder(Path(project.out), keep_out=project.themes(), sources=sources)


@contextlib.contextmanager
def held(state: Path) -> Iterator[None]:
    """No other build of the newspaper runs meanwhile.

    Raises ``UsageError``, which says who has it, if another one does for longer than ``PATIENCE``.
    """
    lock, holder = FileLock(state / "lock"), state / "holder"
    try:
        lock.acquire(PATIENCE)
    except Timeout:
        who = ""
        with contextlib.suppress(OSError):
            who = f" ({holder.read_text('utf-8').strip()})"
        raise UsageError(
            f"another build{who} has held {lock.lock_file} for {PATIENCE:g} s; "
            "wait for it or end it"
        ) from None
    try:
        with contextlib.suppress(OSError):  # a word for others; a full disk is told of elsewhere
            holder.write_text(f"process {os.getpid()} on {platform.node()}\n", "utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()
