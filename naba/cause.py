"""Whether a page is stale, and why: one rule for builds and for those who ask."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from naba.inputs import Naming, Parts, differing
from naba.model import Value
from naba.output import Folder
from naba.page import Page
from naba.source import FileStat
from naba.store import Event, Made, Output, Store
from naba.store.outputs import Outputs
from naba.survey import Survey


class Sighted(Value, frozen=True):
    """How a folder differs from what was recorded of it.

    ``sheaves`` tells of each recorded file that does which sheaf it is in.
    """

    survey: Survey = Survey()
    sheaves: dict[str, str] = {}


def sighted(store: Outputs, folder: Folder, name: str) -> Sighted:
    """Looks at an output folder. Raises ``sqlite3.DatabaseError``."""
    written = store.written(name)
    rows = store.outputs(name, written.sheaves)
    recorded = {output.path: output for outputs in rows.values() for output in outputs}
    found = folder.survey(recorded, written.ended)
    differing = {*(file.path for file in found.changed), *found.gone}
    sheaves = {
        output.path: sheaf
        for sheaf, outputs in rows.items()
        for output in outputs
        if output.path in differing
    }
    return Sighted(found, sheaves)


class Standing:
    """What stands in an output folder, beside what was recorded of it.

    What was recorded is fetched sheaf by sheaf: ``recorded`` holds the outputs of those that
    ``open`` was called with.
    """

    def __init__(
        self,
        store: Store,
        folder: Folder,
        name: str,
        look: Callable[[], Sighted | None] = lambda: None,
    ) -> None:
        """``look`` tells what differs in the folder, if somebody has looked already."""
        self.folder, self._store, self._name = folder, store, name
        self.written = store.written(name)
        self.parts = self.written.parts
        self._look = look
        self.recorded: dict[str, Output] = {}
        self.rows: dict[str, tuple[Output, ...]] = {}

    @functools.cached_property
    def _sighted(self) -> Sighted:
        return self._look() or sighted(self._store, self.folder, self._name)

    @functools.cached_property
    def changed(self) -> dict[str, FileStat]:
        """The files that are not as they were recorded, and those that were not."""
        return {file.path: file for file in self._sighted.survey.changed}

    @functools.cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(self._sighted.survey.gone)

    @functools.cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(self._sighted.sheaves.values())

    @property
    def empty(self) -> tuple[str, ...]:
        """The folders that hold nothing."""
        return self._sighted.survey.empty

    def stale(self, digests: Mapping[str, bytes]) -> list[str]:
        """The sheaves that are to be planned, of all by their digests.

        Those whose pages are made from something else now, or of which a file is not as it was.
        """
        known = self.written.sheaves
        return [
            name
            for name, digest in digests.items()
            if name in self._touched or name not in known or known[name].digest != digest
        ]

    def open(self, sheaves: Iterable[str]) -> None:
        """Fetches what was recorded of some sheaves, those that are known."""
        wanted = {name for name in sheaves if name in self.written.sheaves} - self.rows.keys()
        rows = self._store.outputs(self._name, wanted)
        self.rows |= rows
        self.recorded |= {output.path: output for each in rows.values() for output in each}

    def paths(self, sheaves: Iterable[str]) -> set[str]:
        """The paths of all files in some sheaves."""
        rows = self._store.outputs(self._name, sheaves)
        return {output.path for outputs in rows.values() for output in outputs}

    def is_untouched(self) -> bool:
        """Whether every file is as it was recorded, and no other is there."""
        if self.empty or self._gone:
            return False
        self.open(self._touched)
        return all(
            (known := self.recorded.get(path)) and self._is_as(known, found)
            for path, found in self.changed.items()
        )

    def _is_as(self, known: Output, found: FileStat) -> bool:
        """Whether a file as young as its record has not changed in the same tick."""
        return found == known.stat and self.folder.holds(found, known.digest)

    def found(self, path: str) -> FileStat | None:
        """The file that stands at a path now, of an open sheaf or of none."""
        if changed := self.changed.get(path):
            return changed
        known = self.recorded.get(path)
        return known.stat if known and path not in self._gone else None

    def event(self, page: Page, fingerprint: bytes) -> Event | None:
        """What has made a page stale; ``None`` if its file is what it would be.

        The page's sheaf is open, if it was recorded.
        """
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

    def strays(self, pages: Collection[str]) -> Iterator[str]:
        """The files that stand in the folder and are no page's, if all sheaves are open but those
        whose files are as they were.
        """
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
