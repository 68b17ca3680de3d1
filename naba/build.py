"""The conductor: load, assemble, plan, render what is stale, publish, prune.

There is no incremental mode: a clean build is the same function with an empty store.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from naba import urls
from naba.budgets import Weight
from naba.cause import Standing
from naba.errors import Problem
from naba.loading import Reader
from naba.output import Folder
from naba.page import Page
from naba.planning import Ready, Settings, Sources, load, planned, prepare
from naba.printing import Printing, Progress
from naba.scout import Scout
from naba.source import Project
from naba.store import Output, Store, Written
from naba.survey import Survey

__all__ = ["BuildReport", "Progress", "Settings", "build"]


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did. ``unchanged`` pages were left as they stood on disk.

    ``changed`` are the absolute addresses of pages that were written or are gone. ``of`` is what
    the pages were made of, for those who are about to end the process: to let go of a hundred
    thousand stories one by one takes half a second.
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
    of: Any = None


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
    told = settings.changed is not None and Path(project.out).is_dir()
    scout = None if told else Scout(project, store, folder)
    reader = Reader(store)
    ready = prepare(project, settings, reader)
    found = scout.found() if scout else Survey()
    standing = Standing(store, folder, project.out, found)
    deleted: list[str] = []
    of: Any = None
    if _is_made(settings, ready, standing):
        written = standing.written
        folder.clear_staging()
    else:
        sources = load(project, settings, ready, executor)
        pages = planned(project, sources)
        press = Printing(project, settings, store, executor, standing, progress)
        outputs = press.print(ready.theme, pages)
        deleted = folder.prune(standing.strays(pages), standing.empty)
        _record(store, project.out, standing, pages, outputs)
        ready.archive.keep()
        written = _written(settings, sources, press, len(pages))
        of = sources, pages, standing, outputs
    store.keep_written(project.out, replace(written, ended=time.time_ns()))
    reader.keep(ready.theme)
    store.commit(started)
    base_url = ready.config.base_url
    return BuildReport(
        out=project.out,
        planned=written.pages,
        written=len(folder.published),
        unchanged=written.pages - len(folder.published),
        deleted=len(deleted),
        seconds=time.perf_counter() - began,
        warnings=written.warnings,
        weights=written.weights,
        base_url=base_url,
        changed=_addresses(base_url, (*folder.published, *deleted)),
        of=of,
    )


def _is_made(settings: Settings, ready: Ready, standing: Standing) -> bool:
    """Whether the folder holds what it would hold anyway.

    The plan is a function of what is ``Ready``, of the stories and of the moment: if none of them
    is another, neither is any page, and a hundred thousand fingerprints need not be taken.
    """
    if not ready.content.is_empty or not ready.archive.is_known or not standing.is_untouched():
        return False
    written = standing.written
    fatal = settings.strict and written.warnings
    revision = ready.archive.store.revision
    return not fatal and written.holds(revision, ready.digest, settings.clock.now)


def _written(settings: Settings, sources: Sources, press: Printing, pages: int) -> Written:
    """What is to be recorded of a folder that has been made."""
    return Written(
        parts=press.parts,
        pages=pages,
        revision=sources.ready.archive.store.revision,
        # A page of a file that was saved meanwhile is to be made again, whatever else is as it was.
        ready="" if press.restless else sources.ready.digest,
        since=settings.clock.now,
        until=sources.site.until,
        warnings=(*sources.warnings, *press.heavy),
        weights=press.weights,
    )


def _record(
    store: Store,
    name: str,
    standing: Standing,
    pages: Mapping[str, Page],
    outputs: Mapping[str, Output],
) -> None:
    """Tells the store what stands in the output folder now."""
    gone = [path for path in standing.recorded if path not in pages]
    known = {**standing.recorded, **outputs}
    for path in gone:
        del known[path]
    store.keep_outputs(name, known, (*outputs, *gone))
    store.forget_made(name, gone)


def _addresses(base_url: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The absolute addresses of the pages among some files."""
    found = (urls.address_of(path) for path in sorted(paths) if path.endswith("index.html"))
    return tuple(urls.Base(base_url).absolute(address) for address in found)
