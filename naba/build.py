"""The conductor: load, assemble, plan, render what is stale, publish, prune.

There is no incremental mode: a clean build is the same function with an empty store.
"""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

import msgspec

from naba import source, urls
from naba.budgets import Scales, Weight
from naba.cause import Causes, Standing
from naba.digest import digest_bytes
from naba.errors import ContentError, Problem
from naba.inputs import Naming
from naba.kept import Kept
from naba.loading import Reader
from naba.output import Folder
from naba.page import Fingerprints, Page, Turn
from naba.planning import Settings, load, planned
from naba.renderers import Job, render_batch
from naba.source import FileStat, Project
from naba.store import Event, Output, Store, Written
from naba.theme import Theme
from naba.work import cut, run

__all__ = ["BuildReport", "Progress", "Settings", "build"]

# How a picture's rendition weighs against a page (a tenth of a second against 2 ms), and a card.
_WEIGHTS = {"picture": 20.0, "card": 10.0}

Progress = Callable[[str, int, int], None]  # what is done, how much of it, of how much


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did. ``unchanged`` pages were left as they stood on disk.

    ``changed`` are the absolute addresses of pages that were written or are gone.
    """

    out: str
    planned: int
    written: int
    unchanged: int
    deleted: int
    seconds: float
    warnings: tuple[Problem, ...] = ()
    base_url: str = ""
    changed: tuple[str, ...] = ()
    weights: tuple[Weight, ...] = ()


def build(
    project: Project,
    settings: Settings,
    store: Store,
    executor: Executor,
    folder: Folder,
    progress: Progress = lambda *_: None,
) -> BuildReport:
    """Makes the newspaper's folder what its sources say now.

    Raises ``ContentError`` with every problem found; then nothing in ``folder`` has changed.
    """
    began, started = time.perf_counter(), time.time_ns()
    reader = Reader(store)
    site, theme, static, warnings = load(project, settings, reader, executor)
    pages = planned(project, site, theme, static)
    standing = Standing(store, folder, project.out)
    press = _Press(project, settings, store, executor, standing, progress)
    outputs = press.print(theme, pages)
    keep = {page.path for page in pages}
    deleted = folder.prune(standing.found, keep)
    store.keep_outputs(project.out, outputs, keep)
    store.keep_written(project.out, Written(time.time_ns(), press.parts))
    reader.keep()
    store.commit(started)
    return BuildReport(
        out=project.out,
        planned=len(pages),
        written=len(folder.published),
        unchanged=len(pages) - len(folder.published),
        deleted=len(deleted),
        seconds=time.perf_counter() - began,
        warnings=(*warnings, *press.heavy),
        weights=press.weights,
        base_url=site.config.base_url,
        changed=_addresses(site.config.base_url, (*folder.published, *deleted)),
    )


def _addresses(base_url: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The absolute addresses of the pages among some files."""
    found = (urls.address_of(path) for path in sorted(paths) if path.endswith("index.html"))
    return tuple(urls.Base(base_url).absolute(address) for address in found)


def _one_a_place(errors: Iterable[ContentError]) -> Iterable[Problem]:
    """The first problem of each place: a wrong line in a template fails on a thousand pages."""
    places: dict[str, Problem] = {}
    for error in errors:
        for problem in error.problems:
            places.setdefault(problem.place, problem)
    return places.values()


