"""One story's files become its texts of this moment. No other story has a say in it.

Embargo and expiry are decided here and nowhere else, and they fail closed: what may not be seen is
in no ``Entry``, so nothing planned from entries can show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from naba import crosscheck, urls
from naba.dates import zone_day
from naba.digest import digest_bytes, encode, reference
from naba.dossier import ARTICLE, BRIEF, Entry, Held, More, Ref, brief
from naba.errors import Fault
from naba.filing import beside
from naba.ids import permanent_id
from naba.inherit import Told, inherit, original_of
from naba.model import Article, Draft, Illustration, Picture, Text, Value, Words
from naba.text import slugify

_NEVER = datetime.max.replace(tzinfo=UTC)  # when standing pages are published, in lists


class Rules(Value, frozen=True):
    """What of the newspaper's configuration a story is told by.

    ``strings`` are those of its bodies, by edition; ``drafts`` shows drafts to their editors.
    """

    langs: tuple[str, ...]
    sections: tuple[str, ...]
    timezone: str
    ascii_slugs: bool
    id: str
    strings: dict[str, dict[str, str]]
    drafts: bool = False


class Telling(msgspec.Struct, frozen=True):
    """A story's texts that are seen now, oldest edition first, and what was met on the way.

    ``values`` are the kept values that its entries stand for. It all holds from ``since`` until
    just before ``until``.
    """

    entries: tuple[Entry, ...]
    values: dict[Ref, bytes]
    held: tuple[Held, ...]
    faults: tuple[Fault, ...]
    since: datetime | None
    until: datetime | None


def tell(
    rules: Rules,
    drafts: Sequence[Draft],
    pictures: Mapping[str, Picture | None],
    now: datetime,
    *,
    whole: bool = True,
) -> Telling:
    """The story of these files at the moment ``now``.

    ``pictures`` are those that the drafts name and that are there, by path below ``content/``,
    ``None`` for one that could not be read. Without ``whole`` some file of the story could not be
    read: what its texts may have inherited is not missing then.
    """
    return _Teller(rules, pictures, now).tell(drafts, whole)


def hides(rules: Rules, draft: Draft, now: datetime) -> bool:
    """Whether a draft, with all that it inherits, may not be seen now."""
    if draft.status == "withheld" or (draft.status == "draft" and not rules.drafts):
        return True
    future = (draft.date, draft.publish_at)
    if any(moment is not None and moment > now for moment in future):
        return True
    return draft.expires is not None and draft.expires <= now


def _moments(draft: Draft) -> Iterable[datetime]:
    """Every moment of a draft that is compared with the clock."""
    named = (draft.date, draft.publish_at, draft.expires, draft.updated)
    corrected = (each.date for each in draft.corrections)
    return (moment for moment in (*named, *corrected) if moment is not None)


class _Teller:
    """One call of ``tell``: what it knows and the faults it has met."""

    def __init__(self, rules: Rules, pictures: Mapping[str, Picture | None], now: datetime) -> None:
        self.rules, self.pictures, self.now = rules, pictures, now
        self.zone = ZoneInfo(rules.timezone)
        self.faults: list[Fault] = []

    def tell(self, drafts: Sequence[Draft], whole: bool) -> Telling:
        told = self._told(drafts)
        if whole:
            for each in told:
                self.faults += crosscheck.own_faults(each, self.rules.sections)
        made = [(each, article) for each in told if (article := self._article(each))]
        seen = [pair for pair in made if not hides(self.rules, pair[0].draft, self.now)]
        seen.sort(key=lambda pair: (pair[1].published or _NEVER, pair[1].lang))
        shown = [self._shown(each, article) for each, article in seen]
        texts = {article.lang: _text(article) for article in shown}
        values: dict[Ref, bytes] = {}
        entries = tuple(
            self._entry(each, article, texts, values)
            for (each, _), article in zip(seen, shown, strict=True)
        )
        held = tuple(
            Held(article.file, article.url, article.guid)
            for each, article in made
            if article.lang not in texts
        )
        moments = sorted({moment for each in told for moment in _moments(each.draft)})
        past = [moment for moment in moments if moment <= self.now]
        return Telling(
            entries=entries,
            values=values,
            held=held,
            faults=tuple(self.faults),
            since=past[-1] if past else None,
            until=moments[len(past)] if len(past) < len(moments) else None,
        )

    def _told(self, drafts: Sequence[Draft]) -> list[Told]:
        """The texts with what each inherits. Two files for one language are a fault."""
        own: dict[str, Draft] = {}
        for draft in sorted(drafts, key=lambda draft: draft.file):
            first = own.setdefault(draft.lang, draft)
            if first is not draft:
                fact = f"content/{first.file} is the same story in the same language"
                self.faults.append(crosscheck.fault(draft, fact, "keep one of the two files"))
        if not own:
            return []
        original, faults = original_of(list(own.values()), self.rules.langs)
        self.faults += faults
        return [inherit(draft, original) for draft in own.values()]

    def _article(self, each: Told) -> Article | None:
        """The article, seen or not; ``None`` if a fault keeps it from being one."""
        draft = each.draft
        pictures = {ref: self._picture(draft, draft.file, ref) for ref in draft.body.pictures}
        image = self._illustration(each)
        if draft.date is None and draft.kind != "page":
            return None
        return Article(
            story=draft.story,
            lang=draft.lang,
            file=draft.file,
            guid=permanent_id(self.rules.id, f"{draft.id or draft.story}#{draft.lang}"),
            url=self._url(draft),
            title=draft.title,
            body=draft.body,
            kind=draft.kind or "news",
            published=draft.date,
            updated=self._past(draft.updated),
            summary=draft.summary,
            dateline=draft.dateline,
            section=draft.section,
            source=draft.source,
            image=image,
            breaking=bool(draft.breaking),
            canceled=draft.status == "canceled",
            corrections=tuple(c for c in draft.corrections if c.date <= self.now),
            pictures={ref: picture for ref, picture in pictures.items() if picture},
            original=each.is_original,
        )

    def _shown(self, each: Told, article: Article) -> Article:
        """The article with the names in it. Only what is seen may name a tag."""
        draft = each.draft
        if article.canceled:
            return article
        return replace(
            article,
            tags=draft.tags or (),
            authors=draft.authors or (),
            translators=draft.translators,
        )

    def _entry(
        self, each: Told, bare: Article, texts: Mapping[str, Text], values: dict[Ref, bytes]
    ) -> Entry:
        """What planning needs of an article; the rest goes to ``values``."""
        others = tuple(text for lang, text in texts.items() if lang != bare.lang)
        article = replace(bare, texts=others)
        published = article.published
        entry = Entry(
            story=article.story,
            lang=article.lang,
            file=article.file,
            url=article.url,
            guid=article.guid,
            title=article.title,
            article=_keep(values, ARTICLE, article),
            brief=_keep(values, BRIEF, brief(article)) if published else b"",
            body=article.body.digest,
            size=article.body.size,
            published=published,
            changed=article.changed if published else None,
            month=zone_day(published, self.zone) if published else None,
            section=article.section,
            tags=article.tags,
            tags_lang=each.tags_lang,
            others=tuple((text.lang, text.url) for text in others if not text.canceled),
            more=self._more(each, article),
        )
        return replace(entry, name=reference(encode(entry)))

    def _more(self, each: Told, article: Article) -> More:
        draft = each.draft
        return More(
            authors=article.authors,
            authors_lang=each.authors_lang if article.authors else "",
            translators=article.translators,
            related=draft.related or (),
            links=article.body.links,
            pictures=tuple(article.pictures.values()),
            image=article.image,
            corrections=article.corrections,
            aliases=draft.aliases,
            kind=article.kind,
            breaking=article.breaking,
            lead=bool(draft.lead),
            canceled=article.canceled,
        )

    def _url(self, draft: Draft) -> str:
        slug = draft.slug or self._own_slug(draft)
        if draft.kind == "page":
            return urls.standing(draft.lang, slug)
        assert draft.date is not None
        return urls.article(draft.lang, *zone_day(draft.date, self.zone), slug)

    def _own_slug(self, draft: Draft) -> str:
        """The folder's name; where it has no letters that an address may have, a short digest."""
        name = draft.story.rpartition("/")[2]
        slug = slugify(name, ascii_only=False)
        if self.rules.ascii_slugs and not slug.isascii():
            slug = slugify(name, ascii_only=True)
        return slug or digest_bytes(draft.story.encode())[:8]

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
        return moment if moment is not None and moment <= self.now else None


def _text(article: Article) -> Text:
    return Text(
        lang=article.lang,
        url=article.url,
        guid=article.guid,
        original=article.original,
        theirs=article.is_translated,
        canceled=article.canceled,
    )


def _keep(values: dict[Ref, bytes], kind: bytes, value: Value) -> Ref:
    """Puts a value among those to be kept; what it is called there."""
    encoded = encode(value)
    name = kind + reference(encoded)
    values[name] = encoded
    return name
