"""The store's part on output folders: what stands in them, and what it was made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from naba.digest import encode
from naba.store.records import Made, Output, Written, sealed, unsealed

# So many sheaves are sooner found one by one.
_FEW = 500

_outputs = msgspec.msgpack.Decoder(tuple[Output, ...])
_made = msgspec.msgpack.Decoder(Made)
_written = msgspec.msgpack.Decoder(Written)


class Outputs:
    """What is remembered of output folders."""

    _db: sqlite3.Connection

    # Output folders

    def outputs(self, folder: str, sheaves: Iterable[str]) -> dict[str, tuple[Output, ...]]:
        """What was written to an output folder, by sheaf.

        Raises ``sqlite3.DatabaseError`` if one of the sheaves is not known.
        """
        wanted = set(sheaves)
        rows: Iterable[tuple[str, bytes]]
        if len(wanted) < _FEW:
            query = "SELECT sheaf, outputs FROM outputs WHERE folder = ? AND sheaf = ?"
            rows = (row for name in wanted for row in self._db.execute(query, (folder, name)))
        else:
            query = "SELECT sheaf, outputs FROM outputs WHERE folder = ?"
            rows = (row for row in self._db.execute(query, (folder,)) if row[0] in wanted)
        found = {name: _outputs.decode(unsealed(f"{folder} {name}", each)) for name, each in rows}
        if len(found) < len(wanted):
            raise sqlite3.DatabaseError("the store is damaged")
        return found

    def keep_outputs(self, folder: str, sheaf: str, outputs: tuple[Output, ...]) -> None:
        """Records what stands in a folder now of one sheaf."""
        row = (folder, sheaf, sealed(f"{folder} {sheaf}", encode(outputs)))
        self._db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", row)

    def forget_outputs(self, folder: str, sheaves: Iterable[str]) -> None:
        """Forgets sheaves that are no more."""
        gone = ((folder, sheaf) for sheaf in sheaves)
        self._db.executemany("DELETE FROM outputs WHERE folder = ? AND sheaf = ?", gone)

    # What outputs were made from

    def made(self, folder: str, path: str) -> Made | None:
        query = "SELECT made FROM made WHERE folder = ? AND path = ?"
        row = self._db.execute(query, (folder, path)).fetchone()
        return _made.decode(unsealed(path, row[0])) if row else None

    def keep_made(self, folder: str, made: Iterable[tuple[str, Made]]) -> None:
        """Records what pages were made from, by path."""
        rows = ((folder, path, sealed(path, encode(each))) for path, each in made)
        self._db.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", rows)

    def forget_made(self, folder: str, paths: Iterable[str]) -> None:
        """Forgets how pages were made that are no more."""
        gone = ((folder, path) for path in paths)
        self._db.executemany("DELETE FROM made WHERE folder = ? AND path = ?", gone)

    def knows(self, folder: str) -> bool:
        """Whether it is known what stands in a folder."""
        query = "SELECT 1 FROM folders WHERE folder = ?"
        return self._db.execute(query, (folder,)).fetchone() is not None

    def written(self, folder: str) -> Written:
        row = self._db.execute("SELECT written FROM folders WHERE folder = ?", (folder,)).fetchone()
        return _written.decode(unsealed(folder, row[0])) if row else Written()

    def keep_written(self, folder: str, written: Written) -> None:
        row = (folder, sealed(folder, encode(written)))
        self._db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", row)
