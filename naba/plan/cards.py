"""The share cards of an edition's stories."""

from __future__ import annotations

from collections.abc import Iterator

from naba import urls
from naba.page import FileRef, Page, Turn
from naba.plan.desk import Desk
from naba.views import cards

TEMPLATE = "card.svg"


def card_pages(desk: Desk) -> Iterator[Page]:
    """One card a story that has not been withdrawn."""
    if not desk.site.config.share_cards:
        return
    press = cards.bare(desk.press)
    for article in desk.index.own:
        if article.canceled:
            continue
        picture = article.image.picture if article.image else None
        yield Page(
            path=urls.file_of(urls.card(article.url)),
            renderer="card",
            turn=Turn.FILES,
            of=f"content/{article.file}",
            template=TEMPLATE,
            view=cards.card,
            press=press,
            args=(cards.shown(article, desk.press),),
            file=FileRef("content", picture.file, picture.digest) if picture else None,
        )
