"""The pages of an edition that list things: home, sections, tags, people, months, overviews.

The front of a listing is planned with its feeds, for both are its newest stories; its sealed pages
are planned in chunks, so that the one that seals has few beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from naba import urls
from naba.index import Briefs, Column, Groups, Index, Month
from naba.listings import sealed_pages
from naba.page import Page
from naba.plan import told as by_name
from naba.plan.desk import Desk
from naba.plan.feeds import Newest, newest, topic_feeds
from naba.plan.sheaf import Layout, Sheaf
from naba.views import listings
from naba.views.doors import redirect
from naba.views.listings import Front, Listing
from naba.views.press import Others

# So many of a section's newest stories stand in its block on the home page.
BLOCK = 4
# So many of the newest are fetched by pages of stories: four, and one more for one's own.
LATEST = 5
# So many sealed pages are planned together.
CHUNK = 64


def listing_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """Every listing that grows: fronts, sealed pages, and the way on from the last sealed one."""
    yield from _home(desk)
    index, press = desk.index, desk.layout.press
    for section in desk.config.sections:
        described = section.description.get(desk.lang)
        first = Listing(
            kind="section",
            heading=press.words(section.name[desk.lang]),
            front=urls.section(desk.lang, section.id),
            briefs=(),
            description=press.words(described) if described else None,
        )
        stories = index.listed.by_section.get(section.id, Column(()))
        own = index.own_by_section.get(section.id, Column(()))
        others = desk.elsewhere("section", _of(urls.section, section.id), _everywhere)
        of = f"the section `{section.id}`"
        yield from _listing(desk, first, stories, newest(desk, own), others, of)
    yield from _topics(desk, "tag")
    yield from _topics(desk, "person")


def _topics(desk: Desk, kind: str) -> Iterator[Sheaf]:
    """The listings of tags or of people."""
    address = urls.tag if kind == "tag" else urls.person
    topics = desk.site.tags if kind == "tag" else desk.site.people
    own = _grouped(desk.index.seen, kind)
    for key, stories in _grouped(desk.index.listed, kind).items():
        topic = topics[key]
        others = desk.elsewhere(kind, _of(address, topic.slug), _has(kind, key))
        first = Listing(
            kind=kind,
            heading=topic.names[desk.lang],
            front=address(desk.lang, topic.slug),
            briefs=(),
            description=topic.descriptions.get(desk.lang),
            desk=topic.desk,
        )
        feed = newest(desk, own.get(key, Column(())))
        yield from _listing(desk, first, stories, feed, others, f"the {kind} `{key}`")


def _grouped(groups: Groups, kind: str) -> Mapping[str, Column]:
    return groups.by_tag if kind == "tag" else groups.by_person


def _everywhere(_: Index) -> bool:
    return True


def _of(address: Callable[[str, str], str], name: str) -> Callable[[str], str]:
    return lambda lang: address(lang, name)


def _has(kind: str, key: str) -> Callable[[Index], bool]:
    return lambda index: key in _grouped(index.listed, kind)


def _listing(
    desk: Desk, first: Listing, stories: Column, feed: Newest, others: Others, of: str
) -> Iterator[Sheaf]:
    """The front page of a listing with its feeds, then the sealed pages."""
    count = sealed_pages(len(stories), desk.config.page_size)
    fresh = stories.shown(count * desk.config.page_size)
    name = f"listing {first.front}"
    yield desk.sheaf(name, listing, first, fresh, count, feed, others, of)
    yield from _sealed(desk, first, stories, count, others, of)


def listing(
    layout: Layout,
    first: Listing,
    briefs: Briefs,
    sealed: int,
    feed: Newest,
    others: Others,
    of: str,
) -> Iterator[Page]:
    """The front page of a listing, its feeds, and where the next sealed page will stand."""
    older = urls.sealed(first.front, sealed) if sealed else ""
    front = replace(first, briefs=by_name.briefs(briefs.newest_first()), older=older)
    template, view, month = "pages/listing.html", listings.listing, briefs.month
    yield layout.page(first.front, of, template, view, front, others, month=month)
    yield from way_on(layout, first, sealed, of)
    yield from topic_feeds(layout, first.heading.text, first.front, feed)


def way_on(layout: Layout, first: Listing, sealed: int, of: str) -> Iterator[Page]:
    """Where the next sealed page will stand a page that leads to the front.

    So a sealed page can link to the next newer one from the day that it is sealed, and never
    changes when that one is.
    """
    if sealed:
        address = urls.sealed(first.front, sealed + 1)
        name = f"the way from {of}'s sealed pages to its front"
        goal, title = first.front, first.heading.text
        yield layout.page(address, name, "pages/redirect.html", redirect, goal, title)


def _sealed(
    desk: Desk, first: Listing, stories: Column, count: int, others: Others, of: str
) -> Iterator[Sheaf]:
    """The sealed pages in chunks, oldest first."""
    instead = Others(
        others.target, instead=tuple((lang, url, others.target) for lang, url in others.same)
    )
    size = desk.config.page_size
    for start in range(0, count, CHUNK):
        briefs = stories.shown(start * size, min(start + CHUNK, count) * size)
        args = first, start + 1, briefs, instead, of
        yield desk.sheaf(f"sealed {first.front} {start + 1}", sealed, *args)


def sealed(
    layout: Layout, first: Listing, lowest: int, briefs: Briefs, others: Others, of: str
) -> Iterator[Page]:
    """Some sealed pages; ``lowest`` is the first one's."""
    for number, page in enumerate(briefs.cut(layout.config.page_size), start=lowest):
        shown = replace(
            first,
            briefs=by_name.briefs(page.newest_first()),
            number=number,
            newer=urls.sealed(first.front, number + 1),
            older=urls.sealed(first.front, number - 1) if number > 1 else "",
        )
        name, view = f"{of}, sealed page {number}", listings.listing
        template, month = "pages/listing.html", page.month
        yield layout.page(shown.address, name, template, view, shown, others, month=month)


