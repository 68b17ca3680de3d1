"""What the newspaper's pages would be now: everything that comes before rendering."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

import msgspec

from naba import source
from naba.content import decode, place
from naba.errors import ContentError, Fault, FaultsFound, Problem
from naba.frontmatter import locate
from naba.loading import Reader, load_config, load_stories, load_theme
from naba.page import FileRef, Page
from naba.plan import plan
from naba.site import Clock, Site, assemble
from naba.source import Project
from naba.theme import Theme
from naba.theme.check import VIEW_STRINGS


class Settings(msgspec.Struct, frozen=True):
    """How to build: what is now, where the site will stand, how many processes help."""

    clock: Clock
    base_url: str | None = None
    jobs: int = 1
    strict: bool = False


Loaded = tuple[Site, Theme, dict[str, FileRef], tuple[Problem, ...]]


def load(project: Project, settings: Settings, reader: Reader, executor: Executor) -> Loaded:
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
    problems += placed(project, faults)
    fatal = [problem for problem in problems if settings.strict or not problem.warning]
    if site is None or fatal:
        raise ContentError(problems)
    return site, theme, static, tuple(sorted(set(problems)))


def planned(project: Project, site: Site, theme: Theme, static: dict[str, FileRef]) -> list[Page]:
    strings = {e.lang: theme.texts(e.lang, VIEW_STRINGS) for e in site.config.editions}
    try:
        return plan(site, static, strings)
    except FaultsFound as error:
        raise ContentError(placed(project, error.faults)) from None


def placed(project: Project, faults: Iterable[Fault]) -> list[Problem]:
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
