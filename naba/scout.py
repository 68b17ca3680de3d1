"""Looks at the output folder ahead, in a process of its own, while the build looks at ``content/``.

Walking a hundred thousand stories and their pages takes more than a second each, and Python does
nothing else meanwhile. A small site is looked at by the build itself, sooner than a process
starts. Where processes can't be forked, every site is.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sqlite3
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from naba.cause import Sighted, sighted
from naba.output import Folder
from naba.source import Project
from naba.store import Glimpse, Store

# A newspaper whose files take so many bytes in the store, some 3,000, is worth a process.
WORTH = 250_000
_sighted = msgspec.msgpack.Decoder(Sighted)


class Scout:
    """What differs in the output folder."""

    def __init__(self, project: Project, store: Store, folder: Folder) -> None:
        self._ahead: Connection | None = None
        if store.size() > WORTH and "fork" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("fork")
            self._ahead, theirs = context.Pipe(duplex=False)
            given = (theirs, project.out, store.path, folder)
            context.Process(target=_look, args=given, daemon=True).start()
            theirs.close()

    def found(self) -> Sighted | None:
        """How the folder differs from what the store knows; ``None`` if nobody has looked."""
        if self._ahead is None:
            return None
        with self._ahead as ahead:
            self._ahead = None
            try:
                return _sighted.decode(ahead.recv_bytes())
            except (EOFError, OSError):  # what is wrong shows when the build looks itself
                return None


def _look(ours: Connection, out: str, path: Path, folder: Folder) -> None:
    """Sends what was sighted."""
    try:
        with contextlib.closing(Glimpse(path)) as store:
            found = sighted(store, folder, out)
    except (sqlite3.DatabaseError, ValueError):
        return
    with contextlib.suppress(BrokenPipeError):  # the build was ended
        ours.send_bytes(msgspec.msgpack.encode(found))
