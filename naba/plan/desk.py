"""What the sheaves of one edition are made of: its stories, what they mean, the other editions."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from naba.dossier import Entry
from naba.filing import beside, filed_under
from naba.ids import permanent_id
from naba.index import Index, Month
from naba.model import Edition, Topic
from naba.page import Page
from naba.plan.sheaf import Layout, Sheaf
from naba.plan.told import Links, Told
from naba.site import Site
from naba.topics import Meanings
from naba.urls import Base
from naba.views.feeds import Corrected
from naba.views.press import Others, Press


class Desk:
    """One edition at planning time. What it gives to a sheaf is all that its pages are made of."""

    def __init__(
        self,
        site: Site,
        edition: Edition,
        indexes: Mapping[str, Index],
        strings: Mapping[str, str],
        tags: Meanings,
        people: Meanings,
    ) -> None:
        self.site, self.edition, self.indexes = site, edition, indexes
        self.config, self.lang = site.config, edition.lang
        self.index = indexes[edition.lang]
        self._tags, self._people = tags, people
        self._memory: dict[bytes, Any] = {}
        press = Press.made(
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
            search=site.config.search,
        )
        self.layout = Layout(site.config, press)

    def sheaf(self, name: str, make: Callable[..., Iterable[Page]], *args: Any) -> Sheaf:
        """Pages of this edition."""
        return Sheaf(f"{self.lang} {name}", self.layout, make, args)

    def told(self, entries: Sequence[Entry]) -> Told:
        """What some stories name."""
        links = {entry.file: self._links(entry) for entry in entries if entry.more.links}
        return Told(entries, self._tags, self._people, links, self._memory)

    def _links(self, entry: Entry) -> Links:
        return tuple([(ref, self._address(entry, ref)) for ref in entry.more.links])

    def _address(self, entry: Entry, reference: str) -> str:
        path = beside(entry.file, reference)
        filed = filed_under(path, list(self.indexes)) if path else None
        linked = self.site.stories.get(filed[0], {}).get(filed[1]) if filed else None
        return linked.url if linked else ""

    @functools.cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """Every correction of the edition, newest first, each with an id that stays.

        It tells the story, the day and the kind, so an editor may mend its wording.
        """
        made: list[Corrected] = []
        for entry in [each for each in self.index.own.entries if each.more.corrections]:
            seen: dict[str, int] = defaultdict(int)
            for each in entry.more.corrections:
                name = f"{entry.guid} {int(each.date.timestamp())} {each.kind}"
                seen[name] += 1
                id = permanent_id(self.config.id, f"{name} {seen[name]}")
                made.append(Corrected(id, each, entry.title, entry.lang, entry.url))
        return tuple(sorted(made, key=lambda c: (c.correction.date, c.url, c.id), reverse=True))

    def tags_listed(self) -> tuple[Topic, ...]:
        """The tags that have a page in this edition."""
        return tuple([self.site.tags[key] for key in self.index.listed.by_tag])

    def people_listed(self) -> tuple[Topic, ...]:
        """The people that have a page in this edition."""
        return tuple([self.site.people[key] for key in self.index.listed.by_person])

    def elsewhere(
        self, target: str, address: Callable[[str], str], there: Callable[[Index], bool]
    ) -> Others:
        """The same page in the other editions that have it (``there``)."""
        langs = [lang for lang, other in self.indexes.items() if lang != self.lang and there(other)]
        return Others(target, tuple([(lang, address(lang)) for lang in langs]))

    def policies(self) -> tuple[tuple[str, str], ...]:
        """The kinds of policies that a page of this edition tells of, and its address."""
        pages = {page.story: page.url for page in self.site.pages[self.lang] if not page.canceled}
        named = self.config.policies.items()
        return tuple((kind, pages[story]) for kind, story in sorted(named) if story in pages)

    def months(self) -> tuple[Month, ...]:
        """The months in which it has stories, newest first."""
        return tuple(reversed(self.index.listed.by_month))