class _Press:
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
        self.folder, self.found, self.parts = standing.folder, standing.found, standing.parts
        self.weights: tuple[Weight, ...] = ()
        self.heavy: tuple[Problem, ...] = ()  # warnings of what exceeds its budget
        self.restless: set[str] = set()  # pages of files that were saved since they were looked at

    def print(self, theme: Theme, pages: list[Page]) -> list[Output]:
        """What is to be recorded anew of the files that stand in their places then."""
        fingerprint = Fingerprints(self.store.engines, functools.cache(theme.closure)).of
        prints = {page.path: fingerprint(page) for page in pages}
        events = {page.path: self.standing.event(page, prints[page.path]) for page in pages}
        stale = [page for page in pages if events[page.path]]
        kept = Kept(Path(self.project.state, "renditions"), prints)
        try:
            digests = dict(self._rendered(theme, stale, kept))
            self._weigh(theme, pages)
            self._explain(theme, pages, events)
            prints |= dict.fromkeys(self.restless, "")
            outputs = [
                Output(page.path, prints[page.path], digests[page.path], self._placed(page))
                for page in self._in_order(stale)
            ]
            kept.prune(pages)
        finally:
            self.folder.clear_staging()
        return outputs

    def _weigh(self, theme: Theme, pages: list[Page]) -> None:
        """Raises ``ContentError`` if something is too heavy and warnings are to fail the build."""
        scales = Scales(theme, self._size, lambda path: source.read(self.folder.place(path)))
        self.weights, self.heavy = scales.weigh(pages)
        if self.heavy and self.settings.strict:
            raise ContentError(self.heavy)

    def _size(self, path: str) -> int:
        found, place = self.found.get(path), self.folder.place(path)
        stands = found and place == f"{self.folder.path}/{path}"
        return found.size if found and stands else os.stat(place).st_size  # noqa: PTH116

    def _explain(self, theme: Theme, pages: list[Page], events: Mapping[str, Event | None]) -> None:
        """Tells the store why the stale pages were made."""
        naming = Naming(self.store.engines, theme)
        causes = Causes(self.store, self.project.out, self.parts, naming)
        for page in pages:
            event = events[page.path]
            # An altered file that holds the right bytes was only touched.
            if event and (event != "altered" or self.folder.is_staged(page)):
                self.store.keep_made(self.project.out, page.path, causes.of(page, event))
        if not naming.parts.keys() <= self.parts.keys():
            self.parts = naming.all_parts(pages)

    def _in_order(self, stale: list[Page]) -> Iterator[Page]:
        """The stale pages, so that no link leads nowhere at any moment.

        What names no page comes first; then stubs stand for the pages that are new.
        """
        new = {page.path for page in stale if page.path not in self.found}
        files = [page for page in stale if page.turn <= Turn.FILES]
        feeds = [page for page in stale if page.turn == Turn.FEEDS and page.path in new]
        done = {page.path for page in (*files, *feeds)}
        rest = [page for page in stale if page.path not in done]
        yield from files
        self.folder.hold(page.path for page in rest if page.path in new)
        yield from feeds
        yield from rest

    def _rendered(self, theme: Theme, stale: list[Page], kept: Kept) -> Iterator[tuple[str, str]]:
        """Renders the stale pages and stages those whose bytes differ; path and digest of each.

        Raises ``ContentError`` with the problems of all pages that fail.
        """
        errors: list[ContentError] = []
        done = 0
        for batch, (made, failed) in run(
            self.executor,
            functools.partial(render_batch, theme),
            cut(stale, lambda page: kept.weight(page) or _WEIGHTS.get(page.renderer, 1.0)),
            lambda batch: self._jobs(batch, kept),
            self.settings.jobs,
        ):
            errors += failed
            for page, body in zip(batch, made, strict=False):
                digest = digest_bytes(body)
                if page.path not in self.restless:
                    kept.keep(page, body, digest)
                found = self.found.get(page.path)
                if not errors and not (found and self.folder.holds(found, digest)):
                    self.folder.stage(page, body)
                yield page.path, digest
            done += len(batch)
            self.progress("pages", done, len(stale))
        if errors:
            raise ContentError(_one_a_place(errors))

    def _jobs(self, pages: list[Page], kept: Kept) -> list[Job]:
        """Each page with what its renderer needs from the disk."""
        html = self.store.html({digest for page in pages for digest in page.bodies})
        return [self._job(page, kept, html) for page in pages]

    def _job(self, page: Page, kept: Kept, html: Mapping[str, str]) -> Job:
        if again := kept.job(page):
            return again[0], {}, again[1]
        raw = b""
        if page.file:
            raw = source.read(self.project.folder(page.file.root) / page.file.file)
            if digest_bytes(raw) != page.file.digest:
                self.restless.add(page.path)
        return page, {digest: html[digest] for digest in page.bodies}, raw

    def _placed(self, page: Page) -> FileStat:
        """The stat of the page's file, which is moved to its place if it was staged."""
        if self.folder.is_staged(page):
            return self.folder.publish(page)
        return self.found[page.path]
