"""Makes what machines read of each kind of page (JSON-LD), from what its view knows."""

from __future__ import annotations

import functools

from naba import dates, urls
from naba.model import Article, Edition, Illustration, Source, Text, Topic, Value, Words
from naba.pictures import Rendition, plain, shapes
from naba.urls import Base
from naba.views import data
from naba.views.data import SCHEMA, Thing
from naba.views.parts import CardImage
from naba.views.press import Press

# schema.org's names for the kinds of policies in ``site.yaml``.
_POLICIES = {
    "bylines": "no_bylines_policy",
    "corrections": "corrections_policy",
    "diversity": "diversity_policy",
    "ethics": "ethics_policy",
    "feedback": "actionable_feedback_policy",
    "masthead": "masthead",
    "mission": "mission_coverage_priorities_policy",
    "ownership": "ownership_funding_info",
    "principles": "publishing_principles",
    "sources": "unnamed_sources_policy",
    "verification": "verification_fact_checking_policy",
}
_KINDS = {"analysis": data.AnalysisNewsArticle, "opinion": data.OpinionNewsArticle}


class Texts(Value, frozen=True):
    """What a text is translated from, and into, within the newspaper."""

    original: Text | None = None
    translations: tuple[Text, ...] = ()


class Signed(Value, frozen=True):
    """Who a story names, and the tags that it is filed under."""

    authors: tuple[Topic, ...]
    translators: tuple[Topic, ...]
    tags: tuple[Topic, ...]


@functools.lru_cache(maxsize=64)  # every story names it
def newspaper(press: Press, policies: tuple[tuple[str, str], ...] = ()) -> Thing:
    """The newspaper by its name and address; with the pages that tell of it, as on the home page.

    ``policies`` are kinds and addresses.
    """
    home = press.base.absolute(urls.home(press.lang))
    told = {_POLICIES[kind]: press.base.absolute(address) for kind, address in policies}
    own = {"context": SCHEMA, "description": press.edition.description} if policies else {}
    return data.NewsMediaOrganization(
        id=f"{home}#newspaper", name=press.edition.title, url=home, **own, **told
    )


def home(press: Press, policies: tuple[tuple[str, str], ...]) -> tuple[Thing, ...]:
    """The edition, and the newspaper with its policies: that of corrections is always there."""
    told = {"corrections": urls.corrections(press.lang), **dict(policies)}
    return (newspaper(press, tuple(told.items())), edition(press.base, press.edition))


def edition(base: Base, edition: Edition, context: str = SCHEMA) -> data.WebSite:
    """An edition of the newspaper."""
    home = base.absolute(urls.home(edition.lang))
    return data.WebSite(
        context=context,
        id=f"{home}#edition",
        name=edition.title,
        url=home,
        description=edition.description if context else "",
        in_language=edition.lang,
    )


def _site(press: Press) -> Thing:
    return edition(press.base, press.edition, "")


def way(press: Press, *steps: tuple[str, str]) -> Thing:
    """The way to a page: names and addresses, the home page's left out."""
    whole = ((press.edition.title, urls.home(press.lang)), *steps)
    return data.BreadcrumbList(
        context=SCHEMA,
        item_list_element=tuple(
            data.ListItem(position=at, name=name, item=press.base.absolute(address))
            for at, (name, address) in enumerate(whole, start=1)
        ),
    )


def collection(press: Press, name: Words, address: str, description: str = "") -> Thing:
    """A page that lists."""
    return data.CollectionPage(
        context=SCHEMA,
        name=name.text,
        url=press.base.absolute(address),
        description=description,
        in_language=press.lang,
        is_part_of=_site(press),
    )


def profile(press: Press, name: Words, address: str, description: str, desk: bool) -> Thing:
    """The page of a person, or of a desk."""
    url = press.base.absolute(address)
    kind = data.Organization if desk else data.Person
    return data.ProfilePage(
        context=SCHEMA,
        url=url,
        in_language=press.lang,
        is_part_of=_site(press),
        main_entity=kind(name=name.text, url=url, description=description),
    )


