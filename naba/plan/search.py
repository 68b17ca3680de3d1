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
from naba.index import Month, Row
from naba.model import Value
from naba.page import Page, Turn
from naba.plan import told as by_name
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf
from naba.plan.told import Told
from naba.views import search
from naba.views.press import Others
from naba.views.search import Gathered

_MONTH, _YEAR = "feeds/search-month.json", "feeds/search-year.json"


class Listed(Value, frozen=True):
    """The stories that an edition lists in a month, and what they name."""

    month: Month
    row: Row
    told: Told


def search_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The page, a document for each month, and one for each year that has a month behind it.

    None where readers are not to search.
    """
    if not desk.config.search:
        return
    listed = {
        month: Listed(month, stories.row(), desk.told(stories.entries))
        for month, stories in desk.index.listed.by_month.items()
    }
    others = desk.elsewhere("page", urls.search, lambda _: True)
    yield desk.sheaf("search", page, desk.months(), others)
    for (year, month), each in listed.items():
        yield desk.sheaf(f"search {year}-{month:02}", words_of_month, each)
    for year, group in groupby(list(listed)[:-1], key=lambda month: month[0]):
        months = tuple([listed[month] for month in group])
        yield desk.sheaf(f"search {year}", words_of_year, year, months)


def page(layout: Layout, months: tuple[Month, ...], others: Others) -> Iterator[Page]:
    """The search page."""
    named = tuple(f"{year:04}-{month:02}" for year, month in months)
    address, of, view = urls.search(layout.lang), "the search page", search.search
    yield layout.page(address, of, "pages/search.html", view, named, others)


def words_of_month(layout: Layout, listed: Listed) -> Iterator[Page]:
    """What search reads of a month."""
    year, month = listed.month
    address, of = (
        urls.search_month(layout.lang, year, month),
        f"the search data of {year}-{month:02}",
    )
    args = search.month, _gathered(layout, listed)
    yield layout.page(address, of, _MONTH, *args, turn=Turn.FEEDS)


def words_of_year(layout: Layout, year: int, months: tuple[Listed, ...]) -> Iterator[Page]:
    """What search reads of a year, to know which months it has to read."""
    address, of = urls.search_year(layout.lang, year), f"the search data of {year}"
    args = search.year, tuple([_gathered(layout, each) for each in months])
    yield layout.page(address, of, _YEAR, *args, turn=Turn.FEEDS)


def _gathered(layout: Layout, listed: Listed) -> Once:
    newest_first = listed.row.entries[::-1]
    return Once(
        Gathered,
        *listed.month,
        by_name.briefs([entry.brief for entry in newest_first]),
        tuple([_names(layout, entry, listed.told) for entry in newest_first]),
    )


def _names(layout: Layout, entry: Entry, told: Told) -> tuple[str, ...]:
    """The names of a story's tags and of who signs it."""
    more = entry.more
    topics = (*told.tags(entry), *told.people(more.authors), *told.people(more.translators))
    return tuple(dict.fromkeys([topic.names[layout.lang].text for topic in topics]))
