"""The page types: what a template gets as ``page``, one type for each kind of page."""

from __future__ import annotations

from naba.model import Direction, Value, Words
from naba.views.data import Thing
from naba.views.parts import (
    Card,
    CardImage,
    Credit,
    FeedLink,
    Frame,
    Head,
    Image,
    Link,
    Note,
    When,
)


class Page(Value, frozen=True):
    """What every HTML page of an edition has."""

    frame: Frame
    head: Head


class ArticlePage(Page, frozen=True):
    """``pages/article.html`` and, for standing pages, ``pages/page.html``.

    ``body`` is safe HTML, ``dateline`` the place that stands before it. ``canceled`` pages have a
    notice and no summary, picture or body.
    ``minutes`` is the time a reader needs, at 140 Arabic or 230 other words a minute; at least 1.
    """

    title: Words
    body: str
    kind: str
    minutes: int
    summary: Words | None = None
    dateline: Words | None = None
    section: Link | None = None
    published: When | None = None
    updated: When | None = None
    modified: When | None = None
    authors: tuple[Link, ...] = ()
    translators: tuple[Link, ...] = ()
    source: Credit | None = None
    image: Image | None = None
    tags: tuple[Link, ...] = ()
    corrections: tuple[Note, ...] = ()
    related: tuple[Card, ...] = ()
    newer: Card | None = None
    older: Card | None = None
    latest: str = ""
    breaking: bool = False
    canceled: bool = False


class SectionBlock(Value, frozen=True):
    """A section on the home page: its name and its newest stories."""

    section: Link
    cards: tuple[Card, ...]


class HomePage(Page, frozen=True):
    """``pages/home.html``: the lead story, the latest, each section. ``older`` leads further."""

    lead: Card | None
    latest: tuple[Card, ...]
    sections: tuple[SectionBlock, ...]
    older: str = ""


class ListingPage(Page, frozen=True):
    """``pages/listing.html``: a section, a tag, an author, the latest, or a sealed page of one.

    ``kind`` is ``section``, ``tag``, ``person`` or ``latest``; ``number`` is 0 on the front page
    and counts sealed pages from the oldest. ``front`` is the address of the front page.
    """

    kind: str
    heading: Words
    front: str
    cards: tuple[Card, ...]
    description: Words | None = None
    number: int = 0
    newer: str = ""
    older: str = ""
    feed: FeedLink | None = None


class LatestPage(Page, frozen=True):
    """``pages/latest.html``: the newest stories alone, for pages that fetch them."""

    cards: tuple[Card, ...]


class LetterGroup(Value, frozen=True):
    """The tags that begin with one letter."""

    letter: str
    tags: tuple[Link, ...]


class TagsPage(Page, frozen=True):
    """``pages/tags.html``: all tags of the edition, in the order of its alphabet."""

    groups: tuple[LetterGroup, ...]


class Year(Value, frozen=True):
    """A year of the archive and its months that have stories, newest first."""

    title: str
    months: tuple[Link, ...]


class ArchivePage(Page, frozen=True):
    """``pages/archive.html``: every month that has stories."""

    years: tuple[Year, ...]


class MonthPage(Page, frozen=True):
    """``pages/month.html``: all stories of one month, newest first."""

    heading: str
    archive: Link
    cards: tuple[Card, ...]


class CorrectionsPage(Page, frozen=True):
    """``pages/corrections.html``: every correction, newest first."""

    notes: tuple[Note, ...]
    feed: FeedLink


class SearchPage(Page, frozen=True):
    """``pages/search.html``, which ``js/search.js`` makes work.

    ``url`` is its own address, below which lies what search reads; ``months`` are those that have
    stories, newest first, such as ``2024-08``; ``digits`` are the edition's from 0 to 9.
    """

    url: str
    months: tuple[str, ...]
    digits: str


class FeedsOf(Value, frozen=True):
    """A listing and the addresses of its feeds, by form: ``RSS``, ``Atom``, ``JSON``."""

    name: Words
    forms: tuple[tuple[str, str], ...]


class FeedsPage(Page, frozen=True):
    """``pages/feeds.html``: the edition's feeds, for people. ``outlines`` is OPML of them all."""

    edition: FeedsOf
    sections: tuple[FeedsOf, ...]
    tags: tuple[FeedsOf, ...]
    people: tuple[FeedsOf, ...]
    corrections: FeedsOf
    outlines: str


class NotFoundPage(Page, frozen=True):
    """``pages/404.html``: one for each edition, and one for the whole site in the first one's."""


class ShareCard(Value, frozen=True):
    """``card.svg``: the picture that stands for a story where its address is shared.

    One of the kind ``page`` stands for the edition, on all pages that are no story. ``section`` is
    the section's id; ``picture`` tells whether the story has one, ``focus`` what matters most.
    """

    lang: str
    dir: Direction
    paper: str
    title: Words
    kind: str
    breaking: bool
    section: str
    section_name: str
    picture: bool
    focus: str


class Door(Value, frozen=True):
    """One edition on the gateway page."""

    lang: str
    dir: Direction
    name: str
    title: str
    tagline: str
    url: str


class GatewayPage(Value, frozen=True):
    """``pages/gateway.html``, the site's root: names the editions and chooses none."""

    root: str
    canonical: str
    title: str
    doors: tuple[Door, ...]
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[FeedLink, ...] = ()
    data: tuple[Thing, ...] = ()
    card: CardImage | None = None


class RedirectPage(Value, frozen=True):
    """``pages/redirect.html``: an old address, leading to the new one."""

    lang: str
    dir: Direction
    root: str
    url: str
    canonical: str
    title: str
