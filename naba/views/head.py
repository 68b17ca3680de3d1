"""What stands in ``<head>``: titles that keep their direction, other languages, feeds."""

from __future__ import annotations

import re

from naba import locale, urls
from naba.bidi import first_strong, isolate_plain
from naba.model import Direction, Words
from naba.views.cards import edition_card
from naba.views.data import Thing
from naba.views.parts import Alternate, FeedLink, Head
from naba.views.press import Others, Press

ISOLATES = re.compile("[\u2066-\u2069]")
_MARKS: dict[Direction, str] = {"rtl": "\u200f", "ltr": "\u200e"}


def head(
    press: Press,
    title: Words,
    address: str,
    others: Others,
    *,
    description: str = "",
    feeds: tuple[FeedLink, ...] = (),
    noindex: bool = False,
    kind: str = "website",
    image: str = "",
    data: tuple[Thing, ...] = (),
) -> Head:
    """The ``<head>`` of the page at ``address``: title with the site's name, hreflang, feeds."""
    site = press.edition.title
    own = isolate_plain(title.text, title.lang)
    full = own if title.text == site else press.filled("title_with_site", title=own, site=site)
    whole = press.feeds(site, urls.home(press.lang))
    alternates = () if noindex else _alternates(press, address, others)
    return Head(
        title=full,
        canonical=press.base.absolute(address),
        description=isolate_plain(description, title.lang),
        alternates=alternates,
        feeds=(*whole, *feeds),
        noindex=noindex,
        kind=kind,
        image=image,
        card=edition_card(press),
        headline=directed(title.text, title.lang, locale.direction(title.lang)),
        locale=locale.with_territory(press.lang),
        locales=tuple(
            locale.with_territory(each.lang)
            for each in alternates
            if each.lang not in (press.lang, "x-default")
        ),
        data=() if noindex else data,
    )


def directed(text: str, lang: str, dir: Direction) -> str:
    """A line that programs lay out by its first strong letter.

    Its foreign runs are isolated, and where its first strong letter runs the other way than
    ``dir``, a mark of its own direction stands before it: «BBC: …» would be set left to right.
    """
    isolated = isolate_plain(text, lang)
    return mark(isolated, dir) + isolated


def mark(text: str, dir: Direction) -> str:
    """The direction mark that a text needs before it, or nothing.

    Isolates don't hide a letter here: browsers' ``dir="auto"`` looks into them (HTML, "auto
    directionality"), whatever the bidirectional algorithm says.
    """
    return "" if first_strong(ISOLATES.sub("", text)) in (dir, None) else _MARKS[dir]


def _alternates(press: Press, address: str, others: Others) -> tuple[Alternate, ...]:
    """Itself, its counterparts, and x-default."""
    pages = {press.lang: address, **dict(others.same)}
    ordered = [(e.lang, pages[e.lang]) for e in press.editions if e.lang in pages]
    listed = [Alternate(lang, press.base.absolute(url)) for lang, url in ordered]
    return (*listed, Alternate("x-default", press.base.absolute(x_default(*ordered[0]))))


def x_default(lang: str, address: str) -> str:
    """What hreflang names for other languages, of pages the first of which is at ``address``.

    It is that first page; for the homes the gateway, whose own hreflang set is theirs.
    """
    return urls.GATEWAY if address == urls.home(lang) else address
