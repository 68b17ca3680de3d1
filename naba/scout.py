"""Looks at ``content/`` and at the output folder ahead, in processes of their own.

Walking a hundred thousand stories and their pages takes a second each, and Python does nothing else
meanwhile. A small newspaper is looked at by the build itself, sooner than a process starts. Where
processes aren't forked, or one is to do it all, every newspaper is.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import msgspec

from naba.cause import Sighted, sighted
from naba.heirs import FORKS, Aside
from naba.output import Folder
from naba.source import Part, Project
from naba.store import Glimpse, Store
from naba.survey import Survey, joined, survey

# A newspaper whose files take so many bytes in the store, some 3,000, is worth a process; and one
# of which nobody knows yet how many it has.
WORTH = 250_000
# In so many parts content/ is walked at once: the build can do little before it is known.
PARTS = 2
_survey = msgspec.msgpack.Decoder(Survey)
_sighted = msgspec.msgpack.Decoder(Sighted)


class Scout:
    """What differs in ``content/``, and in the output folder."""

    def __init__(self, project: Project, store: Store, folder: Folder, jobs: int) -> None:
        self._content: list[Aside] = []
        self._folder: Aside | None = None
        if FORKS and jobs > 1 and (store.is_new or store.size() > WORTH):
            given = Path(project.root, "content"), store.built_at
            parts = [Part(number, PARTS) for number in range(PARTS)]
            self._content = [_sent(_survey_of, store.path, *given, part) for part in parts]
            self._folder = _sent(_sighted_in, store.path, folder, project.out)

    def content(self) -> Survey | None:
        """How ``content/`` differs from what the store knows; ``None`` if nobody has looked."""
        told = [_told(look) for look in self._content]
        seen = [_survey.decode(each) for each in told if each]
        return joined(seen) if told and len(seen) == len(told) else None

    def found(self) -> Sighted | None:
        """How the output folder does; ``None`` too."""
        told = _told(self._folder)
        return _sighted.decode(told) if told else None


def _sent(look: Callable[..., bytes], path: Path, *given: Any) -> Aside:
    """A process that looks."""

    def seen() -> bytes | None:
        try:
            with contextlib.closing(Glimpse(path)) as store:
                return look(store, *given)
        except (sqlite3.DatabaseError, ValueError):  # what is wrong shows in the build then
            return None

    return Aside(seen)


def _told(look: Aside | None) -> bytes | None:
    """What was seen; ``None`` if it could not be."""
    try:
        told: bytes | None = look.told() if look else None
    except (BrokenExecutor, OSError):
        return None
    return told


def _survey_of(store: Glimpse, content: Path, built_at: int, part: Part) -> bytes:
    return msgspec.msgpack.encode(survey(content, "content", store.stats(), built_at, part))


def _sighted_in(store: Glimpse, folder: Folder, out: str) -> bytes:
    os.nice(10)  # what it sees is wanted last; content/ and the build itself go first
    return msgspec.msgpack.encode(sighted(store, folder, out))
