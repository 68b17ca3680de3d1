"""The pages of an edition's own stories, with their cards and old addresses; its standing pages.

Stories are planned in runs of a month, a quarter or a year. The pages of a run are made of its own
stories, of the last ones before it that have a tag of theirs, and of its neighbours.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter

from naba.digest import Counted
from naba.dossier import ENTRY_NAME, Entry, Ref
from naba.index import NO_MONTH, Column, Row
from naba.page import Page, Turn
from naba.plan import told as by_name
from naba.plan.cards import card_page
from naba.plan.desk import Desk
from naba.plan.redirects import alias_pages
from naba.plan.sheaf import Layout, Sheaf
from naba.plan.told import Told
from naba.related import COUNT, REACH, chosen, related
from naba.views import articles
from naba.views.articles import Surroundings

# So many stories a run has at least, on the average: a shorter one is sooner planned anew, but
# then there are more to be compared.
RUN = 60

_MONTH = attrgetter("month")
Run = tuple[str, Sequence[Entry], int]  # when it began, its stories, the first one's place
Briefs = dict[str, Ref]  # a story's brief by section, or by story


def story_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The runs, oldest first, then the standing pages."""
    own, index, keys = desk.index.own, desk.index.seen, desk.site.tag_keys
    runs = list(_runs(own.entries))
    newer = _newer(runs)
    older: Briefs = {}
    place, ends = 0, Counter[str]()
    for name, entries, at in runs:
        shown = [entry for entry in entries if not entry.more.canceled]
        used = Counter(chain.from_iterable([keys[entry.tags] for entry in shown]))
        past = Past(index.all, place, index.by_tag, {key: ends[key] for key in used})
        row = own.row(at, at + len(entries))
        last = {entry.section or "": entry.brief for entry in shown}
        between = _among(last, older), _among(last, newer.pop())
        args = past, *between, _wished(desk, shown)
        yield desk.sheaf(f"stories {name}", stories, row, desk.told(entries), *args)
        place += len(shown)
        ends.update(used)
        older |= last
    pages = Column(desk.site.pages[desk.lang])
    yield desk.sheaf("standing", standing, pages.row(), desk.told(pages.entries))


def _runs(entries: Sequence[Entry]) -> Iterator[Run]:
    """The stories by the first months of their runs; the clock may be put back between two."""
    months = [(month, len(list(each))) for month, each in groupby(entries, _MONTH) if month]
    count = [12 * year + month - 1 for (year, month), _ in months]
    span = count[-1] - count[0] + 1 if months else 1
    length = next((each for each in (1, 3) if len(entries) * each >= span * RUN), 12)
    start = at = 0
    begun = -1
    for (_, stories), month in zip([*months, ((0, 0), 0)], [*count, sys.maxsize], strict=True):
        if month // length > begun:
            if at:
                year, first = divmod(begun * length, 12)
                yield f"{year}-{first + 1:02}", entries[start:at], start
            start, begun = at, month // length
        at += stories


def _newer(runs: Sequence[Run]) -> list[Briefs]:
    """For each run, the newest one's first, the next newer story of each section."""
    found: list[Briefs] = []
    newer: Briefs = {}
    for _, entries, _ in reversed(runs):
        found.append(dict(newer))
        newer |= {e.section or "": e.brief for e in reversed(entries) if not e.canceled}
    return found


def _among(sections: Iterable[str], briefs: Briefs) -> Briefs:
    return {section: briefs[section] for section in sections if section in briefs}


def _wished(desk: Desk, shown: Sequence[Entry]) -> Briefs:
    """The stories that editors name to be read next, those that are there."""
    texts = desk.site.stories
    wishes = {story for entry in shown for story in entry.more.related}
    found = {story: texts.get(story, {}).get(desk.lang) for story in wishes}
    return {s: e.brief for s, e in found.items() if e and not e.canceled and not e.is_page}


