"""The page of one story in one language, and standing pages, which are made the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from naba import urls
from naba.locale import language_name
from naba.model import Article, Brief, Correction, Source, Topic, Value, Words
from naba.pictures import plain
from naba.views import body as bodies_of
from naba.views import linked
from naba.views.cards import card_image
from naba.views.data import Thing
from naba.views.head import head
from naba.views.linked import Signed, Texts
from naba.views.pages import ArticlePage
from naba.views.parts import Credit, FeedLink, Head, Link, Note
from naba.views.press import Others, Press, frame, image

# Words a minute in the standard texts of IReST (Trauzettel-Klosinski and Dietz 2012): 138 in
# Arabic, whose words carry their articles and prepositions with them, 228 in English; rounded.
_PACE = {"ar": 140}
_PACE_ELSEWHERE = 230


AddressOf = Callable[[str, str], str]


class Surroundings(Value, frozen=True):
    """What an article's page shows of the rest of the newspaper.

    ``links`` resolves the body's links to other stories: reference and address, "" if unseen.
    """

    tags: tuple[Topic, ...] = ()
    authors: tuple[Topic, ...] = ()
    translators: tuple[Topic, ...] = ()
    related: tuple[Brief, ...] = ()
    newer: Brief | None = None
    older: Brief | None = None
    links: tuple[tuple[str, str], ...] = ()
    card: bool = False


def article(
    press: Press,
    shown: Article,
    around: Surroundings,
    *,
    bodies: Mapping[str, str] = MappingProxyType({}),
) -> ArticlePage:
    """The page of ``shown``; ``bodies`` holds its HTML by digest."""
    title = Words(shown.title, shown.lang)
    others = _others(press, shown)
    section = press.section_link(shown.section)
    top = _head(press, shown, around, others, title)
    if around.card or top.image:
        top = replace(top, card=card_image(press, shown) if around.card else None)
    if around.authors:
        pages = (urls.person(press.lang, who.slug) for who in around.authors)
        top = replace(top, authors=tuple(press.base.absolute(each) for each in pages))
    return ArticlePage(
        frame=frame(press, shown.url, others),
        head=top,
        title=title,
        body="" if shown.canceled else _body(press, shown, around, bodies),
        kind=shown.kind,
        minutes=minutes(shown),
        summary=Words(shown.summary, shown.lang) if shown.summary and not shown.canceled else None,
        dateline=dateline(shown),
        section=section,
        published=press.when(shown.published) if shown.published else None,
        updated=press.when(shown.updated) if shown.updated else None,
        modified=press.when(shown.changed) if shown.published else None,
        authors=topic_links(press, around.authors, urls.person),
        translators=topic_links(press, around.translators, urls.person),
        source=credit(press, shown.source) if shown.source else None,
        image=press.image(shown.image) if shown.image and not shown.canceled else None,
        tags=topic_links(press, around.tags, urls.tag),
        corrections=tuple(note(press, each) for each in shown.corrections),
        related=press.cards(around.related),
        newer=press.card(around.newer) if around.newer else None,
        older=press.card(around.older) if around.older else None,
        latest="" if shown.kind == "page" else press.base.href(urls.latest(press.lang)),
        breaking=shown.breaking,
        canceled=shown.canceled,
    )


def dateline(shown: Article) -> Words | None:
    """The place that stands before a story's first words; none where there is no story."""
    if not shown.dateline or shown.canceled or shown.kind == "page":
        return None
    return Words(shown.dateline, shown.lang)


def minutes(shown: Article) -> int:
    """The time that a reader needs, in whole minutes, at least 1."""
    return max(1, round(shown.body.words / _PACE.get(shown.lang, _PACE_ELSEWHERE)))


def topic_links(press: Press, topics: tuple[Topic, ...], address: AddressOf) -> tuple[Link, ...]:
    """Links to the pages of tags or people; ``address`` is one of ``urls.tag``, ``urls.person``."""
    return tuple(
        press.link(topic.names[press.lang], address(press.lang, topic.slug)) for topic in topics
    )


def note(press: Press, correction: Correction, story: Link | None = None) -> Note:
    """A correction as readers see it, on its story's page or, with a link, elsewhere."""
    return Note(correction.kind, press.when(correction.date), correction.text, story)


def credit(press: Press, source: Source) -> Credit:
    """The source of a story. Its title and authors are in its own language, where that is said."""
    lang = source.language or press.lang
    return Credit(
        name=Words(source.name, source.name_lang),
        url=source.url,
        title=Words(source.title, lang) if source.title else None,
        language=language_name(source.language, press.lang) if source.language else "",
        lang=source.language,
        date=press.when(source.date) if source.date else None,
        authors=tuple(Words(author, lang) for author in source.authors),
    )


def _head(press: Press, shown: Article, around: Surroundings, others: Others, title: Words) -> Head:
    section = press.section_link(shown.section)
    feeds: tuple[FeedLink, ...] = ()
    if section and shown.section:
        front = urls.section(press.lang, shown.section)
        feeds = press.feeds(section.text.text, front)[:1]
    picture = shown.image.picture if shown.image and not shown.canceled else None
    return head(
        press,
        title,
        shown.url,
        others,
        description="" if shown.canceled else shown.summary or "",
        feeds=feeds,
        noindex=shown.canceled,
        kind="website" if shown.kind == "page" else "article",
        image=press.base.absolute(plain(picture).url) if picture else "",
        data=_data(press, shown, around),
    )


def _others(press: Press, shown: Article) -> Others:
    """The story's texts in other languages; without one the switch goes to its section."""
    seen = () if shown.canceled else tuple(text for text in shown.texts if not text.canceled)
    instead = [(text.lang, text.url, "story") for text in shown.texts]
    langs = {shown.lang, *(text.lang for text in shown.texts)}
    for edition in press.editions:
        if edition.lang not in langs and shown.section:
            instead.append((edition.lang, urls.section(edition.lang, shown.section), "section"))
    target = "page" if shown.kind == "page" else "story"
    return Others(target, tuple((text.lang, text.url) for text in seen), tuple(instead))


def _texts(shown: Article) -> Texts:
    """What a text of our own is translated from, and into.

    Texts that are made from somebody else's are each a translation of that one.
    """
    if shown.is_translated:
        return Texts()
    ours = tuple(text for text in shown.texts if not (text.theirs or text.canceled))
    if shown.original:
        return Texts(translations=ours)
    return Texts(original=next((text for text in ours if text.original), None))


def _data(press: Press, shown: Article, around: Surroundings) -> tuple[Thing, ...]:
    if shown.canceled:
        return ()
    if shown.kind == "page":
        return linked.page(press, shown)
    signed = Signed(around.authors, around.translators, around.tags)
    card = card_image(press, shown) if around.card else None
    return linked.story(press, shown, signed, _texts(shown), card)


def _body(press: Press, shown: Article, around: Surroundings, bodies: Mapping[str, str]) -> str:
    images = {
        reference: image(press.base, picture, Words("", shown.lang))
        for reference, picture in shown.pictures.items()
    }
    links = {ref: press.base.href(url) if url else "" for ref, url in around.links}
    return bodies_of.dress(bodies[shown.body.digest], images, links)
