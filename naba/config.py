"""``site.yaml``, ``tags.yaml`` and ``people.yaml``: from bytes to a checked ``Config``."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from naba import hijri, locale, text
from naba.checking import check
from naba.content import decode
from naba.errors import ContentError, Fault, Problem
from naba.frontmatter import load, locate
from naba.model import (
    FEED_FORMS,
    Config,
    Digits,
    Direction,
    Edition,
    FeedForm,
    Months,
    Named,
    Section,
)
from naba.wellknown import SecurityFields, security, wellknown_faults

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*")  # BCP 47, in outline
RESERVED = frozenset(["archive", "corrections", "feeds", "page", "people", "search", "tags"])
SITE, TAGS, PEOPLE = "site.yaml", "content/tags.yaml", "content/people.yaml"


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of what ``site.yaml`` is made of."""


class EditionFields(_Fields, frozen=True, kw_only=True):
    """An edition: the newspaper in one language."""

    lang: Annotated[str, Meta(description="The language's code, such as `ar`")]
    name: Annotated[str, Meta(description="The language's own name for itself")]
    title: Annotated[str, Meta(description="The newspaper's name in this language")]
    dir: Annotated[
        Direction | None, Meta(description="`rtl` or `ltr`; known for most languages")
    ] = None
    tagline: str = ""
    description: str = ""
    digits: Annotated[Digits, Meta(description="`latn` 0–9 or `arab` ٠–٩")] = "latn"
    months: Annotated[
        Months, Meta(description="Arabic month names: intl, levant, maghreb or dual")
    ] = "intl"
    hijri: Annotated[bool, Meta(description="Whether bylines show the Hijri day too")] = False
    zone: Annotated[str, Meta(description="What follows a time, such as `Amman time`")] = ""


class SectionFields(_Fields, frozen=True, kw_only=True):
    """A section of the newspaper."""

    id: Annotated[str, Meta(description="Its part of the address")]
    name: Annotated[dict[str, str], Meta(description="Its name in each language")]
    description: dict[str, str] = {}


class SiteFields(_Fields, frozen=True, kw_only=True):
    """The whole of ``site.yaml``."""

    base_url: Annotated[str, Meta(description="Where the site will stand; may have a path")]
    timezone: Annotated[str, Meta(description="An IANA zone; dates without an offset are in it")]
    editions: list[EditionFields]
    sections: list[SectionFields]
    page_size: Annotated[int, Meta(ge=5, le=200)] = 20
    feed_items: Annotated[int, Meta(ge=1, le=200)] = 25
    feed_forms: Annotated[
        list[FeedForm], Meta(description="The forms of feeds; pages link to the first")
    ] = msgspec.field(default_factory=lambda: list(FEED_FORMS))
    feed_archive: Annotated[bool, Meta(description="Whether past stories stay in feeds")] = True
    slugs: Annotated[
        Literal["ascii", "any"],
        Meta(description="`ascii`, or `any` for addresses in the story's own script"),
    ] = "ascii"
    list_untranslated: Annotated[
        bool, Meta(description="Whether listings show stories of other editions, labelled")
    ] = False
    share_cards: Annotated[bool, Meta(description="Whether stories have a share card")] = True
    search: Annotated[bool, Meta(description="Whether readers can search the newspaper")] = True
    id: Annotated[str, Meta(description="A name for good, in the ids of feeds")] = ""
    hub: Annotated[str, Meta(description="The address of a WebSub hub")] = ""
    indexnow: Annotated[str, Meta(description="The key that IndexNow knows the site by")] = ""
    policies: Annotated[
        dict[str, str], Meta(description="Standing pages that tell how the newspaper works")
    ] = {}
    security: Annotated[
        SecurityFields | None, Meta(description="Who takes reports of weak spots")
    ] = None


class NamedFields(_Fields, frozen=True, kw_only=True):
    """A tag or a person."""

    name: dict[str, str] = {}
    aliases: list[str] = []
    description: dict[str, str] = {}
    desk: Annotated[bool, Meta(description="Whether many people sign with this name")] = False


def read_config(files: Mapping[str, bytes], base_url: str | None = None) -> Config:
    """The configuration from the files that exist, by path from the site's folder.

    ``base_url`` wins over the file's. Raises ``ContentError`` with every problem found.
    """
    reader = _ConfigReader(files)
    fields = reader.site()
    tags, people = reader.named(TAGS), reader.named(PEOPLE)
    if fields is None or reader.problems:
        raise ContentError(reader.problems)
    return Config(
        base_url=(base_url or fields.base_url).rstrip("/"),
        timezone=fields.timezone,
        editions=tuple(_edition(each) for each in fields.editions),
        sections=tuple(Section(s.id, s.name, s.description) for s in fields.sections),
        tags=tags,
        people=people,
        page_size=fields.page_size,
        feed_items=fields.feed_items,
        feed_forms=tuple(fields.feed_forms),
        feed_archive=fields.feed_archive,
        ascii_slugs=fields.slugs == "ascii",
        list_untranslated=fields.list_untranslated,
        share_cards=fields.share_cards,
        search=fields.search,
        id=fields.id,
        hub=fields.hub,
        indexnow=fields.indexnow,
        policies=fields.policies,
        security=security(fields.security, fields.timezone),
    )


