"""Whether a page is stale, and why: one rule for builds and for those who ask."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from naba.inputs import Naming, Parts, differing
from naba.output import Folder
from naba.page import Page
from naba.source import TICK, FileStat
from naba.store import Event, Made, Output, Store


class Standing:
    """What stands in an output folder, beside what was recorded of it."""

    def __init__(self, store: Store, folder: Folder, name: str) -> None:
        self.folder = folder
        self.recorded: Mapping[str, Output] = store.outputs(name)
        self.found: Mapping[str, FileStat] = folder.files()
        written = store.written(name)
        self.ended, self.parts = written.ended, written.parts

    def event(self, page: Page, fingerprint: str) -> Event | None:
        """What has made the page stale; ``None`` if its file is what the page would be."""
        known, found = self.recorded.get(page.path), self.found.get(page.path)
        if known is None:
            return "unknown" if found else "new"
        if known.fingerprint != fingerprint:
            return "changed"
        if found is None:
            return "deleted"
        return None if found == known.stat and self._is_as(known, found) else "altered"

    def _is_as(self, known: Output, found: FileStat) -> bool:
        """Whether a file whose stat is as recorded has not changed in the same tick."""
        young = found.ctime >= self.ended - TICK
        return not young or self.folder.holds(found, known.digest)


class Causes:
    """Tells why pages are made, from what they were made from the last time."""

    def __init__(self, store: Store, name: str, old: Mapping[str, Parts], naming: Naming) -> None:
        """``name`` is the output folder's, ``old`` are the parts that its pages shared."""
        self.store, self.name, self.old, self.naming = store, name, old, naming
        self._shared = functools.cache(self._differing)

    def of(self, page: Page, event: Event) -> Made:
        """What the page is made from now, and why it has to be made."""
        inputs = self.naming.of(page)
        before = self.store.made(self.name, page.path) if event == "changed" else None
        if before is None:
            return Made(inputs, event)
        own = differing(before.inputs.own, inputs.own)
        shared = self._shared(before.inputs.shared, inputs.shared)
        return Made(inputs, event, tuple(sorted(own | shared)))

    def _differing(self, before: tuple[str, ...], after: tuple[str, ...]) -> set[str]:
        if before == after:
            return set()
        old, new = _together(before, self.old), _together(after, self.naming.parts)
        names = differing(old, new)
        templates = {name for name in names if name.startswith("template ")}
        # What a changed template names no more, or names now, is that template's change.
        return names & old.keys() & new.keys() | templates if templates else names


def _together(keys: tuple[str, ...], parts: Mapping[str, Parts]) -> Parts:
    return {name: value for key in keys for name, value in parts.get(key, {}).items()}
