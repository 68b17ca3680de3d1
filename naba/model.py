"""What a newspaper is made of: frozen values in newsroom words.

Nothing here reads a file, a clock or a setting. Strings that may be in another language than the
page that shows them are ``Words``. A *draft* is one file as its editor wrote it; an *article* is
the same after its story's other languages, the configuration and the clock have had their say.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

Direction = Literal["rtl", "ltr"]
Kind = Literal["news", "analysis", "opinion", "explainer", "page"]
Status = Literal["draft", "ready", "withheld", "canceled"]
CorrectionKind = Literal["correction", "clarification", "update", "retraction"]
Digits = Literal["latn", "arab"]
Months = Literal["intl", "levant", "maghreb", "dual"]
FeedForm = Literal["rss", "atom", "json"]
FEED_FORMS: tuple[FeedForm, ...] = ("rss", "atom", "json")


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of all values: frozen, compared by content, encoded without what is at default."""


class Words(Value, frozen=True):
    """A piece of human text and the language that it is in (BCP 47)."""

    text: str
    lang: str


class Edition(Value, frozen=True):
    """The newspaper in one language. All that differs between languages is data of the edition."""

    lang: str
    dir: Direction
    name: str  # the language's own name for itself: العربية
    title: str  # the newspaper's name in this edition
    tagline: str = ""
    description: str = ""
    digits: Digits = "latn"
    months: Months = "intl"
    hijri: bool = False  # whether the day by Umm al-Qura stands beside the Gregorian
    zone: str = ""  # what the clock is called, after a time: «بتوقيت عمّان»


class Section(Value, frozen=True):
    """One section of the newspaper; names and descriptions by edition."""

    id: str
    name: dict[str, str]
    description: dict[str, str] = {}


class Named(Value, frozen=True):
    """A tag or a person as ``tags.yaml`` and ``people.yaml`` tell it, by its key.

    ``name`` and ``description`` are by language; ``aliases`` are other spellings of any language;
    ``desk`` says that many people sign with one name.
    """

    key: str
    name: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    description: dict[str, str] = {}
    desk: bool = False


class Security(Value, frozen=True):
    """Who takes reports of weak spots of the site, and until when that holds (RFC 9116)."""

    contact: str
    expires: datetime


class Config(Value, frozen=True):
    """``site.yaml``, checked. ``base_url`` has no slash at its end and may carry a path."""

    base_url: str
    timezone: str
    editions: tuple[Edition, ...]
    sections: tuple[Section, ...]
    tags: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    page_size: int = 20
    feed_items: int = 25
    feed_forms: tuple[FeedForm, ...] = FEED_FORMS
    feed_archive: bool = True
    ascii_slugs: bool = True
    list_untranslated: bool = False
    share_cards: bool = True
    search: bool = True
    id: str = ""
    hub: str = ""
    indexnow: str = ""
    policies: dict[str, str] = {}  # by kind, the folder of a standing page
    security: Security | None = None

    def edition(self, lang: str) -> Edition:
        """The edition in this language; ``KeyError`` where there is none."""
        return {edition.lang: edition for edition in self.editions}[lang]


class Source(Value, frozen=True):
    """Where a story comes from when it is made from somebody else's text.

    ``name_lang`` is the language that the name is written in, ``language`` that of the text.
    """

    name: str = ""
    name_lang: str = ""
    url: str = ""
    language: str = ""
    title: str = ""
    date: datetime | None = None
    authors: tuple[str, ...] = ()


class Correction(Value, frozen=True):
    """A change that readers are told of."""

    date: datetime
    kind: CorrectionKind
    text: Words


class Picture(Value, frozen=True):
    """A picture file in ``content/``: its path there, its bytes' digest, its size in pixels."""

    file: str
    digest: str
    width: int
    height: int
    format: Literal["JPEG", "PNG", "WEBP", "AVIF", "GIF"]


