"""What Naba remembers between builds, in one SQLite file.

Deleting it costs time, never correctness; nor does damage: SQLite checks its own structure, and
each value stands behind a digest of itself. Whatever is wrong raises ``sqlite3.DatabaseError``.

``files``     a source file's stat and the digest of its bytes: what has not changed is not read
``drafts``    a compiled story file by the digest of everything that it was compiled from
``bodies``    rendered HTML by its digest
``pictures``  a picture's size and format by the digest of its bytes
``outputs``   for each file in an output folder: fingerprint, digest and stat when it was written
``made``      for each of them what it was made from, by name, and why it was made the last time
``folders``   for each output folder when it was recorded, and what its pages share
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from naba.content import Compiled
from naba.digest import digest_bytes, encode
from naba.inputs import Inputs, Parts
from naba.model import Value
from naba.source import FileStat

SCHEMA = "2"
_TABLES = f"""
BEGIN;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, known BLOB) WITHOUT ROWID;
CREATE TABLE drafts (key TEXT PRIMARY KEY, compiled BLOB) WITHOUT ROWID;
CREATE TABLE bodies (digest TEXT PRIMARY KEY, html BLOB) WITHOUT ROWID;
CREATE TABLE pictures (digest TEXT PRIMARY KEY, looked BLOB) WITHOUT ROWID;
CREATE TABLE outputs (
  folder TEXT, path TEXT, output BLOB, PRIMARY KEY (folder, path)
) WITHOUT ROWID;
CREATE TABLE made (
  folder TEXT, path TEXT, made BLOB, PRIMARY KEY (folder, path)
) WITHOUT ROWID;
CREATE TABLE folders (folder TEXT PRIMARY KEY, written BLOB) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '{SCHEMA}');
COMMIT;
"""
_SEAL = 32  # bytes of the digest before each value


class Output(Value, frozen=True):
    """What was written to one path of an output folder."""

    path: str
    fingerprint: str
    digest: str
    stat: FileStat


Event = Literal["new", "unknown", "changed", "deleted", "altered"]


class Made(Value, frozen=True):
    """What a page was made from, and why: what had happened, and which inputs had changed."""

    inputs: Inputs
    event: Event
    changed: tuple[str, ...] = ()


class Written(Value, frozen=True):
    """An output folder: when it was recorded, in nanoseconds, and what its pages share, by key."""

    ended: int = 0
    parts: dict[str, Parts] = {}


class Known(Value, frozen=True):
    """A source file as it was when its bytes had ``digest``."""

    stat: FileStat
    digest: str


_known = msgspec.msgpack.Decoder(Known)
_compiled = msgspec.msgpack.Decoder(Compiled)
_output = msgspec.msgpack.Decoder(Output)
_made = msgspec.msgpack.Decoder(Made)
_written = msgspec.msgpack.Decoder(Written)


class Store:
    """The store of one newspaper. A damaged or foreign file is replaced by an empty one.

    Damage that only shows when a value is read raises ``sqlite3.DatabaseError`` from any method;
    then the store is to be opened ``fresh``.
    """

    def __init__(
        self, path: Path, engines: Mapping[str, str], *, fresh: bool = False, mend: bool = True
    ) -> None:
        """Opens or makes the store at ``path``. What another engine compiled is forgotten.

        ``remade`` tells that a store was there and could not be used; without ``mend`` it is left
        as it is, and ``sqlite3.DatabaseError`` raised.
        """
        self.engines = engines
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            _delete(path)
        self.remade = path.is_file() and path.stat().st_size == 0  # SQLite takes that for new
        try:
            if self.remade and not mend:
                raise sqlite3.DatabaseError("the store is empty")
            self._open(path, engines["template"])
        except (sqlite3.DatabaseError, ValueError) as error:
            if not mend:
                raise sqlite3.DatabaseError(str(error)) from error
            self.remade = True
            _delete(path)
            self._open(path, engines["template"])

    def _open(self, path: Path, engine: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            # The store may be lost at any time, so nothing waits for the disk.
            self._db.execute("PRAGMA synchronous = OFF")
            if self._db.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("the store is damaged")
            if not self._db.execute("SELECT name FROM sqlite_master").fetchone():
                self._db.executescript(_TABLES)
            version = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
            if version.get("schema") != SCHEMA:
                raise sqlite3.DatabaseError("the store is of another version")
            self._db.execute("BEGIN")
            if version.get("engine") != engine:
                self._db.execute("DELETE FROM drafts")
                self._db.execute("DELETE FROM bodies")
                self._db.execute("DELETE FROM pictures")
            self.built_at = int(version.get("built_at", "0"))
            self._set_meta("engine", engine)
        except (sqlite3.DatabaseError, ValueError):
            self._db.close()
            raise

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def commit(self, built_at: int) -> None:
        """Keeps all that was told; ``built_at`` is when this build began, in nanoseconds."""
        self._set_meta("built_at", str(built_at))
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Forgets what was not committed."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("ROLLBACK")
        self._db.close()

    # Source files

    def known_files(self) -> dict[str, Known]:
        rows = self._db.execute("SELECT path, known FROM files")
        return {path: _known.decode(_unsealed(path, known)) for path, known in rows}

    def keep_files(self, known: Mapping[str, Known]) -> None:
        """Replaces what is known of source files."""
        self._db.execute("DELETE FROM files")
        rows = ((path, _sealed(path, encode(each))) for path, each in known.items())
        self._db.executemany("INSERT INTO files VALUES (?, ?)", rows)

    # Compiled stories

    def drafts(self) -> dict[str, Compiled]:
        """Every compiled story without its HTML, by key."""
        rows = self._db.execute("SELECT key, compiled FROM drafts")
        return {key: _compiled.decode(_unsealed(key, compiled)) for key, compiled in rows}

    def keep_draft(self, key: str, compiled: bytes, digest: str, html: str) -> None:
        """Keeps a compiled story, encoded and without its HTML, and the HTML by its digest."""
        row = (key, _sealed(key, compiled))
        self._db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?)", row)
        self._db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (digest, html.encode()))

    def forget_drafts(self, keys: Iterable[str], bodies: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM drafts WHERE key = ?", ((key,) for key in keys))
        self._db.executemany("DELETE FROM bodies WHERE digest = ?", ((each,) for each in bodies))

    def bodies(self) -> set[str]:
        """The digests of all HTML that is kept."""
        return {digest for (digest,) in self._db.execute("SELECT digest FROM bodies")}

    def html(self, digests: Collection[str]) -> dict[str, str]:
        """The HTML with these digests."""
        wanted = list(digests)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), 500):  # SQLite takes a thousand places in a query
            part = wanted[start : start + 500]
            places = ",".join("?" * len(part))
            query = f"SELECT digest, html FROM bodies WHERE digest IN ({places})"
            for digest, html in self._db.execute(query, part):
                if digest_bytes(html) == digest:
                    found[digest] = bytes(html).decode()
        if len(found) < len(set(wanted)):
            raise sqlite3.DatabaseError("the store is damaged")
        return found

    # Pictures

    def looked(self, digest: str) -> bytes | None:
        query = "SELECT looked FROM pictures WHERE digest = ?"
        row = self._db.execute(query, (digest,)).fetchone()
        return _unsealed(digest, row[0]) if row else None

    def keep_looked(self, digest: str, looked: bytes) -> None:
        row = (digest, _sealed(digest, looked))
        self._db.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?)", row)

    # Output folders

    def outputs(self, folder: str) -> dict[str, Output]:
        """What was written to an output folder, by path."""
        rows = self._db.execute("SELECT path, output FROM outputs WHERE folder = ?", (folder,))
        return {path: _output.decode(_unsealed(path, output)) for path, output in rows}

    def keep_outputs(self, folder: str, new: Iterable[Output], keep: Collection[str]) -> None:
        """Records what was written, and forgets all paths but those to ``keep``."""
        rows = ((folder, each.path, _sealed(each.path, encode(each))) for each in new)
        self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", rows)
        paths = self._db.execute("SELECT path FROM outputs WHERE folder = ?", (folder,))
        gone = [(folder, path) for (path,) in paths.fetchall() if path not in keep]
        self._db.executemany("DELETE FROM outputs WHERE folder = ? AND path = ?", gone)
        self._db.executemany("DELETE FROM made WHERE folder = ? AND path = ?", gone)

    # What outputs were made from

    def made(self, folder: str, path: str) -> Made | None:
        query = "SELECT made FROM made WHERE folder = ? AND path = ?"
        row = self._db.execute(query, (folder, path)).fetchone()
        return _made.decode(_unsealed(path, row[0])) if row else None

    def keep_made(self, folder: str, path: str, made: Made) -> None:
        row = (folder, path, _sealed(path, encode(made)))
        self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", row)

    def written(self, folder: str) -> Written:
        row = self._db.execute("SELECT written FROM folders WHERE folder = ?", (folder,)).fetchone()
        return _written.decode(_unsealed(folder, row[0])) if row else Written()

    def keep_written(self, folder: str, written: Written) -> None:
        row = (folder, _sealed(folder, encode(written)))
        self._db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", row)


def _sealed(key: str, value: bytes) -> bytes:
    """A value behind the digest of itself and its key."""
    return digest_bytes(key.encode(), value).encode() + value


def _unsealed(key: str, sealed: bytes) -> bytes:
    """The value again. Raises ``sqlite3.DatabaseError`` if it is not what was sealed."""
    value = sealed[_SEAL:]
    if digest_bytes(key.encode(), value).encode() != sealed[:_SEAL]:
        raise sqlite3.DatabaseError("the store is damaged")
    return value


def _delete(path: Path) -> None:
    for each in _files(path):
        each.unlink(missing_ok=True)


def _files(path: Path) -> Iterator[Path]:
    yield path
    for ending in ("-journal", "-wal", "-shm"):
        yield path.with_name(path.name + ending)
