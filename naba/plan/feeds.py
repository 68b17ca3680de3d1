"""The feeds of an edition: its own, its sections', tags', people's, that of corrections; OPML.

Each is there in every form that the newspaper publishes; that of corrections in the first alone.
The edition's has sealed parts behind it (RFC 5005). A story that a reader missed stands in the
feed or in a sealed part: what is in neither would be lost to who comes seldom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from naba import urls
from naba.digest import Once
from naba.dossier import Entry
from naba.ids import permanent_id
from naba.index import Month
from naba.page import Page, Turn
from naba.plan.desk import Desk
from naba.views import feeds
from naba.views.feeds import Channel, Corrected, Syndicated

TEMPLATES = {"rss": "feeds/rss.xml", "atom": "feeds/atom.xml", "json": "feeds/feed.json"}
# Readers' programs give up on feeds of more than a quarter of a megabyte. So a feed holds fewer
# stories than it might when these are long; `_AROUND` is what stands around a story's text.
ROOM, _AROUND = 235_000, 2_500
# Which form sealed parts have: the first of these that the newspaper publishes. In every form they
# would be as many archives. RSS may lead to Atom; JSON Feed's `next_url` leads to JSON alone.
_SEALED = ("atom", "rss", "json")


def feed_pages(desk: Desk) -> Iterator[Page]:
    """Feeds hold the edition's own stories only.

    A canceled story stays in the feeds with its notice, so that readers who have it learn of it.
    """
    lang, own, names = desk.lang, desk.index.own, _Names(desk)
    by_section: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in own:
        by_section[entry.section].append(entry)
    yield from _whole(names)
    for section in desk.site.config.sections:
        channel = _channel(desk, section.name[lang], urls.section(lang, section.id))
        yield from _forms(names, channel, by_section[section.id])
    for topics, by_key, address in (
        (desk.site.tags, desk.index.by_tag, urls.tag),
        (desk.site.people, desk.index.by_person, urls.person),
    ):
        for key, listed in sorted(by_key.items()):
            stories = [entry for entry in listed if entry.lang == lang]
            front = address(lang, topics[key].slug)
            channel = _channel(desk, topics[key].names[lang].text, front)
            yield from _forms(names, channel, stories)
    yield _corrections(desk)
    yield _outlines(desk)


def _whole(names: _Names) -> Iterator[Page]:
    """The edition's feed in every form, and the sealed parts, if it wants them, in one."""
    desk = names.desk
    archive = next(each for each in _SEALED if each in desk.press.forms)
    sealed = sealed_parts(desk) if desk.site.config.feed_archive else []
    parts = _Parts(desk, sealed, archive)
    whole = replace(_channel(desk, "", urls.home(desk.lang)), archive=archive)
    for form in desk.press.forms:
        led = archive == "json" or form != "json"
        previous = parts.address(len(parts.all) - 1) if led else ""
        yield _feed(names, replace(whole, form=form, previous=previous), desk.index.own)
    yield from _sealed(names, whole, parts)


def _channel(desk: Desk, name: str, front: str) -> Channel:
    config = desk.site.config
    return Channel(permanent_id(config.id, f"feed {front}"), name, front, hub=config.hub)


def _forms(names: _Names, channel: Channel, stories: Sequence[Entry]) -> Iterator[Page]:
    for form in names.desk.press.forms:
        yield _feed(names, replace(channel, form=form), stories)


def _feed(names: _Names, channel: Channel, stories: Sequence[Entry]) -> Page:
    """The feed of the newest of ``stories``, which stand oldest first."""
    return _page(names, channel, _newest(names.desk, stories))


def _page(names: _Names, channel: Channel, shown: Sequence[Entry]) -> Page:
    desk = names.desk
    return desk.page(
        channel.address or urls.feed(channel.front, channel.form),
        f"the feed of {channel.name or desk.edition.title}",
        TEMPLATES[channel.form],
        feeds.feed,
        channel,
        tuple([names.syndicated(entry) for entry in shown]),
        turn=Turn.FEEDS,
        bodies=tuple([entry.body for entry in shown if not entry.canceled]),
    )


def _newest(desk: Desk, stories: Sequence[Entry]) -> list[Entry]:
    """The newest stories first: as many as a feed holds, fewer if they are long."""
    return next(_cut(desk, reversed(stories)), [])


