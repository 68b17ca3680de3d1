"""The page types: what a template gets as ``page``, one type for each kind of page."""

from __future__ import annotations

from naba.model import Direction, Value, Words
from naba.views.parts import Card, Credit, Frame, Head, Image, Link, Note, When


class Page(Value, frozen=True):
    """What every HTML page of an edition has."""

    frame: Frame
    head: Head


class ArticlePage(Page, frozen=True):
    """``pages/article.html`` and, for standing pages, ``pages/page.html``.

    ``body`` is safe HTML. ``canceled`` pages have a notice and no summary, picture or body.
    ``minutes`` is the time a reader needs, at 140 Arabic or 230 other words a minute; at least 1.
    """

    title: Words
    body: str
    kind: str
    minutes: int
    summary: Words | None = None
    section: Link | None = None
    published: When | None = None
    updated: When | None = None
    authors: tuple[Link, ...] = ()
    translators: tuple[Link, ...] = ()
    source: Credit | None = None
    image: Image | None = None
    tags: tuple[Link, ...] = ()
    corrections: tuple[Note, ...] = ()
    related: tuple[Card, ...] = ()
    newer: Card | None = None
    older: Card | None = None
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
    feed: str = ""


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


class FeedsPage(Page, frozen=True):
    """``pages/feeds.html``: the edition's feeds, for people."""

    edition: Link
    sections: tuple[Link, ...]
    tags: tuple[Link, ...]


class NotFoundPage(Page, frozen=True):
    """``pages/404.html``: one for each edition, and one for the whole site in the first one's."""


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


class RedirectPage(Value, frozen=True):
    """``pages/redirect.html``: an old address, leading to the new one."""

    lang: str
    dir: Direction
    root: str
    url: str
    canonical: str
    title: str


class FeedItem(Value, frozen=True):
    """A story in a feed. ``html`` is the whole text with absolute addresses."""

    guid: str
    url: str
    title: str
    summary: str
    html: str
    published: str  # RFC 822
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    source_name: str = ""
    source_url: str = ""
    image: str = ""
    image_type: str = ""


class Feed(Value, frozen=True):
    """``feeds/rss.xml``. ``updated`` is the newest item's moment (RFC 822), never the build's."""

    lang: str
    dir: Direction
    title: str
    description: str
    url: str
    home: str
    root: str
    items: tuple[FeedItem, ...]
    updated: str = ""


class Address(Value, frozen=True):
    """An entry of a sitemap: absolute address, day of the last change, the other languages."""

    url: str
    modified: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


class Sitemap(Value, frozen=True):
    """``feeds/sitemap.xml``: one shard."""

    addresses: tuple[Address, ...]


class SitemapIndex(Value, frozen=True):
    """``feeds/sitemap-index.xml``: the shards."""

    shards: tuple[Address, ...]


class Robots(Value, frozen=True):
    """``feeds/robots.txt``."""

    sitemap: str
