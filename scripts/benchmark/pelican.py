"""Pelican in the race: one process for each edition, side by side, with its cache on.

Pelican keeps a translation out of every listing and feed, so that a newspaper in two languages is
two sites to it. That also lets it use two processors, which one run of it can't.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from benchmark.corpus import LANGS, SECTIONS, Corpus, Story, Text
from benchmark.generator import (
    BASE_URL,
    DIRECTIONS,
    FEED_ITEMS,
    LANGUAGES,
    NOT_BY_PEERS,
    PAGE_SIZE,
    STRINGS,
    TAGLINE,
    TITLES,
    Generator,
)
from benchmark.measure import said

_THEME = Path(__file__).parent / "themes/pelican"
_EXTENSIONS = ("tables", "footnotes", "meta", "toc")
_OTHER_FEEDS = (
    "FEED_ALL_ATOM",
    "CATEGORY_FEED_ATOM",
    "AUTHOR_FEED_ATOM",
    "AUTHOR_FEED_RSS",
    "TRANSLATION_FEED_ATOM",
)
_MONTHS = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "en": "January February March April May June July August September October November December",
}


class Pelican(Generator):
    """``venv`` is the environment in which Pelican is installed."""

    name = "Pelican"
    less = (
        NOT_BY_PEERS,
        "No summaries in feeds; takes it for granted that every story is translated.",
    )
    leftovers = ("public", "cache")

    def __init__(self, venv: Path) -> None:
        self.venv = venv

    def version(self) -> str:
        return said([str(self.venv / "bin/pelican"), "--version"]).strip()

    def command(self, folder: Path) -> list[str]:
        pelican = shlex.quote(str(self.venv / "bin/pelican"))
        runs = [f"{pelican} --quiet --fatal errors -s {lang}.py" for lang in LANGS]
        return [
            "sh",
            "-c",
            f"{runs[0]} & first=$!; {runs[1]}; second=$?; wait $first && exit $second",
        ]

    def path(self, story: Story, lang: str) -> str:
        return f"content/{lang}/{story.section}/{story.published:%Y}/{story.slug}.md"

    def source(self, story: Story, text: Text) -> str:
        return "\n".join(
            [
                f"Title: {text.title}",
                f"Summary: {text.summary}",
                f"Date: {story.published:%Y-%m-%d %H:%M}",
                f"Category: {story.section}",
                f"Tags: {', '.join(story.tags)}",
                f"Slug: {story.slug}",
                "",
                text.body,
            ]
        )

    def frame(self, corpus: Corpus) -> Iterator[tuple[str, str]]:
        for lang, other in zip(LANGS, reversed(LANGS), strict=True):
            settings = _settings(lang) | _cache(lang) | _words(corpus, lang, other)
            yield f"{lang}.py", "".join(f"{key} = {value!r}\n" for key, value in settings.items())
        for file in sorted(_THEME.rglob("*.*")):
            if file.suffix != ".pyc":
                yield f"theme/{file.relative_to(_THEME).as_posix()}", file.read_text("utf-8")


def _settings(lang: str) -> dict[str, object]:
    """What is built, and nothing that isn't asked for."""
    page = "{base_name}/page/{number}/"
    return {
        "PATH": f"content/{lang}",
        "OUTPUT_PATH": f"public/{lang}",
        "SITEURL": f"{BASE_URL}/{lang}",
        "TIMEZONE": "UTC",
        "DEFAULT_LANG": lang,
        "ARTICLE_TRANSLATION_ID": None,
        "ARTICLE_URL": "{date:%Y}/{date:%m}/{slug}/",
        "ARTICLE_SAVE_AS": "{date:%Y}/{date:%m}/{slug}/index.html",
        "CATEGORY_URL": "{slug}/",
        "CATEGORY_SAVE_AS": "{slug}/index.html",
        "TAG_URL": "tags/{slug}/",
        "TAG_SAVE_AS": "tags/{slug}/index.html",
        "TAGS_URL": "tags/",
        "TAGS_SAVE_AS": "tags/index.html",
        "INDEX_URL": "",
        "AUTHOR_SAVE_AS": "",
        "DIRECT_TEMPLATES": ["index", "tags", "sitemap"],
        "SITEMAP_SAVE_AS": "sitemap.xml",
        "TEMPLATE_EXTENSIONS": [".html", ".xml"],
        "PAGINATED_TEMPLATES": dict.fromkeys(("index", "category", "tag"), PAGE_SIZE),
        "PAGINATION_PATTERNS": [(1, "{url}", "{save_as}"), (2, page, f"{page}index.html")],
        "FEED_RSS": "feed.xml",
        "CATEGORY_FEED_RSS": "{slug}/feed.xml",
        "TAG_FEED_RSS": "tags/{slug}/feed.xml",
        "RSS_FEED_SUMMARY_ONLY": False,
        "FEED_MAX_ITEMS": FEED_ITEMS,
        **dict.fromkeys(_OTHER_FEEDS),
        "THEME": "theme",
        "THEME_STATIC_PATHS": [],
        "STATIC_PATHS": [],
        "PLUGIN_PATHS": ["theme"],
        "PLUGINS": ["neighbours"],
        "FORMATTED_FIELDS": [],
        "MARKDOWN": {"extension_configs": {f"markdown.extensions.{e}": {} for e in _EXTENSIONS}},
    }


def _cache(lang: str) -> dict[str, object]:
    return {
        "CACHE_CONTENT": True,
        "LOAD_CONTENT_CACHE": True,
        "CACHE_PATH": f"cache/{lang}",
        # Against "reader" it costs a cold build 3 % and saves an edit 10 %.
        "CONTENT_CACHING_LAYER": "generator",
        "CHECK_MODIFIED_METHOD": "mtime",
        "GZIP_CACHE": False,
    }


def _words(corpus: Corpus, lang: str, other: str) -> dict[str, object]:
    """What the templates say."""
    names = {key: name[lang] for key, name in (SECTIONS | corpus.tags).items()}
    return {
        "SITENAME": TITLES[lang],
        "SITESUBTITLE": TAGLINE[lang],
        "DIRECTION": DIRECTIONS[lang],
        "HERE": f"/{lang}",
        "OTHER": {
            "lang": other,
            "dir": DIRECTIONS[other],
            "name": LANGUAGES[other],
            "url": f"{BASE_URL}/{other}",
        },
        "SECTIONS": list(SECTIONS),
        "NAMES": names,
        "MONTHS": _MONTHS[lang].split(),
        "STRINGS": STRINGS[lang],
    }
