"""The feeds of an edition: its own, its sections', tags', people's, that of corrections; OPML.

Each is there in every form that the newspaper publishes; that of corrections in the first alone.
The edition's has sealed parts behind it (RFC 5005). A story that a reader missed stands in the
feed or in a sealed part: what is in neither would be lost to who comes seldom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import cast

from msgspec.structs import replace

from naba import urls
from naba.digest import Once
from naba.dossier import Entry
from naba.ids import permanent_id
from naba.index import NO_MONTH, Column, Row
from naba.model import Config, Topic, Value
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf
from naba.plan.told import Told
from naba.views import feeds
from naba.views.articles import AddressOf
from naba.views.feeds import Channel, Corrected, Named, Syndicated
from naba.views.press import Press

TEMPLATES = {"rss": "feeds/rss.xml", "atom": "feeds/atom.xml", "json": "feeds/feed.json"}
# Readers' programs give up on feeds of more than a quarter of a megabyte. So a feed holds fewer
# stories than it might when these are long; `_AROUND` is what stands around a story's text.
ROOM, _AROUND = 235_000, 2_500
# Which form sealed parts have: the first of these that the newspaper publishes. In every form they
# would be as many archives. RSS may lead to Atom; JSON Feed's `next_url` leads to JSON alone.
_SEALED = ("atom", "rss", "json")


class Newest(Value, frozen=True):
    """The newest stories of a list, at least as many as a feed holds, and what they name."""

    row: Row
    told: Told


def newest(desk: Desk, stories: Column) -> Newest:
    """The newest of some stories."""
    row = stories.row(-desk.config.feed_items)
    return Newest(row, desk.told(row.entries))


def feed_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The edition's feed and its sealed parts, the feed of corrections, the list of all feeds.

    Feeds hold the edition's own stories only. A canceled story stays in them with its notice, so
    that readers who have it learn of it.
    """
    archive = next(each for each in _SEALED if each in desk.config.feed_forms)
    parts = sealed_parts(desk) if desk.config.feed_archive else []
    addresses = [urls.archived_feed(desk.lang, *part[:3], archive) for part in parts]
    last = addresses[-1] if addresses else ""
    yield desk.sheaf("feed", whole_feed, newest(desk, desk.index.own), archive, last)
    around = zip(parts, ["", *addresses], addresses, [*addresses[1:], ""], strict=False)
    for (year, month), group in groupby(around, lambda each: each[0][:2]):
        ways = [(part[3], before, own, after) for part, before, own, after in group]
        told = desk.told([entry for row, *_ in ways for entry in row.entries])
        yield desk.sheaf(f"parts {year}-{month:02}", parts_of_month, ways, told, archive)
    yield desk.sheaf("corrections' feed", corrections, desk.corrections[: desk.config.feed_items])
    yield desk.sheaf("outlines", outlines, desk.tags_listed(), desk.people_listed())


def _channel(layout: Layout, name: str, front: str) -> Channel:
    config = layout.config
    return Channel(permanent_id(config.id, f"feed {front}"), name, front, hub=config.hub)


def whole_feed(layout: Layout, feed: Newest, archive: str, last: str) -> Iterator[Page]:
    """The edition's feed in every form; ``last`` is the address of its newest sealed part."""
    whole = replace(_channel(layout, "", urls.home(layout.lang)), archive=archive)
    for form in layout.press.forms:
        led = archive == "json" or form != "json"
        channel = replace(whole, form=form, previous=last if led else "")
        yield _page(layout, channel, _fitting(layout, feed.row.entries), feed.told)


def topic_feeds(layout: Layout, name: str, front: str, feed: Newest) -> Iterator[Page]:
    """The feed of the listing at ``front``, in every form."""
    channel, shown = _channel(layout, name, front), _fitting(layout, feed.row.entries)
    for form in layout.press.forms:
        yield _page(layout, replace(channel, form=form), shown, feed.told)