def _cut(desk: Desk, stories: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The stories in feeds that are as full as a feed may be; the last may have room left."""
    shown: list[Entry] = []
    size = 0
    for entry in stories:
        more = entry.size + _AROUND
        if shown and (size + more > ROOM or len(shown) == desk.site.config.feed_items):
            yield shown
            shown, size = [], 0
        shown.append(entry)
        size += more
    if shown:
        yield shown


Part = tuple[Month, int, list[Entry]]  # a month, which part of it, its stories oldest first


def sealed_parts(desk: Desk) -> list[Part]:
    """The sealed parts of the edition's feed, oldest first.

    A month is cut from its oldest story on, into parts that are as full as a feed may be. The
    last one becomes a part when it has as many stories as a feed, when the next story does not
    fit into it, or when that is one of a later month. Until then it stands in the feed itself,
    which holds at least as much.
    """
    parts = [
        (month, number, shown)
        for month, stories in groupby(desk.index.own, lambda each: each.month)
        for number, shown in enumerate(_cut(desk, stories), start=1)
    ]
    if parts and len(parts[-1][2]) < desk.site.config.feed_items:
        parts.pop()
    return parts


class _Parts:
    """The sealed parts of an edition's feed, in one form, with their addresses."""

    def __init__(self, desk: Desk, parts: list[Part], form: str) -> None:
        self.lang, self.all, self.form = desk.lang, parts, form

    def address(self, at: int) -> str:
        """The address of a part, counted from the oldest; "" where there is none."""
        if not 0 <= at < len(self.all):
            return ""
        (year, month), number, _ = self.all[at]
        return urls.archived_feed(self.lang, year, month, number, self.form)


def _sealed(names: _Names, whole: Channel, parts: _Parts) -> Iterator[Page]:
    """A part tells of its neighbours, so the newest one changes once more: when it gets one."""
    for at, (_, _, stories) in enumerate(parts.all):
        channel = replace(
            whole,
            form=parts.form,
            address=parts.address(at),
            previous=parts.address(at - 1),
            next=parts.address(at + 1),
        )
        yield _page(names, channel, stories[::-1])


class _Names:
    """The names of sections, tags and people with their addresses, each put together once."""

    def __init__(self, desk: Desk) -> None:
        self.desk, lang, site = desk, desk.lang, desk.site
        self.sections: dict[str | None, tuple[str, str]] = {
            each.id: (each.name[lang], urls.section(lang, each.id)) for each in site.config.sections
        }
        self.tags = {k: (t.names[lang].text, urls.tag(lang, t.slug)) for k, t in site.tags.items()}
        self._made: dict[str, Once] = {}
        self.people = {
            k: (t.names[lang].text, urls.person(lang, t.slug)) for k, t in site.people.items()
        }

    def syndicated(self, entry: Entry) -> Once:
        """The story for feeds; many hold it."""
        made = self._made.get(entry.url)
        if made is None:
            section, site, more = self.sections.get(entry.section), self.desk.site, entry.more
            tags = [self.tags[key] for key in site.tag_keys[entry.tags]]
            made = self._made[entry.url] = Once(
                Syndicated,
                entry.article,
                tuple([self.people[key] for key in site.person_keys[more.authors]]),
                tuple([self.people[key] for key in site.person_keys[more.translators]]),
                (section, *tags) if section else tuple(tags),
                self.desk.links(entry),
            )
        return made


def corrected(desk: Desk) -> tuple[Corrected, ...]:
    """Every correction of the edition, newest first, each with an id that stays.

    It tells the story, the day and the kind, so an editor may mend its wording.
    """
    made: list[Corrected] = []
    for entry in (each for each in desk.index.own if each.more.corrections):
        seen: dict[str, int] = defaultdict(int)
        for each in entry.more.corrections:
            name = f"{entry.guid} {int(each.date.timestamp())} {each.kind}"
            seen[name] += 1
            id = permanent_id(desk.site.config.id, f"{name} {seen[name]}")
            made.append(Corrected(id, each, entry.title, entry.lang, entry.url))
    return tuple(sorted(made, key=lambda c: (c.correction.date, c.url, c.id), reverse=True))


def _corrections(desk: Desk) -> Page:
    front, form = urls.corrections(desk.lang), desk.press.forms[0]
    channel = replace(_channel(desk, desk.press.strings["corrections"], front), form=form)
    shown = corrected(desk)[: desk.site.config.feed_items]
    address, of, view = urls.feed(front, form), "the feed of corrections", feeds.corrections
    return desk.page(address, of, TEMPLATES[form], view, channel, shown, turn=Turn.FEEDS)


def _outlines(desk: Desk) -> Page:
    address, of = urls.outlines(desk.lang), "the list of all feeds"
    args = desk.tags_listed(), desk.people_listed()
    return desk.page(address, of, "feeds/outlines.xml", feeds.outlines, *args, turn=Turn.FEEDS)
