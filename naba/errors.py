"""Every error is for an editor: a place, a fact, a remedy. All of a run's errors are told at once.

NabaError
├── ContentError   problems in the newspaper's own files (exit code 1)
├── FaultsFound    the same, before their places are looked up
└── UsageError     a wrong call: an option, a folder (exit code 2)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing wrong in one place. Lines and columns count from 1; 0 means the whole file."""

    file: str
    line: int
    column: int
    fact: str
    remedy: str
    warning: bool = False

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known, in the form that editors' tools jump to."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.place}: {kind}{self.fact}; {self.remedy}"

    def moved(self, *, file: str, lines: int) -> Self:
        """The same problem, told of a part of ``file`` that begins ``lines`` lines further down."""
        line = self.line + lines if self.line else 0
        return msgspec.structs.replace(self, file=file, line=line)


class Fault(msgspec.Struct, frozen=True):
    """A problem whose place is still a name: a front-matter field, or a string in the text.

    Values that were checked long after they were parsed no longer know their line; ``field``
    (``("image", "file")``) or ``needle`` finds it again when the problem is told.
    """

    file: str
    fact: str
    remedy: str
    field: tuple[str | int, ...] = ()
    needle: str = ""
    warning: bool = False


class NabaError(Exception):
    """The root of all errors that Naba raises on purpose."""


class ContentError(NabaError):
    """The newspaper's files hold problems; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FaultsFound(NabaError):
    """What was read is sound file by file, but not as a whole. Becomes a ``ContentError``."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.fact for fault in self.faults))


class UsageError(NabaError):
    """The call itself is wrong: a folder that is none, a time that is none."""
