"""The store's part on output folders: what stands in them, and what it was made from."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from naba.digest import encode, shelf
from naba.store.records import SHELVES, Made, Output, Written, sealed, unsealed

_outputs = msgspec.msgpack.Decoder(tuple[Output, ...])
_made = msgspec.msgpack.Decoder(Made)
_written = msgspec.msgpack.Decoder(Written)


class Outputs:
    """What is remembered of output folders."""

    _db: sqlite3.Connection

    # Output folders

    def outputs(self, folder: str) -> dict[str, Output]:
        """What was written to an output folder, by path."""
        query = "SELECT shelf, outputs FROM outputs WHERE folder = ?"
        shelves = (
            _outputs.decode(unsealed(f"{folder} {number}", each))
            for number, each in self._db.execute(query, (folder,))
        )
        return {output.path: output for outputs in shelves for output in outputs}

    def keep_outputs(
        self, folder: str, known: Mapping[str, Output], touched: Iterable[str]
    ) -> None:
        """Records what stands in a folder now; ``touched`` are the paths that are not as before."""
        numbers = {shelf(path, SHELVES) for path in touched}
        outputs: dict[int, list[Output]] = defaultdict(list)
        for path, output in known.items() if numbers else ():
            if (number := shelf(path, SHELVES)) in numbers:
                outputs[number].append(output)
        for number in sorted(numbers):
            row = (folder, number, sealed(f"{folder} {number}", encode(outputs[number])))
            self._db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", row)

    # What outputs were made from

    def made(self, folder: str, path: str) -> Made | None:
        query = "SELECT made FROM made WHERE folder = ? AND path = ?"
        row = self._db.execute(query, (folder, path)).fetchone()
        return _made.decode(unsealed(path, row[0])) if row else None

    def keep_made(self, folder: str, path: str, made: Made) -> None:
        row = (folder, path, sealed(path, encode(made)))
        self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", row)

    def forget_made(self, folder: str, paths: Iterable[str]) -> None:
        """Forgets how pages were made that are no more."""
        gone = ((folder, path) for path in paths)
        self._db.executemany("DELETE FROM made WHERE folder = ? AND path = ?", gone)

    def written(self, folder: str) -> Written:
        row = self._db.execute("SELECT written FROM folders WHERE folder = ?", (folder,)).fetchone()
        return _written.decode(unsealed(folder, row[0])) if row else Written()

    def keep_written(self, folder: str, written: Written) -> None:
        row = (folder, sealed(folder, encode(written)))
        self._db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", row)
