"""The dossiers of all stories, the configuration and the clock become the newspaper of this moment.

What may not be seen is in no dossier's entries (``naba.story``), so it is not in a ``Site``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

import msgspec

from naba import crosscheck
from naba.dossier import Dossier, Entry
from naba.errors import Fault, FaultsFound
from naba.filing import beside
from naba.model import Config, Topic
from naba.topics import Keys, Register, shared_addresses

# How long a story is news (Google, "Create a news sitemap").
NEWS = timedelta(days=2)
# The order of stories, and of standing pages, which have no date.
_DATED = attrgetter("published", "story", "lang")
_UNDATED = attrgetter("story", "lang")


class Site(msgspec.Struct, frozen=True):
    """The newspaper as it is published now.

    ``articles`` stand oldest first in each edition, ``pages`` are standing pages by address;
    ``stories`` finds a story's texts by language; ``tag_keys`` and ``person_keys`` tell which of
    ``tags`` and ``people`` written names mean; ``news`` are the texts of the last two days,
    newest first. It all holds until just before the moment ``until``.
    """

    config: Config
    articles: dict[str, tuple[Entry, ...]]
    pages: dict[str, tuple[Entry, ...]]
    stories: dict[str, dict[str, Entry]]
    tags: dict[str, Topic]
    people: dict[str, Topic]
    tag_keys: Keys
    person_keys: Keys
    news: tuple[Entry, ...] = ()
    until: datetime | None = None


Files = Callable[[], Collection[str]]


class Clock(msgspec.Struct, frozen=True):
    """What is now, and whether drafts are shown to their editors."""

    now: datetime
    drafts: bool = False


def assemble(
    config: Config, dossiers: Iterable[Dossier], files: Files, clock: Clock
) -> tuple[Site, tuple[Fault, ...]]:
    """The site of this moment, and warnings.

    ``files`` gives all story files, also those that could not be read. Raises ``FaultsFound`` with
    everything that does not fit together, hidden stories included.
    """
    dossiers = list(dossiers)
    told = [entry for dossier in dossiers for entry in dossier.entries]
    entries = sorted([entry for entry in told if entry.published], key=_DATED)
    entries += sorted([entry for entry in told if not entry.published], key=_UNDATED)
    tags, people = _registers(config, entries)
    stories: dict[str, dict[str, Entry]] = defaultdict(dict)
    own: dict[str, list[Entry]] = {edition.lang: [] for edition in config.editions}
    pages: dict[str, list[Entry]] = {edition.lang: [] for edition in config.editions}
    for entry in entries:
        stories[entry.story][entry.lang] = entry
        (pages if entry.is_page else own)[entry.lang].append(entry)
    site = Site(
        config=config,
        articles={lang: tuple(each) for lang, each in own.items()},
        pages={lang: tuple(each) for lang, each in pages.items()},
        stories=dict(stories),
        tags=tags.topics(),
        people=people.topics(),
        tag_keys=Keys(tags),
        person_keys=Keys(people),
        news=tuple(_news(entries, clock.now - NEWS)),
        until=_until(config, dossiers, entries, clock.now),
    )
    faults = tuple(_faults(site, dossiers, entries, files, clock.now))
    if any(not fault.warning for fault in faults):
        raise FaultsFound(faults)
    return site, faults


def _registers(config: Config, entries: Sequence[Entry]) -> tuple[Register, Register]:
    """The tags and the people that the entries name, met in their order."""
    langs = [edition.lang for edition in config.editions]
    tags, people = Register(config.tags, langs), Register(config.people, langs)
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        lang = entry.tags_lang
        for tag in entry.tags:
            if (tag, lang) not in seen:  # nearly all have been met
                seen.add((tag, lang))
                tags.meet(tag, lang)
        more = entry.more
        for name in more.authors:
            people.meet(name, more.authors_lang)
        for name in more.translators:
            people.meet(name, entry.lang)
    return tags, people


def _news(entries: Sequence[Entry], since: datetime) -> Iterator[Entry]:
    for entry in reversed(entries):
        if entry.published is None or entry.is_page:
            continue
        if entry.published <= since:
            return
        if not entry.canceled:
            yield entry


def _until(
    config: Config, dossiers: Iterable[Dossier], entries: Sequence[Entry], now: datetime
) -> datetime | None:
    """When time alone changes something next: a story appears or goes, or is news no more."""
    moments = [dossier.until for dossier in dossiers if dossier.until]
    moments += [e.published + NEWS for e in _news(entries, now - NEWS) if e.published]
    if config.security and config.security.expires > now:
        moments.append(config.security.expires)
    return min(moments, default=None)


def _faults(
    site: Site,
    dossiers: Sequence[Dossier],
    entries: Sequence[Entry],
    files: Files,
    now: datetime,
) -> Iterator[Fault]:
    """What does not fit together, and warnings."""
    known = {dossier.story for dossier in dossiers}
    links = [link for dossier in dossiers for link in dossier.links]
    there = files() if links else ()
    yield from (crosscheck.lost_link(*link) for link in links if beside(*link) not in there)
    for dossier in dossiers:
        for file, at, story in dossier.related:
            if story not in known:
                yield crosscheck.lost_story(file, at, story)
    held = [each for dossier in dossiers for each in dossier.held]
    yield from crosscheck.address_faults(entries, held)
    yield from crosscheck.site_faults(site.config, known, now)
    yield from shared_addresses(site.tags.values(), "content/tags.yaml", "tags")
    yield from shared_addresses(site.people.values(), "content/people.yaml", "people")
