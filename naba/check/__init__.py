"""Looks at a newspaper without publishing it: all that a build would tell, and where credit fails.

A story that is made from somebody else's text has to say whose, in its front matter and, whatever
a theme makes of that, on its page. Numbers are to be in the digits of their edition.
"""

from __future__ import annotations

import contextlib
import functools
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from naba import source
from naba.build import Settings
from naba.check.digits import digit_faults, digit_problems
from naba.content import decode
from naba.errors import ContentError, Fault, Problem
from naba.loading import Reader
from naba.model import Article, Source
from naba.page import Page
from naba.planning import Planned, Sources, load, placed, prepare
from naba.renderers import Material, in_place, render_batch
from naba.run import held, plainly
from naba.site import Site
from naba.source import Project, engines
from naba.store import Store
from naba.values import Values
from naba.work import Elastic

_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
_TAG = re.compile(r"<[^>]*>")


def check(project: Project, settings: Settings) -> tuple[Problem, ...]:
    """Everything that is wrong or doubtful with the newspaper as it is published now.

    Raises ``UsageError`` if another build has the store for longer than ``PATIENCE``.
    """
    state = Path(project.state)
    with plainly(project):
        state.mkdir(exist_ok=True)
        with held(state):
            return _checked(project, settings, state)


def _checked(project: Project, settings: Settings, state: Path) -> tuple[Problem, ...]:
    with (
        Elastic(settings.jobs) as executor,
        contextlib.closing(Store(state / "store.sqlite3", engines())) as store,
    ):
        try:
            ready = prepare(project, settings, Reader(store))
            sources = load(project, settings, ready, executor)
            pages = Planned(project, sources).pages()
        except ContentError as error:
            return error.problems
        faults: list[Fault] = []
        problems = set(sources.warnings)
        for shown, page, material in _texts(pages.values(), Values(store)):
            edition = sources.site.config.edition(shown.lang)
            faults += (
                *_credit_faults(shown, page, material, sources),
                *digit_faults(edition, shown),
            )
            body = material.html[shown.body.digest].decode()
            file = Path(project.root, "content", shown.file)
            problems.update(digit_problems(edition, shown, body, functools.partial(_read, file)))
        return tuple(sorted({*problems, *placed(project, faults)}))


def _read(file: Path) -> str:
    """A story's file; nothing if it is called otherwise on this disk."""
    return decode(source.read(file), "")[0] if file.is_file() else ""


def _texts(pages: Iterable[Page], values: Values) -> Iterator[tuple[Article, Page, Material]]:
    """The stories and standing pages. A withdrawn story owes nothing any more."""
    for page in pages:
        if page.template in ("pages/article.html", "pages/page.html"):
            material = values.material(values.fetch([page]))
            shown: Article = in_place([page], material)[0].args[0]
            if not shown.canceled:
                yield shown, page, material


def _credit_faults(
    shown: Article, page: Page, material: Material, sources: Sources
) -> Iterator[Fault]:
    """Where the credit of a story fails."""
    if page.template != "pages/article.html" or not (shown.source or shown.translators):
        return
    if shown.source:
        yield from _source_faults(shown, shown.source)
    made, errors = render_batch(sources.theme, [page], material)
    for error in errors:
        raise error
    yield from _hidden_credits(sources.site, shown, page.of, made[0])


def _source_faults(article: Article, their: Source) -> Iterator[Fault]:
    """What the front matter leaves out of a source."""
    file = f"content/{article.file}"
    if article.is_translated and not article.translators:
        fact = f"the story is translated from `{their.language}` and names no translator"
        yield Fault(file, fact, "add `translators: [name]`", ("source",))
    if not their.url and not their.title:
        fact = "the source can't be found again: it has no address and no title"
        yield Fault(file, fact, "add `url: https://…` or `title: …` to it", ("source",))
    if not their.language:
        fact = "`source` does not say which language its text is in"
        yield Fault(file, fact, "add `language: en` to it", ("source",), warning=True)


def _hidden_credits(site: Site, shown: Article, of: str, page: bytes) -> Iterator[Fault]:
    """What the page of a story doesn't show of its source and its translators."""
    for each in _missing(site, shown, page.decode().partition("<main")[2]):
        fact = f"the page of the story does not show `{each}` of its credit"
        remedy = "let pages/article.html show `page.source` and `page.translators`"
        yield Fault(of, fact, remedy, ("source" if shown.source else "translators",))


def _missing(site: Site, shown: Article, made: str) -> Iterator[str]:
    """The parts of a story's credit that its page, ``made``, does not show."""
    words, their = _words(_TAG.sub("", made)), shown.source
    keys = site.person_keys[shown.translators]
    wanted = [site.people[key].names[shown.lang].text for key in keys]
    wanted += [their.name, their.title] if their else []
    yield from (each for each in wanted if _words(each) not in words)
    if their and their.url and html.escape(their.url) not in made:
        yield their.url


def _words(text: str) -> str:
    return " ".join(_MARKS.sub("", html.unescape(text)).split())
