"""What all pages of an edition share, and how words, addresses and moments are made for them.

A ``Press`` is the first argument of every view function. Its parts change seldom; when they do,
every page of the edition is another page.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from naba import dates, locale, urls
from naba.digest import digest
from naba.hijri import hijri_date
from naba.model import Brief, Edition, Illustration, Picture, Section, Value, Words
from naba.pictures import avif, focus_in_tenths, plain, webp
from naba.urls import Base
from naba.views.parts import (
    Card,
    FeedLink,
    Frame,
    Image,
    Link,
    Switch,
    Variant,
    When,
)

# The strings of an edition that views need; templates name their own.
STRINGS = (
    "archive", "comma", "correction_clarification", "correction_correction",
    "correction_retraction", "correction_update", "corrections", "feed_of", "feeds", "home",
    "latest", "not_found_title", "people", "sealed_title", "search", "sections", "source", "tags",
    "title_with_site", "translation",
)  # fmt: skip

# The forms of feeds: what they are called, and their media types.
FORMS = {
    "rss": ("RSS", "application/rss+xml"),
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON", "application/feed+json"),
}


class Press(Value, frozen=True, eq=False):
    """One edition and what surrounds its pages. ``standing`` are names and addresses of pages,
    ``forms`` the forms of its feeds; ``share_cards`` and ``search`` say whether there are any.

    ``digest`` covers all the rest (``made`` sees to it); two presses are equal if theirs are.
    """

    digest: str
    base: Base
    edition: Edition
    editions: tuple[Edition, ...]
    timezone: str
    sections: tuple[Section, ...]
    standing: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    strings: dict[str, str]
    share_cards: bool = False
    search: bool = False

    @classmethod
    def made(cls, **parts: Any) -> Press:
        """A press of these parts, with its digest."""
        return cls(digest=digest(sorted(parts.items())), **parts)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Press) and self.digest == other.digest

    @property
    def lang(self) -> str:
        return self.edition.lang

    def words(self, text: str) -> Words:
        return Words(text, self.lang)

    def named(self, key: str) -> Words:
        """A string of the edition as words."""
        return self.words(self.strings[key])

    def filled(self, key: str, **values: str) -> str:
        """A string of the edition with its places filled."""
        return self.strings[key].format(**values)

    def link(self, text: Words, address: str, current: str = "") -> Link:
        return Link(text, self.base.href(address), address == current)

    def local(self, moment: datetime) -> datetime:
        """The moment by the newspaper's clock: the store keeps moments, not their offsets."""
        return moment.astimezone(_zone(self.timezone))

    def when(self, moment: datetime) -> When:
        return _when(self, moment)

    def feeds(self, name: str, front: str) -> tuple[FeedLink, ...]:
        """The feeds of the listing at ``front``; where one is enough, the first."""
        return _feeds(self, name, front)

    def section_link(self, id: str | None) -> Link | None:
        return _section_link(self, id)

    def image(self, shown: Illustration) -> Image:
        focus = focus_in_tenths(shown.focus)
        return image(self.base, shown.picture, shown.alt, shown.caption, shown.credit, focus)

    def card(self, brief: Brief) -> Card:
        """The card of a story."""
        return _cards(self)(brief)

    def make_card(self, brief: Brief) -> Card:
        """The same, made anew."""
        foreign = brief.lang != self.lang
        return Card(
            url=self.base.href(brief.url),
            title=Words(brief.title, brief.lang),
            published=self.when(brief.published),
            kind=brief.kind,
            summary=Words(brief.summary, brief.lang) if brief.summary else None,
            section=self.section_link(brief.section),
            image=self.image(brief.image) if brief.image else None,
            breaking=brief.breaking,
            canceled=brief.canceled,
            foreign=locale.language_name(brief.lang, self.lang) if foreign else "",
        )

    def cards(self, briefs: Iterable[Brief]) -> tuple[Card, ...]:
        return tuple(map(_cards(self), briefs))


# What stands on many pages is made once in each process: a story's card on some ten, the link to a
# section on a thousand.


@functools.lru_cache(maxsize=8)
def _cards(press: Press) -> Callable[[Brief], Card]:
    return functools.lru_cache(maxsize=10_000)(press.make_card)


