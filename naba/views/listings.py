"""Pages that list stories, tags, months, corrections and feeds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from naba import dates, locale, urls
from naba.collation import initial, sort_key
from naba.model import Brief, Topic, Value, Words
from naba.views import linked
from naba.views.articles import AddressOf, note, topic_links
from naba.views.data import Thing
from naba.views.feeds import Corrected
from naba.views.head import head
from naba.views.pages import (
    ArchivePage,
    CorrectionsPage,
    FeedsOf,
    FeedsPage,
    HomePage,
    LatestPage,
    LetterGroup,
    ListingPage,
    MonthPage,
    NotFoundPage,
    SectionBlock,
    TagsPage,
    Year,
)
from naba.views.parts import Head
from naba.views.press import FORMS, Others, Press, frame


class Front(Value, frozen=True):
    """The home page's stories. ``blocks`` are section ids with their newest stories."""

    lead: Brief | None
    latest: tuple[Brief, ...]
    blocks: tuple[tuple[str, tuple[Brief, ...]], ...]
    older: str = ""


class Listing(Value, frozen=True):
    """One page of a listing: see ``ListingPage``. Addresses know no base; "" is none."""

    kind: str
    heading: Words
    front: str
    briefs: tuple[Brief, ...]
    description: Words | None = None
    number: int = 0
    newer: str = ""
    older: str = ""
    desk: bool = False  # of a person's listing: many sign so

    @property
    def address(self) -> str:
        return urls.sealed(self.front, self.number) if self.number else self.front


def home(
    press: Press, front: Front, policies: tuple[tuple[str, str], ...], others: Others
) -> HomePage:
    """The front page; ``policies`` are kinds and addresses of pages that tell of the newspaper."""
    address, edition = urls.home(press.lang), press.edition
    title = press.words(edition.title)
    return HomePage(
        frame=frame(press, address, others),
        head=head(
            press,
            title,
            address,
            others,
            description=edition.description,
            data=linked.home(press, policies),
        ),
        lead=press.card(front.lead) if front.lead else None,
        latest=press.cards(front.latest),
        sections=tuple(
            SectionBlock(link, press.cards(briefs))
            for id, briefs in front.blocks
            if (link := press.section_link(id))
        ),
        older=press.base.href(front.older) if front.older else "",
    )


def listing(press: Press, shown: Listing, others: Others) -> ListingPage:
    heading, href = shown.heading, press.base.href
    title = heading
    if shown.number:
        number = locale.number(shown.number, press.edition)
        sealed = press.filled("sealed_title", title=heading.text, n=number)
        title = Words(sealed, heading.lang)
    described = shown.description.text if shown.description else ""
    feeds = press.feeds(heading.text, shown.front)
    return ListingPage(
        frame=frame(press, shown.address, others),
        head=head(
            press,
            title,
            shown.address,
            others,
            description=described,
            feeds=feeds if shown.kind != "latest" else (),
            data=_listing_data(press, shown, title, described),
        ),
        kind=shown.kind,
        heading=heading,
        front=href(shown.front),
        cards=press.cards(shown.briefs),
        description=shown.description,
        number=shown.number,
        newer=href(shown.newer) if shown.newer else "",
        older=href(shown.older) if shown.older else "",
        feed=feeds[0],
    )


def _listing_data(press: Press, shown: Listing, title: Words, described: str) -> tuple[Thing, ...]:
    steps = [(shown.heading.text, shown.front)] if shown.kind != "latest" else []
    if shown.kind == "tag":
        steps.insert(0, (press.strings["tags"], urls.tags(press.lang)))
    if shown.number:
        steps.append((title.text, shown.address))
    if shown.kind == "person" and not shown.number:
        told = linked.profile(press, title, shown.address, described, shown.desk)
    else:
        told = linked.collection(press, title, shown.address, described)
    return (told, linked.way(press, *steps))


def _overview_head(press: Press, name: Words, address: str, others: Others) -> Head:
    told = linked.collection(press, name, address)
    way = linked.way(press, (name.text, address))
    return head(press, name, address, others, data=(told, way))


def latest(press: Press, briefs: tuple[Brief, ...], others: Others) -> LatestPage:
    """The newest stories alone. The home page is where they are told."""
    address = urls.home(press.lang)
    return LatestPage(
        frame=frame(press, address, others),
        head=head(press, press.named("latest"), address, others, noindex=True),
        cards=press.cards(briefs),
    )


