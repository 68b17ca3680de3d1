"""The ways in: the gateway at the site's root, and pages at old addresses that lead on."""

from __future__ import annotations

from naba import urls
from naba.bidi import isolate_plain
from naba.model import Edition
from naba.urls import Base
from naba.views import linked
from naba.views.cards import edition_card
from naba.views.pages import Door, GatewayPage, RedirectPage
from naba.views.parts import FeedLink
from naba.views.press import FORMS, Press


def gateway(press: Press) -> GatewayPage:
    """The site's root. Its hreflang set is the editions' homes, with itself as x-default."""
    base, form = press.base, press.forms[0]
    homes = tuple((e.lang, base.absolute(urls.home(e.lang))) for e in press.editions)
    return GatewayPage(
        root=base.root,
        canonical=base.absolute(urls.GATEWAY),
        title=" · ".join(dict.fromkeys(e.title for e in press.editions)),
        doors=tuple(_door(base, edition) for edition in press.editions),
        alternates=(*homes, ("x-default", base.absolute(urls.GATEWAY))),
        feeds=tuple(
            FeedLink(each.title, base.href(urls.feed(urls.home(each.lang), form)), FORMS[form][1])
            for each in press.editions
        ),
        data=tuple(linked.edition(base, edition) for edition in press.editions),
        card=edition_card(press),
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
