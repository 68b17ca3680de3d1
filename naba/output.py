"""The output folder: written whole or not at all, and nothing in it that is not of the site.

A page's bytes first go to a staging folder; only when every page has been made are the files
moved to their places, each by one rename. Whoever reads the folder sees old bytes or new ones.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from naba.digest import digest_bytes
from naba.errors import UsageError
from naba.page import Page
from naba.plan import MARKER
from naba.source import FileStat, stat_of

STAGING = ".naba-staging"


class Folder:
    """An output folder."""

    def __init__(self, path: Path, *, keep_out: Collection[Path] = ()) -> None:
        """Raises ``UsageError`` for a folder that holds something else than a site of Naba's.

        ``keep_out`` are folders that it may not hold or be: the newspaper's own.
        """
        self.path = path
        self._staged: dict[str, Path] = {}
        self.written = 0
        self._made: set[Path] = set()  # folders that are known to be there
        for other in keep_out:
            if other.resolve().is_relative_to(path.resolve()):
                raise UsageError(f"{path} holds {other}; name a folder of its own with --out")
        if path.exists() and not path.is_dir():
            raise UsageError(f"{path} is a file; name a folder with --out")
        if path.is_dir() and any(path.iterdir()) and not self._is_ours():
            raise UsageError(
                f"{path} holds files that Naba did not write, and a build would delete them; "
                "empty it, or name another folder with --out"
            )

    def _is_ours(self) -> bool:
        entries = {entry.name for entry in self.path.iterdir()}
        return MARKER in entries or entries <= {STAGING}

    def files(self) -> dict[str, FileStat]:
        """Every file that is in the folder now, by path."""
        return {file.path: file for file in _scan(self.path, "") if not _is_staging(file.path)}

    def holds(self, found: FileStat, digest: str) -> bool:
        """Whether the file on disk has these bytes."""
        path = self.path / found.path
        return not path.is_symlink() and digest_bytes(path.read_bytes()) == digest

    def is_staged(self, page: Page) -> bool:
        """Whether the page waits to be published."""
        return page.path in self._staged

    def stage(self, page: Page, body: bytes) -> None:
        """Writes a page's bytes to the staging folder."""
        staging = self.path / STAGING
        if not self._staged:
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir(parents=True)
        name = staging / str(len(self._staged))
        name.write_bytes(body)
        self._staged[page.path] = name

    def publish(self, page: Page) -> FileStat:
        """Moves a staged page to its place. A file or folder that stands in the way is removed."""
        goal = self.path / page.path
        self._make_way(goal)
        self._staged[page.path].replace(goal)
        self.written += 1
        return stat_of(goal.stat(), page.path)

    def _make_way(self, goal: Path) -> None:
        """Makes the folders above ``goal``; a file or a link that stands in the way is removed."""
        if goal.parent not in self._made:
            for parent in reversed(goal.relative_to(self.path).parents[:-1]):
                place = self.path / parent
                if place.is_symlink() or place.is_file():
                    place.unlink()
            goal.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(goal.parent)
        if goal.is_dir() and not goal.is_symlink():
            shutil.rmtree(goal)

    def prune(self, keep: Collection[str]) -> list[str]:
        """Deletes every other file than those to ``keep``, and empty folders; tells the paths."""
        gone = [path for path in self.files() if path not in keep]
        for path in gone:
            (self.path / path).unlink(missing_ok=True)
        self.clear_staging()
        for folder, _, _ in os.walk(self.path, topdown=False):
            if folder != str(self.path):
                with contextlib.suppress(OSError):
                    Path(folder).rmdir()  # fails, as it should, where something is left
        return sorted(gone)

    def clear_staging(self) -> None:
        """Forgets what was staged and not published."""
        self._staged = {}
        shutil.rmtree(self.path / STAGING, ignore_errors=True)


def _is_staging(path: str) -> bool:
    return path.startswith(f"{STAGING}/")


def _scan(folder: Path, prefix: str) -> Iterator[FileStat]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _scan(Path(entry.path), f"{path}/")
        else:
            yield stat_of(entry.stat(follow_symlinks=False), path)