def _home(desk: Desk) -> Iterator[Sheaf]:
    stories = desk.index.listed.all
    listed, size = stories.entries, desk.config.page_size
    count = sealed_pages(len(listed), size)
    leads = [a for a in listed if a.more.lead] or list(listed[-1:])
    lead = leads[-1] if leads else None
    latest = [entry.brief for entry in reversed(listed[count * size :]) if entry is not lead]
    blocks = (
        (section.id, [entry.brief for entry in reversed(found.entries[-BLOCK:])])
        for section in desk.config.sections
        if (found := desk.index.listed.by_section.get(section.id))
    )
    address = urls.home(desk.lang)
    front = Front(
        lead=by_name.brief(lead.brief) if lead else None,
        latest=by_name.briefs(latest),
        blocks=tuple((section, by_name.briefs(briefs)) for section, briefs in blocks),
        older=urls.sealed(address, count) if count else "",
    )
    others = desk.elsewhere("home", urls.home, _everywhere)
    newest = by_name.briefs(entry.brief for entry in reversed(listed[-LATEST:]))
    first = Listing("latest", desk.layout.press.named("latest"), address, ())
    yield desk.sheaf("home", home, front, desk.policies(), newest, others, first, count)
    yield from _sealed(desk, first, stories, count, others, "the latest stories")


def home(
    layout: Layout,
    front: Front,
    policies: tuple[tuple[str, str], ...],
    newest: tuple[Any, ...],
    others: Others,
    first: Listing,
    sealed: int,
) -> Iterator[Page]:
    """The home page, the latest stories alone, and the way on from the sealed pages."""
    args = front, policies, others
    yield layout.page(first.front, "the home page", "pages/home.html", listings.home, *args)
    of, template = "the latest stories alone", "pages/latest.html"
    yield layout.page(urls.latest(layout.lang), of, template, listings.latest, newest, others)
    yield from way_on(layout, first, sealed, "the latest stories")


def month_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The months."""
    for month, stories in desk.index.listed.by_month.items():
        others = desk.elsewhere("month", _month(month), _has_month(month))
        yield desk.sheaf(
            "month {}-{:02}".format(*month), month_pages, month, stories.shown(), others
        )


def month_pages(layout: Layout, month: Month, briefs: Briefs, others: Others) -> Iterator[Page]:
    """The page of a month."""
    address, of = urls.month(layout.lang, *month), "the month {}-{:02}".format(*month)
    args = *month, by_name.briefs(briefs.newest_first()), others
    yield layout.page(address, of, "pages/month.html", listings.month, *args, month=month)


def _month(month: Month) -> Callable[[str], str]:
    return lambda lang: urls.month(lang, *month)


def _has_month(month: Month) -> Callable[[Index], bool]:
    return lambda index: month in index.listed.by_month
