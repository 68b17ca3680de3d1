"""Naba in the race, as it is: its own command, its own theme."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmark.corpus import LANGS, SECTIONS, Corpus, Story, Text
from benchmark.generator import (
    BASE_URL,
    FEED_ITEMS,
    LANGUAGES,
    PAGE_SIZE,
    TAGLINE,
    TITLES,
    Generator,
)
from benchmark.measure import said

_BUILD = Path(__file__).resolve().parents[2] / "build.py"


class Naba(Generator):
    """The generator that is measured."""

    name = "Naba"
    less = (
        "The first page of a list holds 20 to 39 stories, so that a list has up to a page less.",
    )
    leftovers = ("public", ".naba")

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def version(self) -> str:
        return said([sys.executable, str(_BUILD), "--version"]).split()[-1]

    def command(self, folder: Path) -> list[str]:
        return [sys.executable, str(_BUILD), "--site", str(folder), "--jobs", str(self.jobs)]

    def path(self, story: Story, lang: str) -> str:
        return f"content/{story.published:%Y/%m}/{story.slug}/{lang}.md"

    def source(self, story: Story, text: Text) -> str:
        lines = [f"title: {_quoted(text.title)}", f"summary: {_quoted(text.summary)}"]
        if text.lang == LANGS[0]:
            lines += [
                f"date: {story.published:%Y-%m-%d %H:%M}",
                f"section: {story.section}",
                f"tags: [{', '.join(story.tags)}]",
            ]
        return "\n".join(["---", *lines, "---", "", text.body])

    def frame(self, corpus: Corpus) -> Iterator[tuple[str, str]]:
        site = {
            "base_url": BASE_URL,
            "timezone": "UTC",
            "editions": [
                {
                    "lang": lang,
                    "name": LANGUAGES[lang],
                    "title": TITLES[lang],
                    "tagline": TAGLINE[lang],
                }
                for lang in LANGS
            ],
            "sections": [{"id": id, "name": names} for id, names in SECTIONS.items()],
            "page_size": PAGE_SIZE,
            "feed_items": FEED_ITEMS,
            # The peers make one form of feeds, of the newest stories; and so does Naba here.
            "feed_forms": ["rss"],
            "feed_archive": False,
            # The peers' sites can't be searched.
            "search": False,
            # Pictures are no part of the race: drawing them would cost more than all the rest.
            "share_cards": False,
        }
        # JSON is YAML.
        yield "site.yaml", _quoted(site)
        yield "content/tags.yaml", _quoted({k: {"name": n} for k, n in corpus.tags.items()})


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
