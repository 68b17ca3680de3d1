"""What the newspaper's pages would be now: everything that comes before rendering."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path

import msgspec

from naba import source
from naba.archive import Archive
from naba.content import decode, place
from naba.digest import digest, encode
from naba.errors import ContentError, Fault, FaultsFound, Problem
from naba.frontmatter import locate
from naba.loading import Reader, load_config, load_theme
from naba.model import Config
from naba.page import FileRef, Page
from naba.plan import Plan
from naba.site import Clock, Site, assemble
from naba.source import Project
from naba.story import Rules
from naba.survey import Survey, named, survey
from naba.theme import Theme
from naba.theme.check import VIEW_STRINGS, body_strings


class Settings(msgspec.Struct, frozen=True):
    """How to build: what is now, where the site will stand, how many processes help.

    ``changed`` are the files and folders below ``content/`` that have changed since the last build,
    if the caller knows; then nothing else there and in the output folder is looked at.
    """

    clock: Clock
    base_url: str | None = None
    jobs: int = 1
    strict: bool = False
    changed: tuple[str, ...] | None = None


class Ready(msgspec.Struct, frozen=True):
    """What is known before any story is told: ``content`` is what of ``content/`` has changed."""

    config: Config
    theme: Theme
    static: dict[str, FileRef]
    archive: Archive
    content: Survey

    @property
    def digest(self) -> str:
        """The digest of all that pages are made from but for the stories."""
        return digest(self.config, self.theme.digest, self.static, self.archive.digest)

    def ground(self, engines: Mapping[str, str]) -> bytes:
        """The same with the code that makes them, by renderer: what every sheaf stands on."""
        return encode((self.digest, engines))


class Sources(msgspec.Struct, frozen=True):
    """All that the pages are planned and made from, and warnings."""

    site: Site
    ready: Ready
    warnings: tuple[Problem, ...]

    @property
    def theme(self) -> Theme:
        """The theme."""
        return self.ready.theme


def prepare(
    project: Project,
    settings: Settings,
    reader: Reader,
    look: Callable[[], Survey | None] = lambda: None,
) -> Ready:
    """Reads the configuration and the theme, and looks for changed stories.

    ``look`` tells how ``content/`` differs from what the store knows, if somebody has looked
    already. Raises ``ContentError``.
    """
    config = load_config(project, settings.base_url)
    theme, static = load_theme(project, config, reader)
    content = Path(project.root, "content")
    archive = Archive(content, _rules(config, theme, settings.clock), reader.store)
    if settings.changed is not None and archive.is_known:
        found = named(content, "content", archive.stats(), settings.changed)
    else:
        archive.fetch()  # somebody may still be looking
        seen = look()
        if seen is None or not (archive.is_known or reader.store.is_new):
            seen = survey(content, "content", archive.stats(), reader.store.built_at)
        found = seen
    return Ready(config, theme, static, archive, found)


def load(project: Project, settings: Settings, ready: Ready, executor: Executor) -> Sources:
    """Everything that the pages are planned from. Raises ``ContentError``."""
    find = functools.partial(placed, project)
    now, jobs = settings.clock.now, settings.jobs
    loaded = ready.archive.load(ready.content, now, executor, jobs, find)
    problems = list(loaded.problems)
    site = None
    try:
        site, faults = assemble(ready.config, loaded.dossiers, loaded.files, settings.clock)
    except FaultsFound as error:
        faults = error.faults
    problems += placed(project, faults)
    fatal = [problem for problem in problems if settings.strict or not problem.warning]
    if site is None or fatal:
        raise ContentError(problems)
    return Sources(site, ready, tuple(sorted(set(problems))))


def _rules(config: Config, theme: Theme, clock: Clock) -> Rules:
    langs = tuple(edition.lang for edition in config.editions)
    return Rules(
        langs=langs,
        sections=tuple(section.id for section in config.sections),
        timezone=config.timezone,
        ascii_slugs=config.ascii_slugs,
        id=config.id,
        strings={e.lang: body_strings(e, theme) for e in config.editions},
        drafts=clock.drafts,
    )


class Planned:
    """The plan, with the places of what is wrong with it."""

    def __init__(self, project: Project, sources: Sources) -> None:
        self._project, theme = project, sources.theme
        strings = {e.lang: theme.texts(e.lang, VIEW_STRINGS) for e in sources.site.config.editions}
        self._plan = Plan(sources.site, sources.ready.static, strings)

    def digests(self, ground: bytes) -> dict[str, bytes]:
        """What the pages of each sheaf are made of: see ``Plan.digests``."""
        return self._plan.digests(ground)

    def sheaves(self, names: Iterable[str] | None = None) -> dict[str, dict[str, Page]]:
        """The pages of some sheaves, or of all, by sheaf and path.

        Raises ``ContentError`` for two with one path.
        """
        try:
            return self._plan.pages(names)
        except FaultsFound as error:
            raise ContentError(placed(self._project, error.faults)) from None

    def pages(self) -> dict[str, Page]:
        """Every page by its path. Raises ``ContentError`` too."""
        return {path: page for own in self.sheaves().values() for path, page in own.items()}


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
