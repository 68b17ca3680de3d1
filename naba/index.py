"""The newspaper by edition: what is listed where. Everything stands oldest first."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from naba.digest import Counted
from naba.dossier import BRIEF_NAME, ENTRY_NAME, Entry, Ref
from naba.site import Site

Key = TypeVar("Key", str, tuple[int, int])
Month = tuple[int, int]
NO_MONTH: Month = (0, 0)


class Column:
    """Some stories of one edition, oldest first; rows are cut out of it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries

    def __len__(self) -> int:
        return len(self.entries)

    @functools.cached_property
    def names(self) -> bytes:
        """The stories' names in a row."""
        return b"".join([entry.name for entry in self.entries])

    @functools.cached_property
    def briefs(self) -> bytes:
        """The names of their briefs in a row."""
        return b"".join([entry.brief for entry in self.entries])

    @functools.cached_property
    def places(self) -> dict[bytes, int]:
        """Where each of them stands, by its name."""
        return {entry.name: place for place, entry in enumerate(self.entries)}

    def row(self, start: int = 0, stop: int | None = None) -> Row:
        """The stories from ``start`` until before ``stop``; either may count from the end."""
        return Row(self, *slice(start, stop).indices(len(self))[:2])

    def shown(self, start: int = 0, stop: int | None = None) -> Briefs:
        """Their briefs, in the same way."""
        return Briefs(self, *slice(start, stop).indices(len(self))[:2])


class _Part(Counted):
    """A part of a column: the stories from ``start`` until before ``stop``."""

    __slots__ = ("_column", "start", "stop")

    def __init__(self, column: Column, start: int, stop: int) -> None:
        self._column, self.start, self.stop = column, start, stop


class Row(_Part):
    """Stories in a row, which count by their names."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        return self._column.names[self.start * ENTRY_NAME : self.stop * ENTRY_NAME]

    @property
    def entries(self) -> Sequence[Entry]:
        """The stories."""
        return self._column.entries[self.start : self.stop]


class Briefs(_Part):
    """The briefs of stories in a row, by their names: nothing else of the stories is known."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        return self._column.briefs[self.start * BRIEF_NAME : self.stop * BRIEF_NAME]

    @property
    def month(self) -> Month:
        """The month of the middle one, which is in its brief too."""
        entries = self._column.entries[self.start : self.stop]
        return (entries[len(entries) // 2].month if entries else None) or NO_MONTH

    def cut(self, size: int) -> Iterator[Briefs]:
        """The same in pieces of ``size``."""
        for start in range(self.start, self.stop, size):
            yield Briefs(self._column, start, min(start + size, self.stop))

    def newest_first(self) -> list[Ref]:
        """The names."""
        entries = self._column.entries[self.start : self.stop]
        return [entry.brief for entry in reversed(entries)]


class Groups(msgspec.Struct, frozen=True):
    """Stories by what they are listed under, without those that were withdrawn."""

    all: Column
    by_section: dict[str, Column]
    by_tag: dict[str, Column]
    by_person: dict[str, Column]
    by_month: dict[Month, Column]


class Index(msgspec.Struct, frozen=True):
    """One edition's stories.

    ``own`` are all that it has, canceled ones too; ``seen`` are those that are not. ``listed`` are
    the stories that its listings show: those seen, and where the site wants it those of other
    editions that it lacks.
    """

    lang: str
    own: Column
    own_by_section: dict[str, Column]
    seen: Groups
    listed: Groups


def index(site: Site) -> dict[str, Index]:
    """The index of every edition, by language."""
    return {edition.lang: _index(site, edition.lang) for edition in site.config.editions}


def _index(site: Site, lang: str) -> Index:
    own = site.articles[lang]
    entries = [entry for entry in own if not entry.more.canceled]  # a property takes twice as long
    seen = listed = _groups(site, entries)
    if site.config.list_untranslated:
        listed = _groups(site, sorted([*entries, *_untranslated(site, lang)], key=order))
    by_section = seen.by_section
    if len(entries) < len(own):
        grouped: dict[str, list[Entry]] = defaultdict(list)
        for entry in own:
            if entry.section:
                grouped[entry.section].append(entry)
        by_section = _columns(grouped)
    return Index(lang, Column(own), by_section, seen, listed)


def order(entry: Entry) -> tuple[object, str]:
    """The one order of stories: by the moment of publication, then by folder."""
    return entry.published, entry.story


def _untranslated(site: Site, lang: str) -> Iterator[Entry]:
    """Of each story that the edition lacks, the first text that another has."""
    for texts in site.stories.values():
        if lang in texts:
            continue
        spare = (texts[e.lang] for e in site.config.editions if e.lang in texts)
        entry = next(spare, None)
        if entry and not entry.is_page and not entry.canceled:
            yield entry


def _groups(site: Site, entries: Sequence[Entry]) -> Groups:
    by_section: dict[str, list[Entry]] = defaultdict(list)
    by_month: dict[Month, list[Entry]] = defaultdict(list)
    by_tag: dict[str, list[Entry]] = defaultdict(list)
    by_person: dict[str, list[Entry]] = defaultdict(list)
    tag_keys, person_keys = site.tag_keys, site.person_keys
    for entry in entries:
        if entry.section:
            by_section[entry.section].append(entry)
        if entry.month:
            by_month[entry.month].append(entry)
        for key in tag_keys[entry.tags]:
            by_tag[key].append(entry)
        more = entry.more
        if more.authors or more.translators:
            for key in person_keys[(*more.authors, *more.translators)]:
                by_person[key].append(entry)
    grouped = _columns(by_section), _columns(by_tag), _columns(by_person), _columns(by_month)
    return Groups(Column(entries), *grouped)


def _columns(groups: dict[Key, list[Entry]]) -> dict[Key, Column]:
    return {key: Column(group) for key, group in sorted(groups.items())}
