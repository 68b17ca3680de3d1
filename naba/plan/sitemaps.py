"""The sitemaps of an edition, and what else crawlers ask the whole site for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from naba import urls
from naba.dossier import Entry
from naba.index import Index, Month, Row
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf
from naba.views import crawlers
from naba.views.crawlers import Listed, Shard, Told

SITEMAP = "feeds/sitemap.xml"
_OVERVIEWS = (urls.home, urls.archive, urls.tags, urls.corrections, urls.feeds)
# More in one file and Google takes none of it ("Create a news sitemap").
MOST_NEWS = 1000


def sitemap_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """A sitemap of the edition's listings, and one for each month, which seals when it is over."""
    yield desk.sheaf("sitemap", listings, _listings(desk))
    for month, stories in desk.index.seen.by_month.items():
        yield desk.sheaf("sitemap {}-{:02}".format(*month), shard, month, stories.row())


def listings(layout: Layout, listed: tuple[Listed, ...]) -> Iterator[Page]:
    """The sitemap of the listings."""
    address, of = urls.sitemap_of_listings(layout.lang), f"the sitemap of {layout.lang}"
    yield layout.page(address, of, SITEMAP, crawlers.sitemap, listed, turn=Turn.FEEDS)


def shard(layout: Layout, month: Month, stories: Row) -> Iterator[Page]:
    """The sitemap of a month."""
    listed = tuple([_listed(entry) for entry in stories.entries])
    address, when = urls.sitemap(layout.lang, *month), "{}-{:02}".format(*month)
    of, view = f"the sitemap of {layout.lang} in {when}", crawlers.sitemap
    yield layout.page(address, of, SITEMAP, view, listed, turn=Turn.FEEDS)


def crawler_sheaf(desks: Sequence[Desk]) -> Sheaf:
    """What stands outside the editions."""
    shards = tuple(shard for desk in desks for shard in _shards(desk))
    news = tuple(_told(entry) for entry in desks[0].site.news[:MOST_NEWS])
    return desks[0].sheaf("crawlers", crawler_pages, shards, news)


def crawler_pages(
    layout: Layout, shards: tuple[Shard, ...], news: tuple[Told, ...]
) -> Iterator[Page]:
    """The index of sitemaps, the sitemap of news, ``robots.txt`` and its like."""
    config = layout.config

    def page(address: str, of: str, template: str, view: Callable[..., Any], *args: Any) -> Page:
        return layout.page(address, of, f"feeds/{template}", view, *args, turn=Turn.FEEDS)

    index, made = "sitemap-index.xml", crawlers.sitemap_index
    yield page(urls.SITEMAP_INDEX, "the sitemap", index, made, shards)
    yield page(urls.NEWS_SITEMAP, "the sitemap of news", "news.xml", crawlers.news, news)
    yield page(urls.ROBOTS, "robots.txt", "robots.txt", crawlers.robots)
    if config.security:
        file = "security.txt"
        yield page(urls.SECURITY, file, file, crawlers.security, config.security)
    if config.indexnow:
        address, of = urls.indexnow(config.indexnow), "the key of IndexNow"
        yield page(address, of, "indexnow.txt", crawlers.indexnow, config.indexnow)


def _told(entry: Entry) -> Told:
    assert entry.published is not None
    return Told(entry.url, entry.title, entry.lang, entry.published)


def _shards(desk: Desk) -> Iterator[Shard]:
    yield Shard(urls.sitemap_of_listings(desk.lang))
    for month, stories in desk.index.seen.by_month.items():
        changed = max([entry.changed for entry in stories.entries if entry.changed])
        yield Shard(urls.sitemap(desk.lang, *month), changed)


def _listed(entry: Entry) -> Listed:
    image = entry.more.image
    pages = ((entry.lang, entry.url), *entry.others)
    return Listed(pages, entry.changed, image.picture if image else None)


def _listings(desk: Desk) -> tuple[Listed, ...]:
    """Overviews, sections, tags, people, months and standing pages, each with its counterparts.

    They tell no day of change: it would be the newest story's, and move with every one.
    """
    lang, site, index = desk.lang, desk.site, desk.index.listed
    others = [each for each in desk.indexes.values() if each.lang != lang]

    def listed(address: Callable[[str], str], there: Callable[[Index], bool]) -> Listed:
        langs = (lang, *(other.lang for other in others if there(other)))
        return Listed(tuple((each, address(each)) for each in langs))

    found = [listed(made, lambda _: True) for made in _OVERVIEWS]
    for section in site.config.sections:
        found.append(listed(_at(urls.section, section.id), lambda _: True))
    for key in index.by_tag:
        found.append(listed(_at(urls.tag, site.tags[key].slug), _has("by_tag", key)))
    for key in index.by_person:
        found.append(listed(_at(urls.person, site.people[key].slug), _has("by_person", key)))
    for month in index.by_month:
        found.append(listed(_at(urls.month, *month), _has("by_month", month)))
    found += [_listed(page) for page in site.pages[lang] if not page.canceled]
    return tuple(found)


def _at(address: Callable[..., str], *rest: str | int) -> Callable[[str], str]:
    return lambda lang: address(lang, *rest)


def _has(group: str, key: str | Month) -> Callable[[Index], bool]:
    return lambda index: key in getattr(index.listed, group)
