"""Renders what is stale and puts it in its place."""

from __future__ import annotations

import functools
import operator
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from naba import source
from naba.budgets import Load, Scales, Weight, loads
from naba.cause import Causes, Standing
from naba.digest import digest_bytes
from naba.errors import ContentError, Problem
from naba.inputs import Naming
from naba.output import Staged
from naba.page import FileRef, Fingerprints, Page, Turn
from naba.planning import Settings
from naba.renderers import Material, render_batch
from naba.renditions import RENDERERS, Renditions
from naba.source import FileStat, Project
from naba.store import Bound, Event, Output, Store
from naba.theme import Theme
from naba.values import Values, packed
from naba.work import Task, cut, run

# How a picture's rendition weighs against a page (a tenth of a second against 2 ms), and a card.
_WEIGHTS = {"picture": 20.0, "card": 10.0}

# So many steps of what else there is to do are taken when a batch has been rendered.
STEPS = 4

Sheaves = Mapping[str, Mapping[str, Page]]  # pages by sheaf and path
_Sheet = tuple[str, Staged | None]  # a page's digest, and what of it waits to be published
Progress = Callable[[str, int, int], None]  # what is done, how much of it, of how much


def _order(page: Page) -> tuple[str, int, Turn, str]:
    """Pages of one edition and one year are rendered one after the other: they show the same
    stories, whose cards are made once then. By path alone, an archive of 50,000 had each card made
    six times.
    """
    return page.press.lang if page.press else "", page.month[0], page.turn, page.path


def _one_a_place(errors: Iterable[ContentError]) -> Iterable[Problem]:
    """The first problem of each place: a wrong line in a template fails on a thousand pages."""
    places: dict[str, Problem] = {}
    for error in errors:
        for problem in error.problems:
            places.setdefault(problem.place, problem)
    return places.values()


