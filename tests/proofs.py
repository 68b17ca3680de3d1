"""Newspapers that are edited at random and built in place and clean elsewhere, in one process."""

from __future__ import annotations

import functools
import gc
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from naba import renderers
from naba.build import Settings
from naba.errors import Problem
from naba.site import Clock
from naba.source import Project
from naba.verify import Proof, built, thought_of
from naba.verify.edits import Kind
from tests.newspaper import NOW, Newspaper
from tests.papers import varied

_SHARED_MEMORY = Path("/dev/shm")
_ROOM = 4_000_000_000  # bytes; containers often have no more than 64 MB there


def room() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory, where there is room: deleting takes a disk ten times longer."""
    fast = _SHARED_MEMORY.is_dir() and shutil.disk_usage(_SHARED_MEMORY).free > _ROOM
    return tempfile.TemporaryDirectory(dir=_SHARED_MEMORY if fast else None)


# What is slow to make and kept by all that it is made of: templates' text, fonts' bytes.
_SOUND = {"_names", "_compiled", "_font"}


def forget_caches() -> None:
    """Empties what the engine keeps in memory, but for what is ``_SOUND``."""
    renderers._values.clear()
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            inner = each.__wrapped__
            ours = getattr(inner, "__module__", "").startswith("naba.")
            if ours and inner.__name__ not in _SOUND:
                each.cache_clear()


def apart(project: Project, settings: Settings) -> tuple[Problem, ...] | None:
    """A clean build that finds nothing in memory, as in a process of its own."""
    forget_caches()
    return built(project, settings)


def proof(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Proof:
    """A small newspaper that is built, ready for edits."""
    paper = Newspaper(folder / "source", files or varied())
    made = Proof(Project.at(paper.root, None), Settings(Clock(NOW)), folder, apart)
    made.begin()
    return made


def first_fault(made: Proof, kinds: Sequence[Kind], edits: int, seed: int = 0) -> str:
    """What differs after the first of so many random edits that fails; "" if all hold."""
    dice = Random(seed)
    for _ in range(edits):
        _, fault = made.step(thought_of(made.paper, dice, kinds))
        if fault:
            return fault
    return ""
