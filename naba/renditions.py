"""Pictures and cards as they were once made, by fingerprint, in ``.naba/renditions``.

What takes a tenth of a second to make is not made anew for another output folder, or because the
store was lost. Deleting the folder costs time, never correctness; a damaged file is made again.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from naba.digest import digest_bytes
from naba.page import Page

# The ways of rendering whose bytes are kept.
RENDERERS = frozenset(["picture", "card"])
_SEAL = 32  # bytes of the digest before a file's own


class Renditions:
    """The renditions that are kept. ``prints`` are the fingerprints of pages by path."""

    def __init__(self, folder: Path, prints: Mapping[str, bytes]) -> None:
        self._folder, self._prints = folder, prints
        self._there: set[str] | None = None
        self._used = False

    def _names(self) -> set[str]:
        if self._there is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._there = {each.name for each in self._folder.iterdir()}
        return self._there

    def weight(self, page: Page) -> float | None:
        """What rendering a page weighs if it is kept; ``None`` if it is not."""
        if page.renderer not in RENDERERS:
            return None
        self._used = True
        return 1.0 if self._prints[page.path].hex() in self._names() else None

    def again(self, page: Page) -> bytes | None:
        """What was once made of a page; ``None`` if it is not kept."""
        if self.weight(page) is None:
            return None
        sealed = (self._folder / self._prints[page.path].hex()).read_bytes()
        body = sealed[_SEAL:]
        if digest_bytes(body).encode() != sealed[:_SEAL]:
            return None
        return body

    def keep(self, page: Page, body: bytes, digest: str) -> None:
        """Keeps what was made of a page. A full disk is no reason to fail here."""
        if page.renderer not in RENDERERS:
            return
        name = self._prints[page.path].hex()
        if name not in self._names():
            with contextlib.suppress(OSError):
                (self._folder / name).write_bytes(digest.encode() + body)
                self._names().add(name)

    def prune(self, dropped: Iterable[bytes] | None) -> None:
        """Forgets what no page is made of any more, if this build has looked at all.

        ``dropped`` are the fingerprints of pages that were and are no more; ``None`` if the prints
        are those of all pages, and every other is to go.
        """
        if self._used:
            wanted = {print.hex() for print in self._prints.values()}
            there = self._names()
            if dropped is not None:
                there = there & {print.hex() for print in dropped}
            for name in there - wanted:
                (self._folder / name).unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Deletes all that is kept."""
    shutil.rmtree(folder, ignore_errors=True)
