"""The conductor: load, assemble, plan, render what is stale, publish, prune.

There is no incremental mode: a clean build is the same function with an empty store.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import msgspec

from naba import source
from naba.content import decode, place
from naba.digest import digest_bytes
from naba.errors import ContentError, Fault, FaultsFound, Problem
from naba.frontmatter import locate
from naba.loading import Reader, load_config, load_stories, load_theme
from naba.output import Folder
from naba.page import FileRef, Fingerprints, Page
from naba.plan import plan
from naba.renderers import Job, render_batch
from naba.site import Clock, Site, assemble
from naba.source import FileStat, Project
from naba.store import Output, Store
from naba.theme import Theme
from naba.theme.check import VIEW_STRINGS
from naba.work import cut, run

# How a picture's rendition weighs against a page: a tenth of a second against 2 ms.
_WEIGHTS = {"picture": 20.0}

Progress = Callable[[str, int, int], None]  # what is done, how much of it, of how much


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did. ``unchanged`` pages were left as they stood on disk."""

    out: str
    planned: int
    written: int
    unchanged: int
    deleted: int
    seconds: float
    warnings: tuple[Problem, ...] = ()


class Settings(msgspec.Struct, frozen=True):
    """How to build: what is now, where the site will stand, how many processes help."""

    clock: Clock
    base_url: str | None = None
    jobs: int = 1
    strict: bool = False


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
    site, theme, static, warnings = _load(project, settings, reader, executor)
    pages = _planned(project, site, theme, static)
    press = _Press(project, settings, store, executor, folder, progress)
    outputs, written = press.print(theme, pages)
    keep = {page.path for page in pages}
    deleted = folder.prune(press.found, keep)
    store.keep_outputs(project.out, outputs, keep)
    reader.keep()
    store.commit(started)
    return BuildReport(
        out=project.out,
        planned=len(pages),
        written=written,
        unchanged=len(pages) - written,
        deleted=len(deleted),
        seconds=time.perf_counter() - began,
        warnings=warnings,
    )


def _load(
    project: Project, settings: Settings, reader: Reader, executor: Executor
) -> tuple[Site, Theme, dict[str, FileRef], tuple[Problem, ...]]:
    """Everything that the pages are planned from, and warnings."""
    config = load_config(project, settings.base_url)
    theme, static = load_theme(project, config, reader)
    loaded = load_stories(project, config, theme, reader, executor, settings.jobs)
    problems = list(loaded.problems)
    site = None
    try:
        site, faults = assemble(
            config, loaded.drafts, loaded.files, loaded.pictures, settings.clock
        )
    except FaultsFound as error:
        faults = error.faults
    problems += _placed(project, faults)
    fatal = [problem for problem in problems if settings.strict or not problem.warning]
    if site is None or fatal:
        raise ContentError(problems)
    return site, theme, static, tuple(sorted(set(problems)))


def _planned(project: Project, site: Site, theme: Theme, static: dict[str, FileRef]) -> list[Page]:
    strings = {e.lang: theme.texts(e.lang, VIEW_STRINGS) for e in site.config.editions}
    try:
        return plan(site, static, strings)
    except FaultsFound as error:
        raise ContentError(_placed(project, error.faults)) from None


def _placed(project: Project, faults: Iterable[Fault]) -> list[Problem]:
    """The faults with their lines, for which their files are read once more."""
    problems = []
    for fault in faults:
        path = Path(project.root, fault.file)
        text = decode(source.read(path), fault.file)[0] if path.is_file() else ""
        if text and path.suffix == ".md":
            problems.append(place(fault, text))
        else:
            line, column = locate(text, fault.field) if text and fault.field else (0, 0)
            fact, remedy = fault.fact, fault.remedy
            problems.append(Problem(fault.file, line, column, fact, remedy, fault.warning))
    return problems


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
        folder: Folder,
        progress: Progress,
    ) -> None:
        self.project, self.settings, self.store = project, settings, store
        self.executor, self.folder, self.progress = executor, folder, progress
        self.recorded = store.outputs(project.out)
        self.found = folder.files()

    def print(self, theme: Theme, pages: list[Page]) -> tuple[list[Output], int]:
        """What is to be recorded anew, and how many files were written."""
        fingerprint = Fingerprints(self.store.engines, functools.cache(theme.closure)).of
        prints = {page.path: fingerprint(page) for page in pages}
        stale = [page for page in pages if not self._is_current(page, prints[page.path])]
        try:
            digests = dict(self._rendered(theme, stale))
            outputs = [
                Output(page.path, prints[page.path], digests[page.path], self._placed(page))
                for page in stale
            ]
        finally:
            self.folder.clear_staging()
        return outputs, self.folder.written

    def _is_current(self, page: Page, fingerprint: str) -> bool:
        """Whether the file on disk is what the page would be; a new stat is not a new file."""
        known, found = self.recorded.get(page.path), self.found.get(page.path)
        return known is not None and known.fingerprint == fingerprint and found == known.stat

    def _rendered(self, theme: Theme, stale: list[Page]) -> Iterator[tuple[str, str]]:
        """Renders the stale pages and stages those whose bytes differ; path and digest of each.

        Raises ``ContentError`` with the problems of all pages that fail.
        """
        errors: list[ContentError] = []
        done = 0
        for batch, (made, failed) in run(
            self.executor,
            functools.partial(render_batch, theme),
            cut(stale, lambda page: _WEIGHTS.get(page.renderer, 1.0)),
            lambda batch: [self._job(page) for page in batch],
            self.settings.jobs,
        ):
            errors += failed
            for page, body in zip(batch, made, strict=False):
                digest = digest_bytes(body)
                found = self.found.get(page.path)
                if not errors and not (found and self.folder.holds(found, digest)):
                    self.folder.stage(page, body)
                yield page.path, digest
            done += len(batch)
            self.progress("pages", done, len(stale))
        if errors:
            raise ContentError(_one_a_place(errors))

    def _job(self, page: Page) -> Job:
        """A page with what its renderer needs from the disk."""
        raw = b""
        if page.file:
            raw = source.read(self.project.folder(page.file.root) / page.file.file)
        return page, {digest: self.store.body(digest) for digest in page.bodies}, raw

    def _placed(self, page: Page) -> FileStat:
        """The stat of the page's file, which is moved to its place if it was staged."""
        if self.folder.is_staged(page):
            return self.folder.publish(page)
        return self.found[page.path]