class Illustration(Value, frozen=True):
    """A story's main picture with the words that go with it."""

    picture: Picture
    alt: Words
    caption: Words | None = None
    credit: Words | None = None
    focus: str = ""  # as in CSS's object-position, "30% 60%"; "" is the middle


class Body(Value, frozen=True):
    """What is known of a rendered body without its HTML, which the store keeps by ``digest``.

    ``pictures`` and ``links`` are the local references as they stand in the HTML (a picture's
    file name, another story's file), resolved when a page is made; ``words`` counts words.
    ``size`` is about how many bytes it takes in a feed, where every address is whole.
    """

    digest: str
    words: int = 0
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    size: int = 0


class ImageDraft(Value, frozen=True):
    """``image`` as one file says it; a translation may say only its own ``alt``."""

    file: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    focus: str | None = None


class Draft(Value, frozen=True):
    """One story file in one language, as its editor wrote it: nothing inherited, nothing decided.

    ``story`` is the story's folder below ``content/`` and its permanent name; ``file`` is the path
    of this file below ``content/``. ``None`` and ``()`` mean that the editor said nothing.
    """

    story: str
    lang: str
    file: str
    digest: str
    title: str
    body: Body
    date: datetime | None = None
    summary: str | None = None
    dateline: str | None = None
    updated: datetime | None = None
    section: str | None = None
    tags: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    translators: tuple[str, ...] = ()
    source: Source | None = None
    image: ImageDraft | None = None
    kind: Kind | None = None
    breaking: bool | None = None
    lead: bool | None = None
    slug: str | None = None
    id: str | None = None
    aliases: tuple[str, ...] = ()
    status: Status | None = None
    publish_at: datetime | None = None
    expires: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    related: tuple[str, ...] | None = None
    original: bool = False


class Text(Value, frozen=True):
    """One of a story's texts, as the others know it; ``theirs``: it translates another's."""

    lang: str
    url: str
    guid: str
    original: bool = False
    theirs: bool = False
    canceled: bool = False


class Article(Value, frozen=True):
    """A story in one language, published: inherited, resolved, with its address.

    ``file`` is below ``content/``; ``url`` begins with a slash and knows no base; ``tags``,
    ``authors`` and ``translators`` are names as they were written; ``published`` is
    ``None`` for standing pages only; ``original`` says that the story was written in this
    language first; ``texts`` are the story's others.
    """

    story: str
    lang: str
    file: str
    guid: str
    url: str
    title: str
    body: Body
    kind: Kind = "news"
    published: datetime | None = None
    updated: datetime | None = None
    summary: str | None = None
    dateline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    source: Source | None = None
    image: Illustration | None = None
    breaking: bool = False
    canceled: bool = False
    corrections: tuple[Correction, ...] = ()
    pictures: dict[str, Picture] = {}  # by the reference that stands in the body
    original: bool = True
    texts: tuple[Text, ...] = ()

    @property
    def changed(self) -> datetime:
        """When the text was published, last really changed or was last corrected."""
        assert self.published is not None
        corrected = (each.date for each in self.corrections)
        return max(self.published, self.updated or self.published, *corrected)

    @property
    def is_translated(self) -> bool:
        """Whether the text is a translation of somebody else's."""
        theirs = self.source.language.partition("-")[0].lower() if self.source else ""
        return theirs not in ("", self.lang.partition("-")[0].lower())


class Brief(Value, frozen=True, cache_hash=True):
    """What a listing, a neighbour or a related link needs of an article, and nothing else.

    A change of a body can't touch a listing, because a ``Brief`` has no body.
    """

    url: str
    lang: str
    title: str
    kind: Kind
    published: datetime
    summary: str | None = None
    section: str | None = None
    image: Illustration | None = None
    breaking: bool = False
    canceled: bool = False


class Topic(Value, frozen=True):
    """A tag or a person of the site: its key, its name in each language that has one."""

    key: str
    slug: str
    names: dict[str, Words]  # by edition; a name may be in another language than the edition
    descriptions: dict[str, Words] = {}
    old_slugs: tuple[str, ...] = ()
    desk: bool = False
