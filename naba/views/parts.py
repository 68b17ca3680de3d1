"""The small things that pages are put together from. Addresses are ready to be printed.

What macros are ``kept`` by caches its hash: menus stand on every page, cards on some ten.
"""

from __future__ import annotations

from naba.model import Digits, Direction, Value, Words
from naba.views.data import Thing


class Link(Value, frozen=True, cache_hash=True):
    """Something that has a name and an address. ``current`` marks where the reader is."""

    text: Words
    url: str
    current: bool = False


class When(Value, frozen=True):
    """A moment: ``iso`` for machines, ``text`` as the edition writes a day.

    ``short`` is the day as lists show it, ``clock`` has the time and its zone; ``hijri`` is the
    day by Umm al-Qura, where the edition wants it.
    """

    iso: str
    text: str
    short: str
    clock: str
    hijri: str = ""


class Variant(Value, frozen=True):
    """A picture file at one width."""

    url: str
    width: int


class Image(Value, frozen=True):
    """A picture, ready for ``<img>``: ``src`` everywhere, the others for browsers that know them.

    ``focus`` is the focal point in tenths from left and top, such as ``3-6``; "" is the middle.
    """

    src: str
    width: int
    height: int
    alt: Words
    avif: tuple[Variant, ...] = ()
    webp: tuple[Variant, ...] = ()
    caption: Words | None = None
    credit: Words | None = None
    focus: str = ""


class Card(Value, frozen=True, cache_hash=True):
    """A story as listings show it.

    ``foreign`` is the language's own name when the story is in another language than the page.
    """

    url: str
    title: Words
    published: When
    kind: str
    summary: Words | None = None
    section: Link | None = None
    image: Image | None = None
    breaking: bool = False
    canceled: bool = False
    foreign: str = ""


class Switch(Value, frozen=True):
    """The way to another edition: ``target`` says to what (``story``, ``section``, ``home`` …)."""

    lang: str
    dir: Direction
    name: str
    url: str
    target: str


class Alternate(Value, frozen=True):
    """One entry of the page's hreflang set; ``lang`` may be ``x-default``. Absolute address."""

    lang: str
    url: str


class FeedLink(Value, frozen=True, cache_hash=True):
    """A feed that a page announces: its title, address, media type, and form (``RSS``).

    ``page`` is the address of the listing, where it is told.
    """

    title: str
    url: str
    type: str
    form: str = ""
    page: str = ""


class CardImage(Value, frozen=True):
    """A story's share card: absolute address, size in pixels, what it says."""

    url: str
    width: int
    height: int
    alt: str


class Head(Value, frozen=True):
    """What goes into ``<head>``. ``title`` and ``description`` are plain text with isolates.

    ``headline`` is the title for share cards: without the newspaper's name, and with a mark where
    its first strong letter runs the other way. ``authors`` are addresses of their pages, absolute;
    ``data`` is what machines read (JSON-LD).
    """

    title: str
    canonical: str
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    noindex: bool = False
    kind: str = "website"  # the Open Graph type
    image: str = ""  # absolute
    card: CardImage | None = None
    headline: str = ""
    locale: str = ""
    locales: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    data: tuple[Thing, ...] = ()


class Frame(Value, frozen=True):
    """What surrounds every page of an edition: names, menus, the way to the other editions."""

    lang: str
    dir: Direction
    title: str
    tagline: str
    digits: Digits
    root: str  # the site's root with its sub-path: "/" or "/news/"
    home: Link
    search: Link | None
    sections: tuple[Link, ...]
    menu: tuple[Link, ...]  # search, archive, tags, corrections, feeds
    about: tuple[Link, ...]  # standing pages
    feed: FeedLink
    switches: tuple[Switch, ...] = ()


class Credit(Value, frozen=True):
    """Where a story comes from: the agency or paper, its text's title, language and day."""

    name: Words
    url: str = ""
    title: Words | None = None
    language: str = ""  # the language's name, in the page's language
    lang: str = ""  # its code
    date: When | None = None
    authors: tuple[Words, ...] = ()


class Note(Value, frozen=True):
    """A correction as readers see it; ``kind`` names a string ``correction_<kind>``."""

    kind: str
    date: When
    text: Words
    story: Link | None = None
