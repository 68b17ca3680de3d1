"""What Naba remembers between builds, in one SQLite file.

Deleting it costs time, never correctness; nor does damage: each value stands behind a digest of
itself and its key, and whatever is wrong raises ``sqlite3.DatabaseError``. What is lost without a
word is made again: a story whose dossier is gone is gone from its shelf with all its files.

``shelves``   what is known of ``content/``, spread over shelves by story: files and dossiers
``theme``     what templates name, and what they are compiled to, by their digest
``files``     a static file's stat and the digest of its bytes: what has not changed is not read
``drafts``    a compiled story file by the digest of everything that it was compiled from
``bodies``    rendered HTML by its digest
``kept``      articles and briefs, by name
``pictures``  a picture's size and format by the digest of its bytes
``outputs``   for each file in an output folder, by sheaf: fingerprint, digest, stat when written
``made``      for each of them what it was made from, and why it was made the last time
``folders``   for each output folder when it was recorded, its sheaves, and what its pages share
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from naba.store.outputs import Outputs
from naba.store.records import SHELVES, Bound, Event, Known, Made, Output, Written
from naba.store.sources import Sources

__all__ = ["SHELVES", "Bound", "Event", "Glimpse", "Known", "Made", "Output", "Store", "Written"]

SCHEMA = "4"
_TABLES = f"""
BEGIN;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE shelves (shelf INTEGER PRIMARY KEY, files BLOB, dossiers BLOB);
CREATE TABLE files (path TEXT PRIMARY KEY, known BLOB) WITHOUT ROWID;
CREATE TABLE theme (key TEXT PRIMARY KEY, learnt BLOB) WITHOUT ROWID;
CREATE TABLE drafts (key TEXT PRIMARY KEY, compiled BLOB);
CREATE TABLE bodies (digest TEXT PRIMARY KEY, html BLOB);
CREATE TABLE kept (name BLOB PRIMARY KEY, value BLOB);
CREATE TABLE pictures (digest TEXT PRIMARY KEY, looked BLOB) WITHOUT ROWID;
CREATE TABLE outputs (folder TEXT, sheaf TEXT, outputs BLOB, PRIMARY KEY (folder, sheaf));
CREATE TABLE made (folder TEXT, path TEXT, made BLOB, PRIMARY KEY (folder, path)) WITHOUT ROWID;
CREATE TABLE folders (folder TEXT PRIMARY KEY, written BLOB) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '{SCHEMA}');
COMMIT;
"""


class Store(Sources, Outputs):
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
        super().__init__()
        self.path, self.engines = path, engines
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
            # In KiB. With the usual 2 MB a cold build writes its pages again and again.
            self._db.execute("PRAGMA cache_size = -8192")
            self._db.execute("PRAGMA cell_size_check = ON")
            if not self._db.execute("SELECT name FROM sqlite_master").fetchone():
                self._db.executescript(_TABLES)
            version = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
            if version.get("schema") != SCHEMA:
                raise sqlite3.DatabaseError("the store is of another version")
            self._db.execute("BEGIN")
            self.rules, self.revision = version.get("rules", ""), int(version.get("revision", "0"))
            if version.get("engine") != engine:
                self.rules = ""
                for table in ("shelves", "theme", "drafts", "bodies", "kept", "pictures"):
                    self._db.execute(f"DELETE FROM {table}")
            self.built_at = int(version.get("built_at", "0"))
            self._set_meta("engine", engine)
            self.fresh.is_all = not self.has_values()
        except (sqlite3.DatabaseError, ValueError):
            self._db.close()
            raise

    @property
    def is_new(self) -> bool:
        """Whether no build has ended with this store yet: it knows nothing."""
        return self.built_at == 0

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def keep_rules(self, rules: str, revision: int) -> None:
        """Notes by which rules the dossiers were told, and how often the shelves have changed."""
        self.rules, self.revision = rules, revision
        self._set_meta("rules", rules)
        self._set_meta("revision", str(revision))

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


class Glimpse(Sources, Outputs):
    """A store as the last build left it, for another process to read. It is not checked."""

    def __init__(self, path: Path) -> None:
        """Raises ``sqlite3.DatabaseError`` if it can't be read."""
        super().__init__()
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        self._db.close()


def _delete(path: Path) -> None:
    for each in _files(path):
        each.unlink(missing_ok=True)


def _files(path: Path) -> Iterator[Path]:
    yield path
    for ending in ("-journal", "-wal", "-shm"):
        yield path.with_name(path.name + ending)