@functools.lru_cache(maxsize=1_000)
def _feeds(press: Press, name: str, front: str) -> tuple[FeedLink, ...]:
    return tuple(
        FeedLink(
            title=press.filled("feed_of", form=FORMS[form][0], name=name),
            url=press.base.href(urls.feed(front, form)),
            type=FORMS[form][1],
            form=FORMS[form][0],
        )
        for form in press.forms
    )


@functools.lru_cache(maxsize=1_000)
def _section_link(press: Press, id: str | None) -> Link | None:
    for section in press.sections:
        if section.id == id:
            address = urls.section(press.lang, section.id)
            return press.link(press.words(section.name[press.lang]), address)
    return None


@functools.lru_cache(maxsize=5_000)
def _when(press: Press, moment: datetime) -> When:
    # A page shows the moment of its story twice, and its neighbours show it too.
    edition, zone = press.edition, _zone(press.timezone)
    return When(
        iso=dates.iso(press.local(moment)),
        text=dates.long_date(moment, edition, zone),
        short=dates.short_date(moment, edition, zone),
        clock=dates.zoned_time(moment, edition, zone),
        hijri=hijri_date(moment, edition, zone) if edition.hijri else "",
    )


@functools.lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def image(
    base: Base,
    picture: Picture,
    alt: Words,
    caption: Words | None = None,
    credit: Words | None = None,
    focus: str = "",
) -> Image:
    """A picture with the addresses of its renditions."""
    spare = plain(picture)
    return Image(
        src=base.href(spare.url),
        width=spare.width,
        height=spare.height,
        alt=alt,
        avif=tuple(Variant(base.href(each.url), each.width) for each in avif(picture)),
        webp=tuple(Variant(base.href(each.url), each.width) for each in webp(picture)),
        caption=caption,
        credit=credit,
        focus=focus,
    )


class Others(Value, frozen=True):
    """The same page in the other editions: language and address, and what the switch goes to.

    ``same`` holds those that are true counterparts (they make the hreflang set, with the page's
    own); ``instead`` is where the switch goes for editions that have none.
    """

    target: str
    same: tuple[tuple[str, str], ...] = ()
    instead: tuple[tuple[str, str, str], ...] = ()  # language, address, target


def frame(press: Press, address: str, others: Others) -> Frame:
    """What surrounds the page at ``address``."""
    usual = _frame(press, "")
    if address in _named(press):
        usual = _frame(press, address)
    return replace(usual, switches=_switches(press, others))


@functools.lru_cache(maxsize=64)
def _frame(press: Press, address: str) -> Frame:
    """The frame of all pages that no menu names, or of one that a menu names."""
    edition, lang = press.edition, press.lang
    return Frame(
        lang=lang,
        dir=edition.dir,
        title=edition.title,
        tagline=edition.tagline,
        digits=edition.digits,
        root=press.base.root,
        home=press.link(press.named("home"), urls.home(lang), address),
        search=press.link(press.named("search"), urls.search(lang), address)
        if press.search
        else None,
        sections=tuple(
            press.link(press.words(s.name[lang]), urls.section(lang, s.id), address)
            for s in press.sections
        ),
        menu=tuple(
            press.link(press.named(name), made(lang), address) for name, made in _menu(press)
        ),
        about=tuple(press.link(press.words(t), url, address) for t, url in press.standing),
        feed=press.feeds(edition.title, urls.home(lang))[0],
    )


def _menu(press: Press) -> Iterator[tuple[str, Callable[[str], str]]]:
    """The pages that the foot of every page leads to, by the names of their strings."""
    if press.search:
        yield "search", urls.search
    yield "archive", urls.archive
    yield "tags", urls.tags
    yield "corrections", urls.corrections
    yield "feeds", urls.feeds


@functools.lru_cache(maxsize=8)
def _named(press: Press) -> frozenset[str]:
    """The addresses that the menus name."""
    lang = press.lang
    sections = (urls.section(lang, section.id) for section in press.sections)
    menu = (made(lang) for _, made in _menu(press))
    return frozenset([urls.home(lang), *sections, *menu, *(url for _, url in press.standing)])


def _switches(press: Press, others: Others) -> tuple[Switch, ...]:
    goals = {lang: (url, others.target) for lang, url in others.same}
    goals |= {lang: (url, target) for lang, url, target in others.instead if lang not in goals}
    return tuple(
        Switch(e.lang, e.dir, e.name, press.base.href(url), target)
        for e in press.editions
        if e.lang != press.lang
        for url, target in (goals.get(e.lang, (urls.home(e.lang), "home")),)
    )
