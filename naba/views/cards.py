"""A story as its share card shows it."""

from __future__ import annotations

from naba import urls
from naba.model import Article, Edition, Kind, Value, Words
from naba.urls import Base
from naba.views.pages import ShareCard
from naba.views.parts import CardImage
from naba.views.press import Press

# What Open Graph's readers show whole.
WIDTH, HEIGHT = 1200, 630


class Shown(Value, frozen=True):
    """What a card needs of an article, and nothing else: most edits leave it as it is."""

    title: str
    lang: str
    kind: Kind = "news"
    breaking: bool = False
    section: str = ""
    section_name: str = ""
    focus: str = ""
    picture: bool = False


def bare(press: Press) -> Press:
    """The press without menus and addresses, so that a new page in a menu makes no card anew."""
    return Press.made(
        base=Base(""),
        edition=press.edition,
        editions=(),
        timezone=press.timezone,
        sections=(),
        standing=(),
        forms=(),
        strings={},
    )


def of_edition(edition: Edition) -> Shown:
    """What stands for all pages of an edition that are no story."""
    return Shown(title=edition.tagline or edition.title, lang=edition.lang, kind="page")


def card(press: Press, story: Shown) -> ShareCard:
    """The card of one story."""
    return ShareCard(
        lang=press.lang,
        dir=press.edition.dir,
        paper=press.edition.title,
        title=Words(story.title, story.lang),
        kind=story.kind,
        breaking=story.breaking,
        section=story.section,
        section_name=story.section_name,
        picture=story.picture,
        focus=story.focus,
    )


def edition_card(press: Press) -> CardImage | None:
    """Where the edition's card is."""
    if not press.share_cards:
        return None
    url = press.base.absolute(urls.card(urls.home(press.lang)))
    return CardImage(url, WIDTH, HEIGHT, press.edition.title)


def card_image(press: Press, article: Article) -> CardImage | None:
    """Where the card of a story is; standing pages and withdrawn stories have none."""
    if article.canceled or article.kind == "page":
        return None
    url = press.base.absolute(urls.card(article.url))
    return CardImage(url, WIDTH, HEIGHT, article.title)
