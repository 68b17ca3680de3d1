"""The newspaper by edition: what is listed where. Everything stands oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from naba.dates import zone_day
from naba.model import Article, Brief
from naba.site import Site

Key = TypeVar("Key")
Month = tuple[int, int]


class Index(msgspec.Struct, frozen=True):
    """One edition's stories, grouped.

    ``listed`` are the stories that its listings show: its own, and where the site wants it those
    of other editions that it lacks. ``own`` are its own alone, canceled ones too, for feeds.
    """

    lang: str
    own: tuple[Article, ...]
    listed: tuple[Article, ...]
    by_section: dict[str, list[Article]]
    by_tag: dict[str, list[Article]]
    by_person: dict[str, list[Article]]
    by_month: dict[Month, list[Article]]


def index(site: Site) -> dict[str, Index]:
    """The index of every edition, by language."""
    return {edition.lang: _index(site, edition.lang) for edition in site.config.editions}


def _index(site: Site, lang: str) -> Index:
    listed = tuple(sorted(_listed(site, lang), key=order))
    return Index(
        lang=lang,
        own=site.articles[lang],
        listed=listed,
        by_section=_grouped((a.section, a) for a in listed if a.section),
        by_tag=_grouped((tag, a) for a in listed for tag in a.tags),
        by_person=_grouped(
            (key, a) for a in listed for key in dict.fromkeys((*a.authors, *a.translators))
        ),
        by_month=_grouped((zone_day(a.published, site.zone), a) for a in listed if a.published),
    )


def order(article: Article) -> tuple[object, str]:
    """The one order of stories: by the moment of publication, then by folder."""
    return article.published, article.story


def _listed(site: Site, lang: str) -> Iterator[Article]:
    yield from (article for article in site.articles[lang] if not article.canceled)
    if not site.config.list_untranslated:
        return
    for texts in site.stories.values():
        if lang in texts:
            continue
        spare = (texts[e.lang] for e in site.config.editions if e.lang in texts)
        article = next(spare, None)
        if article and article.kind != "page" and not article.canceled:
            yield article


def _grouped(pairs: Iterable[tuple[Key, Article]]) -> dict[Key, list[Article]]:
    groups: dict[Key, list[Article]] = defaultdict(list)
    for key, article in pairs:
        groups[key].append(article)
    return dict(groups)


def brief(article: Article) -> Brief:
    """What a listing needs of an article."""
    assert article.published is not None
    return Brief(
        url=article.url,
        lang=article.lang,
        title=article.title,
        kind=article.kind,
        published=article.published,
        summary=article.summary,
        section=article.section,
        image=article.image,
        breaking=article.breaking,
        canceled=article.canceled,
    )
