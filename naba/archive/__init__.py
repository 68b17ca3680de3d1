"""``content/`` and what is known of it: stories are told anew where a file of theirs has changed.

Nothing else is read. What comes out is a dossier for every story, whether it was told now or at
some earlier build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from naba import source
from naba.archive.files import Files
from naba.archive.forms import Form, Forms
from naba.content import Filed, shown
from naba.digest import digest, digest_bytes, encode, shelf
from naba.dossier import Dossier, Ref, overdue
from naba.errors import Fault, Problem
from naba.filing import beside, filed_under, is_markdown, unfiled
from naba.model import Draft, Picture
from naba.source import FileStat
from naba.store import SHELVES, Store
from naba.story import Rules, tell
from naba.survey import Survey
from naba.work import Task, cut, run

if TYPE_CHECKING:
    from naba.renderers.picture import Looked


Place = Callable[[Iterable[Fault]], list[Problem]]  # finds the lines of faults


class Loaded(msgspec.Struct, frozen=True):
    """What was read: a dossier a story, and every problem."""

    dossiers: tuple[Dossier, ...]
    problems: tuple[Problem, ...]

    def files(self) -> frozenset[str]:
        """All story files, also those that could not be read."""
        return frozenset(chain.from_iterable([dossier.files for dossier in self.dossiers]))


class Archive:
    """The stories of one newspaper in one build; ``rules`` say how they are told."""

    def __init__(self, content: Path, rules: Rules, store: Store) -> None:
        self.content, self.rules, self.store = content, rules, store
        self.digest = digest(rules)
        self.is_known = store.rules == self.digest
        self._files = Files(store, rules.langs, self.is_known)
        self._dossiers: dict[str, Dossier] = {}
        self._replaced: list[Dossier] = []
        self._told: list[Dossier] = []
        self._values: dict[Ref, bytes] = {}  # of the stories that are being told
        self._problems: list[Problem] = []

    def stats(self) -> Mapping[str, FileStat]:
        """The files that are known, by path: what the folder is to be surveyed against."""
        return self.store.stats() if self.is_known else {}

    def fetch(self) -> None:
        """Fetches the dossiers, if that has not been done yet."""
        if self.is_known and not self._dossiers:
            self._dossiers = self.store.dossiers()

    def load(
        self, survey: Survey, now: datetime, executor: Executor, jobs: int, place: Place
    ) -> Loaded:
        """Tells the stories that have changed, or that the moment has changed."""
        self.fetch()
        self._files.take(survey)
        self._problems += survey.problems
        todo = self._todo(survey, now)
        forms = Forms(self.rules, self.store, self.content)
        task = Task(
            fetch=lambda batch: forms.missing(_files_of(batch)),
            prepare=lambda batch, missing: forms.given(_files_of(batch), missing),
            pack=lambda _, given: given,
            work=forms.work,
            put=lambda _, __, made: made,
        )
        batches = cut(todo, lambda job: sum(1 + stat.size / 20_000 for _, stat in job.files))
        for batch, made in run(executor, task, batches, jobs):
            forms.take(made)
            for job in batch:
                self._tell(job.story, [forms.of(filed) for filed, _ in job.files], now, place)
            self.store.keep(self._values)
            self._values.clear()
        dossiers = tuple(dossier for _, dossier in sorted(self._dossiers.items()))
        for dossier in dossiers:
            self._problems += dossier.problems
        return Loaded(dossiers, tuple(self._problems))

    def keep(self) -> Iterator[None]:
        """Tells the store what is known now, in small steps."""
        stories = {each.story for each in (*self._told, *self._replaced)}
        touched = self._files.touched | {shelf(story, SHELVES) for story in stories}
        yield from self._files.keep(touched, self._dossiers)
        # An output folder may be some revisions behind: others are made of the same stories.
        self.store.keep_rules(self.digest, self.store.revision + bool(touched))

    def forget(self) -> None:
        """Forgets what only the replaced dossiers named. Two stories may have one body.

        Last of all: what a story was is asked for, when it is told why a page was made.
        """
        if not self._replaced:
            return
        old, new = _Named(self._replaced), _Named(self._told)
        bodies = old.bodies - new.bodies
        for dossier in self._dossiers.values() if bodies else ():
            bodies.difference_update(dossier.bodies)
        self.store.forget(old.drafts - new.drafts, bodies, old.kept - new.kept)

    def _todo(self, survey: Survey, now: datetime) -> list[_Job]:
        """The stories to be told, by name, with all their files."""
        stale = set(overdue(self._dossiers.values(), self.digest, now))
        others: set[str] = set()
        filed: dict[str, dict[str, Filed]] = defaultdict(dict)
        langs = self.rules.langs
        for path in (*(file.path for file in survey.changed), *survey.gone):
            where = filed_under(path, langs)
            if where:
                stale.add(where[0])
                filed[where[0]][path] = Filed(path, *where)
            else:
                others.add(path)
                if is_markdown(path) and path not in self._files.gone:
                    self._problems.append(Problem(shown(path), 0, 0, *unfiled(path, langs)))
        if others:
            stale |= {
                story
                for story, each in self._dossiers.items()
                if not others.isdisjoint(each.pictures)
            }
        return [self._job(story, filed[story]) for story in sorted(stale)]

    def _job(self, story: str, changed: Mapping[str, Filed]) -> _Job:
        old = self._dossiers.pop(story, None)
        if old:
            self._replaced.append(old)
        paths = {*(old.files if old else ()), *changed} - self._files.gone
        there = self._files.beside(story)
        files = [(changed.get(p) or self._filed(p), there.get(p)) for p in sorted(paths)]
        return _Job(story, tuple([(filed, stat) for filed, stat in files if stat]))

    def _filed(self, path: str) -> Filed:
        where = filed_under(path, self.rules.langs)
        assert where
        return Filed(path, *where)

    def _tell(self, story: str, forms: list[Form], now: datetime, place: Place) -> None:
        """Puts a story's new dossier in the old one's place; a story without files has none."""
        problems = [problem for form in forms for problem in form.compiled.problems]
        drafts = [form.compiled.draft for form in forms if form.compiled.draft]
        named = dict.fromkeys(path for draft in drafts for path in _pictures_of(draft))
        pictures: dict[str, Picture | None] = {}
        for path in named:
            if stat := self._files.get(path):
                pictures[path] = self._picture(path, stat, problems)
        told = tell(self.rules, drafts, pictures, now, whole=len(drafts) == len(forms))
        problems += place(told.faults)
        if not forms:
            return
        self._values |= told.values
        dossier = Dossier(
            story=story,
            rules=self.digest,
            files=tuple(form.filed.file for form in forms),
            drafts=tuple(form.key for form in forms),
            bodies=tuple(draft.body.digest for draft in drafts),
            entries=told.entries,
            since=told.since,
            until=told.until,
            held=told.held,
            pictures=tuple(named),
            links=tuple((draft.file, link) for draft in drafts for link in draft.body.links),
            related=tuple(
                (draft.file, at, each)
                for draft in drafts
                for at, each in enumerate(draft.related or ())
            ),
            problems=tuple(problems),
        )
        self._dossiers[story] = dossier
        self._told.append(dossier)

    def _picture(self, path: str, stat: FileStat, problems: list[Problem]) -> Picture | None:
        """The picture; ``None`` and a problem for one that is no good."""
        digest, looked = self._look(stat)
        if isinstance(looked, str):
            remedy = "save it anew as JPEG, PNG or WebP, at most 60 million pixels"
            if looked.startswith("SVG"):
                remedy = "export it as a PNG, 1600 pixels wide"
            problems.append(Problem(shown(path), 0, 0, looked, remedy))
            return None
        if looked.moves:
            fact = "the picture moves; readers see its first frame, still"
            remedy = "save that frame as a PNG, or publish the film elsewhere and link to it"
            problems.append(Problem(shown(path), 0, 0, fact, remedy, warning=True))
        return Picture(stat.disk, digest, looked.width, looked.height, looked.format)

    def _look(self, stat: FileStat) -> tuple[str, Looked | str]:
        """The digest of a picture's bytes, and what it is or why it is none."""
        from naba.renderers.picture import Looked, look  # and with it Pillow

        raw = source.read(self.content / stat.disk)
        digest = digest_bytes(raw)
        kept = self.store.looked(digest)
        if kept is not None:
            return digest, msgspec.msgpack.decode(kept, type=Looked | str)
        looked = look(raw)
        self.store.keep_looked(digest, encode(looked))
        return digest, looked


class _Named:
    """What some dossiers name of the store's."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self.drafts = {key for each in dossiers for key in each.drafts}
        self.bodies = {digest for each in dossiers for digest in each.bodies}
        entries = [entry for each in dossiers for entry in each.entries]
        self.kept = {ref for entry in entries for ref in (entry.article, entry.brief) if ref}


class _Job(msgspec.Struct, frozen=True):
    """A story that is to be told anew, and its files."""

    story: str
    files: tuple[tuple[Filed, FileStat], ...]


def _files_of(batch: list[_Job]) -> Iterator[tuple[Filed, FileStat]]:
    return (each for job in batch for each in job.files)


def _pictures_of(draft: Draft) -> Iterator[str]:
    """The paths of all pictures that a draft names."""
    image = (draft.image.file,) if draft.image and draft.image.file else ()
    for reference in (*draft.body.pictures, *image):
        if path := beside(draft.file, reference):
            yield path
