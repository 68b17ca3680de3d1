"""What the race asks of a generator: write the newspaper in its form, build, forget, edit.

All get the same stories, the same Markdown, the same addresses: articles at
``/ar/2024/08/slug/``, listings of ``PAGE_SIZE`` at ``/ar/``, ``/ar/world/`` and
``/ar/tags/key/``, beside each a ``feed.xml`` of ``FEED_ITEMS`` whole articles.
"""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from benchmark.corpus import Corpus, Story, Text, corrected

PAGE_SIZE, FEED_ITEMS = 20, 25
BASE_URL = "https://bench.example"
TITLES = {"ar": "الجريدة", "en": "The Gazette"}
LANGUAGES = {"ar": "العربية", "en": "English"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
TAGLINE = {"ar": "أخبار للقياس", "en": "News to measure with"}
# What Naba's own theme does and the peers' templates leave out.
NOT_BY_PEERS = (
    "No related stories, no pages by month; HTML is not sanitised, words of the other direction "
    "are not isolated."
)
STRINGS = {
    "ar": {
        "newer": "الأحدث",
        "older": "الأقدم",
        "previous": "القصة السابقة",
        "next": "القصة التالية",
        "read_in": "بلغة أخرى:",
        "tags": "وسوم القصة",
        "all_tags": "الوسوم",
        "sections": "الأقسام",
        "feed": "خلاصة RSS",
    },
    "en": {
        "newer": "Newer",
        "older": "Older",
        "previous": "Previous story",
        "next": "Next story",
        "read_in": "In another language:",
        "tags": "Topics of this story",
        "all_tags": "Topics",
        "sections": "Sections",
        "feed": "RSS feed",
    },
}


class Generator(ABC):
    """A generator in the race. ``folder`` is always one that is the generator's own.

    ``less`` tells in sentences what it doesn't do and others do; ``leftovers`` are the folders
    that builds leave.
    """

    name: str
    less: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ("public",)

    @abstractmethod
    def version(self) -> str:
        """The version that is run. Raises ``OSError`` if it isn't installed."""

    @abstractmethod
    def command(self, folder: Path) -> list[str]:
        """What builds the site, to be run in the folder; the output goes to ``public/``."""

    @abstractmethod
    def path(self, story: Story, lang: str) -> str:
        """The file of a story in one language, below the folder."""

    @abstractmethod
    def source(self, story: Story, text: Text) -> str:
        """That file's text: front matter and body."""

    @abstractmethod
    def frame(self, corpus: Corpus) -> Iterator[tuple[str, str]]:
        """Every other file by its path: settings, templates, names of sections and tags."""

    def write(self, corpus: Corpus, folder: Path) -> None:
        """Makes the whole newspaper."""
        for path, content in self.frame(corpus):
            _put(folder / path, content)
        for story in corpus.stories():
            for text in story.texts:
                _put(folder / self.path(story, text.lang), self.source(story, text))

    def edit(self, corpus: Corpus, folder: Path, number: int) -> None:
        """Puts a comma into the original of the story in the middle of the archive."""
        story = corpus.story(corpus.size // 2)
        text = story.texts[0]
        edited = Text(text.lang, text.title, text.summary, corrected(text.body, number))
        _put(folder / self.path(story, text.lang), self.source(story, edited))

    def forget(self, folder: Path) -> None:
        """Takes away all that earlier builds have left: the next one is cold."""
        for name in self.leftovers:
            shutil.rmtree(folder / name, ignore_errors=True)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
