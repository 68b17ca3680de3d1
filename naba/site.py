"""Drafts, configuration and clock become the newspaper that is published now.

Embargo and expiry are decided here and nowhere else, and they fail closed: what may not be seen
is not in a ``Site``, so nothing made from a ``Site`` can show it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from naba import crosscheck, urls
from naba.dates import zone_day
from naba.digest import digest_bytes
from naba.errors import Fault, FaultsFound
from naba.filing import beside, filed_under
from naba.inherit import Told, inherit, original_of
from naba.model import Article, Config, Draft, Illustration, Picture, Topic, Words
from naba.text import slugify
from naba.topics import Register, shared_addresses

# The name space of derived feed ids (RFC 4122, version 5). Changing it would show every
# subscriber every story again.
_IDS = uuid.UUID("5f0d1c1e-6d0c-5c1b-9d5e-0c8f6b1a7e42")


# How long a story is news (Google, "Create a news sitemap").
NEWS = timedelta(days=2)


class Site(msgspec.Struct, frozen=True):
    """The newspaper as it is published now.

    ``articles`` stand oldest first in each edition, ``pages`` are standing pages by address;
    ``stories`` finds a story's texts by language; ``news`` are the texts of the last two days,
    newest first.
    """

    config: Config
    zone: ZoneInfo
    articles: dict[str, tuple[Article, ...]]
    pages: dict[str, tuple[Article, ...]]
    stories: dict[str, dict[str, Article]]
    tags: dict[str, Topic]
    people: dict[str, Topic]
    news: tuple[Article, ...] = ()


class Clock(msgspec.Struct, frozen=True):
    """What is now, and whether drafts are shown to their editors."""

    now: datetime
    drafts: bool = False

    def hides(self, draft: Draft) -> bool:
        """Whether a draft, with all that it inherits, may not be seen now."""
        if draft.status == "withheld" or (draft.status == "draft" and not self.drafts):
            return True
        future = (draft.date, draft.publish_at)
        if any(moment is not None and moment > self.now for moment in future):
            return True
        return draft.expires is not None and draft.expires <= self.now


def assemble(
    config: Config,
    drafts: Iterable[Draft],
    files: Collection[str],
    pictures: Mapping[str, Picture | None],
    clock: Clock,
) -> tuple[Site, tuple[Fault, ...]]:
    """The site of this moment, and warnings.

    ``files`` are all story files, also those that could not be read; ``pictures`` are the pictures
    that the drafts name, by path below ``content/``, ``None`` for one that could not be read.

    Raises ``FaultsFound`` with everything that does not fit together, hidden stories included.
    """
    drafts = tuple(drafts)
    assembly = _Assembly(config, drafts, files, pictures, clock)
    told = [each for story in _by_story(drafts) for each in assembly.tell(story)]
    told.sort(key=lambda each: _order(each.draft))
    assembly.check(told)
    articles = []
    for each in told:
        article = assembly.article(each)
        if article and not clock.hides(each.draft):
            articles.append((each, article))
    site = assembly.site([assembly.named(each, article) for each, article in articles])
    if any(not fault.warning for fault in assembly.faults):
        raise FaultsFound(assembly.faults)
    return site, tuple(assembly.faults)


def _order(draft: Draft) -> tuple[datetime, str, str]:
    return (draft.date or datetime.max.replace(tzinfo=ZoneInfo("UTC")), draft.story, draft.lang)


def _by_story(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    stories: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        stories[draft.story].append(draft)
    for _, group in sorted(stories.items()):
        yield group


class _Assembly:
    """One call of ``assemble``: what it knows and the faults it has met."""

    def __init__(
        self,
        config: Config,
        drafts: Collection[Draft],
        files: Collection[str],
        pictures: Mapping[str, Picture | None],
        clock: Clock,
    ) -> None:
        self.config, self.files, self.pictures, self.clock = config, files, pictures, clock
        self.zone = ZoneInfo(config.timezone)
        self.langs = [edition.lang for edition in config.editions]
        self.stories = self._stories(files)
        # What a text would inherit from a file that can't be read is not missing.
        self.half_read = self._stories(set(files) - {draft.file for draft in drafts})
        self.tags = Register(config.tags, self.langs)
        self.people = Register(config.people, self.langs)
        self.faults: list[Fault] = []

    def _stories(self, files: Iterable[str]) -> set[str]:
        filed = (filed_under(file, self.langs) for file in files)
        return {each[0] for each in filed if each}

    def tell(self, drafts: list[Draft]) -> list[Told]:
        """One story's texts with what each inherits. Two files for one language are a fault."""
        own: dict[str, Draft] = {}
        for draft in sorted(drafts, key=lambda draft: draft.file):
            first = own.setdefault(draft.lang, draft)
            if first is not draft:
                fact = f"content/{first.file} is the same story in the same language"
                self.faults.append(crosscheck.fault(draft, fact, "keep one of the two files"))
        original, faults = original_of(list(own.values()), self.langs)
        self.faults += faults
        return [inherit(draft, original) for draft in own.values()]

    def check(self, told: list[Told]) -> None:
        """Looks for what does not fit together, hidden stories included."""
        sections = [section.id for section in self.config.sections]
        for each in told:
            self.faults += crosscheck.link_faults(each.own, self.files, self.stories)
        told = [each for each in told if each.draft.story not in self.half_read]
        for each in told:
            self.faults += crosscheck.own_faults(each, sections)
        dated = [t.draft for t in told if t.draft.date is not None or t.draft.kind == "page"]
        addresses = [(draft, self.url(draft), self.guid(draft)) for draft in dated]
        self.faults += crosscheck.address_faults(addresses)
        self.faults += crosscheck.site_faults(self.config, self.stories, self.clock.now)

    def url(self, draft: Draft) -> str:
        slug = draft.slug or self._own_slug(draft)
        if draft.kind == "page":
            return urls.standing(draft.lang, slug)
        assert draft.date is not None
        return urls.article(draft.lang, *zone_day(draft.date, self.zone), slug)

    def guid(self, draft: Draft) -> str:
        return permanent_id(self.config.id, f"{draft.id or draft.story}#{draft.lang}")

    def _own_slug(self, draft: Draft) -> str:
        """The folder's name; where it has no letters that an address may have, a short digest."""
        name = draft.story.rpartition("/")[2]
        slug = slugify(name, ascii_only=False)
        if self.config.ascii_slugs and not slug.isascii():
            slug = slugify(name, ascii_only=True)
        return slug or digest_bytes(draft.story.encode())[:8]

    def article(self, each: Told) -> Article | None:
        """The article, its names still as written; ``None`` if a fault keeps it from being one."""
        draft = each.draft
        pictures = {ref: self._picture(draft, draft.file, ref) for ref in draft.body.pictures}
        image = self._illustration(each)
        if draft.date is None and draft.kind != "page":
            return None
        return Article(
            story=draft.story,
            lang=draft.lang,
            file=draft.file,
            guid=self.guid(draft),
            url=self.url(draft),
            title=draft.title,
            body=draft.body,
            kind=draft.kind or "news",
            published=draft.date,
            updated=self._past(draft.updated),
            summary=draft.summary,
            section=draft.section,
            source=draft.source,
            image=image,
            breaking=bool(draft.breaking),
            lead=bool(draft.lead),
            canceled=draft.status == "canceled",
            corrections=tuple(c for c in draft.corrections if c.date <= self.clock.now),
            related=draft.related or (),
            pictures={ref: picture for ref, picture in pictures.items() if picture},
            aliases=draft.aliases,
            original=each.is_original,
        )

    def named(self, each: Told, article: Article) -> Article:
        """The article with its tags and people known. Only what is seen may name a tag."""
        draft = each.draft
        if article.canceled:
            return article
        tags = [self.tags.meet(tag, each.tags_lang) for tag in draft.tags or ()]
        authors = [self.people.meet(name, each.authors_lang) for name in draft.authors or ()]
        translators = [self.people.meet(name, draft.lang) for name in draft.translators]
        return msgspec.structs.replace(
            article,
            tags=tuple(dict.fromkeys(tags)),
            authors=tuple(dict.fromkeys(authors)),
            translators=tuple(dict.fromkeys(translators)),
        )

    def site(self, articles: list[Article]) -> Site:
        stories: dict[str, dict[str, Article]] = defaultdict(dict)
        for article in articles:
            stories[article.story][article.lang] = article
        tags, people = self.tags.topics(), self.people.topics()
        self.faults += shared_addresses(tags.values(), "content/tags.yaml", "tags")
        self.faults += shared_addresses(people.values(), "content/people.yaml", "people")
        own = {lang: [a for a in articles if a.lang == lang] for lang in self.langs}
        return Site(
            config=self.config,
            zone=self.zone,
            articles={la: tuple(a for a in own[la] if a.kind != "page") for la in self.langs},
            pages={la: tuple(a for a in own[la] if a.kind == "page") for la in self.langs},
            stories=dict(stories),
            tags=tags,
            people=people,
            news=tuple(reversed([a for a in articles if self._is_news(a)])),
        )

    def _is_news(self, article: Article) -> bool:
        since = self.clock.now - NEWS
        if article.published is None or article.kind == "page" or article.canceled:
            return False
        return article.published > since

    def _illustration(self, each: Told) -> Illustration | None:
        image, langs = each.draft.image, each.image_langs
        if not image or not image.file or not image.alt:
            return None
        picture = self._picture(each.draft, each.image_file, image.file, ("image", "file"))
        words = {
            name: Words(said, langs[name])
            for name in ("alt", "caption", "credit")
            if (said := getattr(image, name))
        }
        return Illustration(picture, **words, focus=image.focus or "") if picture else None

    def _picture(
        self, draft: Draft, file: str, reference: str, field: tuple[str, ...] = ()
    ) -> Picture | None:
        """The picture that ``file`` calls ``reference``; a lent one is missed in its own file."""
        path = beside(file, reference)
        picture = self.pictures.get(path) if path else None
        if picture is None and file == draft.file and path not in self.pictures:
            fact = f"there is no picture `{reference}` beside the story"
            remedy = "put the file there or mend its name"
            needle = "" if field else reference
            self.faults.append(crosscheck.fault(draft, fact, remedy, field, needle))
        return picture

    def _past(self, moment: datetime | None) -> datetime | None:
        return moment if moment is not None and moment <= self.clock.now else None


def permanent_id(newspaper: str, name: str) -> str:
    """The permanent name of something in feeds: it survives a change of slug, title and domain.

    ``newspaper`` is the ``id`` of ``site.yaml``, which keeps two newspapers' names apart.
    """
    return uuid.uuid5(_IDS, f"{newspaper} {name}" if newspaper else name).urn
