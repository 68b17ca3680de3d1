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
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from naba.digest import digest, digest_bytes
from naba.errors import UsageError
from naba.model import Value
from naba.page import Page
from naba.plan import MARKER
from naba.source import TICK, FileStat, stat_of
from naba.store import Output
from naba.survey import Survey

STAGING = ".naba-staging"
STUB = (
    b'<!doctype html>\n<html lang="und">\n<meta charset="utf-8">\n<title>\xe2\x80\xa6</title>\n'
    b'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="2">\n'
)


class Staged(Value, frozen=True):
    """A page's bytes that wait to be published: in the file ``name``."""

    stat: FileStat
    name: str


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
        # What is not there yet appears whole: it is made beside its place, and renamed at the end.
        self._beside = path.with_name(f".{path.name}{STAGING}")
        self._whole = None if os.path.lexists(path) else self._beside
        self._staged: dict[str, Staged] = {}
        self.published: list[str] = []  # the paths that were written, in that order
        self._has_stub = False
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

    def survey(self, recorded: Mapping[str, Output], ended: int) -> Survey:
        """What in the folder is not as it was ``recorded``.

        A file as young as the moment at which the record ``ended`` counts as changed.
        """
        empty: list[str] = []
        young = ended - TICK
        changed: list[FileStat] = []
        found: set[str] = set()
        for file in self._scan(empty):
            found.add(file.path)
            known = recorded.get(file.path)
            if known is None or known.stat != file or file.ctime >= young:
                changed.append(file)
        gone = recorded.keys() - found
        return Survey(tuple(changed), tuple(sorted(gone)), tuple(empty))

    def _scan(self, empties: list[str]) -> Iterator[FileStat]:
        ahead = [""]
        while ahead:
            prefix = ahead.pop()
            empty = bool(prefix)
            try:
                entries = os.scandir(f"{self.path}/{prefix}")
            except FileNotFoundError:
                continue
            for entry in entries:
                empty = False
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path != STAGING:
                        ahead.append(f"{path}/")
                else:
                    yield stat_of(entry.stat(follow_symlinks=False), path)
            if empty:
                empties.append(prefix)

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
        staged = self._staged.get(path)
        return staged.name if staged else f"{self.path}/{path}"

    def begin(self) -> None:
        """Makes the staging folder."""
        staging = self._whole or self.path / STAGING
        self.clear_staging()
        staging.mkdir(parents=True)

    def stage(self, page: Page, body: bytes) -> Staged:
        """Writes a page's bytes to the staging folder, which is there.

        In whatever process: it is to be told of here (``expect``).
        """
        if self._whole:
            name = f"{self._whole}/{page.path}"
            self._make_for(page.path, self._whole)
        else:
            name = f"{self.path}/{STAGING}/{digest(page.path)}"
        return Staged(stat_of(_write(name, body), page.path), name)

    def expect(self, staged: Staged) -> None:
        """A page that was staged waits to be published."""
        self._staged[staged.stat.path] = staged

    def staged_size(self, path: str) -> int | None:
        """The size of what will stand at ``path``; ``None`` if that stands there already."""
        staged = self._staged.get(path)
        return staged.stat.size if staged else None

    def hold(self, paths: Iterable[str]) -> None:
        """Puts a stub where there is no page yet, if anybody could see that."""
        for path in () if self._whole else paths:
            self._make_for(path, self.path)
            self._stub(f"{self.path}/{path}")

    def _stub(self, goal: str) -> None:
        """Makes the stub's bytes a new file. One file with many names costs no room and no time."""
        stub = f"{self.path}/{STAGING}/stub"
        if not self._has_stub:
            os.makedirs(f"{self.path}/{STAGING}", exist_ok=True)  # noqa: PTH103
            _write(stub, STUB)
            self._has_stub = True
        try:
            os.link(stub, goal)
        except FileExistsError:
            if not os.path.isdir(goal) or os.path.islink(goal):  # noqa: PTH112, PTH114
                raise
            shutil.rmtree(goal)
            os.link(stub, goal)
        except OSError:  # not every file system has links, or so many of one file
            _write(goal, STUB)

    def publish(self, page: Page) -> FileStat:
        """Moves a staged page to its place. A file or folder that stands in the way is removed."""
        self.published.append(page.path)
        staged = self._staged[page.path]
        if self._whole:
            return staged.stat
        self._make_for(page.path, self.path)
        goal = f"{self.path}/{page.path}"
        try:
            os.replace(staged.name, goal)  # noqa: PTH105  (see ``_write``)
        except IsADirectoryError:
            shutil.rmtree(goal)
            os.replace(staged.name, goal)  # noqa: PTH105
        return stat_of(os.stat(goal), page.path)  # noqa: PTH116

    def settle(self) -> None:
        """Puts a folder that was made beside its place there, with all that was published."""
        if self._whole and self.published:
            self._whole.rename(self.path)
            self._whole = None
            self._staged = {}

    def _make_for(self, path: str, top: Path) -> None:
        """Makes a page's folder below ``top``; a file or a link that stands in the way is removed.

        A new folder's stat changes no more when those above it are renamed.
        """
        folder = path.rpartition("/")[0]
        if folder in self._made:
            return
        self._make_for(folder, top)
        place = f"{top}/{folder}"
        try:
            os.mkdir(place)  # noqa: PTH102  (see ``_write``)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(place).st_mode):
                os.unlink(place)  # noqa: PTH108
                os.mkdir(place)  # noqa: PTH102
        self._made.add(folder)

    def prune(self, strays: Iterable[str], empty: Iterable[str] = ()) -> list[str]:
        """Deletes these files, and folders that are empty then or were before."""
        gone = sorted(strays)
        # A page's folder may have replaced a file, or a page the folder above it.
        places = [place for path in gone if _is_file(place := self.path / path)]
        for place in places:
            if place.suffix == ".html":
                self._blot_out(place)
        self.clear_staging()
        for place in sorted(places, key=lambda place: place.suffix == ".html"):  # feeds name pages
            place.unlink()
        emptied = [(self.path / path).parent for path in gone]
        for folder in (*emptied, *(self.path / path for path in empty)):
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
        self._has_stub = False
        for staging in (self._beside, self.path / STAGING):
            shutil.rmtree(staging, ignore_errors=True)


def _write(name: str, body: bytes) -> os.stat_result:
    """Makes a file of these bytes. By system calls: Python's own files cost twice as much."""
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        view = memoryview(body)
        while view:
            view = view[os.write(handle, view) :]
        return os.fstat(handle)
    finally:
        os.close(handle)


def _is_file(place: Path) -> bool:
    return place.is_symlink() or (place.exists() and not place.is_dir())
