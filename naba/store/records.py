"""What the store's tables hold, and the seals before it: shared by its parts."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Literal

from naba.budgets import Load, Weight
from naba.digest import reference
from naba.errors import Problem
from naba.inputs import Inputs, Parts
from naba.model import Value
from naba.source import FileStat

# What one edit rewrites is a shelf: few stories each, and few rows to read them all.
SHELVES = 256
_SEAL = 16  # bytes of the digest before each value


class Output(Value, frozen=True, array_like=True):
    """What was written to one path of an output folder."""

    path: str
    fingerprint: bytes
    digest: str
    stat: FileStat


class Bound(Value, frozen=True, array_like=True):
    """A sheaf whose pages stand in a folder: the digest of all that they are made from, how many
    they are, and which of them are to be weighed.
    """

    digest: bytes
    pages: int
    loads: tuple[Load, ...] = ()


Event = Literal["new", "unknown", "changed", "deleted", "altered"]


class Made(Value, frozen=True):
    """What a page was made from, and why: what had happened, and which inputs had changed."""

    inputs: Inputs
    event: Event
    changed: tuple[str, ...] = ()


class Written(Value, frozen=True):
    """An output folder: when it was recorded, in nanoseconds, and what its pages share, by key.

    They stand in ``sheaves``. They are what they are of the stories' ``revision`` and of other
    sources whose digest is ``ready``, at any moment from ``since`` until just before ``until``;
    ``warnings`` and ``weights`` too.
    """

    ended: int = 0
    parts: dict[str, Parts] = {}
    sheaves: dict[str, Bound] = {}
    revision: int = 0
    ready: str = ""
    since: datetime | None = None
    until: datetime | None = None
    warnings: tuple[Problem, ...] = ()
    weights: tuple[Weight, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum([bound.pages for bound in self.sheaves.values()])

    def holds(self, revision: int, ready: str, now: datetime) -> bool:
        """Whether the pages would be the same now."""
        if self.since is None or (self.revision, self.ready) != (revision, ready):
            return False
        if now < self.since:
            return False
        return self.until is None or now < self.until


class Known(Value, frozen=True):
    """A static file as it was when its bytes had ``digest``."""

    stat: FileStat
    digest: str


def sealed(key: str, value: bytes) -> bytes:
    """A value behind the digest of itself and its key."""
    return reference(key.encode() + value) + value


def unsealed(key: str, sealed: bytes) -> bytes:
    """The value again. Raises ``sqlite3.DatabaseError`` if it is not what was sealed."""
    value = sealed[_SEAL:]
    if reference(key.encode() + value) != sealed[:_SEAL]:
        raise sqlite3.DatabaseError("the store is damaged")
    return value
