"""Looks at ``content/`` and at the output folder ahead, in a process for each.

Walking a hundred thousand stories and their pages takes a second each, and Python does nothing else
meanwhile. A small newspaper is looked at by the build itself, sooner than a process starts. Where
processes can't be forked, every one is.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sqlite3
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from naba.cause import Sighted, sighted
from naba.output import Folder
from naba.source import Project
from naba.store import Glimpse, Store
from naba.survey import Survey, survey

# A newspaper whose files take so many bytes in the store, some 3,000, is worth a process.
WORTH = 250_000
_survey = msgspec.msgpack.Decoder(Survey)
_sighted = msgspec.msgpack.Decoder(Sighted)


class Scout:
    """What differs in ``content/``, and in the output folder."""

    def __init__(self, project: Project, store: Store, folder: Folder) -> None:
        self._content = self._folder = None
        if store.size() > WORTH and "fork" in multiprocessing.get_all_start_methods():
            content = Path(project.root, "content")
            self._content = _Look(_survey_of, store.path, content, store.built_at)
            self._folder = _Look(_sighted_in, store.path, folder, project.out)

    def content(self) -> Survey | None:
        """How ``content/`` differs from what the store knows; ``None`` if nobody has looked."""
        told = self._content.told() if self._content else None
        return _survey.decode(told) if told else None

    def found(self) -> Sighted | None:
        """How the output folder does; ``None`` too."""
        told = self._folder.told() if self._folder else None
        return _sighted.decode(told) if told else None


class _Look:
    """A look by a process of its own."""

    def __init__(self, look: Callable[..., bytes], store: Path, *given: Any) -> None:
        context = multiprocessing.get_context("fork")
        self._ahead, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_tell, args=(theirs, look, store, given), daemon=True
        )
        self._process.start()
        theirs.close()

    def told(self) -> bytes | None:
        """What was seen; ``None`` if it could not be: what is wrong shows in the build then."""
        with self._ahead:
            try:
                return self._ahead.recv_bytes()
            except (EOFError, OSError):
                return None
            finally:
                self._process.join()


def _tell(ours: Connection, look: Callable[..., bytes], path: Path, given: tuple[Any, ...]) -> None:
    with contextlib.suppress(sqlite3.DatabaseError, ValueError, BrokenPipeError):
        with contextlib.closing(Glimpse(path)) as store:
            seen = look(store, *given)
        ours.send_bytes(seen)


def _survey_of(store: Glimpse, content: Path, built_at: int) -> bytes:
    return msgspec.msgpack.encode(survey(content, "content", store.stats(), built_at))


def _sighted_in(store: Glimpse, folder: Folder, out: str) -> bytes:
    return msgspec.msgpack.encode(sighted(store, folder, out))
