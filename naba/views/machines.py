"""What templates of feeds, sitemaps and search data get as ``page``.

All addresses in feeds and sitemaps are absolute; those of search are a page's.
"""

from __future__ import annotations

from naba.model import Direction, Value, Words
from naba.views.parts import Credit, FeedLink, Note


class Signature(Value, frozen=True):
    """Who wrote or translated a story: the name, and the address of the page."""

    name: str
    url: str = ""


class Category(Value, frozen=True):
    """A section or tag of a story; ``domain`` is the address of its listing."""

    name: str
    domain: str


class FeedImage(Value, frozen=True):
    """A story's main picture, in the one size that every reader can show."""

    url: str
    type: str
    width: int
    height: int
    alt: Words
    caption: Words | None = None
    credit: Words | None = None


class FeedItem(Value, frozen=True):
    """A story in a feed, or a correction. ``body`` is the whole text with absolute addresses.

    ``published`` and ``updated`` are in the form of RFC 3339, ``rfc822`` is ``published`` as RSS
    wants it. ``mark`` is a direction mark where the text's first strong letter runs the other way.
    ``excerpt`` is what the text begins with, for forms that ask for a description of every item;
    ``dateline`` the place that stands before it.
    """

    guid: str
    url: str
    title: str
    summary: str
    body: str
    published: str
    updated: str
    rfc822: str
    mark: str = ""
    excerpt: str = ""
    dateline: Words | None = None
    authors: tuple[Signature, ...] = ()
    translators: tuple[Signature, ...] = ()
    categories: tuple[Category, ...] = ()
    source: Credit | None = None
    image: FeedImage | None = None
    corrections: tuple[Note, ...] = ()


class Feed(Value, frozen=True):
    """``feeds/rss.xml``, ``feeds/atom.xml`` and ``feeds/feed.json``.

    ``updated`` (RFC 3339) and ``rfc822`` tell the newest change of an item, never the build's
    time. ``archived`` marks a sealed part (RFC 5005); ``current`` is the feed that it is of.
    ``previous`` and ``next`` are sealed parts, of the media type ``archive_type``.
    """

    id: str
    lang: str
    dir: Direction
    title: str
    description: str
    newspaper: str
    url: str
    home: str
    root: str
    items: tuple[FeedItem, ...]
    updated: str
    rfc822: str
    hub: str = ""
    archived: bool = False
    current: str = ""
    previous: str = ""
    next: str = ""
    archive_type: str = ""


class Outline(Value, frozen=True):
    """A group of feeds."""

    title: str
    feeds: tuple[FeedLink, ...]


class Outlines(Value, frozen=True):
    """``feeds/outlines.xml``: every feed of an edition, in OPML."""

    title: str
    groups: tuple[Outline, ...]


class Address(Value, frozen=True):
    """An entry of a sitemap: the last change (RFC 3339), the other languages, the picture."""

    url: str
    modified: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    image: str = ""


class Sitemap(Value, frozen=True):
    """``feeds/sitemap.xml``: one shard."""

    addresses: tuple[Address, ...]


class SitemapIndex(Value, frozen=True):
    """``feeds/sitemap-index.xml``: the shards."""

    shards: tuple[Address, ...]


class News(Value, frozen=True):
    """A story in the sitemap of news."""

    url: str
    title: str
    newspaper: str
    lang: str
    published: str


class NewsSitemap(Value, frozen=True):
    """``feeds/news.xml``: the stories of the last two days."""

    stories: tuple[News, ...]


class SearchStory(Value, frozen=True):
    """A story as search finds and shows it. ``title`` and ``summary`` are plain, with isolates.

    ``date`` is the day for machines, ``day`` as lists show it; ``names`` are those of tags and
    people. A story in another language than the edition has ``lang``, ``dir`` and the language's
    name (``foreign``).
    """

    url: str
    title: str
    date: str
    day: str
    summary: str = ""
    section: str = ""
    kind: str = ""
    names: tuple[str, ...] = ()
    lang: str = ""
    dir: str = ""
    foreign: str = ""


class SearchMonth(Value, frozen=True):
    """``feeds/search-month.json``: a month's stories, newest first; ``sections`` name theirs."""

    sections: dict[str, str]
    stories: tuple[SearchStory, ...]


class SearchYear(Value, frozen=True):
    """``feeds/search-year.json``: the stems of all words of a year's stories.

    ``stems`` are, by the months that they occur in (a bit for each, January's is 1), in the order
    of their letters, with blanks between them.
    """

    stems: dict[str, str]


class Robots(Value, frozen=True):
    """``feeds/robots.txt``."""

    sitemaps: tuple[str, ...]


class SecurityText(Value, frozen=True):
    """``feeds/security.txt`` (RFC 9116)."""

    contact: str
    expires: str
    languages: tuple[str, ...]
    canonical: str


class Key(Value, frozen=True):
    """``feeds/indexnow.txt``: the key that proves who owns the site."""

    key: str