def tags(press: Press, topics: tuple[Topic, ...], others: Others) -> TagsPage:
    """All tags in the edition's alphabet; «ال» does not count, Arabic before Latin."""
    lang = press.lang
    ordered = sorted(topics, key=lambda each: (sort_key(each.names[lang].text, lang), each.key))
    groups = (
        LetterGroup(letter, topic_links(press, tuple(group), urls.tag))
        for letter, group in groupby(ordered, lambda each: initial(each.names[lang].text, lang))
    )
    address = urls.tags(press.lang)
    return TagsPage(
        frame=frame(press, address, others),
        head=_overview_head(press, press.named("tags"), address, others),
        groups=tuple(groups),
    )


def archive(press: Press, months: tuple[tuple[int, int], ...], others: Others) -> ArchivePage:
    """Every month that has stories; ``months`` are year and month, newest first."""
    address = urls.archive(press.lang)
    years = (
        Year(
            title=locale.localised_digits(str(year), press.edition),
            months=tuple(
                press.link(
                    press.words(dates.month_title(year, month, press.edition)),
                    urls.month(press.lang, year, month),
                )
                for _, month in group
            ),
        )
        for year, group in groupby(months, lambda pair: pair[0])
    )
    return ArchivePage(
        frame=frame(press, address, others),
        head=_overview_head(press, press.named("archive"), address, others),
        years=tuple(years),
    )


def month(
    press: Press, year: int, number: int, briefs: tuple[Brief, ...], others: Others
) -> MonthPage:
    address = urls.month(press.lang, year, number)
    heading = dates.month_title(year, number, press.edition)
    title, archive = press.words(heading), (press.strings["archive"], urls.archive(press.lang))
    told = linked.collection(press, title, address)
    data = (told, linked.way(press, archive, (heading, address)))
    return MonthPage(
        frame=frame(press, address, others),
        head=head(press, title, address, others, data=data),
        heading=heading,
        archive=press.link(press.named("archive"), urls.archive(press.lang)),
        cards=press.cards(briefs),
    )


def corrections(press: Press, made: tuple[Corrected, ...], others: Others) -> CorrectionsPage:
    address, title = urls.corrections(press.lang), press.named("corrections")
    data = (linked.collection(press, title, address), linked.way(press, (title.text, address)))
    feeds = press.feeds(title.text, address)[:1]
    return CorrectionsPage(
        frame=frame(press, address, others),
        head=head(press, title, address, others, feeds=feeds, data=data),
        notes=tuple(
            note(press, each.correction, press.link(Words(each.title, each.lang), each.url))
            for each in made
        ),
        feed=feeds[0],
    )


def feeds(
    press: Press, topics: tuple[Topic, ...], people: tuple[Topic, ...], others: Others
) -> FeedsPage:
    """The edition's feeds for people: the newspaper, its sections, its tags, who signs."""
    address, lang = urls.feeds(press.lang), press.lang

    def of(name: Words, front: str, forms: Iterable[str] = press.forms) -> FeedsOf:
        href = press.base.href
        made = ((FORMS[form][0], href(urls.feed(front, form))) for form in forms)
        return FeedsOf(name, tuple(made))

    def all_of(group: tuple[Topic, ...], address: AddressOf) -> tuple[FeedsOf, ...]:
        ordered = sorted(group, key=lambda each: (sort_key(each.names[lang].text, lang), each.key))
        return tuple(of(each.names[lang], address(lang, each.slug)) for each in ordered)

    return FeedsPage(
        frame=frame(press, address, others),
        head=_overview_head(press, press.named("feeds"), address, others),
        edition=of(press.words(press.edition.title), urls.home(lang)),
        sections=tuple(
            of(press.words(s.name[lang]), urls.section(lang, s.id)) for s in press.sections
        ),
        tags=all_of(topics, urls.tag),
        people=all_of(people, urls.person),
        corrections=of(press.named("corrections"), urls.corrections(lang), press.forms[:1]),
        outlines=press.base.href(urls.outlines(lang)),
    )


def not_found(press: Press, others: Others) -> NotFoundPage:
    address = urls.not_found(press.lang)
    title = press.named("not_found_title")
    return NotFoundPage(
        frame=frame(press, address, others),
        head=head(press, title, address, others, noindex=True),
    )
