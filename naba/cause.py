"""Whether a page is stale, and why: one rule for builds and for those who ask."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from naba.inputs import Naming, Parts, differing
from naba.output import Folder
from naba.page import Page
from naba.source import FileStat
from naba.store import Event, Made, Output, Store
from naba.survey import Survey


class Standing:
    """What stands in an output folder, beside what was recorded of it."""

    def __init__(
        self, store: Store, folder: Folder, name: str, found: Survey | None = None
    ) -> None:
        """``found`` is what differs in the folder; without it the folder is looked at now."""
        self.folder, self._store, self._name = folder, store, name
        self.written = store.written(name)
        self.parts = self.written.parts
        found = found or folder.survey(self.recorded, self.written.ended)
        self.empty = found.empty
        self.changed = {file.path: file for file in found.changed}
        self._gone = frozenset(found.gone)

    @functools.cached_property
    def recorded(self) -> Mapping[str, Output]:
        """What was written to the folder, by path."""
        return self._store.outputs(self._name)

    def is_untouched(self) -> bool:
        """Whether every file is as it was recorded, and no other is there."""
        if self.empty or self._gone:
            return False
        return all(
            (known := self.recorded.get(path)) and self._is_as(known, found)
            for path, found in self.changed.items()
        )

    def _is_as(self, known: Output, found: FileStat) -> bool:
        """Whether a file as young as its record has not changed in the same tick."""
        return found == known.stat and self.folder.holds(found, known.digest)

    def found(self, path: str) -> FileStat | None:
        """The file that stands at a path now."""
        if changed := self.changed.get(path):
            return changed
        known = self.recorded.get(path)
        return known.stat if known and path not in self._gone else None

    def event(self, page: Page, fingerprint: bytes) -> Event | None:
        """What has made the page stale; ``None`` if its file is what the page would be."""
        known, found = self.recorded.get(page.path), self.found(page.path)
        if known is None:
            return "unknown" if found else "new"
        if known.fingerprint != fingerprint:
            return "changed"
        if found is None:
            return "deleted"
        if page.path not in self.changed:
            return None
        return None if self._is_as(known, found) else "altered"

    def strays(self, pages: Mapping[str, Page]) -> Iterator[str]:
        """The files that stand in the folder and are no page's."""
        yield from (path for path in self.changed if path not in pages)
        for path in self.recorded:
            if path not in pages and path not in self._gone and path not in self.changed:
                yield path


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
        own = self.naming.differing(page, before.inputs)
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