class Past(Counted):
    """What came before a run: the last stories of each tag that is in it.

    Places are those in the list of all stories that are seen. Only their order counts, and that is
    the stories' own.
    """

    __slots__ = ("_all", "_by_tag", "_ends", "first")

    def __init__(
        self, all: Column, first: int, by_tag: Mapping[str, Column], ends: Mapping[str, int]
    ) -> None:
        """``first`` is the run's first place, ``ends`` how many stories of each tag precede it."""
        self._all, self.first, self._by_tag, self._ends = all, first, by_tag, ends

    @property
    def digest(self) -> bytes:
        parts = []
        for key, end in self._ends.items():
            start = max(0, end - REACH)
            names = self._by_tag[key].names
            parts.append(b"%c%b" % (end - start, names[start * ENTRY_NAME : end * ENTRY_NAME]))
        return b"".join(parts)

    def places(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The places of those stories, by tag."""
        at = self._all.places
        last = (
            (key, self._by_tag[key].entries[max(0, end - REACH) : end])
            for key, end in self._ends.items()
        )
        return tuple((key, tuple([at[each.name] for each in found])) for key, found in last)

    def entry(self, place: int) -> Entry:
        """The story at a place among them, or in the run."""
        return self._all.entries[place]


def stories(
    layout: Layout, run: Row, told: Told, past: Past, older: Briefs, newer: Briefs, wished: Briefs
) -> Iterator[Page]:
    """The pages of a run. ``older`` and ``newer`` are the stories next to it, by section."""
    seen = [entry for entry in run.entries if not entry.canceled]
    to_read = _to_read(seen, told, past, wished)
    after, before = _neighbours(seen, older, newer)
    cards = layout.config.share_cards
    for entry in run.entries:
        around = Surroundings(
            tags=told.tags(entry),
            authors=told.people(entry.more.authors),
            translators=told.people(entry.more.translators),
            related=by_name.briefs(to_read.get(entry.story, ())),
            newer=by_name.brief(after.get(entry.story)),
            older=by_name.brief(before.get(entry.story)),
            links=told.links(entry),
            card=cards and not entry.canceled,
        )
        yield _page(layout, entry, around, "pages/article.html")
        if around.card:
            yield card_page(layout, entry)
        yield from alias_pages(layout, entry)


def standing(layout: Layout, pages: Row, told: Told) -> Iterator[Page]:
    """The standing pages."""
    for entry in pages.entries:
        around = Surroundings(links=told.links(entry))
        yield _page(layout, entry, around, "pages/page.html")
        yield from alias_pages(layout, entry)


def _page(layout: Layout, entry: Entry, around: Surroundings, template: str) -> Page:
    return layout.page(
        entry.url,
        f"content/{entry.file}",
        template,
        articles.article,
        by_name.article(entry),
        around,
        turn=Turn.ARTICLES,
        bodies=() if entry.canceled else (entry.body,),
        month=entry.month or NO_MONTH,
    )


def _to_read(
    seen: Sequence[Entry], told: Told, past: Past, wished: Briefs
) -> Mapping[str, Sequence[Ref]]:
    """What to read next, by story: what its editor wishes, then what shares its tags."""
    wishes = {
        entry.story: [story for story in entry.more.related if story in wished]
        for entry in seen
        if entry.more.related
    }
    tagged = [
        (told.keys(entry), COUNT + len(wishes.get(entry.story, ())) if wishes else COUNT)
        for entry in seen
    ]
    found: dict[str, Sequence[Ref]] = {}
    for entry, places in zip(seen, related(tuple(tagged), past.first, past.places()), strict=True):
        best = [past.entry(place) for place in places]
        if entry.story in wishes:
            briefs = {each.story: each.brief for each in best}
            names = chosen(entry.story, wishes[entry.story], list(briefs))
            found[entry.story] = [{**briefs, **wished}[name] for name in names]
        else:
            found[entry.story] = [each.brief for each in best]
    return found


def _neighbours(
    seen: Sequence[Entry], older: Briefs, newer: Briefs
) -> tuple[dict[str, Ref], dict[str, Ref]]:
    """The next newer and the next older story of the same section, by story.

    Within a section, so that a new story touches the page of one other.
    """
    before: dict[str, Ref] = {}
    after: dict[str, Ref] = {}
    last = dict(older)
    for entry in seen:
        section = entry.section or ""
        if section in last:
            before[entry.story] = last[section]
        last[section] = entry.brief
    last = dict(newer)
    for entry in reversed(seen):
        section = entry.section or ""
        if section in last:
            after[entry.story] = last[section]
        last[section] = entry.brief
    return after, before
