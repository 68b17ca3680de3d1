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

    def __init__(
        self, path: Path, *, keep_out: Collection[Path] = (), sources: Collection[Path] = ()
    ) -> None:
        """Raises ``UsageError`` for a folder that holds something else than a site of Naba's.

        ``keep_out`` are folders that it may not hold or be: the newspaper's own; ``sources`` are
        those that it may not lie in either: what is in them is read.
        """
        self.path = path
        self._staged: dict[str, Path] = {}
        self.written = 0
        self._empty: list[str] = []
        self._made: set[Path] = set()  # folders that are known to be there
        for other in (*keep_out, *sources):
            if other.resolve().is_relative_to(path.resolve()):
                raise UsageError(f"{path} holds {other}; name a folder of its own with --out")
        for other in sources:
            if path.resolve().is_relative_to(other.resolve()):
                raise UsageError(f"{path} lies in {other}; name a folder of its own with --out")
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
        """Every file that is in the folder now, by path; notes the folders that are empty."""
        self._empty = []
        return {file.path: file for file in self._scan(self.path, "")}

    def _scan(self, folder: Path, prefix: str) -> Iterator[FileStat]:
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            return
        if not entries and prefix:
            self._empty.append(prefix)
        for entry in entries:
            path = prefix + entry.name
            if path == STAGING:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._scan(Path(entry.path), f"{path}/")
            else:
                yield stat_of(entry.stat(follow_symlinks=False), path)

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

    def prune(self, found: Collection[str], keep: Collection[str]) -> list[str]:
        """Deletes the ``found`` files that are not to ``keep``, and folders that are empty then."""
        gone = sorted(path for path in found if path not in keep)
        for path in gone:
            place = self.path / path
            # A page's folder may have replaced it, or a page the folder above it.
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                place.unlink()
        emptied = [(self.path / path).parent for path in gone]
        for folder in (*emptied, *(self.path / path for path in self._empty)):
            self._remove_if_empty(folder)
        return gone

    def _remove_if_empty(self, folder: Path) -> None:
        """Removes the folder and those above it, up to the first that holds something."""
        with contextlib.suppress(OSError):
            while folder != self.path:
                folder.rmdir()
                folder = folder.parent

    def clear_staging(self) -> None:
        """Forgets what was staged and not published."""
        self._staged = {}
        shutil.rmtree(self.path / STAGING, ignore_errors=True)
