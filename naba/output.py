"""The output folder: written whole or not at all, and nothing in it that is not of the site.

A page's bytes first go to a staging folder; only when every page has been made are the files
moved to their places, each by one rename. Whoever reads the folder sees old bytes or new ones.

Pages name each other in circles (a story its tags, a tag its stories), so no order of writing
alone keeps a link from leading nowhere for a moment. That is what ``STUB`` is for: it stands at a
new page's address before any page that names it is written, and at the address of a page that goes
until all that name it are gone. It names no page itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from naba.digest import digest_bytes
from naba.errors import UsageError
from naba.page import Page
from naba.plan import MARKER
from naba.source import FileStat, stat_of

STAGING = ".naba-staging"
STUB = (
    b'<!doctype html>\n<html lang="und">\n<meta charset="utf-8">\n<title>\xe2\x80\xa6</title>\n'
    b'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="2">\n'
)


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
        self._staged: dict[str, str] = {}
        self.published: list[str] = []  # the paths that were written, in that order
        self._empty: list[str] = []
        self._made = {""}  # folders that are known to be there
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
        if path.is_symlink() or not path.is_file():
            return False
        return digest_bytes(path.read_bytes()) == digest

    def is_staged(self, page: Page) -> bool:
        """Whether the page waits to be published."""
        return page.path in self._staged

    def place(self, path: str) -> str:
        """Where the bytes are now that will stand at ``path``."""
        return self._staged.get(path) or f"{self.path}/{path}"

    def stage(self, page: Page, body: bytes) -> None:
        """Writes a page's bytes to the staging folder."""
        staging = self.path / STAGING
        if not self._staged:
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir(parents=True)
        name = f"{staging}/{len(self._staged)}"
        _write(name, body)
        self._staged[page.path] = name

    def hold(self, paths: Iterable[str]) -> None:
        """Puts a stub where there is no page yet."""
        for path in paths:
            folder = path.rpartition("/")[0]
            if folder not in self._made:
                self._make(folder)
            goal = f"{self.path}/{path}"
            if os.path.isdir(goal) and not os.path.islink(goal):  # noqa: PTH112, PTH114
                shutil.rmtree(goal)
            self._stub(goal)

    def _stub(self, goal: str) -> None:
        """Makes the stub's bytes a new file. One file with many names costs no room and no time."""
        stub = Path(f"{self.path}/{STAGING}/stub")
        if not stub.is_file():
            stub.parent.mkdir(exist_ok=True)
            stub.write_bytes(STUB)
        try:
            os.link(stub, goal)
        except OSError:  # not every file system has links
            _write(goal, STUB)

    def publish(self, page: Page) -> FileStat:
        """Moves a staged page to its place. A file or folder that stands in the way is removed."""
        folder = page.path.rpartition("/")[0]
        if folder not in self._made:
            self._make(folder)
        goal = f"{self.path}/{page.path}"
        try:
            os.replace(self._staged[page.path], goal)  # noqa: PTH105  (see ``_write``)
        except IsADirectoryError:
            shutil.rmtree(goal)
            os.replace(self._staged[page.path], goal)  # noqa: PTH105
        self.published.append(page.path)
        return stat_of(os.stat(goal), page.path)  # noqa: PTH116

    def _make(self, folder: str) -> None:
        """Makes a page's folder; a file or a link that stands in the way is removed."""
        above = folder.rpartition("/")[0]
        if above not in self._made:
            self._make(above)
        place = f"{self.path}/{folder}"
        try:
            os.mkdir(place)  # noqa: PTH102  (see ``_write``)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(place).st_mode):
                os.unlink(place)  # noqa: PTH108
                os.mkdir(place)  # noqa: PTH102
        self._made.add(folder)

    def prune(self, found: Collection[str], keep: Collection[str]) -> list[str]:
        """Deletes the ``found`` files that are not to ``keep``, and folders that are empty then."""
        gone = sorted(path for path in found if path not in keep)
        # A page's folder may have replaced a file, or a page the folder above it.
        places = [place for path in gone if _is_file(place := self.path / path)]
        for place in places:
            if place.suffix == ".html":
                self._blot_out(place)
        self.clear_staging()
        for place in sorted(places, key=lambda place: place.suffix == ".html"):  # feeds name pages
            place.unlink()
        emptied = [(self.path / path).parent for path in gone]
        for folder in (*emptied, *(self.path / path for path in self._empty)):
            self._remove_if_empty(folder)
        return gone

    def _blot_out(self, place: Path) -> None:
        """Puts a stub in a page's place."""
        stub = self.path / STAGING / "blot"
        self._stub(str(stub))
        stub.replace(place)

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


def _write(name: str, body: bytes) -> None:
    """Makes a file of these bytes. By system calls: Python's own files cost twice as much."""
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        view = memoryview(body)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


def _is_file(place: Path) -> bool:
    return place.is_symlink() or (place.exists() and not place.is_dir())
