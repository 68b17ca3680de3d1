"""The conductor: load, assemble, plan, render what is stale, publish, prune.

There is no incremental mode: a clean build is the same function with an empty store.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from naba import urls
from naba.budgets import Weight
from naba.cause import Sighted, Standing
from naba.errors import Problem
from naba.heirs import FORKS, Aside
from naba.loading import Reader
from naba.output import Folder
from naba.plan import meet
from naba.planning import Planned, Ready, Settings, Sources, load, prepare
from naba.printing import Printing, Progress, Sheaves
from naba.scout import Scout
from naba.source import Project
from naba.store import Bound, Output, Store, Written
from naba.theme import Theme
from naba.theme.environment import all_compiled
from naba.work import BATCH

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
    # Whoever says what has changed can't know more of the folder than the store.
    known = store.knows(project.out) and Path(project.out).is_dir()
    told = settings.changed is not None and known
    scout = None if told else Scout(project, store, folder, settings.jobs)
    reader = Reader(store)
    ready = prepare(project, settings, reader, scout.content if scout else lambda: None)
    # What the scout has seen of the folder is asked for late: it may still be looking.
    standing = Standing(store, folder, project.out, scout.found if scout else Sighted)
    if _is_made(settings, ready, standing):
        made = _Made(standing.written)
        folder.clear_staging()
    else:
        sources = load(project, settings, ready, executor)
        press = Printing(project, settings, store, executor, standing, progress)
        made = _make(project, settings, sources, press)
    written, deleted = made.written, made.deleted
    store.keep_written(project.out, replace(written, ended=time.time_ns()))
    reader.keep(made.theme or ready.theme)
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
        of=(made.of, standing),
    )


class _Made(msgspec.Struct, frozen=True):
    """What is to be recorded of a folder, what was deleted from it, and what it was made of."""

    written: Written
    deleted: tuple[str, ...] = ()
    theme: Theme | None = None
    of: Any = None


def _make(project: Project, settings: Settings, sources: Sources, press: Printing) -> _Made:
    """Plans what may be stale, prints what is, and tells the store."""
    ready, standing = sources.ready, press.standing
    compiling = _compiling(settings, sources)
    plan = Planned(project, sources)
    digests = plan.digests(ready.ground(press.store.engines))
    sheaves, rest = _bound(plan, digests, standing)
    theme = replace(ready.theme, code=compiling.told()) if compiling else ready.theme
    outputs = press.print(theme, sheaves, rest, ready.archive.keep())
    pages = {path for own in sheaves.values() for path in own}
    deleted = press.folder.prune(standing.strays(pages), standing.empty)
    bounds = _record(project.out, press, sheaves, digests, outputs)
    ready.archive.forget()
    written = _written(settings, sources, press, rest | bounds)
    return _Made(written, tuple(deleted), theme, (sources, plan, sheaves, outputs))


def _compiling(settings: Settings, sources: Sources) -> Aside | None:
    """Compiles the templates aside, where processes that have yet to be born will need them."""
    theme, work = sources.ready.theme, len(sources.site.stories)
    if (
        not FORKS
        or settings.jobs == 1
        or work <= BATCH
        or theme.code.keys() == theme.templates.keys()
    ):
        return None
    return Aside(functools.partial(all_compiled, theme))


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


def _bound(
    plan: Planned, digests: Mapping[str, bytes], standing: Standing
) -> tuple[Sheaves, dict[str, Bound]]:
    """The pages of all sheaves that may have a stale one, and what is recorded of the rest.

    Raises ``ContentError`` for two pages with one path.
    """
    known = standing.written.sheaves
    stale = standing.stale(digests)
    standing.open([*stale, *(known.keys() - digests.keys())])
    sheaves = plan.sheaves(stale)
    rest = {name: known[name] for name in digests.keys() - sheaves.keys()}
    new = {path for own in sheaves.values() for path in own} - standing.recorded.keys()
    if new and rest and meet(new, standing.paths(rest)):
        plan.sheaves()  # which two they are shows when all are there
    return sheaves, rest


def _record(
    name: str,
    press: Printing,
    sheaves: Sheaves,
    digests: Mapping[str, bytes],
    outputs: Mapping[str, Output],
) -> dict[str, Bound]:
    """Tells the store what stands in the output folder now."""
    standing, store = press.standing, press.store
    known = {**standing.recorded, **outputs}
    bounds: dict[str, Bound] = {}
    for sheaf, own in sheaves.items():
        row = tuple([known[path] for path in own])
        if standing.rows.get(sheaf) != row:
            store.keep_outputs(name, sheaf, row)
        # A page of a file that was saved meanwhile is to be made again, whatever else is as it was.
        digest = digests[sheaf] if press.restless.isdisjoint(own) else b""
        bounds[sheaf] = Bound(digest, len(own), press.loads[sheaf])
    store.forget_outputs(name, standing.written.sheaves.keys() - digests.keys())
    pages = {path for own in sheaves.values() for path in own}
    store.forget_made(name, [path for path in standing.recorded if path not in pages])
    return bounds


def _written(
    settings: Settings, sources: Sources, press: Printing, sheaves: dict[str, Bound]
) -> Written:
    """What is to be recorded of a folder that has been made."""
    return Written(
        parts=press.parts,
        sheaves=sheaves,
        revision=sources.ready.archive.store.revision,
        ready="" if press.restless else sources.ready.digest,
        since=settings.clock.now,
        until=sources.site.until,
        warnings=(*sources.warnings, *press.heavy),
        weights=press.weights,
    )


def _addresses(base_url: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The absolute addresses of the pages among some files."""
    pages = sorted([path for path in paths if path.endswith("index.html")])
    return tuple(urls.Base(base_url).all_absolute([urls.address_of(path) for path in pages]))
