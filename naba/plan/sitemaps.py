"""The sitemaps of an edition, and what else crawlers ask the whole site for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from naba import urls
from naba.dates import zone_day
from naba.index import Index, Month
from naba.model import Article
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.views import crawlers
from naba.views.crawlers import Listed, Shard, Told

SITEMAP = "feeds/sitemap.xml"
_OVERVIEWS = (urls.home, urls.archive, urls.tags, urls.corrections, urls.feeds)
# More in one file and Google takes none of it ("Create a news sitemap").
MOST_NEWS = 1000


def sitemap_pages(desk: Desk) -> Iterator[Page]:
    """A sitemap of the edition's listings, and one for each month, which seals when it is over."""
    lang, turn = desk.lang, Turn.FEEDS
    address, of = urls.sitemap_of_listings(lang), f"the sitemap of {lang}"
    yield desk.page(address, of, SITEMAP, crawlers.sitemap, _listings(desk), turn=turn)
    for (year, month), articles in sorted(_by_month(desk).items()):
        listed = tuple(_listed(desk, article) for article in articles)
        address, of = urls.sitemap(lang, year, month), f"the sitemap of {lang} in {year}-{month:02}"
        yield desk.page(address, of, SITEMAP, crawlers.sitemap, listed, turn=turn)


def crawler_pages(desks: Sequence[Desk]) -> Iterator[Page]:
    """What stands outside the editions."""
    first, config = desks[0], desks[0].site.config

    def page(address: str, of: str, template: str, view: Callable[..., Any], *args: Any) -> Page:
        return first.page(address, of, f"feeds/{template}", view, *args, turn=Turn.FEEDS)

    shards = tuple(shard for desk in desks for shard in _shards(desk))
    index, made = "sitemap-index.xml", crawlers.sitemap_index
    yield page(urls.SITEMAP_INDEX, "the sitemap", index, made, shards)
    news = tuple(_told(article) for article in first.site.news[:MOST_NEWS])
    yield page(urls.NEWS_SITEMAP, "the sitemap of news", "news.xml", crawlers.news, news)
    yield page(urls.ROBOTS, "robots.txt", "robots.txt", crawlers.robots)
    if config.security:
        file = "security.txt"
        yield page(urls.SECURITY, file, file, crawlers.security, config.security)
    if config.indexnow:
        address, of = urls.indexnow(config.indexnow), "the key of IndexNow"
        yield page(address, of, "indexnow.txt", crawlers.indexnow, config.indexnow)


def _told(article: Article) -> Told:
    assert article.published is not None
    return Told(article.url, article.title, article.lang, article.published)


def _shards(desk: Desk) -> Iterator[Shard]:
    yield Shard(urls.sitemap_of_listings(desk.lang))
    for month, articles in sorted(_by_month(desk).items()):
        changed = max(article.changed for article in articles)
        yield Shard(urls.sitemap(desk.lang, *month), changed)


def _by_month(desk: Desk) -> dict[Month, list[Article]]:
    months: dict[Month, list[Article]] = defaultdict(list)
    for article in desk.index.own:
        if article.published and not article.canceled:
            months[zone_day(article.published, desk.site.zone)].append(article)
    return months


def _listed(desk: Desk, article: Article) -> Listed:
    texts = desk.site.stories[article.story]
    seen = [text for text in texts.values() if not text.canceled and text is not article]
    return Listed(
        pages=tuple((text.lang, text.url) for text in (article, *seen)),
        changed=article.changed if article.published else None,
        picture=article.image.picture if article.image else None,
    )


def _listings(desk: Desk) -> tuple[Listed, ...]:
    """Overviews, sections, tags, people, months and standing pages, each with its counterparts.

    They tell no day of change: it would be the newest story's, and move with every one.
    """
    lang, site = desk.lang, desk.site
    others = [each for each in desk.indexes.values() if each.lang != lang]

    def listed(address: Callable[[str], str], there: Callable[[Index], bool]) -> Listed:
        langs = (lang, *(other.lang for other in others if there(other)))
        return Listed(tuple((each, address(each)) for each in langs))

    found = [listed(made, lambda _: True) for made in _OVERVIEWS]
    for section in site.config.sections:
        found.append(listed(_at(urls.section, section.id), lambda _: True))
    for key in sorted(desk.index.by_tag):
        found.append(listed(_at(urls.tag, site.tags[key].slug), _has("by_tag", key)))
    for key in sorted(desk.index.by_person):
        found.append(listed(_at(urls.person, site.people[key].slug), _has("by_person", key)))
    for month in sorted(desk.index.by_month):
        found.append(listed(_at(urls.month, *month), _has("by_month", month)))
    found += [_listed(desk, page) for page in site.pages[lang] if not page.canceled]
    return tuple(found)


def _at(address: Callable[..., str], *rest: str | int) -> Callable[[str], str]:
    return lambda lang: address(lang, *rest)


def _has(group: str, key: str | Month) -> Callable[[Index], bool]:
    return lambda index: key in getattr(index, group)
