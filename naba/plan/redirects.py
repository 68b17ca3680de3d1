"""Old addresses: stories' aliases, and other spellings of tags and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from naba import urls
from naba.model import Topic
from naba.page import Page
from naba.plan.desk import Desk
from naba.views.doors import redirect

TEMPLATE = "pages/redirect.html"


def redirect_pages(desk: Desk) -> Iterator[Page]:
    for entry in (*desk.index.own, *desk.site.pages[desk.lang]):
        for alias in entry.more.aliases:
            of, goal = f"content/{entry.file}", (entry.url, entry.title)
            yield desk.page(alias, of, TEMPLATE, redirect, *goal)
    yield from _topics(desk, desk.site.tags, desk.index.by_tag, urls.tag)
    yield from _topics(desk, desk.site.people, desk.index.by_person, urls.person)


def _topics(
    desk: Desk,
    topics: dict[str, Topic],
    listed: Iterable[str],
    address: Callable[[str, str], str],
) -> Iterator[Page]:
    """A page for each other spelling of what has a page, unless a page stands there."""
    taken = {topic.slug for topic in topics.values()}
    for key in sorted(listed):
        topic = topics[key]
        goal = address(desk.lang, topic.slug)
        for slug in topic.old_slugs:
            if slug not in taken:
                taken.add(slug)
                of = f"another spelling of `{key}`"
                old, title = address(desk.lang, slug), topic.names[desk.lang].text
                yield desk.page(old, of, TEMPLATE, redirect, goal, title)
