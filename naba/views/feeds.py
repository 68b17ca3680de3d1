"""What readers subscribe to: the feeds of listings, of corrections, and the list of them all."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from naba import dates, urls
from naba.bidi import first_strong
from naba.collation import sort_key
from naba.model import Article, Correction, Illustration, Topic, Value
from naba.pictures import plain
from naba.text import excerpt
from naba.views import body as bodies_of
from naba.views.articles import AddressOf, credit, dateline, note
from naba.views.head import ISOLATES, directed, mark
from naba.views.machines import (
    Category,
    Feed,
    FeedImage,
    FeedItem,
    Outline,
    Outlines,
    Signature,
)
from naba.views.parts import FeedLink
from naba.views.press import FORMS, Press

_TYPES = {"WEBP": "image/webp", "JPEG": "image/jpeg", "PNG": "image/png"}
_BETWEEN = re.compile(r"(?:\A|>)([^<]+)")
_TAG = re.compile(r"<[^>]*>")
# What stands within a line: a blank in its place would part a word from its full stop.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>"
)

# Where HTML sees a tag, and where the name of a character.
_TAG_BEGINS = re.compile("<(?=[A-Za-z/!?])")
_CHARACTER_NAMED = re.compile("&(?=[A-Za-z#])")
# So many characters of a text stand for it where it has no summary.
_EXCERPT = 200

Named = tuple[tuple[str, str], ...]  # names, each with the address of its page


class Channel(Value, frozen=True):
    """A feed: of what (``name`` is "" for the whole edition), in which form, between which others.

    Addresses know no base. A sealed part has an ``address`` of its own, others have none;
    ``archive`` is the form of sealed parts, ``previous`` and ``next`` are such.
    """

    id: str
    name: str
    front: str
    form: str = "rss"
    hub: str = ""
    address: str = ""
    previous: str = ""
    next: str = ""
    archive: str = ""


class Syndicated(Value, frozen=True):
    """An article for a feed, with its people and tags and its links resolved."""

    article: Article
    authors: Named = ()
    translators: Named = ()
    categories: Named = ()
    links: tuple[tuple[str, str], ...] = ()


class Corrected(Value, frozen=True):
    """A correction with its permanent id, and the story that it belongs to."""

    id: str
    correction: Correction
    title: str
    lang: str
    url: str


def feed(
    press: Press,
    channel: Channel,
    items: tuple[Syndicated, ...],
    *,
    bodies: Mapping[str, str] = MappingProxyType({}),
) -> Feed:
    """The feed of the listing at ``channel.front``."""
    newest = max((each.article.changed for each in items), default=None)
    return _feed(press, channel, newest, tuple(_item(press, each, bodies) for each in items))


def corrections(press: Press, channel: Channel, made: tuple[Corrected, ...]) -> Feed:
    """The feed of corrections, whose items are the corrections themselves."""
    newest = max((each.correction.date for each in made), default=None)
    return _feed(press, channel, newest, tuple(_correction(press, each) for each in made))


def _feed(
    press: Press, channel: Channel, newest: datetime | None, items: tuple[FeedItem, ...]
) -> Feed:
    edition, absolute = press.edition, press.base.absolute
    title, moment = edition.title, press.local(newest) if newest else _NEVER
    if channel.name:
        title = press.filled("title_with_site", title=channel.name, site=title)
    about = edition.description or edition.tagline or edition.title
    own = urls.feed(channel.front, channel.form)
    return Feed(
        id=channel.id,
        lang=press.lang,
        dir=edition.dir,
        title=literal(directed(title, press.lang, edition.dir)),
        description=directed(about, press.lang, edition.dir),
        newspaper=edition.title,
        url=absolute(channel.address or own),
        home=absolute(channel.front),
        root=absolute("/"),
        items=items,
        updated=dates.iso(moment),
        rfc822=dates.rfc822(moment),
        hub=channel.hub,
        archived=bool(channel.address),
        current=absolute(own),
        archive_type=FORMS[channel.archive][1] if channel.archive else "",
        previous=absolute(channel.previous) if channel.previous else "",
        next=absolute(channel.next) if channel.next else "",
    )


# Atom wants a moment of every feed, and one that has no item yet has none.
_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _item(press: Press, each: Syndicated, bodies: Mapping[str, str]) -> FeedItem:
    shown, dir = each.article, press.edition.dir
    assert shown.published is not None
    notice = press.strings["canceled_notice"]
    summary = notice if shown.canceled else shown.summary or ""
    picture = _image(press, shown.image) if shown.image and not shown.canceled else None
    body = f"<p>{html.escape(notice)}</p>" if shown.canceled else _body(press, each, bodies)
    said = (picture.caption or picture.credit) if picture else None
    place = dateline(shown)
    before = " ".join(words.text for words in (said, place) if words)
    return FeedItem(
        guid=shown.guid,
        url=press.base.absolute(shown.url),
        title=literal(directed(shown.title, shown.lang, dir)),
        summary=directed(summary, shown.lang, dir),
        body=body,
        published=dates.iso(press.local(shown.published)),
        updated=dates.iso(press.local(shown.changed)),
        rfc822=dates.rfc822(press.local(shown.published)),
        mark=mark(f"{before} {_opening(body)}", dir),
        excerpt="" if summary else directed(excerpt(_text(body), _EXCERPT), shown.lang, dir),
        dateline=place,
        authors=_signatures(press, each.authors),
        translators=_signatures(press, each.translators),
        categories=tuple(Category(n, press.base.absolute(at)) for n, at in each.categories),
        source=credit(press, shown.source) if shown.source else None,
        image=picture,
        corrections=tuple(note(press, correction) for correction in shown.corrections),
    )


def _correction(press: Press, each: Corrected) -> FeedItem:
    said, dir = each.correction, press.edition.dir
    moment = press.local(said.date)
    title = f"{press.strings[f'correction_{said.kind}']}: {each.title}"
    return FeedItem(
        guid=each.id,
        url=press.base.absolute(each.url) + "#corrections",
        title=literal(directed(title, press.lang, dir)),
        summary="",
        body=f"<p>{html.escape(said.text.text)}</p>",
        published=dates.iso(moment),
        updated=dates.iso(moment),
        rfc822=dates.rfc822(moment),
        mark=mark(said.text.text, dir),
        excerpt=directed(excerpt(said.text.text, _EXCERPT), press.lang, dir),
    )


def literal(title: str) -> str:
    """A title in which nobody finds HTML: for programs that look for some, and drop what they find.

    RSS leaves open what a title is, and some programs treat Atom's and JSON's alike. So what would
    begin a tag or name a character is parted by U+2060, which has no width and no direction. To
    programs that look for no HTML the title says the same.
    """
    if "<" in title:
        title = _TAG_BEGINS.sub("<\u2060", title)
    if "&" in title and html.unescape(title) != title:
        title = _CHARACTER_NAMED.sub("&\u2060", title)
    return title


def _signatures(press: Press, named: Named) -> tuple[Signature, ...]:
    return tuple(Signature(name, press.base.absolute(address)) for name, address in named)


def _image(press: Press, shown: Illustration) -> FeedImage:
    made = plain(shown.picture)
    return FeedImage(
        url=press.base.absolute(made.url),
        type=_TYPES[made.format],
        width=made.width,
        height=made.height,
        alt=shown.alt,
        caption=shown.caption,
        credit=shown.credit,
    )


def _opening(body: str) -> str:
    """The body's text as far as its first strong letter goes; all of it if it has none."""
    for found in _BETWEEN.finditer(body):
        text = html.unescape(found[1])
        if first_strong(ISOLATES.sub("", text)):
            return text
    return ""