def _page(layout: Layout, channel: Channel, shown: Sequence[Entry], told: Told) -> Page:
    return layout.page(
        channel.address or urls.feed(channel.front, channel.form),
        f"the feed of {channel.name or layout.press.edition.title}",
        TEMPLATES[channel.form],
        feeds.feed,
        channel,
        tuple([_syndicated(layout, entry, told) for entry in shown]),
        turn=Turn.FEEDS,
        bodies=tuple([entry.body for entry in shown if not entry.canceled]),
        month=(shown[len(shown) // 2].month if shown else None) or NO_MONTH,
    )


def _fitting(layout: Layout, stories: Sequence[Entry]) -> list[Entry]:
    """The newest stories first: as many as a feed holds, fewer if they are long."""
    return next(_cut(layout.config, reversed(stories)), [])


def _cut(config: Config, stories: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The stories in feeds that are as full as a feed may be; the last may have room left."""
    shown: list[Entry] = []
    size = 0
    for entry in stories:
        more = entry.size + _AROUND
        if shown and (size + more > ROOM or len(shown) == config.feed_items):
            yield shown
            shown, size = [], 0
        shown.append(entry)
        size += more
    if shown:
        yield shown


Part = tuple[int, int, int, Row]  # a year, a month, which part of it, its stories


def sealed_parts(desk: Desk) -> list[Part]:
    """The sealed parts of the edition's feed, oldest first.

    A month is cut from its oldest story on, into parts that are as full as a feed may be. The
    last one becomes a part when it has as many stories as a feed, when the next story does not
    fit into it, or when that is one of a later month. Until then it stands in the feed itself,
    which holds at least as much.
    """
    parts: list[Part] = []
    at = 0
    for month, stories in groupby(desk.index.own.entries, lambda each: each.month):
        assert month
        for number, shown in enumerate(_cut(desk.config, stories), start=1):
            parts.append((*month, number, desk.index.own.row(at, at + len(shown))))
            at += len(shown)
    if parts and len(parts[-1][3].entries) < desk.config.feed_items:
        parts.pop()
    return parts


def parts_of_month(
    layout: Layout, parts: Sequence[tuple[Row, str, str, str]], told: Told, archive: str
) -> Iterator[Page]:
    """The sealed parts of a month: stories, the part before, its own address, the part after.

    A part tells of its neighbours, so the newest one changes once more: when it gets one.
    """
    whole = _channel(layout, "", urls.home(layout.lang))
    for row, previous, address, next_ in parts:
        between = {"address": address, "previous": previous, "next": next_}
        channel = replace(whole, archive=archive, form=archive, **between)
        yield _page(layout, channel, row.entries[::-1], told)


def _syndicated(layout: Layout, entry: Entry, told: Told) -> Once:
    """The story for feeds; many hold it."""
    made = told.memory.get(entry.name)
    if made is None:
        lang, more = layout.lang, entry.more
        made = told.memory[entry.name] = Once(
            Syndicated,
            entry.article,
            _named(lang, told.people(more.authors), urls.person),
            _named(lang, told.people(more.translators), urls.person),
            (*_sections(layout.press, entry.section), *_named(lang, told.tags(entry), urls.tag)),
            told.links(entry),
        )
    return cast(Once, made)


def _named(lang: str, topics: tuple[Topic, ...], address: AddressOf) -> Named:
    return tuple([(topic.names[lang].text, address(lang, topic.slug)) for topic in topics])


def _sections(press: Press, id: str | None) -> Named:
    lang = press.lang
    return tuple([(s.name[lang], urls.section(lang, s.id)) for s in press.sections if s.id == id])


def corrections(layout: Layout, shown: tuple[Corrected, ...]) -> Iterator[Page]:
    """The feed of corrections."""
    front, form = urls.corrections(layout.lang), layout.press.forms[0]
    name = layout.press.strings["corrections"]
    channel = replace(_channel(layout, name, front), form=form)
    address, of, view = urls.feed(front, form), "the feed of corrections", feeds.corrections
    yield layout.page(address, of, TEMPLATES[form], view, channel, shown, turn=Turn.FEEDS)


def outlines(layout: Layout, tags: tuple[Topic, ...], people: tuple[Topic, ...]) -> Iterator[Page]:
    """The list of all feeds, for readers' programs."""
    address, of, view = urls.outlines(layout.lang), "the list of all feeds", feeds.outlines
    yield layout.page(address, of, "feeds/outlines.xml", view, tags, people, turn=Turn.FEEDS)
