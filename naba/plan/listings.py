"""The pages of an edition that list things: home, sections, tags, people, months, overviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from naba import urls
from naba.dossier import Entry
from naba.index import Index
from naba.listings import Cut, cut
from naba.model import Topic
from naba.page import Page
from naba.plan.desk import Desk
from naba.plan.feeds import corrected
from naba.views import listings
from naba.views.doors import redirect
from naba.views.listings import Front, Listing
from naba.views.press import Others

# So many of a section's newest stories stand in its block on the home page.
BLOCK = 4
# So many of the newest are fetched by pages of stories: four, and one more for one's own.
LATEST = 5


def listing_pages(desk: Desk) -> Iterator[Page]:
    """Every listing that grows: fronts, sealed pages, and the way on from the last sealed one."""
    yield from _home(desk)
    for section in desk.site.config.sections:
        described = section.description.get(desk.lang)
        first = Listing(
            kind="section",
            heading=desk.press.words(section.name[desk.lang]),
            front=urls.section(desk.lang, section.id),
            briefs=(),
            description=desk.press.words(described) if described else None,
        )
        others = desk.elsewhere("section", _of(urls.section, section.id), _everywhere)
        stories = desk.index.by_section.get(section.id, [])
        yield from _listing(desk, first, stories, others, f"the section `{section.id}`")
    for key, stories in sorted(desk.index.by_tag.items()):
        topic = desk.site.tags[key]
        others = desk.elsewhere("tag", _of(urls.tag, topic.slug), _has_tag(key))
        first = _topic_listing(desk, "tag", topic, urls.tag(desk.lang, topic.slug))
        yield from _listing(desk, first, stories, others, f"the tag `{key}`")
    for key, stories in sorted(desk.index.by_person.items()):
        topic = desk.site.people[key]
        others = desk.elsewhere("person", _of(urls.person, topic.slug), _has_person(key))
        first = _topic_listing(desk, "person", topic, urls.person(desk.lang, topic.slug))
        yield from _listing(desk, first, stories, others, f"the person `{key}`")


def _everywhere(_: Index) -> bool:
    return True


def _of(address: Callable[[str, str], str], name: str) -> Callable[[str], str]:
    return lambda lang: address(lang, name)


def _has_tag(key: str) -> Callable[[Index], bool]:
    return lambda index: key in index.by_tag


def _has_person(key: str) -> Callable[[Index], bool]:
    return lambda index: key in index.by_person


def _topic_listing(desk: Desk, kind: str, topic: Topic, front: str) -> Listing:
    return Listing(
        kind=kind,
        heading=topic.names[desk.lang],
        front=front,
        briefs=(),
        description=topic.descriptions.get(desk.lang),
        desk=topic.desk,
    )


def _listing(
    desk: Desk, first: Listing, stories: list[Entry], others: Others, of: str
) -> Iterator[Page]:
    """The front page of a listing, then ``_sealed``."""
    pages = cut(stories, desk.site.config.page_size)
    older = urls.sealed(first.front, len(pages.sealed)) if pages.sealed else ""
    front = replace(first, briefs=desk.briefs(pages.front), older=older)
    yield desk.page(first.front, of, "pages/listing.html", listings.listing, front, others)
    yield from _sealed(desk, first, pages, others, of)


def _sealed(
    desk: Desk, first: Listing, pages: Cut[Entry], others: Others, of: str
) -> Iterator[Page]:
    """The sealed pages, and where the next one will stand a page that leads to the front.

    So a sealed page can link to the next newer one from the day that it is sealed, and never
    changes when that one is.
    """
    instead = Others(
        others.target, instead=tuple((lang, url, others.target) for lang, url in others.same)
    )
    for number, stories in enumerate(pages.sealed, start=1):
        sealed = replace(
            first,
            briefs=desk.briefs(stories),
            number=number,
            newer=urls.sealed(first.front, number + 1),
            older=urls.sealed(first.front, number - 1) if number > 1 else "",
        )
        name = f"{of}, sealed page {number}"
        view = listings.listing
        yield desk.page(sealed.address, name, "pages/listing.html", view, sealed, instead)
    if pages.sealed:
        address = urls.sealed(first.front, len(pages.sealed) + 1)
        name = f"the way from {of}'s sealed pages to its front"
        goal, title = first.front, first.heading.text
        yield desk.page(address, name, "pages/redirect.html", redirect, goal, title)


def _home(desk: Desk) -> Iterator[Page]:
    pages = cut(desk.index.listed, desk.site.config.page_size)
    address = urls.home(desk.lang)
    leads = [a for a in desk.index.listed if a.more.lead] or list(desk.index.listed)
    lead = leads[-1] if leads else None
    latest = [article for article in pages.front if article is not lead]
    blocks = (
        (section.id, desk.briefs(reversed(desk.index.by_section[section.id][-BLOCK:])))
        for section in desk.site.config.sections
        if section.id in desk.index.by_section
    )
    front = Front(
        lead=desk.brief(lead) if lead else None,
        latest=desk.briefs(latest),
        blocks=tuple(blocks),
        older=urls.sealed(address, len(pages.sealed)) if pages.sealed else "",
    )
    others = desk.elsewhere("home", urls.home, _everywhere)
    args = front, desk.policies(), others
    yield desk.page(address, "the home page", "pages/home.html", listings.home, *args)
    newest = desk.briefs(reversed(desk.index.listed[-LATEST:]))
    of, template = "the latest stories alone", "pages/latest.html"
    yield desk.page(urls.latest(desk.lang), of, template, listings.latest, newest, others)
    first = Listing("latest", desk.press.named("latest"), address, ())
    yield from _sealed(desk, first, pages, others, "the latest stories")


def overview_pages(desk: Desk) -> Iterator[Page]:
    """Months and their overview, all tags, corrections, feeds for people, the 404 page."""
    lang = desk.lang

    def overview(
        made: Callable[[str], str], name: str, view: Callable[..., Any], *args: Any
    ) -> Page:
        others = desk.elsewhere("page", made, _everywhere)
        return desk.page(made(lang), f"the {name} page", f"pages/{name}.html", view, *args, others)

    topics, people = desk.tags_listed(), desk.people_listed()
    yield overview(urls.archive, "archive", listings.archive, desk.months())
    yield overview(urls.tags, "tags", listings.tags, topics)
    yield overview(urls.corrections, "corrections", listings.corrections, corrected(desk))
    yield overview(urls.feeds, "feeds", listings.feeds, topics, people)
    yield not_found(desk, urls.not_found(lang))
    for (year, month), stories in sorted(desk.index.by_month.items()):
        address = urls.month(lang, year, month)
        others = desk.elsewhere("month", _month(year, month), _has_month(year, month))
        of, view = f"the month {year}-{month:02}", listings.month
        briefs = desk.briefs(reversed(stories))
        yield desk.page(address, of, "pages/month.html", view, year, month, briefs, others)


def _month(year: int, month: int) -> Callable[[str], str]:
    return lambda lang: urls.month(lang, year, month)


def _has_month(year: int, month: int) -> Callable[[Index], bool]:
    return lambda index: (year, month) in index.by_month


def not_found(desk: Desk, address: str) -> Page:
    others = desk.elsewhere("home", urls.home, _everywhere)
    instead = tuple((lang, url, "home") for lang, url in others.same)
    view = listings.not_found
    of = "the page for missing addresses"
    return desk.page(address, of, "pages/404.html", view, Others("home", instead=instead))
