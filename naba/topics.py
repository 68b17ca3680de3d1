"""Tag and person identity: which spellings mean one page, what it is called, where it stands.

Spellings are one when they fold alike (``naba.text.fold``); ``tags.yaml`` and ``people.yaml`` may
say that others are one too. A spelling that nobody has listed names itself, and the earliest
story's way of writing it stays, so that later stories never move its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from naba.digest import Counted, digest_bytes, encode, reference
from naba.errors import Fault
from naba.model import Named, Topic, Words
from naba.text import fold, slugify


class Register:
    """The known names, and those met in stories."""

    def __init__(self, named: Iterable[Named], langs: Sequence[str]) -> None:
        self.langs = langs
        self.named = {each.key: each for each in named}
        self._keys = {
            fold(spelling): each.key
            for each in self.named.values()
            for spelling in (each.key, *each.name.values(), *each.aliases)
        }
        self.known: dict[str, str] = {}  # spelling -> key; folding is slow and spellings are few
        self._met: dict[str, dict[str, str]] = {}  # key -> spelling -> language, earliest first

    def key(self, spelling: str) -> str:
        """The key of the tag or person that ``spelling`` means."""
        if spelling not in self.known:
            folded = fold(spelling)
            self.known[spelling] = self._keys.get(folded, folded)
        return self.known[spelling]

    def meet(self, spelling: str, lang: str) -> str:
        """The same, noting that a published story in ``lang`` has written it so."""
        key = self.key(spelling)
        self._met.setdefault(key, {}).setdefault(spelling, lang)
        return key

    def topics(self) -> dict[str, Topic]:
        """Every tag or person that a published story names, by key, in the order of keys."""
        return {key: self._topic(key, met) for key, met in sorted(self._met.items())}

    def _topic(self, key: str, met: dict[str, str]) -> Topic:
        named = self.named.get(key, Named(key))
        first_by_lang: dict[str, str] = {}
        for spelling, lang in met.items():
            first_by_lang.setdefault(lang, spelling)
        own = named.name if key in self.named else first_by_lang
        first = next(iter(met))
        slug = key if key in self.named else bare_slug(first)
        old = {bare_slug(spelling) for spelling in (*met, *named.aliases)}
        return Topic(
            key=key,
            slug=slug,
            names=self._in_every_edition(own, Words(first, met[first])),
            descriptions={lang: Words(text, lang) for lang, text in named.description.items()},
            old_slugs=tuple(sorted(old - {slug})),
            desk=named.desk,
        )

    def _in_every_edition(self, own: dict[str, str], spare: Words) -> dict[str, Words]:
        """The name for each edition: its own, else the first language's that has one."""
        others = [Words(own[lang], lang) for lang in (*self.langs, *sorted(own)) if own.get(lang)]
        fallback = others[0] if others else spare
        return {lang: Words(own[lang], lang) if own.get(lang) else fallback for lang in self.langs}


class Keys(dict[tuple[str, ...], tuple[str, ...]]):
    """By some names as they stand in a story: the keys that they mean, once each, in order."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._key = register.key

    def __missing__(self, names: tuple[str, ...]) -> tuple[str, ...]:
        keys = self[names] = tuple(dict.fromkeys(map(self._key, names)))
        return keys


class Meaning(NamedTuple):
    """What some names as they stand in a story mean, the keys of that, and its digest."""

    keys: tuple[str, ...]
    topics: tuple[Topic, ...]
    digest: bytes


class Meanings(dict[tuple[str, ...], Meaning]):
    """By some names as they stand in a story: what they mean."""

    def __init__(self, keys: Keys, topics: Mapping[str, Topic]) -> None:
        super().__init__()
        self._keys, self._topics = keys, topics
        self._digests = {key: reference(encode(topic)) for key, topic in topics.items()}

    def __missing__(self, names: tuple[str, ...]) -> Meaning:
        keys = self._keys[names]
        digest = b"".join([self._digests[key] for key in keys])
        made = Meaning(keys, tuple([self._topics[key] for key in keys]), digest)
        self[names] = made
        return made


class Topics(Counted):
    """What the names in some stories mean, those and no others.

    Each story's names are known from elsewhere, so what they mean is all that counts.
    """

    __slots__ = ("_meant",)

    def __init__(self, meanings: Meanings, names: Iterable[tuple[str, ...]]) -> None:
        self._meant = {each: meanings[each] for each in dict.fromkeys(names)}

    @property
    def digest(self) -> bytes:
        return reference(encode([meaning.digest for meaning in self._meant.values()]))

    def of(self, names: tuple[str, ...]) -> tuple[Topic, ...]:
        """What a story's names mean. Raises ``KeyError`` for those of any other story."""
        return self._meant[names].topics

    def keys(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of what they mean. Raises ``KeyError`` too."""
        return self._meant[names].keys


def bare_slug(spelling: str) -> str:
    """The address of a name that has no key: its own letters, or a short digest if it has none."""
    return slugify(spelling, ascii_only=False) or digest_bytes(spelling.encode())[:8]


def shared_addresses(topics: Iterable[Topic], file: str, what: str) -> Iterator[Fault]:
    """Two names that differ but would stand at one address (``C`` and ``C++``)."""
    owner: dict[str, Topic] = {}
    for topic in topics:
        other = owner.setdefault(topic.slug, topic)
        if other is not topic:
            fact = f"the {what} `{other.key}` and `{topic.key}` have one address, `{topic.slug}`"
            yield Fault(file, fact, f"give one of them a key of its own in {file}")
