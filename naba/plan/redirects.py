"""Old addresses: stories' aliases, and other spellings of tags and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from naba import urls
from naba.dossier import Entry
from naba.model import Topic
from naba.page import Page
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf
from naba.views.doors import redirect

TEMPLATE = "pages/redirect.html"

Way = tuple[str, str, str, str]  # what it is, the old address, the one it leads to, the title there


def alias_pages(layout: Layout, entry: Entry) -> Iterator[Page]:
    """The old addresses of a story or a standing page."""
    for alias in entry.more.aliases:
        of, goal = f"content/{entry.file}", (entry.url, entry.title)
        yield layout.page(alias, of, TEMPLATE, redirect, *goal)


def spelling_sheaf(desk: Desk) -> Sheaf:
    """The other spellings of tags and people that have a page."""
    site, listed = desk.site, desk.index.listed
    tags = _ways(desk, site.tags, listed.by_tag, urls.tag)
    people = _ways(desk, site.people, listed.by_person, urls.person)
    return desk.sheaf("spellings", spellings, (*tags, *people))


def _ways(
    desk: Desk,
    topics: Mapping[str, Topic],
    listed: Iterable[str],
    address: Callable[[str, str], str],
) -> Iterator[Way]:
    """The way from each other spelling, unless a page stands there."""
    taken = {topic.slug for topic in topics.values()}
    for key in listed:
        topic = topics[key]
        for slug in topic.old_slugs:
            if slug not in taken:
                taken.add(slug)
                old, goal = address(desk.lang, slug), address(desk.lang, topic.slug)
                yield f"another spelling of `{key}`", old, goal, topic.names[desk.lang].text


def spellings(layout: Layout, ways: tuple[Way, ...]) -> Iterator[Page]:
    """A page for each way."""
    for of, old, goal, title in ways:
        yield layout.page(old, of, TEMPLATE, redirect, goal, title)
