"""The share cards of an edition's stories."""

from __future__ import annotations

from collections.abc import Iterator

from naba import urls
from naba.dossier import Entry
from naba.page import FileRef, Page, Turn
from naba.plan.desk import Desk
from naba.views import cards
from naba.views.cards import Shown

TEMPLATE = "card.svg"


def card_pages(desk: Desk) -> Iterator[Page]:
    """The edition's, and one a story that has not been withdrawn."""
    if not desk.site.config.share_cards:
        return
    press = cards.bare(desk.press)
    yield Page(
        path=urls.file_of(urls.card(urls.home(desk.lang))),
        renderer="card",
        turn=Turn.FILES,
        of="the share card of the edition",
        template=TEMPLATE,
        view=cards.card,
        press=press,
        args=(cards.of_edition(desk.edition),),
    )
    for entry in desk.index.own:
        if entry.canceled:
            continue
        picture = entry.more.image.picture if entry.more.image else None
        yield Page(
            path=urls.file_of(urls.card(entry.url)),
            renderer="card",
            turn=Turn.FILES,
            of=f"content/{entry.file}",
            template=TEMPLATE,
            view=cards.card,
            press=press,
            args=(_shown(desk, entry),),
            file=FileRef("content", picture.file, picture.digest) if picture else None,
        )


def _shown(desk: Desk, entry: Entry) -> Shown:
    """The story as its card shows it."""
    more = entry.more
    section = next((s for s in desk.press.sections if s.id == entry.section), None)
    return Shown(
        title=entry.title,
        lang=entry.lang,
        kind=more.kind,
        breaking=more.breaking,
        section=section.id if section else "",
        section_name=section.name[desk.lang] if section else "",
        focus=more.image.focus if more.image else "",
        picture=more.image is not None,
    )
