"""The feeds and sitemaps of an edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from naba import urls
from naba.dates import zone_day
from naba.model import Article
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.views import feeds
from naba.views.feeds import Listed, Syndicated

RSS, SITEMAP = "feeds/rss.xml", "feeds/sitemap.xml"


def feed_pages(desk: Desk) -> Iterator[Page]:
    """RSS for the edition, each section and each tag: the edition's own stories only.

    A canceled story stays in the feeds with its notice, so that readers who have it learn of it.
    """
    lang, own = desk.lang, desk.index.own
    by_section: dict[str | None, list[Article]] = defaultdict(list)
    for article in own:
        by_section[article.section].append(article)
    yield _feed(desk, "", urls.home(lang), own)
    for section in desk.site.config.sections:
        front = urls.section(lang, section.id)
        yield _feed(desk, section.name[lang], front, by_section[section.id])
    for key, listed in sorted(desk.index.by_tag.items()):
        topic = desk.site.tags[key]
        stories = [article for article in listed if article.lang == lang]
        yield _feed(desk, topic.names[lang].text, urls.tag(lang, topic.slug), stories)


def _feed(desk: Desk, name: str, front: str, stories: Sequence[Article]) -> Page:
    """The feed of ``stories``, which stand oldest first."""
    newest = stories[-desk.site.config.feed_items :][::-1]
    return desk.page(
        urls.feed(front),
        f"the feed of {name or desk.edition.title}",
        RSS,
        feeds.feed,
        name,
        front,
        tuple(_syndicated(desk, article) for article in newest),
        turn=Turn.FEEDS,
        bodies=tuple(article.body.digest for article in newest if not article.canceled),
    )


def _syndicated(desk: Desk, article: Article) -> Syndicated:
    section = desk.press.section_link(article.section)
    named = [topic.names[desk.lang].text for topic in desk.tags(article)]
    return Syndicated(
        article=article,
        authors=tuple(topic.names[desk.lang].text for topic in desk.people(article.authors)),
        categories=tuple([section.text.text] if section else []) + tuple(named),
        links=desk.links(article),
    )


def shards(desk: Desk) -> tuple[str, ...]:
    """The addresses of the edition's sitemaps: one for its listings, one for each year."""
    years = (urls.sitemap(desk.lang, year) for year in sorted(_by_year(desk)))
    return (urls.sitemap_of_listings(desk.lang), *years)


def sitemap_pages(desk: Desk) -> Iterator[Page]:
    lang = desk.lang
    address = urls.sitemap_of_listings(lang)
    of, turn = f"the sitemap of {lang}", Turn.FEEDS
    yield desk.page(address, of, SITEMAP, feeds.sitemap, _listings(desk), turn=turn)
    for year, articles in sorted(_by_year(desk).items()):
        listed = tuple(_listed(desk, article) for article in articles)
        address, of = urls.sitemap(lang, year), f"the sitemap of {lang} in {year}"
        yield desk.page(address, of, SITEMAP, feeds.sitemap, listed, turn=turn)


def _by_year(desk: Desk) -> dict[int, list[Article]]:
    years: dict[int, list[Article]] = defaultdict(list)
    for article in desk.index.own:
        if article.published and not article.canceled:
            years[zone_day(article.published, desk.site.zone)[0]].append(article)
    return years


def _listed(desk: Desk, article: Article) -> Listed:
    texts = desk.site.stories[article.story]
    seen = [text for text in texts.values() if not text.canceled and text is not article]
    pages = ((text.lang, text.url) for text in (article, *seen))
    return Listed(tuple(pages), feeds.changed(article) if article.published else None)


def _listings(desk: Desk) -> tuple[Listed, ...]:
    """Home, sections, tags, months and standing pages, each with its counterparts."""
    lang, others = desk.lang, [each for each in desk.indexes.values() if each.lang != desk.lang]
    everywhere = (lang, *(other.lang for other in others))
    found = [Listed(tuple((la, made(la)) for la in everywhere)) for made in _OVERVIEWS]
    for section in desk.site.config.sections:
        found.append(Listed(tuple((la, urls.section(la, section.id)) for la in everywhere)))
    for key in sorted(desk.index.by_tag):
        slug = desk.site.tags[key].slug
        langs = (lang, *(other.lang for other in others if key in other.by_tag))
        found.append(Listed(tuple((la, urls.tag(la, slug)) for la in langs)))
    for month in sorted(desk.index.by_month):
        langs = (lang, *(other.lang for other in others if month in other.by_month))
        found.append(Listed(tuple((la, urls.month(la, *month)) for la in langs)))
    found += [_listed(desk, page) for page in desk.site.pages[lang] if not page.canceled]
    return tuple(found)


_OVERVIEWS = (urls.home, urls.archive, urls.tags, urls.corrections)
