"""One build: opens what it needs, and closes it whatever happens."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from naba.build import BuildReport, Progress, Settings, build
from naba.errors import UsageError
from naba.output import Folder
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
    project: Project, settings: Settings, progress: Progress, *, fresh: bool = False
) -> Ran:
    """Builds once. Raises ``ContentError`` for problems in the content.

    Raises ``UsageError`` for a folder that can't be built in: it is another's, it is full, it may
    not be written, or another build has it for longer than ``PATIENCE``.
    """
    state = Path(project.root, ".naba")
    sources = [top / name for top in project.themes() for name in SOURCES]
    try:
        folder = Folder(Path(project.out), keep_out=project.themes(), sources=(*sources, state))
        state.mkdir(exist_ok=True)
        with FileLock(state / "lock", timeout=PATIENCE), Elastic(settings.jobs) as executor:

            def once(fresh: bool) -> Ran:
                store = Store(state / "store.sqlite3", engines(), fresh=fresh)
                with contextlib.closing(store):
                    report = build(project, settings, store, executor, folder, progress)
                return Ran(report, store.remade)

            try:
                return once(fresh)
            except sqlite3.DatabaseError:
                # Damage to the store showed only when it was read: once more, and without it.
                return Ran(once(True).report, True)
    except Timeout:
        raise UsageError(
            f"another build has held {state / 'lock'} for {PATIENCE:.0f} s; wait for it or end it"
        ) from None
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{state} can't be written ({error}); mend that and build again") from None
    except OSError as error:
        what = error.filename or project.out
        raise UsageError(f"{what}: {error.strerror or error}; mend that and build again") from None
