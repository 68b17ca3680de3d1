"""What pages are made from beside themselves, fetched from the store and the disk.

An article stands on some ten pages, so what was fetched is held for the next ones; not all of it,
for an archive may be larger than the memory.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence

from msgspec.structs import replace

from naba.dossier import Ref
from naba.page import Page, refs
from naba.renderers import Material
from naba.store import Store

# How many kept values are held: an encoded article without its body takes half a KB.
MOST = 20_000


class Values:
    """The kept values and the HTML that pages name."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: dict[Ref, bytes] = {}

    def fetch(self, pages: Sequence[Page]) -> Material:
        """What the pages are made from and only the store has: the rest is in memory."""
        fresh = self.store.fresh
        if fresh.is_all:
            return Material()
        wanted = _named(pages).difference(fresh.values)
        missing = wanted.difference(self._held)
        if len(self._held) + len(missing) > MOST:
            self._held = {ref: self._held[ref] for ref in wanted - missing}
        self._held.update(self.store.kept(missing))
        html = self.store.html(_bodies(pages).difference(fresh.html))
        return Material({ref: self._held[ref] for ref in wanted}, html)

    def material(self, fetched: Material) -> Material:
        """What was fetched, and all that is in memory."""
        fresh = self.store.fresh
        kept, html = dict(fetched.kept), dict(fetched.html)
        return Material(ChainMap(fresh.values, kept), ChainMap(fresh.html, html))


def packed(pages: Sequence[Page], material: Material) -> Material:
    """What of the material these pages are made from, for who has another memory."""
    kept = {ref: material.kept[ref] for ref in _named(pages)}
    html = {digest: material.html[digest] for digest in _bodies(pages)}
    return replace(material, kept=kept, html=html)


def _named(pages: Sequence[Page]) -> set[Ref]:
    found: set[Ref] = set()
    for page in pages:
        refs(page.args, found)
    return found


def _bodies(pages: Sequence[Page]) -> set[str]:
    return {digest for page in pages for digest in page.bodies}
