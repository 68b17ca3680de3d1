"""The newspaper by edition: what is listed where. Everything stands oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from naba.dossier import Entry
from naba.site import Site

Key = TypeVar("Key")
Month = tuple[int, int]


class Index(msgspec.Struct, frozen=True):
    """One edition's stories, grouped.

    ``listed`` are the stories that its listings show: its own, and where the site wants it those
    of other editions that it lacks. ``own`` are its own alone, canceled ones too, for feeds;
    ``own_by_month`` has no canceled ones.
    """

    lang: str
    own: tuple[Entry, ...]
    listed: tuple[Entry, ...]
    by_section: dict[str, list[Entry]]
    by_tag: dict[str, list[Entry]]
    by_person: dict[str, list[Entry]]
    by_month: dict[Month, list[Entry]]
    own_by_month: dict[Month, list[Entry]]


def index(site: Site) -> dict[str, Index]:
    """The index of every edition, by language."""
    return {edition.lang: _index(site, edition.lang) for edition in site.config.editions}


def _index(site: Site, lang: str) -> Index:
    own = [entry for entry in site.articles[lang] if not entry.canceled]
    by_month = own_by_month = _grouped((a.month, a) for a in own if a.month)
    listed = tuple(own)
    if site.config.list_untranslated:
        listed = tuple(sorted([*own, *_untranslated(site, lang)], key=order))
        by_month = _grouped((a.month, a) for a in listed if a.month)
    return Index(
        lang=lang,
        own=site.articles[lang],
        listed=listed,
        by_section=_grouped((a.section, a) for a in listed if a.section),
        by_tag=_grouped((key, a) for a in listed for key in site.tag_keys[a.tags]),
        by_person=_grouped(
            (key, a)
            for a in listed
            if a.more.authors or a.more.translators
            for key in site.person_keys[(*a.more.authors, *a.more.translators)]
        ),
        by_month=by_month,
        own_by_month=own_by_month,
    )


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


def _grouped(pairs: Iterable[tuple[Key, Entry]]) -> dict[Key, list[Entry]]:
    groups: dict[Key, list[Entry]] = defaultdict(list)
    for key, article in pairs:
        groups[key].append(article)
    return dict(groups)
