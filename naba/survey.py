"""What of a folder is not as it was: the files that changed, those that are gone.

A file as young as the last build counts as changed. A file system's clock ticks slower than a
machine writes: a file could change within the tick in which it was read, and have the same stat
before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path

from naba import source
from naba.errors import Problem
from naba.model import Value
from naba.source import TICK, WHOLE, FileStat, Part

_PATH = attrgetter("path")


class Survey(Value, frozen=True):
    """How a folder differs from what was known of it."""

    changed: tuple[FileStat, ...] = ()
    gone: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()  # folders that hold nothing
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all is as it was."""
        return not (self.changed or self.gone or self.empty or self.problems)


def survey(
    folder: Path, shown: str, known: Mapping[str, FileStat], since: int, part: Part = WHOLE
) -> Survey:
    """Walks the folder, or a part of it; ``since`` is when the last build began, in nanoseconds."""
    files, problems = source.walk(folder, shown, part)
    young = since - TICK
    changed = tuple(
        file
        for file in files
        if known.get(file.path) != file or file.mtime >= young or file.ctime >= young
    )
    gone = [path for path in known.keys() - {file.path for file in files} if part.has(path)]
    return Survey(changed, tuple(sorted(gone)), problems=tuple(problems))


def joined(parts: Sequence[Survey]) -> Survey:
    """What the surveys of all parts of a folder tell of it."""
    return Survey(
        changed=tuple(sorted((file for each in parts for file in each.changed), key=_PATH)),
        gone=tuple(sorted(path for each in parts for path in each.gone)),
        empty=tuple(path for each in parts for path in each.empty),
        problems=tuple(problem for each in parts for problem in each.problems),
    )


def named(folder: Path, shown: str, known: Mapping[str, FileStat], paths: Iterable[str]) -> Survey:
    """The same without a walk: somebody says that nothing has changed but these files and folders.

    ``paths`` are below the folder. Each may be there or not, now and before.
    """
    files: dict[str, FileStat] = {}
    problems: list[Problem] = []
    gone: set[str] = set()
    for path in paths:
        found, wrong = source.look(folder, path, shown)
        files |= {file.path: file for file in found}
        problems += wrong
        gone |= {each for each in known if each == path or each.startswith(f"{path}/")}
    changed = tuple(file for _, file in sorted(files.items()))
    return Survey(changed, tuple(sorted(gone - files.keys())), problems=tuple(problems))
