"""The search page of an edition, and what it reads.

A new story changes the document of its month. A year's words are told of its months but for the
edition's newest, which every search reads anyhow: else they would have to be told anew, from all
stories of the year, with each one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from naba import urls
from naba.digest import Once
from naba.dossier import Entry
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.views import search
from naba.views.search import Gathered

_MONTH, _YEAR = "feeds/search-month.json", "feeds/search-year.json"


def search_pages(desk: Desk) -> Iterator[Page]:
    """The page, a document for each month, and one for each year that has a month behind it."""
    lang, names = desk.lang, _Names(desk)
    told = {
        month: Once(
            Gathered,
            *month,
            desk.briefs(reversed(stories)),
            tuple([names.of(entry) for entry in reversed(stories)]),
        )
        for month, stories in sorted(desk.index.by_month.items())
    }
    months = tuple(f"{year:04}-{month:02}" for year, month in reversed(told))
    others = desk.elsewhere("page", urls.search, lambda _: True)
    address, template = urls.search(lang), "pages/search.html"
    yield desk.page(address, "the search page", template, search.search, months, others)
    for (year, month), gathered in told.items():
        of, made = f"the search data of {year}-{month:02}", search.month
        address = urls.search_month(lang, year, month)
        yield desk.page(address, of, _MONTH, made, gathered, turn=Turn.FEEDS)
    for year, group in groupby(list(told)[:-1], key=lambda month: month[0]):
        whole = tuple([told[month] for month in group])
        address, of = urls.search_year(lang, year), f"the search data of {year}"
        yield desk.page(address, of, _YEAR, search.year, whole, turn=Turn.FEEDS)


class _Names:
    """The names that stories are filed under, put together once for all that share them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._known: dict[tuple[tuple[str, ...], ...], tuple[str, ...]] = {}

    def of(self, entry: Entry) -> tuple[str, ...]:
        """The names of the story's tags and of who signs it."""
        written = entry.tags, entry.more.authors, entry.more.translators
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = self._names(*written)
        return known

    def _names(self, tags: tuple[str, ...], *people: tuple[str, ...]) -> tuple[str, ...]:
        desk, site = self.desk, self.desk.site
        topics = [site.tags[key] for key in site.tag_keys[tags]]
        topics += [each for names in people for each in desk.people(names)]
        return tuple(dict.fromkeys(topic.names[desk.lang].text for topic in topics))
