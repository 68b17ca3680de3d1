"""The share cards of an edition and its stories."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from naba import urls
from naba.dossier import Entry
from naba.page import FileRef, Page, Turn
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf
from naba.views import cards
from naba.views.cards import Shown
from naba.views.press import Press

TEMPLATE = "card.svg"


def card_page(layout: Layout, entry: Entry) -> Page:
    """The card of a story that has not been withdrawn."""
    picture = entry.more.image.picture if entry.more.image else None
    file = FileRef("content", picture.file, picture.digest) if picture else None
    return _page(layout, entry.url, f"content/{entry.file}", _shown(layout, entry), file)


def edition_sheaf(desk: Desk) -> Sheaf:
    """The card of the edition, for those of its pages that are no stories."""
    return desk.sheaf("card", edition_card)


def edition_card(layout: Layout) -> Iterator[Page]:
    """That card."""
    if layout.config.share_cards:
        shown = cards.of_edition(layout.press.edition)
        yield _page(layout, urls.home(layout.lang), "the share card of the edition", shown, None)


def _page(layout: Layout, address: str, of: str, shown: Shown, file: FileRef | None) -> Page:
    return Page(
        path=urls.file_of(urls.card(address)),
        renderer="card",
        turn=Turn.FILES,
        of=of,
        template=TEMPLATE,
        view=cards.card,
        press=_bare(layout.press),
        args=(shown,),
        file=file,
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
