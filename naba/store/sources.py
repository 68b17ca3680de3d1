"""The store's part on the newspaper: files, dossiers, compiled stories, kept values, pictures."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from naba.content import Compiled
from naba.digest import digest_bytes, encode, reference
from naba.dossier import Dossier, Ref
from naba.source import FileStat
from naba.store.records import Known, sealed, unsealed

# So many bytes of what was just told are held in memory: those of some 12,000 articles.
MOST = 64_000_000

_known = msgspec.msgpack.Decoder(Known)
_compiled = msgspec.msgpack.Decoder(Compiled)
_stats = msgspec.msgpack.Decoder(tuple[FileStat, ...])
_dossiers = msgspec.msgpack.Decoder(tuple[Dossier, ...])


class Fresh:
    """What this process has told the store itself: it need not ask for that.

    It is in memory, while there is not too much of it: then there is nothing of it any more, for
    what is asked for lies all over an archive. ``is_all`` tells that the store has nothing else.
    """

    def __init__(self) -> None:
        self.values: dict[Ref, bytes] = {}
        self.html: dict[str, bytes] = {}
        self.is_all = False
        self._room = MOST

    def hold(self, into: dict[Any, bytes], told: Collection[tuple[Any, bytes]]) -> None:
        """Holds what was told in one of the two."""
        if self._room > 0:
            into.update(told)
            self._room -= sum([len(value) for _, value in told])
            if self._room <= 0:
                self.values, self.html, self.is_all = {}, {}, False


class Sources:
    """What is remembered of the newspaper's own files, and of what was made of them."""

    _db: sqlite3.Connection

    def __init__(self) -> None:
        self.fresh = Fresh()

    # The files of content/ and the dossiers of its stories

    def size(self) -> int:
        """How many bytes the list of files in ``content/`` takes: some 80 a file."""
        (size,) = self._db.execute("SELECT SUM(LENGTH(files)) FROM shelves").fetchone()
        return size or 0

    def stats(self) -> dict[str, FileStat]:
        """Every file of ``content/`` as it was when the dossiers were made, by path."""
        rows = self._db.execute("SELECT shelf, files FROM shelves")
        return {stat.path: stat for row in rows for stat in _stats_of(*row)}

    def stats_on(self, number: int) -> dict[str, FileStat]:
        """The same of the files on one shelf."""
        query = "SELECT shelf, files FROM shelves WHERE shelf = ?"
        rows = self._db.execute(query, (number,))
        return {stat.path: stat for row in rows for stat in _stats_of(*row)}

    def dossiers(self) -> dict[str, Dossier]:
        """Every story's dossier, by story."""
        rows = self._db.execute("SELECT shelf, dossiers FROM shelves")
        return {dossier.story: dossier for row in rows for dossier in _dossiers_of(*row)}

    def keep_shelf(
        self, number: int, stats: Iterable[FileStat], dossiers: Iterable[Dossier]
    ) -> None:
        """Replaces what stands on a shelf."""
        listed = sealed(f"files {number}", encode(tuple(stats)))
        told = sealed(f"dossiers {number}", encode(tuple(dossiers)))
        row = (number, listed, told)
        self._db.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)", row)

    # Static files

    def known_files(self) -> dict[str, Known]:
        rows = self._db.execute("SELECT path, known FROM files")
        return {path: _known.decode(unsealed(path, known)) for path, known in rows}

    def keep_files(self, known: Mapping[str, Known]) -> None:
        """Replaces what is known of static files."""
        self._db.execute("DELETE FROM files")
        rows = ((path, sealed(path, encode(each))) for path, each in known.items())
        self._db.executemany("INSERT INTO files VALUES (?, ?)", rows)

    # The theme

    def learnt(self) -> dict[str, bytes]:
        """What was learnt of templates, by what it is and of what."""
        rows = self._db.execute("SELECT key, learnt FROM theme")
        return {key: unsealed(key, learnt) for key, learnt in rows}

    def keep_learnt(self, learnt: Mapping[str, bytes]) -> None:
        """Replaces what was learnt of templates."""
        self._db.execute("DELETE FROM theme")
        rows = ((key, sealed(key, each)) for key, each in learnt.items())
        self._db.executemany("INSERT INTO theme VALUES (?, ?)", rows)

    # Compiled stories

    def draft(self, key: str) -> Compiled | None:
        """A compiled story file without its HTML, if that is kept too."""
        query = "SELECT compiled FROM drafts WHERE key = ?"
        row = self._db.execute(query, (key,)).fetchone()
        compiled = _compiled.decode(unsealed(key, row[0])) if row else None
        if not compiled or not compiled.draft:
            return None
        query, digest = "SELECT 1 FROM bodies WHERE digest = ?", compiled.draft.body.digest
        return compiled if self._db.execute(query, (digest,)).fetchone() else None

    def keep_drafts(self, made: Iterable[tuple[str, bytes, str, bytes]]) -> None:
        """Keeps compiled stories, encoded and without their HTML, and the HTML by its digest.

        Each is a key, the story, the digest and the HTML in UTF-8.
        """
        rows = list(made)
        drafts = ((key, sealed(key, compiled)) for key, compiled, _, _ in rows)
        self._db.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?)", drafts)
        bodies = [(digest, html) for _, _, digest, html in rows]
        self._db.executemany("INSERT OR IGNORE INTO bodies VALUES (?, ?)", bodies)
        self.fresh.hold(self.fresh.html, bodies)

    def forget(self, drafts: Iterable[str], bodies: Iterable[str], kept: Iterable[Ref]) -> None:
        """Forgets compiled stories, HTML and kept values."""
        for query, names in (
            ("DELETE FROM drafts WHERE key = ?", drafts),
            ("DELETE FROM bodies WHERE digest = ?", bodies),
            ("DELETE FROM kept WHERE name = ?", kept),
        ):
            self._db.executemany(query, ((name,) for name in names))

    def html(self, digests: Collection[str]) -> dict[str, bytes]:
        """The HTML with these digests, in UTF-8."""
        found = {}
        for digest, html in self._among("SELECT digest, html FROM bodies WHERE digest", digests):
            if digest_bytes(html) == digest:
                found[digest] = html
        if len(found) < len(set(digests)):
            raise sqlite3.DatabaseError("the store is damaged")
        return found

    # Kept values

    def has_values(self) -> bool:
        """Whether any value or HTML is kept."""
        query = "SELECT 1 FROM kept UNION ALL SELECT 1 FROM bodies LIMIT 1"
        return self._db.execute(query).fetchone() is not None

    def keep(self, values: Mapping[Ref, bytes]) -> None:
        """Keeps encoded values by their names."""
        self._db.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", values.items())
        self.fresh.hold(self.fresh.values, values.items())

    def kept(self, names: Collection[Ref]) -> dict[Ref, bytes]:
        """The encoded values with these names."""
        found = dict(self._among("SELECT name, value FROM kept WHERE name", names))
        if any(reference(value) != name[1:] for name, value in found.items()):
            raise sqlite3.DatabaseError("the store is damaged")
        if len(found) < len(set(names)):
            raise sqlite3.DatabaseError("the store is damaged")
        return found

    def kept_or_none(self, name: Ref) -> bytes | None:
        """The encoded value with this name, if it is there."""
        row = self._db.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _among(
        self, query: str, names: Collection[str] | Collection[bytes]
    ) -> Iterator[tuple[Any, Any]]:
        """The rows of a query whose last word is a column, for so many values of it."""
        wanted = list(names)
        for start in range(0, len(wanted), 500):  # SQLite takes a thousand places in a query
            part = wanted[start : start + 500]
            yield from self._db.execute(f"{query} IN ({','.join('?' * len(part))})", part)

    # Pictures

    def looked(self, digest: str) -> bytes | None:
        query = "SELECT looked FROM pictures WHERE digest = ?"
        row = self._db.execute(query, (digest,)).fetchone()
        return unsealed(digest, row[0]) if row else None

    def keep_looked(self, digest: str, looked: bytes) -> None:
        row = (digest, sealed(digest, looked))
        self._db.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?)", row)


# The dossiers that were last read of each shelf, and their seal: an editors' server asks for them
# at every save, and nearly all are what they were.
_read: dict[int, tuple[bytes, tuple[Dossier, ...]]] = {}


def _dossiers_of(number: int, dossiers: bytes) -> tuple[Dossier, ...]:
    value = unsealed(f"dossiers {number}", dossiers)
    seal = dossiers[: -len(value)]
    known = _read.get(number)
    if known is None or known[0] != seal:
        known = _read[number] = seal, _dossiers.decode(value)
    return known[1]


def _stats_of(number: int, files: bytes) -> tuple[FileStat, ...]:
    return _stats.decode(unsealed(f"files {number}", files))
