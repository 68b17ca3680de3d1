"""What crawlers read: sitemaps, robots.txt, security.txt, the key of IndexNow."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from naba import dates, urls
from naba.model import Picture, Security, Value
from naba.pictures import plain
from naba.views.head import x_default
from naba.views.machines import (
    Address,
    Key,
    News,
    NewsSitemap,
    Robots,
    SecurityText,
    Sitemap,
    SitemapIndex,
)
from naba.views.press import Press


class Listed(NamedTuple):
    """A page for a sitemap: addresses by language, its own first; the last change; a picture."""

    pages: tuple[tuple[str, str], ...]
    changed: datetime | None = None
    picture: Picture | None = None


class Shard(Value, frozen=True):
    """A part of the sitemap: its address, and the last change of a page in it."""

    address: str
    changed: datetime | None = None


def sitemap(press: Press, listed: tuple[Listed, ...]) -> Sitemap:
    """One shard. A page with counterparts names them all, itself too (Google's hreflang rules)."""
    return Sitemap(tuple(_address(press, each) for each in listed))


def _address(press: Press, listed: Listed) -> Address:
    order = {edition.lang: at for at, edition in enumerate(press.editions)}
    absolute = press.base.absolute
    pages = sorted(listed.pages, key=lambda page: order[page[0]])
    alternates = [(lang, absolute(url)) for lang, url in pages] if len(pages) > 1 else []
    if alternates:
        alternates.append(("x-default", absolute(x_default(*pages[0]))))
    return Address(
        url=absolute(listed.pages[0][1]),
        modified=_moment(press, listed.changed),
        alternates=tuple(alternates),
        image=absolute(plain(listed.picture).url) if listed.picture else "",
    )


def sitemap_index(press: Press, shards: tuple[Shard, ...]) -> SitemapIndex:
    return SitemapIndex(
        tuple(
            Address(press.base.absolute(shard.address), _moment(press, shard.changed))
            for shard in shards
        )
    )


def _moment(press: Press, moment: datetime | None) -> str:
    return dates.iso(press.local(moment)) if moment else ""


class Told(Value, frozen=True):
    """A story as the sitemap of news tells of it."""

    url: str
    title: str
    lang: str
    published: datetime


def news(press: Press, told: tuple[Told, ...]) -> NewsSitemap:
    """Titles are plain: Google shows them by the language that is named."""
    papers = {edition.lang: edition.title for edition in press.editions}
    return NewsSitemap(
        tuple(
            News(
                url=press.base.absolute(each.url),
                title=each.title,
                newspaper=papers[each.lang],
                lang=each.lang,
                published=_moment(press, each.published),
            )
            for each in told
        )
    )


def robots(press: Press) -> Robots:
    absolute = press.base.absolute
    return Robots((absolute(urls.SITEMAP_INDEX), absolute(urls.NEWS_SITEMAP)))


def security(press: Press, told: Security) -> SecurityText:
    return SecurityText(
        contact=told.contact,
        expires=dates.iso(press.local(told.expires)),
        languages=tuple(edition.lang for edition in press.editions),
        canonical=press.base.absolute(urls.SECURITY),
    )


def indexnow(press: Press, key: str) -> Key:
    return Key(key)
