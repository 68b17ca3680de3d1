"""What Naba remembers between builds, in one SQLite file.

Deleting it costs time, never correctness.

``files``     a source file's stat and the digest of its bytes: what has not changed is not read
``drafts``    a compiled story file by the digest of everything that it was compiled from
``bodies``    rendered HTML by its digest
``pictures``  a picture's size and format by the digest of its bytes
``outputs``   for each file in an output folder: fingerprint, digest and stat when it was written
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from naba.content import Compiled
from naba.digest import encode
from naba.model import Value
from naba.source import FileStat

SCHEMA = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stat BLOB, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS drafts (key TEXT PRIMARY KEY, compiled BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, html TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pictures (digest TEXT PRIMARY KEY, looked BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (
  folder TEXT, path TEXT, fingerprint TEXT, digest TEXT, stat BLOB, PRIMARY KEY (folder, path)
) WITHOUT ROWID;
"""
_compiled = msgspec.msgpack.Decoder(Compiled)
_stat = msgspec.msgpack.Decoder(FileStat)


class Output(Value, frozen=True):
    """What was written to one path of an output folder."""

    path: str
    fingerprint: str
    digest: str
    stat: FileStat


class Known(Value, frozen=True):
    """A source file as it was when its bytes had ``digest``."""

    stat: FileStat
    digest: str


class Store:
    """The store of one newspaper. A damaged or foreign file is replaced by an empty one."""

    def __init__(self, path: Path, engine: str, *, fresh: bool = False) -> None:
        """Opens or makes the store at ``path``. What another ``engine`` compiled is forgotten.

        ``remade`` tells that a store was there and could not be used.
        """
        self.engine = engine
        self.remade = False
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            _delete(path)
        try:
            self._open(path, engine)
        except sqlite3.DatabaseError:
            self.remade = True
            _delete(path)
            self._open(path, engine)

    def _open(self, path: Path, engine: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            # The store may be lost at any time, so nothing waits for the disk.
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute("PRAGMA quick_check").fetchone()
            self._db.executescript(_TABLES)
            version = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
            if version.get("schema", SCHEMA) != SCHEMA:
                raise sqlite3.DatabaseError("the store is of another version")
            self._db.execute("BEGIN")
            if version.get("engine") != engine:
                self._db.execute("DELETE FROM drafts")
                self._db.execute("DELETE FROM bodies")
                self._db.execute("DELETE FROM pictures")
            self.built_at = int(version.get("built_at", "0"))
            self._set_meta("schema", SCHEMA)
            self._set_meta("engine", engine)
        except sqlite3.DatabaseError:
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
        rows = self._db.execute("SELECT path, stat, digest FROM files")
        return {path: Known(_stat.decode(stat), digest) for path, stat, digest in rows}

    def keep_files(self, known: Mapping[str, Known]) -> None:
        """Replaces what is known of source files."""
        self._db.execute("DELETE FROM files")
        rows = ((path, encode(each.stat), each.digest) for path, each in known.items())
        self._db.executemany("INSERT INTO files VALUES (?, ?, ?)", rows)

    # Compiled stories

    def drafts(self) -> dict[str, Compiled]:
        """Every compiled story without its HTML, by key."""
        rows = self._db.execute("SELECT key, compiled FROM drafts")
        return {key: _compiled.decode(compiled) for key, compiled in rows}

    def keep_draft(self, key: str, compiled: Compiled) -> None:
        if compiled.draft is None:
            return
        digest = compiled.draft.body.digest
        self._db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (digest, compiled.html))
        bare = msgspec.structs.replace(compiled, html="")
        self._db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?)", (key, encode(bare)))

    def forget_drafts(self, keys: Iterable[str], bodies: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM drafts WHERE key = ?", ((key,) for key in keys))
        self._db.executemany("DELETE FROM bodies WHERE digest = ?", ((each,) for each in bodies))

    def bodies(self) -> set[str]:
        """The digests of all HTML that is kept."""
        return {digest for (digest,) in self._db.execute("SELECT digest FROM bodies")}

    def body(self, digest: str) -> str:
        """The HTML with this digest. Raises ``KeyError`` if the store has lost it."""
        row = self._db.execute("SELECT html FROM bodies WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise KeyError(digest)
        return str(row[0])

    # Pictures

    def looked(self, digest: str) -> bytes | None:
        query = "SELECT looked FROM pictures WHERE digest = ?"
        row = self._db.execute(query, (digest,)).fetchone()
        return row[0] if row else None

    def keep_looked(self, digest: str, looked: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?)", (digest, looked))

    # Output folders

    def outputs(self, folder: str) -> dict[str, Output]:
        """What was written to an output folder, by path."""
        query = "SELECT path, fingerprint, digest, stat FROM outputs WHERE folder = ?"
        rows = self._db.execute(query, (folder,))
        return {path: Output(path, f, d, _stat.decode(stat)) for path, f, d, stat in rows}

    def keep_outputs(self, folder: str, new: Iterable[Output], keep: Collection[str]) -> None:
        """Records what was written, and forgets all paths but those to ``keep``."""
        rows = ((folder, o.path, o.fingerprint, o.digest, encode(o.stat)) for o in new)
        self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)", rows)
        paths = self._db.execute("SELECT path FROM outputs WHERE folder = ?", (folder,))
        gone = [(folder, path) for (path,) in paths.fetchall() if path not in keep]
        self._db.executemany("DELETE FROM outputs WHERE folder = ? AND path = ?", gone)


def _delete(path: Path) -> None:
    for each in _files(path):
        each.unlink(missing_ok=True)


def _files(path: Path) -> Iterator[Path]:
    yield path
    for ending in ("-journal", "-wal", "-shm"):
        yield path.with_name(path.name + ending)
