"""What machines read of a page: schema.org's types, those fields of them that we fill.

A class is called as its type is, and a field as its property in our spelling; ``id`` is JSON-LD's
``@id``. ``context`` stands on what is printed by itself. The filter ``json`` prints these values.
"""

from __future__ import annotations

from naba.model import Value

SCHEMA = "https://schema.org"


def _spelt(field: str) -> str:
    if field in ("id", "context"):
        return f"@{field}"
    first, *rest = field.split("_")
    return first + "".join(part.capitalize() for part in rest)


class Thing(Value, frozen=True, kw_only=True, rename=_spelt, tag_field="@type"):
    """The root of schema.org's types."""

    context: str = ""
    id: str = ""
    name: str = ""
    url: str = ""


class Person(Thing, frozen=True, kw_only=True):
    """Somebody who signs."""

    description: str = ""


class Organization(Thing, frozen=True, kw_only=True):
    """A desk that signs, an agency."""

    description: str = ""


class NewsMediaOrganization(Thing, frozen=True, kw_only=True):
    """The newspaper, with the pages that tell how it works."""

    description: str = ""
    corrections_policy: str = ""
    diversity_policy: str = ""
    ethics_policy: str = ""
    actionable_feedback_policy: str = ""
    masthead: str = ""
    mission_coverage_priorities_policy: str = ""
    no_bylines_policy: str = ""
    ownership_funding_info: str = ""
    publishing_principles: str = ""
    unnamed_sources_policy: str = ""
    verification_fact_checking_policy: str = ""


class ImageObject(Thing, frozen=True, kw_only=True):
    """A picture."""

    width: int
    height: int
    caption: str = ""
    credit_text: str = ""


class CorrectionComment(Thing, frozen=True, kw_only=True):
    """A change that readers are told of."""

    text: str
    date_published: str


class CreativeWork(Thing, frozen=True, kw_only=True):
    """A work that a story is made from, or another text of the same story."""

    headline: str = ""
    in_language: str = ""
    date_published: str = ""
    author: tuple[Thing, ...] = ()
    publisher: Thing | None = None


class NewsArticle(CreativeWork, frozen=True, kw_only=True):
    """A story."""

    description: str = ""
    main_entity_of_page: str = ""
    identifier: str = ""
    date_modified: str = ""
    image: tuple[ImageObject, ...] = ()
    translator: tuple[Thing, ...] = ()
    dateline: str = ""
    article_section: str = ""
    keywords: tuple[str, ...] = ()
    correction: tuple[CorrectionComment, ...] = ()
    translation_of_work: CreativeWork | None = None
    work_translation: tuple[CreativeWork, ...] = ()
    is_based_on: str = ""
    credit_text: str = ""
    is_accessible_for_free: bool | None = None


class AnalysisNewsArticle(NewsArticle, frozen=True, kw_only=True):
    """A story that explains."""


class OpinionNewsArticle(NewsArticle, frozen=True, kw_only=True):
    """A story that takes a side."""


class WebSite(Thing, frozen=True, kw_only=True):
    """An edition."""

    description: str = ""
    in_language: str = ""


class WebPage(Thing, frozen=True, kw_only=True):
    """A page that is no story."""

    description: str = ""
    in_language: str = ""
    date_modified: str = ""
    is_part_of: Thing | None = None
    main_entity: Thing | None = None


class CollectionPage(WebPage, frozen=True, kw_only=True):
    """A page that lists."""


class ProfilePage(WebPage, frozen=True, kw_only=True):
    """The page of somebody who signs."""


class ListItem(Thing, frozen=True, kw_only=True):
    """A step of the way to a page."""

    position: int
    item: str


class BreadcrumbList(Thing, frozen=True, kw_only=True):
    """The way to a page, from the front page on."""

    item_list_element: tuple[ListItem, ...]
