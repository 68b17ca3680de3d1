"""The pages that list all of something: months, tags, corrections, feeds; and the 404 pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from naba import urls
from naba.index import Index
from naba.page import Page
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf
from naba.views import listings
from naba.views.press import Others


def overview_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The overviews of an edition, each by itself, and its 404 page."""
    topics, people = desk.tags_listed(), desk.people_listed()
    shown: dict[str, tuple[Any, ...]] = {
        "archive": (desk.months(),),
        "tags": (topics,),
        "corrections": (desk.corrections,),
        "feeds": (topics, people),
    }
    for name, (address, _) in _OVERVIEWS.items():
        others = desk.elsewhere("page", address, _everywhere)
        yield desk.sheaf(name, overview, name, *shown[name], others)
    yield missing_sheaf(desk, urls.not_found(desk.lang))


def _everywhere(_: Index) -> bool:
    return True


def overview(layout: Layout, name: str, *args: Any) -> Iterator[Page]:
    """The overview with this name."""
    address, view = _OVERVIEWS[name]
    yield layout.page(address(layout.lang), f"the {name} page", f"pages/{name}.html", view, *args)


_OVERVIEWS: dict[str, tuple[Callable[[str], str], Callable[..., Any]]] = {
    "archive": (urls.archive, listings.archive),
    "tags": (urls.tags, listings.tags),
    "corrections": (urls.corrections, listings.corrections),
    "feeds": (urls.feeds, listings.feeds),
}


def missing_sheaf(desk: Desk, address: str) -> Sheaf:
    """The page for missing addresses, to stand at this one."""
    others = desk.elsewhere("home", urls.home, _everywhere)
    instead = tuple((lang, url, "home") for lang, url in others.same)
    args = address, Others("home", instead=instead)
    return desk.sheaf(f"missing {address}", missing, *args)


def missing(layout: Layout, address: str, others: Others) -> Iterator[Page]:
    """That page."""
    of, view = "the page for missing addresses", listings.not_found
    yield layout.page(address, of, "pages/404.html", view, others)
