"""What the plan of one edition works with: its press, its index, the ways to other editions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from naba import urls
from naba.filing import beside, filed_under
from naba.index import Index, Month, brief
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
        )
        self._briefs: dict[str, Brief] = {}

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

    def briefs(self, articles: Iterable[Article]) -> tuple[Brief, ...]:
        return tuple(self.brief(article) for article in articles)

    def brief(self, article: Article) -> Brief:
        if article.url not in self._briefs:
            self._briefs[article.url] = brief(article)
        return self._briefs[article.url]

    def tags(self, article: Article) -> tuple[Topic, ...]:
        return tuple(self.site.tags[key] for key in article.tags)

    def people(self, keys: Iterable[str]) -> tuple[Topic, ...]:
        return tuple(self.site.people[key] for key in keys)

    def tags_listed(self) -> tuple[Topic, ...]:
        """The tags that have a page in this edition."""
        return tuple(self.site.tags[key] for key in sorted(self.index.by_tag))

    def people_listed(self) -> tuple[Topic, ...]:
        """The people that have a page in this edition."""
        return tuple(self.site.people[key] for key in sorted(self.index.by_person))

    def links(self, article: Article) -> tuple[tuple[str, str], ...]:
        """Each reference to another story in the body, with its address or "" if it is unseen."""
        return tuple((ref, self._address(article, ref)) for ref in article.body.links)

    def _address(self, article: Article, reference: str) -> str:
        path = beside(article.file, reference)
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
