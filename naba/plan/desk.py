"""What the plan of one edition works with: its press, its index, the ways to other editions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from naba import urls
from naba.dossier import Entry
from naba.filing import beside, filed_under
from naba.index import Index, Month
from naba.model import Article, Brief, Edition, Topic
from naba.page import Page, Turn
from naba.site import Site
from naba.urls import Base
from naba.views.press import Others, Press


class Desk:
    """One edition at planning time. Makes nothing but pages and the values that go into them."""

    def __init__(
        self,
        site: Site,
        edition: Edition,
        indexes: Mapping[str, Index],
        strings: Mapping[str, str],
    ) -> None:
        self.site, self.edition, self.indexes = site, edition, indexes
        self.lang = edition.lang
        self.index = indexes[edition.lang]
        self.press = Press.made(
            base=Base(site.config.base_url),
            edition=edition,
            editions=site.config.editions,
            timezone=site.config.timezone,
            sections=site.config.sections,
            standing=tuple(
                (page.title, page.url) for page in site.pages[edition.lang] if not page.canceled
            ),
            forms=site.config.feed_forms,
            strings=dict(strings),
            share_cards=site.config.share_cards,
        )

    def page(
        self,
        address: str,
        of: str,
        template: str,
        view: Callable[..., Any],
        *args: Any,
        turn: Turn = Turn.LISTINGS,
        bodies: tuple[str, ...] = (),
    ) -> Page:
        path = urls.file_of(address)
        return Page(path, "template", turn, of, template, view, self.press, args, bodies)

    # An argument of a page may be the name of a kept value; to the type checker it is that value.

    def briefs(self, entries: Iterable[Entry]) -> tuple[Brief, ...]:
        return cast("tuple[Brief, ...]", tuple([entry.brief for entry in entries]))

    @staticmethod
    def brief(entry: Entry) -> Brief:
        return cast(Brief, entry.brief)

    @staticmethod
    def article(entry: Entry) -> Article:
        return cast(Article, entry.article)

    def tags(self, entry: Entry) -> tuple[Topic, ...]:
        site = self.site
        return tuple([site.tags[key] for key in site.tag_keys[entry.tags]])

    def people(self, names: tuple[str, ...]) -> tuple[Topic, ...]:
        if not names:
            return ()
        return tuple(self.site.people[key] for key in self.site.person_keys[names])

    def tags_listed(self) -> tuple[Topic, ...]:
        """The tags that have a page in this edition."""
        return tuple(self.site.tags[key] for key in sorted(self.index.by_tag))

    def people_listed(self) -> tuple[Topic, ...]:
        """The people that have a page in this edition."""
        return tuple(self.site.people[key] for key in sorted(self.index.by_person))

    def links(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Each reference to another story in the body, with its address or "" if it is unseen."""
        links = entry.more.links
        return tuple((ref, self._address(entry, ref)) for ref in links) if links else ()

    def _address(self, entry: Entry, reference: str) -> str:
        path = beside(entry.file, reference)
        filed = filed_under(path, list(self.indexes)) if path else None
        linked = self.site.stories.get(filed[0], {}).get(filed[1]) if filed else None
        return linked.url if linked else ""

    def elsewhere(
        self, target: str, address: Callable[[str], str], there: Callable[[Index], bool]
    ) -> Others:
        """The same page in the other editions that have it (``there``)."""
        langs = [lang for lang, other in self.indexes.items() if lang != self.lang and there(other)]
        return Others(target, tuple((lang, address(lang)) for lang in langs))

    def policies(self) -> tuple[tuple[str, str], ...]:
        """The kinds of policies that a page of this edition tells of, and its address."""
        pages = {page.story: page.url for page in self.site.pages[self.lang] if not page.canceled}
        named = self.site.config.policies.items()
        return tuple((kind, pages[story]) for kind, story in sorted(named) if story in pages)

    def months(self) -> tuple[Month, ...]:
        return tuple(sorted(self.index.by_month, reverse=True))
