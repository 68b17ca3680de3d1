"""Why a page was or would be rendered. Plans as a build does, and writes nothing."""

from __future__ import annotations

import contextlib
import functools
import posixpath
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from naba import urls
from naba.cause import Causes, Standing
from naba.errors import UsageError
from naba.frontmatter import nearest
from naba.inputs import Naming
from naba.loading import Reader
from naba.output import Folder
from naba.page import Fingerprints, Page
from naba.planning import Planned, Settings, Sources, load, prepare
from naba.run import folder_of, held, plainly
from naba.source import Project, engines
from naba.store import Event, Made, Store
from naba.urls import Base
from naba.why.words import phrase
from naba.work import Elastic


def why(project: Project, settings: Settings, target: str) -> str:
    """A sentence on the page at ``target``: a path below the output folder, an address or a URL.

    Raises ``UsageError`` if there is no such page, ``ContentError`` if the newspaper is not sound.
    """
    state = Path(project.state)
    with contextlib.ExitStack() as stack:
        stack.enter_context(plainly(project))
        folder = folder_of(project)
        if state.is_dir():
            stack.enter_context(held(state))
        executor = stack.enter_context(Elastic(settings.jobs))
        lost = Path(stack.enter_context(tempfile.TemporaryDirectory()), "store.sqlite3")
        kept = state / "store.sqlite3"

        def ask(path: Path, mend: bool) -> str:
            with contextlib.closing(Store(path, engines(), mend=mend)) as store:
                ready = prepare(project, settings, Reader(store))
                sources = load(project, settings, ready, executor)
                answer = _Answer(project, store, folder, sources)
                return answer.to(target)

        if not kept.is_file():
            return ask(lost, True)
        try:
            return ask(kept, False)
        except sqlite3.DatabaseError:
            return ask(lost, True)


class _Answer:
    """What is known now, and what the store remembers."""

    def __init__(self, project: Project, store: Store, folder: Folder, sources: Sources) -> None:
        self.project, self.store, self.theme = project, store, sources.theme
        self.base = Base(sources.site.config.base_url)
        self.pages = Planned(project, sources).pages()
        self.standing = Standing(store, folder, project.out)
        self.standing.open(self.standing.written.sheaves)
        out = Path(project.out)
        inside = out.is_relative_to(project.root)
        self.shown = f"{out.relative_to(project.root) if inside else out}/"

    def to(self, target: str) -> str:
        """The sentence. Raises ``UsageError``."""
        paths = list(_paths(target, self.base, Path(self.project.out)))
        for path in paths:
            if path in self.pages:
                return self._on(self.pages[path])
        for path in paths:
            if self.standing.found(path):
                return f"{path} is not a page of the site; a build would delete it."
        near = _nearest(paths[-1], self.pages)
        remedy = f"the nearest is {near}" if near else f"name a file below {self.shown}"
        raise UsageError(f"{paths[0]} is not a page of the site; {remedy}")

    def _on(self, page: Page) -> str:
        fingerprint = Fingerprints(self.store.engines, functools.cache(self.theme.closure)).of(page)
        event = self.standing.event(page, fingerprint)
        if event is None:
            made = self.store.made(self.project.out, page.path)
            last = f"; it was last rendered because {self._because(made)}" if made else ""
            return f"{page.path} is current{last}."
        if event == "altered" and self._is_only_touched(page):
            return (
                f"{page.path} would be rendered, and not written: its file was touched, but its "
                "bytes are as they were."
            )
        naming = Naming(self.store.engines, self.theme, self.store.kept_or_none)
        causes = Causes(self.store, self.project.out, self.standing.parts, naming)
        return f"{page.path} would be rendered: {self._because(causes.of(page, event))}."

    def _because(self, made: Made) -> str:
        return _BECAUSE[made.event].format(
            what=phrase(made.changed) or "something that it is made from", folder=self.shown
        )

    def _is_only_touched(self, page: Page) -> bool:
        known, found = self.standing.recorded[page.path], self.standing.found(page.path)
        return found is not None and self.standing.folder.holds(found, known.digest)


_BECAUSE: Mapping[Event, str] = {
    "new": "it was not there before",
    "unknown": "the store knew nothing of it",
    "changed": "{what} changed",
    "deleted": "it was deleted from {folder}",
    "altered": "it was altered by hand",
}


def _paths(target: str, base: Base, out: Path) -> Iterator[str]:
    """The paths below the output folder that ``target`` may mean, the likeliest first."""
    if "://" in target:
        parts = urlsplit(target)
        if parts.netloc != urlsplit(base.url).netloc:
            raise UsageError(f"{target} is not on this site, which stands at {base.url}")
        address = parts.path or "/"
    else:
        address = target.partition("#")[0].partition("?")[0]
        place = Path.cwd() / address
        if place.is_relative_to(out):
            yield from _files(place.relative_to(out).as_posix())
    address = unicodedata.normalize("NFC", unquote(address))
    if address.startswith(base.root) and base.root != "/":
        yield from _files(address.removeprefix(base.root))
    yield from _files(address.lstrip("/"))


def _files(path: str) -> Iterator[str]:
    """The file that is called so, and the one that a host serves at that address."""
    if path and not path.endswith("/"):
        yield posixpath.normpath(path)
    yield urls.file_of(f"/{path}")


def _nearest(path: str, pages: Mapping[str, Page]) -> str | None:
    """The page that is called most like ``path``, among those in its folder or the next above."""
    folder = path
    while folder:
        folder = posixpath.dirname(folder)
        around = [each for each in pages if each.startswith(f"{folder}/" if folder else "")]
        if near := nearest(path, around):
            return near
    return None
