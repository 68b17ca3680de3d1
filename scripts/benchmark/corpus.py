"""The newspaper that is measured: bilingual, of any size, and the same bytes on every machine.

An article is a story in one language; each story has its Arabic original and an English
translation. A story follows from the newspaper's size and its own number alone, so that an
archive of any size is made without being held.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmark.dice import Dice
from benchmark.lexicon import lexicon
from benchmark.manuscript import body, headline, summary

LANGS = ("ar", "en")
SECTIONS = {
    "world": {"ar": "العالم", "en": "World"},
    "economy": {"ar": "الاقتصاد", "en": "Economy"},
    "science": {"ar": "العلوم", "en": "Science"},
    "technology": {"ar": "التقنية", "en": "Technology"},
    "environment": {"ar": "البيئة", "en": "Environment"},
    "culture": {"ar": "الثقافة", "en": "Culture"},
}
_FIRST = datetime(2010, 1, 1, tzinfo=UTC)
_MINUTES = 15 * 365 * 24 * 60  # from the first story to the last


@dataclass(frozen=True)
class Text:
    """A story in one language. ``body`` is Markdown that ends in a line break."""

    lang: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class Story:
    """A piece of news in every language; ``tags`` are keys of the corpus's tags."""

    number: int
    slug: str
    published: datetime
    section: str
    tags: tuple[str, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Corpus:
    """A newspaper of so many articles, an even number of at least two."""

    articles: int

    @property
    def size(self) -> int:
        """How many stories there are."""
        return self.articles // len(LANGS)

    @property
    def tags(self) -> dict[str, dict[str, str]]:
        """The tags' names by key and language, the most used first."""
        return _tags(self.articles)

    def stories(self) -> Iterator[Story]:
        """All stories, oldest first, each made when it is asked for."""
        return (self.story(number) for number in range(self.size))

    def story(self, number: int) -> Story:
        """The story with this number; 0 is the oldest."""
        dice = Dice("story", self.articles, number)
        since, until = (_MINUTES * at // self.size for at in (number, number + 1))
        minutes = since + dice.below(max(1, until - since))
        return Story(
            number=number,
            slug=f"{'-'.join(dice.pick(_slug_words()) for _ in range(2))}-{number:06}",
            published=_FIRST + timedelta(minutes=minutes),
            section=dice.pick(tuple(SECTIONS)),
            tags=self._some_tags(dice),
            texts=tuple(_text(lang, self.articles, number) for lang in LANGS),
        )

    def _some_tags(self, dice: Dice) -> tuple[str, ...]:
        """Two to four, drawn by Zipf's law: the r-th tag is used 1/r as often as the first."""
        keys, weights = tuple(self.tags), _weights(len(self.tags))
        count, chosen = dice.between(2, 4), dict[str, None]()
        while len(chosen) < count:
            chosen[keys[bisect.bisect_right(weights, dice.below(weights[-1]))]] = None
        return tuple(chosen)


def corrected(text: str, edit: int) -> str:
    """The body with a comma more in its first paragraph; ``edit`` chooses the place.

    Two edits that follow each other give different texts, neither of them the original.
    """
    first, rest = text.split("\n", 1)
    words = first.split(" ")
    plain = [at for at, word in enumerate(words[:-1]) if word.isalpha()]
    words[plain[edit % len(plain)]] += "،" if any("\u0600" <= c <= "\u06ff" for c in first) else ","
    return " ".join(words) + "\n" + rest


def _text(lang: str, articles: int, number: int) -> Text:
    words, dice = lexicon(lang), Dice("text", articles, number, lang)
    return Text(lang, headline(dice, words), summary(dice, words), body(dice, words))


@functools.cache
def _slug_words() -> tuple[str, ...]:
    return tuple(word for word in lexicon("en").words if len(word) > 4)


@functools.cache
def _tags(articles: int) -> dict[str, dict[str, str]]:
    """Tags grow with the square root of the archive, as its vocabulary does (Heaps' law)."""
    dice = Dice("tags", articles)
    names = {lang: lexicon(lang).words[1000:] for lang in LANGS}
    tags = {}
    for at in range(max(12, 3 * math.isqrt(articles))):
        name = {lang: f"{dice.pick(words)} {dice.pick(words)}" for lang, words in names.items()}
        tags[f"{name['en'].replace(' ', '-')}-{at}"] = name
    return tags


@functools.cache
def _weights(count: int) -> list[int]:
    """Running sums of 1/r in whole numbers, whose sums are the same on every machine."""
    return list(itertools.accumulate(2**24 // rank for rank in range(1, count + 1)))
