"""The search page, and what it reads: the stories of a month, the words of a year.

Searched is what a story's card shows and the names that it is filed under; never its body, so a
mended word changes nothing here. Both documents are made from the same ``Gathered``.
"""

from __future__ import annotations

from naba import dates, locale, urls
from naba.bidi import isolate_plain
from naba.model import Brief, Value
from naba.views.head import head
from naba.views.machines import SearchMonth, SearchStory, SearchYear
from naba.views.pages import SearchPage
from naba.views.press import Others, Press, frame
from naba.words import stems, words


class Gathered(Value, frozen=True):
    """A month's stories, newest first; ``names`` are each one's tags and people, in their order."""

    year: int
    month: int
    briefs: tuple[Brief, ...]
    names: tuple[tuple[str, ...], ...]


def search(press: Press, months: tuple[str, ...], others: Others) -> SearchPage:
    """The page itself. It names the months that there are: else it would have to guess them."""
    address = urls.search(press.lang)
    return SearchPage(
        frame=frame(press, address, others),
        head=head(press, press.named("search"), address, others),
        url=press.base.href(address),
        months=months,
        digits=locale.localised_digits("0123456789", press.edition),
    )


def month(press: Press, told: Gathered) -> SearchMonth:
    """A month's stories, as results show them."""
    sections = {brief.section for brief in told.briefs}
    return SearchMonth(
        sections={each.id: each.name[press.lang] for each in press.sections if each.id in sections},
        stories=tuple(
            _story(press, brief, names)
            for brief, names in zip(told.briefs, told.names, strict=True)
        ),
    )


def _story(press: Press, brief: Brief, names: tuple[str, ...]) -> SearchStory:
    foreign = brief.lang != press.lang
    return SearchStory(
        url=press.base.href(brief.url),
        title=isolate_plain(brief.title, brief.lang),
        date=dates.iso(press.local(brief.published))[:10],
        day=press.when(brief.published).short,
        summary=isolate_plain(_summary(press, brief), brief.lang),
        section=brief.section or "",
        kind=brief.kind if brief.kind != "news" else "",
        names=names,
        lang=brief.lang if foreign else "",
        dir=locale.direction(brief.lang) if foreign else "",
        foreign=locale.language_name(brief.lang, press.lang) if foreign else "",
    )


def _summary(press: Press, brief: Brief) -> str:
    """A story in another language is told of by its title alone, as in every list."""
    return (brief.summary or "") if brief.lang == press.lang else ""


def year(press: Press, told: tuple[Gathered, ...]) -> SearchYear:
    """The stems of all words in these months of one year, by the months that they occur in."""
    months: dict[str, int] = {}
    for each in told:
        for word in set(words(_text(press, each))):
            for stem in stems(word):
                months[stem] = months.get(stem, 0) | 1 << each.month - 1
    held: dict[int, list[str]] = {}
    for stem, mask in sorted(months.items()):
        held.setdefault(mask, []).append(stem)
    return SearchYear({str(mask): " ".join(found) for mask, found in sorted(held.items())})


def _text(press: Press, told: Gathered) -> str:
    """All that is searched of a month's stories."""
    sections = {each.id: each.name[press.lang] for each in press.sections}
    lines = {name for names in told.names for name in names}
    for brief in told.briefs:
        lines |= {brief.title, _summary(press, brief), sections.get(brief.section or "", "")}
    return "\n".join(sorted(lines))
