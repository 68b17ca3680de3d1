"""The pages of an edition's own stories and its standing pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from naba.dossier import Entry
from naba.model import Brief
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.related import related
from naba.views import articles
from naba.views.articles import Surroundings


def article_pages(desk: Desk) -> Iterator[Page]:
    """One page a text: stories, then standing pages."""
    seen = [entry for entry in desk.index.own if not entry.canceled]
    by_story = {entry.story: entry for entry in seen}
    to_read = _to_read(desk, seen)
    newer, older = _neighbours(seen)
    cards = desk.site.config.share_cards
    for entry in desk.index.own:
        around = Surroundings(
            tags=desk.tags(entry),
            authors=desk.people(entry.more.authors),
            translators=desk.people(entry.more.translators),
            related=desk.briefs([by_story[story] for story in to_read.get(entry.story, ())]),
            newer=newer.get(entry.story),
            older=older.get(entry.story),
            links=desk.links(entry),
            card=cards and not entry.canceled,
        )
        yield _page(desk, entry, around, "pages/article.html")
    for entry in desk.site.pages[desk.lang]:
        yield _page(desk, entry, Surroundings(links=desk.links(entry)), "pages/page.html")


def _page(desk: Desk, entry: Entry, around: Surroundings, template: str) -> Page:
    return desk.page(
        entry.url,
        f"content/{entry.file}",
        template,
        articles.article,
        desk.article(entry),
        around,
        turn=Turn.ARTICLES,
        bodies=() if entry.canceled else (entry.body,),
    )


def _to_read(desk: Desk, seen: list[Entry]) -> Mapping[str, list[str]]:
    known = desk.site.tag_keys
    wishes = [(entry.story, entry.more.related) for entry in seen if entry.more.related]
    return related(tuple([(entry.story, known[entry.tags]) for entry in seen]), tuple(wishes))


def _neighbours(seen: list[Entry]) -> tuple[dict[str, Brief], dict[str, Brief]]:
    """The next newer and the next older story of the same section, by story.

    Within a section, so that a new story touches the page of one other.
    """
    newest: dict[str | None, Entry] = {}
    newer: dict[str, Brief] = {}
    older: dict[str, Brief] = {}
    for entry in seen:
        last = newest.get(entry.section)
        if last:
            newer[last.story] = Desk.brief(entry)
            older[entry.story] = Desk.brief(last)
        newest[entry.section] = entry
    return newer, older