def page(press: Press, shown: Article) -> tuple[Thing, ...]:
    """A standing page."""
    changed = shown.updated or shown.published
    told = data.WebPage(
        context=SCHEMA,
        name=shown.title,
        url=press.base.absolute(shown.url),
        description=shown.summary or "",
        in_language=shown.lang,
        date_modified=dates.iso(press.local(changed)) if changed else "",
        is_part_of=_site(press),
    )
    return (told, way(press, (shown.title, shown.url)))


def story(
    press: Press, shown: Article, signed: Signed, texts: Texts, card: CardImage | None
) -> tuple[Thing, ...]:
    """A story and the way to it. ``card`` is its share card, if it has one."""
    assert shown.published is not None
    section = press.section_link(shown.section)
    url, source = press.base.absolute(shown.url), shown.source
    told = _KINDS.get(shown.kind, data.NewsArticle)(
        context=SCHEMA,
        id=shown.guid,
        url=url,
        main_entity_of_page=url,
        headline=shown.title,
        description=shown.summary or "",
        in_language=shown.lang,
        date_published=press.when(shown.published).iso,
        date_modified=press.when(shown.changed).iso,
        author=tuple(_signature(press, each) for each in signed.authors),
        translator=tuple(_signature(press, each) for each in signed.translators),
        publisher=newspaper(press),
        image=_images(press, shown.image, card),
        dateline=shown.dateline or "",
        article_section=section.text.text if section else "",
        keywords=tuple(tag.names[press.lang].text for tag in signed.tags),
        correction=tuple(
            data.CorrectionComment(text=c.text.text, date_published=dates.iso(press.local(c.date)))
            for c in shown.corrections
        ),
        translation_of_work=_origin(press, shown, texts),
        work_translation=tuple(_text(press, each) for each in texts.translations),
        is_based_on=source.url if source else "",
        credit_text=_credit(press, source, signed.translators),
        is_accessible_for_free=True,
    )
    steps = (
        [(section.text.text, urls.section(press.lang, shown.section))]
        if (section and shown.section)
        else []
    )
    return (told, way(press, *steps, (shown.title, shown.url)))


def _signature(press: Press, who: Topic) -> Thing:
    kind = data.Organization if who.desk else data.Person
    url = press.base.absolute(urls.person(press.lang, who.slug))
    return kind(name=who.names[press.lang].text, url=url)


def _images(
    press: Press, shown: Illustration | None, card: CardImage | None
) -> tuple[data.ImageObject, ...]:
    """The story's picture in searchers' shapes; as it is if it is too small; else the card."""
    if shown:
        made = shapes(shown.picture, shown.focus) or (plain(shown.picture),)
        return tuple(_image(press, shown, each) for each in made)
    return (data.ImageObject(url=card.url, width=card.width, height=card.height),) if card else ()


def _image(press: Press, shown: Illustration, made: Rendition) -> data.ImageObject:
    return data.ImageObject(
        url=press.base.absolute(made.url),
        width=made.width,
        height=made.height,
        caption=shown.caption.text if shown.caption else "",
        credit_text=shown.credit.text if shown.credit else "",
    )


def _text(press: Press, text: Text) -> data.CreativeWork:
    url = press.base.absolute(text.url)
    return data.NewsArticle(id=text.guid, url=url, in_language=text.lang)


def _origin(press: Press, shown: Article, texts: Texts) -> data.CreativeWork | None:
    """What the text is translated from: somebody else's work, or our own original."""
    source = shown.source
    if source and shown.is_translated:
        return data.CreativeWork(
            headline=source.title,
            in_language=source.language,
            url=source.url,
            date_published=dates.iso(press.local(source.date)) if source.date else "",
            author=tuple(data.Person(name=name) for name in source.authors),
            publisher=data.Organization(name=source.name),
        )
    return _text(press, texts.original) if texts.original else None


def _credit(press: Press, source: Source | None, translators: tuple[Topic, ...]) -> str:
    """The credit in one line, as the page's closing line has it."""
    parts = []
    if translators:
        names = press.strings["comma"].join(who.names[press.lang].text for who in translators)
        parts.append(f"{press.strings['translation']} {names}")
    if source:
        parts.append(f"{press.strings['source']} {source.name}")
    return " · ".join(parts)