def base_url_fault(url: str) -> str | None:
    """What is wrong with an address for the site, in a few words; ``None`` if nothing is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"`{url}` is not a web address"
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        return f"`{url}` is not a web address"
    if any(part in ("..", ".") for part in parts.path.split("/")) or " " in url:
        return f"`{url}` is not a web address"
    return None


def _named(key: str, fields: NamedFields) -> Named:
    return Named(key, fields.name, tuple(fields.aliases), fields.description, fields.desk)


def _edition(fields: EditionFields) -> Edition:
    return Edition(
        lang=fields.lang,
        dir=fields.dir or locale.direction(fields.lang),
        name=fields.name,
        title=fields.title,
        tagline=fields.tagline,
        description=fields.description,
        digits=fields.digits,
        months=fields.months,
        hijri=fields.hijri,
        zone=fields.zone,
    )


class _ConfigReader:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Problem] = []

    def site(self) -> SiteFields | None:
        if SITE not in self.files:
            fact, remedy = "there is no site.yaml", "write one: docs/operators.md shows how"
            self.problems.append(Problem(SITE, 0, 0, fact, remedy))
            return None
        data, source = self._load(SITE)
        if data is None:
            return None
        fields, faults = check(data, SiteFields, SITE)
        self._tell([*faults, *(_site_faults(fields) if fields else ())], source)
        return fields

    def named(self, file: str) -> tuple[Named, ...]:
        """The tags or the people, in the file's order."""
        if file not in self.files:
            return ()
        data, source = self._load(file)
        if data is None:
            return ()
        named: list[Named] = []
        faults: list[Fault] = []
        for key, value in data.items():
            path = (key,)
            fields, found = check({} if value is None else value, NamedFields, file, path=path)
            faults += found
            if fact := text.slug_fault(key):
                faults.append(Fault(file, fact, "use letters, digits and hyphens", path))
            if fields and fields.desk and file == TAGS:
                fact, remedy = "a tag is no desk", "take `desk` out"
                faults.append(Fault(file, fact, remedy, (key, "desk")))
            if fields:
                named.append(_named(key, fields))
        self._tell([*faults, *_ambiguous(named, file)], source)
        return tuple(named)

    def _load(self, file: str) -> tuple[Any, str]:
        source, problem = decode(self.files[file], file)
        if problem:
            self.problems.append(problem)
            return None, ""
        data, problems = load(source, file)
        self.problems += problems
        if data is None and not problems:
            data = {}
        if data is not None and not isinstance(data, dict):
            fact = "the file is not made of fields"
            self.problems.append(Problem(file, 1, 1, fact, "write `field: value`, one a line"))
            data = None
        return data, source

    def _tell(self, faults: list[Fault], source: str) -> None:
        for fault in faults:
            line, column = locate(source, fault.field)
            self.problems.append(
                Problem(fault.file, line, column, fault.fact, fault.remedy, fault.warning)
            )


def _site_faults(fields: SiteFields) -> Iterator[Fault]:
    if fact := base_url_fault(fields.base_url):
        yield Fault(SITE, fact, "write it as https://example.org", ("base_url",))
    try:
        zoneinfo.ZoneInfo(fields.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        fact = f"there is no time zone `{fields.timezone}`"
        yield Fault(SITE, fact, "write one such as Asia/Amman", ("timezone",))
    known = fields.feed_forms, fields.hub, fields.indexnow, fields.policies, fields.security
    yield from wellknown_faults(*known)
    if not fields.editions:
        yield Fault(SITE, "there is no edition", "list at least one", ("editions",))
    langs = [edition.lang for edition in fields.editions]
    for at, lang in enumerate(langs):
        if not _LANGUAGE.fullmatch(lang):
            fact = f"`{lang}` is not a language's code"
            yield Fault(SITE, fact, "write one such as ar or en", ("editions", at, "lang"))
        if fields.editions[at].hijri and locale.language_of(lang) not in hijri.LANGUAGES:
            fact = f"there are no names of Hijri months in `{lang}`"
            yield Fault(SITE, fact, "take `hijri` out", ("editions", at, "hijri"))
        if lang in langs[:at]:
            fact = f"there are two editions `{lang}`"
            yield Fault(SITE, fact, "keep one of them", ("editions", at, "lang"))
    yield from _section_faults(fields.sections, [la for la in langs if _LANGUAGE.fullmatch(la)])


def _section_faults(sections: list[SectionFields], langs: list[str]) -> Iterator[Fault]:
    ids = [section.id for section in sections]
    for at, section in enumerate(sections):
        field = ("sections", at, "id")
        if fact := text.slug_fault(section.id):
            yield Fault(SITE, fact, "use letters, digits and hyphens", field)
        elif section.id in RESERVED or section.id.isdigit():
            fact = f"a section can't be called `{section.id}`: the address is taken"
            yield Fault(SITE, fact, "choose another id", field)
        elif section.id in ids[:at]:
            yield Fault(SITE, f"there are two sections `{section.id}`", "keep one of them", field)
        for lang in langs:
            if not section.name.get(lang):
                fact = f"the section `{section.id}` has no name in `{lang}`"
                yield Fault(SITE, fact, "add it below `name`", ("sections", at, "name"))


def _ambiguous(named: list[Named], file: str) -> Iterator[Fault]:
    """Two entries that one spelling could mean: reported, never guessed."""
    owner: dict[str, str] = {}
    for each in named:
        for spelling in spellings(each):
            folded = text.fold(spelling)
            first = owner.setdefault(folded, each.key)
            if first != each.key:
                fact = f"`{spelling}` could mean `{first}` or `{each.key}`"
                yield Fault(file, fact, "take it out of one of the two", (each.key,))


def spellings(named: Named) -> tuple[str, ...]:
    """Every way in which editors may write a tag or a person, the key among them."""
    return (named.key, *named.name.values(), *named.aliases)
