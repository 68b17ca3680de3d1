"""Whether two folders hold the same bytes, and where the first difference is."""

from __future__ import annotations

import os
from pathlib import Path

from naba.model import Value


class Difference(Value, frozen=True):
    """The first file, by path, that two folders don't share, and its first line that differs.

    ``mine`` and ``clean`` are that line in either; ``None`` for a file that is not there. ``line``
    counts from 1; 0 is for files that are not text.
    """

    path: str
    line: int
    mine: str | None
    clean: str | None


def compare(mine: Path, clean: Path) -> Difference | None:
    """The first difference between two folders; ``None`` if there is none."""
    here, there = _files(mine), _files(clean)
    for path in sorted(here | there):
        one = _bytes(mine, path) if path in here else None
        other = _bytes(clean, path) if path in there else None
        if one != other:
            return _difference(path, one, other)
    return None


def _files(folder: Path) -> set[str]:
    """Every file by path, and every link and empty folder, for a site has none."""
    found: set[str] = set()
    for top, folders, names in os.walk(folder):
        own = Path(top).relative_to(folder)
        found.update((own / name).as_posix() for name in names)
        if not folders and not names and Path(top) != folder:
            found.add(f"{own.as_posix()}/")
    return found


def _bytes(folder: Path, path: str) -> bytes:
    return b"" if path.endswith("/") else (folder / path).read_bytes()


def _difference(path: str, one: bytes | None, other: bytes | None) -> Difference:
    if one is None or other is None:
        there = (None if each is None else "it is there" for each in (one, other))
        return Difference(path, 0, *there)
    try:
        mine, clean = one.decode().split("\n"), other.decode().split("\n")
    except UnicodeDecodeError:
        return Difference(path, 0, f"{len(one)} bytes", f"{len(other)} other bytes")
    pairs = enumerate(zip(mine, clean, strict=False))
    at = next((n for n, pair in pairs if pair[0] != pair[1]), min(len(mine), len(clean)))
    return Difference(path, at + 1, "".join(mine[at : at + 1]), "".join(clean[at : at + 1]))