def _text(body: str) -> str:
    return html.unescape(_TAG.sub(" ", _INLINE.sub("", body)))


def _body(press: Press, each: Syndicated, bodies: Mapping[str, str]) -> str:
    shown, absolute = each.article, press.base.absolute
    images = {ref: absolute(plain(picture).url) for ref, picture in shown.pictures.items()}
    links = {ref: absolute(url) if url else "" for ref, url in each.links}
    return bodies_of.plain(bodies[shown.body.digest], images, links, absolute(shown.url))


def outlines(press: Press, tags: tuple[Topic, ...], people: tuple[Topic, ...]) -> Outlines:
    """Every feed of the edition, for readers' programs to take over at once, in the first form.

    In more forms each feed would be subscribed to more than once.
    """
    lang, absolute, form = press.lang, press.base.absolute, press.forms[0]
    shown, type = FORMS[form]

    def made(name: str, front: str) -> FeedLink:
        return FeedLink(name, absolute(urls.feed(front, form)), type, shown, absolute(front))

    def topics(group: tuple[Topic, ...], address: AddressOf) -> tuple[FeedLink, ...]:
        ordered = sorted(group, key=lambda each: (sort_key(each.names[lang].text), each.key))
        return tuple(made(t.names[lang].text, address(lang, t.slug)) for t in ordered)

    sections = tuple(made(s.name[lang], urls.section(lang, s.id)) for s in press.sections)
    whole = (
        made(press.edition.title, urls.home(lang)),
        made(press.strings["corrections"], urls.corrections(lang)),
    )
    groups = (
        (press.edition.title, whole),
        (press.strings["sections"], sections),
        (press.strings["tags"], topics(tags, urls.tag)),
        (press.strings["people"], topics(people, urls.person)),
    )
    return Outlines(press.edition.title, tuple(Outline(*group) for group in groups if group[1]))
