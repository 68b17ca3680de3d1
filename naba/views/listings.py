"""Pages that list stories, tags, months, corrections and feeds."""

from __future__ import annotations

from itertools import groupby

from naba import dates, locale, urls
from naba.model import Brief, Correction, Topic, Value, Words
from naba.text import fold, sort_key
from naba.views.articles import note, topic_links
from naba.views.pages import (
    ArchivePage,
    CorrectionsPage,
    FeedsPage,
    HomePage,
    LetterGroup,
    ListingPage,
    MonthPage,
    NotFoundPage,
    SectionBlock,
    TagsPage,
    Year,
)
from naba.views.parts import FeedLink
from naba.views.press import Others, Press, frame, head


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
    has_feed: bool = True

    @property
    def address(self) -> str:
        return urls.sealed(self.front, self.number) if self.number else self.front


class Corrected(Value, frozen=True):
    """A correction and the story that it belongs to."""

    correction: Correction
    title: str
    lang: str
    url: str


def home(press: Press, front: Front, others: Others) -> HomePage:
    address, edition = urls.home(press.lang), press.edition
    title = press.words(edition.title)
    return HomePage(
        frame=frame(press, address, others),
        head=head(press, title, address, others, description=edition.description),
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
    heading = shown.heading
    title, feed = heading, None
    if shown.number:
        number = locale.number(shown.number, press.edition)
        sealed = press.filled("sealed_title", title=heading.text, n=number)
        title = Words(sealed, heading.lang)
    if shown.has_feed:
        name = press.filled("feed_of", name=heading.text)
        feed = FeedLink(name, press.base.href(urls.feed(shown.front)))
    described = shown.description.text if shown.description else ""
    href = press.base.href
    return ListingPage(
        frame=frame(press, shown.address, others),
        head=head(press, title, shown.address, others, description=described, feed=feed),
        kind=shown.kind,
        heading=heading,
        front=href(shown.front),
        cards=press.cards(shown.briefs),
        description=shown.description,
        number=shown.number,
        newer=href(shown.newer) if shown.newer else "",
        older=href(shown.older) if shown.older else "",
        feed=feed.url if feed else "",
    )


def tags(press: Press, topics: tuple[Topic, ...], others: Others) -> TagsPage:
    """All tags in the edition's alphabet; «ال» does not count, Arabic before Latin."""
    ordered = sorted(topics, key=lambda topic: (sort_key(topic.names[press.lang].text), topic.key))
    groups = (
        LetterGroup(letter, topic_links(press, tuple(group), urls.tag))
        for letter, group in groupby(ordered, lambda t: _letter(t.names[press.lang].text))
    )
    address = urls.tags(press.lang)
    return TagsPage(
        frame=frame(press, address, others),
        head=head(press, press.named("tags"), address, others),
        groups=tuple(groups),
    )


def _letter(name: str) -> str:
    """The letter under which a name is filed: its first one that counts for sorting."""
    folded = fold(name)
    bare = folded.removeprefix("ال") or folded
    return bare[:1].upper() or "#"


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
        head=head(press, press.named("archive"), address, others),
        years=tuple(years),
    )


def month(
    press: Press, year: int, number: int, briefs: tuple[Brief, ...], others: Others
) -> MonthPage:
    address = urls.month(press.lang, year, number)
    heading = dates.month_title(year, number, press.edition)
    return MonthPage(
        frame=frame(press, address, others),
        head=head(press, press.words(heading), address, others),
        heading=heading,
        archive=press.link(press.named("archive"), urls.archive(press.lang)),
        cards=press.cards(briefs),
    )


def corrections(press: Press, made: tuple[Corrected, ...], others: Others) -> CorrectionsPage:
    address = urls.corrections(press.lang)
    return CorrectionsPage(
        frame=frame(press, address, others),
        head=head(press, press.named("corrections"), address, others),
        notes=tuple(
            note(press, each.correction, press.link(Words(each.title, each.lang), each.url))
            for each in made
        ),
    )


def feeds(press: Press, topics: tuple[Topic, ...], others: Others) -> FeedsPage:
    """The edition's feeds for people: the newspaper, its sections, its tags."""
    address, lang = urls.feeds(press.lang), press.lang
    ordered = sorted(topics, key=lambda topic: (sort_key(topic.names[lang].text), topic.key))
    return FeedsPage(
        frame=frame(press, address, others),
        head=head(press, press.named("feeds"), address, others),
        edition=press.link(press.words(press.edition.title), urls.feed(urls.home(lang))),
        sections=tuple(
            press.link(press.words(s.name[lang]), urls.feed(urls.section(lang, s.id)))
            for s in press.sections
        ),
        tags=topic_links(press, tuple(ordered), lambda la, slug: urls.feed(urls.tag(la, slug))),
    )


def not_found(press: Press, others: Others) -> NotFoundPage:
    address = urls.not_found(press.lang)
    title = press.named("not_found_title")
    return NotFoundPage(
        frame=frame(press, address, others),
        head=head(press, title, address, others, noindex=True),
    )
