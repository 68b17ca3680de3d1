"""What machines subscribe to and crawl: RSS, sitemaps, robots.txt, and the pages that lead on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from naba import dates, urls
from naba.bidi import first_strong, isolate_plain
from naba.model import Article, Edition, Value
from naba.pictures import plain
from naba.urls import Base
from naba.views import body as bodies_of
from naba.views.pages import (
    Address,
    Door,
    Feed,
    FeedItem,
    GatewayPage,
    RedirectPage,
    Robots,
    Sitemap,
    SitemapIndex,
)
from naba.views.press import Press, x_default

# Feed readers lay a title out by its first strong letter (arabic-news, feeds and direction):
# a mark of the text's own direction keeps «BBC: …» from being set left to right.
_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}
_TYPES = {"WEBP": "image/webp", "JPEG": "image/jpeg", "PNG": "image/png"}


class Syndicated(Value, frozen=True):
    """An article for a feed, with its people's and tags' names and its links resolved."""

    article: Article
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def feed(
    press: Press,
    name: str,
    front: str,
    items: tuple[Syndicated, ...],
    *,
    bodies: Mapping[str, str] = MappingProxyType({}),
) -> Feed:
    """The RSS feed of the listing at ``front``; ``name`` is "" for the whole edition."""
    edition = press.edition
    title = press.filled("title_with_site", title=name, site=edition.title) if name else ""
    newest = max((changed(each.article) for each in items), default=None)
    return Feed(
        lang=press.lang,
        dir=edition.dir,
        title=feed_title(title or edition.title, press.lang, edition.dir),
        description=edition.description or edition.tagline or edition.title,
        url=press.base.absolute(urls.feed(front)),
        home=press.base.absolute(front),
        root=press.base.absolute("/"),
        items=tuple(_item(press, each, bodies) for each in items),
        updated=dates.rfc822(press.local(newest)) if newest else "",
    )


def changed(article: Article) -> datetime:
    """When a text was published or last really changed."""
    assert article.published is not None
    corrected = (each.date for each in article.corrections)
    return max(article.published, article.updated or article.published, *corrected)


def feed_title(text: str, lang: str, dir: str) -> str:
    """A title as feeds need it: foreign runs isolated, the first strong letter of its language."""
    isolated = isolate_plain(text, lang)
    strong = first_strong(isolated)
    return isolated if strong in (dir, None) else _MARKS[dir] + isolated


def _item(press: Press, each: Syndicated, bodies: Mapping[str, str]) -> FeedItem:
    shown = each.article
    assert shown.published is not None
    absolute = press.base.absolute
    picture = plain(shown.image.picture) if shown.image and not shown.canceled else None
    notice = press.strings["canceled_notice"]
    source = shown.source
    return FeedItem(
        guid=shown.guid,
        url=absolute(shown.url),
        title=feed_title(shown.title, shown.lang, press.edition.dir),
        summary=isolate_plain(notice if shown.canceled else shown.summary or "", shown.lang),
        html=f"<p>{notice}</p>" if shown.canceled else _html(press, each, bodies),
        published=dates.rfc822(press.local(shown.published)),
        authors=each.authors,
        categories=each.categories,
        source_name=source.name if source else "",
        source_url=source.url if source else "",
        image=absolute(picture.url) if picture else "",
        image_type=_TYPES[picture.format] if picture else "",
    )


def _html(press: Press, each: Syndicated, bodies: Mapping[str, str]) -> str:
    shown, absolute = each.article, press.base.absolute
    images = {ref: absolute(plain(picture).url) for ref, picture in shown.pictures.items()}
    links = {ref: absolute(url) if url else "" for ref, url in each.links}
    text = bodies_of.plain(bodies[shown.body.digest], images, links, absolute(shown.url))
    return f'<div lang="{shown.lang}" dir="{press.edition.dir}">{text}</div>'


class Listed(Value, frozen=True):
    """A page for a sitemap: its addresses by language, its own first, and when it changed."""

    pages: tuple[tuple[str, str], ...]
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
        modified=dates.iso(press.local(listed.changed)) if listed.changed else "",
        alternates=tuple(alternates),
    )


def sitemap_index(press: Press, shards: tuple[str, ...]) -> SitemapIndex:
    return SitemapIndex(tuple(Address(press.base.absolute(shard)) for shard in shards))


def robots(press: Press) -> Robots:
    return Robots(press.base.absolute(urls.SITEMAP_INDEX))


def gateway(press: Press) -> GatewayPage:
    """The site's root. Its hreflang set is the editions' homes, with itself as x-default."""
    base = press.base
    homes = tuple((e.lang, base.absolute(urls.home(e.lang))) for e in press.editions)
    return GatewayPage(
        root=base.root,
        canonical=base.absolute(urls.GATEWAY),
        title=" · ".join(dict.fromkeys(e.title for e in press.editions)),
        doors=tuple(_door(base, edition) for edition in press.editions),
        alternates=(*homes, ("x-default", base.absolute(urls.GATEWAY))),
    )


def _door(base: Base, edition: Edition) -> Door:
    return Door(
        lang=edition.lang,
        dir=edition.dir,
        name=edition.name,
        title=edition.title,
        tagline=edition.tagline,
        url=base.href(urls.home(edition.lang)),
    )


def redirect(press: Press, address: str, title: str) -> RedirectPage:
    """A page at an old address that leads to ``address``."""
    return RedirectPage(
        lang=press.lang,
        dir=press.edition.dir,
        root=press.base.root,
        url=press.base.href(address),
        canonical=press.base.absolute(address),
        title=isolate_plain(title, press.lang),
    )