class Printing:
    """Renders what is stale and puts it in its place."""

    def __init__(
        self,
        project: Project,
        settings: Settings,
        store: Store,
        executor: Executor,
        standing: Standing,
        progress: Progress,
    ) -> None:
        self.project, self.settings, self.store = project, settings, store
        self.executor, self.progress, self.standing = executor, progress, standing
        self.folder, self.parts = standing.folder, standing.parts
        self.loads: dict[str, tuple[Load, ...]] = {}  # of each sheaf, what had to be weighed
        self.weights: tuple[Weight, ...] = ()
        self.heavy: tuple[Problem, ...] = ()  # warnings of what exceeds its budget
        self.restless: set[str] = set()  # pages of files that were saved since they were looked at
        self.values = Values(store)

    def print(
        self, theme: Theme, sheaves: Sheaves, rest: Mapping[str, Bound], meanwhile: Iterator[None]
    ) -> dict[str, Output]:
        """What is to be recorded anew of the files that stand in their places then.

        ``sheaves`` are those that may have a stale page; the ``rest`` stand as they are recorded.
        ``meanwhile`` is what else this process has to do, in steps of less than a millisecond:
        while others render, it has time.
        """
        pages = [page for own in sheaves.values() for page in own.values()]
        fingerprint = Fingerprints(self.store.engines, functools.cache(theme.closure)).of
        # A page that is new is stale whatever it is made of: its fingerprint is taken when it has
        # been made, while others are.
        known = self.standing.recorded.keys()
        asked = [page for page in pages if page.path in known or page.renderer in RENDERERS]
        prints = {page.path: fingerprint(page) for page in asked}
        event = self.standing.event
        events = {page.path: e for page in pages if (e := event(page, prints.get(page.path, b"")))}
        stale = [page for page in pages if page.path in events]
        stale.sort(key=lambda page: (page.turn, page.path))
        kept = Renditions(Path(self.project.state, "renditions"), prints)
        try:
            naming = Naming(self.store.engines, theme, self.store.kept_or_none)
            causes = Causes(self.store, self.project.out, self.parts, naming)
            digests: dict[str, str] = {}
            for done in self._rendered(theme, stale, kept):
                digests |= {page.path: digest for page, digest in done}
                new = [page for page, _ in done if page.path not in prints]
                prints |= {page.path: fingerprint(page) for page in new}
                self._explain([page for page, _ in done], events, causes)
                deque(islice(meanwhile, STEPS), maxlen=0)
            deque(meanwhile, maxlen=0)
            if not naming.parts.keys() <= self.parts.keys():
                self.parts = (self.parts if rest else {}) | naming.all_parts(pages)
            self._weigh(theme, sheaves, rest)
            prints |= dict.fromkeys(self.restless, b"")
            outputs = {
                page.path: Output(
                    page.path, prints[page.path], digests[page.path], self._placed(page)
                )
                for page in self._in_order(stale)
            }
            self.folder.settle()
            kept.prune(self._dropped(prints) if rest else None)
        finally:
            self.folder.clear_staging()
        return outputs

    def _dropped(self, prints: Mapping[str, bytes]) -> Iterator[bytes]:
        """The fingerprints of pages that were, and are not made of that any more."""
        for path, output in self.standing.recorded.items():
            if prints.get(path) != output.fingerprint:
                yield output.fingerprint

    def _weigh(self, theme: Theme, sheaves: Sheaves, rest: Mapping[str, Bound]) -> None:
        """Raises ``ContentError`` if something is too heavy and warnings are to fail the build."""
        self.loads = {name: loads(own.values(), self._size) for name, own in sheaves.items()}
        every = [each for own in self.loads.values() for each in own]
        every += [each for bound in rest.values() for each in bound.loads]
        scales = Scales(theme, self._size, lambda path: source.read(self.folder.place(path)))
        self.weights, self.heavy = scales.weigh(every)
        if self.heavy and self.settings.strict:
            raise ContentError(self.heavy)

    def _size(self, path: str) -> int:
        staged = self.folder.staged_size(path)
        if staged is not None:
            return staged
        found = self.standing.found(path)
        # What is neither staged nor of a sheaf that was looked at stands there as it was recorded.
        return found.size if found else Path(self.folder.place(path)).stat().st_size

    def _explain(self, made: list[Page], events: Mapping[str, Event], causes: Causes) -> None:
        """Tells the store why stale pages were made."""
        self.store.keep_made(
            self.project.out,
            [
                (page.path, causes.of(page, event))
                for page in made
                # An altered file that holds the right bytes was only touched.
                if (event := events[page.path]) != "altered" or self.folder.is_staged(page)
            ],
        )

    def _in_order(self, stale: list[Page]) -> Iterator[Page]:
        """The stale pages, so that no link leads nowhere at any moment.

        What names no page comes first; then stubs stand for the pages that are new.
        """
        new = {page.path for page in stale if self.standing.found(page.path) is None}
        files = [page for page in stale if page.turn <= Turn.FILES]
        feeds = [page for page in stale if page.turn == Turn.FEEDS and page.path in new]
        done = {page.path for page in (*files, *feeds)}
        rest = [page for page in stale if page.path not in done]
        yield from files
        self.folder.hold(page.path for page in rest if page.path in new)
        yield from feeds
        yield from rest

    def _rendered(
        self, theme: Theme, stale: list[Page], kept: Renditions
    ) -> Iterator[list[tuple[Page, str]]]:
        """Renders the stale pages and stages those whose bytes differ; some, and their digests.

        Raises ``ContentError`` with the problems of all pages that fail.
        """
        errors: list[tuple[str, ContentError]] = []
        done = 0
        if stale:
            self.folder.begin()
        task = Task(
            fetch=self.values.fetch,
            prepare=functools.partial(self._material, kept),
            pack=packed,
            work=functools.partial(render_batch, theme),
            put=functools.partial(self._put, kept),
        )
        batches = cut(
            sorted(stale, key=_order),
            lambda page: kept.weight(page) or _WEIGHTS.get(page.renderer, 1.0),
        )
        for batch, (sheets, failed, restless) in run(
            self.executor, task, batches, self.settings.jobs
        ):
            self.restless |= restless
            errors += [(batch[0].path, each) for each in failed]
            for _, staged in sheets:
                if staged:
                    self.folder.expect(staged)
            digests = (digest for digest, _ in sheets)
            yield list(zip(batch, digests, strict=False))
            done += len(batch)
            self.progress("pages", done, len(stale))
        if errors:
            errors.sort(key=operator.itemgetter(0))  # they came as they were found
            raise ContentError(_one_a_place(error for _, error in errors))

    def _put(
        self,
        kept: Renditions,
        pages: list[Page],
        material: Material,
        made: tuple[list[bytes], list[ContentError]],
    ) -> tuple[list[_Sheet], list[ContentError], frozenset[str]]:
        """Stages those of the pages whose bytes differ from what stands in their place."""
        bodies, errors = made
        sheets: list[_Sheet] = []
        for page, body in zip(pages, () if errors else bodies, strict=False):
            digest, staged = digest_bytes(body), None
            if page.path not in material.restless:
                kept.keep(page, body, digest)
            found = self.standing.found(page.path)
            if not (found and self.folder.holds(found, digest)):
                staged = self.folder.stage(page, body)
            sheets.append((digest, staged))
        return sheets, errors, material.restless

    def _material(self, kept: Renditions, pages: list[Page], fetched: Material) -> Material:
        """All that the pages are made from, of the store's and of the disk's."""
        again = {page.path: body for page in pages if (body := kept.again(page)) is not None}
        files = {page.path: page.file for page in pages if page.file and page.path not in again}
        raw = {path: self._raw(file) for path, file in files.items()}
        restless = [path for path in raw if digest_bytes(raw[path]) != files[path].digest]
        return replace(
            self.values.material(fetched),
            raw=again | raw,
            copied=frozenset(again),
            restless=frozenset(restless),
        )

    def _raw(self, file: FileRef) -> bytes:
        """The bytes of a file that a page is made of."""
        return source.read(self.project.folder(file.root) / file.file)

    def _placed(self, page: Page) -> FileStat:
        """The stat of the page's file, which is moved to its place if it was staged."""
        if self.folder.is_staged(page):
            return self.folder.publish(page)
        found = self.standing.found(page.path)
        assert found is not None  # a page that is not staged was found to hold these bytes
        return found
