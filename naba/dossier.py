"""A story as the archive's register knows it: what planning needs, and digests of all the rest.

A newspaper of a hundred thousand stories is planned from these. The articles themselves and their
briefs stay in the store until a page is made of them. A digest means exactly one value, so what a
page is planned from is what it is made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from naba.errors import Problem
from naba.model import Article, Brief, Correction, Illustration, Kind, Picture, Value

# The name of a kept value: what it is, then the digest of its canonical bytes. In a page's
# arguments it stands for that value.
Ref = bytes
ARTICLE, BRIEF = b"A", b"B"
# How many bytes a brief's name has, and an entry's.
BRIEF_NAME, ENTRY_NAME = 17, 16


class More(Value, frozen=True):
    """What most stories have little of: see ``Entry``."""

    authors: tuple[str, ...] = ()
    authors_lang: str = ""
    translators: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    image: Illustration | None = None
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: Kind = "news"
    breaking: bool = False
    lead: bool = False
    canceled: bool = False


_NOTHING = More()


class Entry(Value, frozen=True, array_like=True):
    """An article as planning knows it; ``article`` and ``brief`` stand for what it holds.

    ``month`` is the one of its address; ``tags``, ``authors`` and ``translators`` are names as they
    were written, in ``tags_lang`` and ``authors_lang``; ``others`` are language and address of the
    story's other texts, without those that were withdrawn; ``size`` is its body's in a feed.
    ``name`` is the digest of all the rest.
    """

    story: str
    lang: str
    file: str
    url: str
    guid: str
    title: str
    article: Ref
    brief: Ref
    body: str
    size: int
    published: datetime | None
    changed: datetime | None
    month: tuple[int, int] | None
    section: str | None
    tags: tuple[str, ...]
    tags_lang: str
    others: tuple[tuple[str, str], ...]
    more: More = _NOTHING
    name: bytes = b""

    @property
    def canceled(self) -> bool:
        """Whether the story was withdrawn."""
        return self.more.canceled

    @property
    def is_page(self) -> bool:
        """Whether it is a standing page."""
        return self.more.kind == "page"


class Held(Value, frozen=True, array_like=True):
    """Of a text that may not be seen now: what must not clash with others all the same."""

    file: str
    url: str
    guid: str


class Dossier(Value, frozen=True, array_like=True):
    """Everything that planning needs of one story, for the moments from ``since`` to ``until``.

    ``rules`` is the digest of what it was told by; ``files`` are its files, ``drafts`` the keys of
    their compiled forms and ``bodies`` the digests of their HTML; ``pictures`` are the pictures
    that its texts name, there or not; ``links`` and ``related`` are a file and what it refers to;
    ``problems`` are warnings.
    """

    story: str
    rules: str
    files: tuple[str, ...]
    drafts: tuple[str, ...]
    bodies: tuple[str, ...]
    entries: tuple[Entry, ...]
    since: datetime | None = None
    until: datetime | None = None
    held: tuple[Held, ...] = ()
    pictures: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, int, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def overdue(dossiers: Iterable[Dossier], rules: str, now: datetime) -> list[str]:
    """The stories whose dossier would be another if it were made now, of the same files."""
    return [
        each.story
        for each in dossiers
        if each.rules != rules
        or (each.since is not None and now < each.since)
        or (each.until is not None and now >= each.until)
    ]


def brief(article: Article) -> Brief:
    """What a listing needs of an article."""
    assert article.published is not None
    return Brief(
        url=article.url,
        lang=article.lang,
        title=article.title,
        kind=article.kind,
        published=article.published,
        summary=article.summary,
        section=article.section,
        image=article.image,
        breaking=article.breaking,
        canceled=article.canceled,
    )
