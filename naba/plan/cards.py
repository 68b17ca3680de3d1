"""The share card of a story."""

from __future__ import annotations

import functools

from naba import urls
from naba.dossier import Entry
from naba.page import FileRef, Page, Turn
from naba.plan.sheaf import Layout
from naba.views import cards
from naba.views.cards import Shown
from naba.views.press import Press

TEMPLATE = "card.svg"


def card_page(layout: Layout, entry: Entry) -> Page:
    """The card of a story that has not been withdrawn."""
    picture = entry.more.image.picture if entry.more.image else None
    return Page(
        path=urls.file_of(urls.card(entry.url)),
        renderer="card",
        turn=Turn.FILES,
        of=f"content/{entry.file}",
        template=TEMPLATE,
        view=cards.card,
        press=_bare(layout.press),
        args=(_shown(layout, entry),),
        file=FileRef("content", picture.file, picture.digest) if picture else None,
    )


@functools.lru_cache(maxsize=8)
def _bare(press: Press) -> Press:
    return cards.bare(press)


def _shown(layout: Layout, entry: Entry) -> Shown:
    """The story as its card shows it."""
    more = entry.more
    section = next((s for s in layout.press.sections if s.id == entry.section), None)
    return Shown(
        title=entry.title,
        lang=entry.lang,
        kind=more.kind,
        breaking=more.breaking,
        section=section.id if section else "",
        section_name=section.name[layout.lang] if section else "",
        focus=more.image.focus if more.image else "",
        picture=more.image is not None,
    )
