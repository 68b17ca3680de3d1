"""Hugo in the race: its own binary, run as its manual advises, without what isn't asked for."""

from __future__ import annotations

import json
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

_THEME = Path(__file__).parent / "themes/hugo"


class Hugo(Generator):
    """``venv`` is the environment in which the package ``hugo`` is installed."""

    name = "Hugo"
    less = (NOT_BY_PEERS,)
    leftovers = ("public", "resources", "cache")

    def __init__(self, venv: Path) -> None:
        self.venv = venv

    def version(self) -> str:
        return said([str(self._binary()), "version"]).split()[1].split("-")[0].removeprefix("v")

    def command(self, folder: Path) -> list[str]:
        return [str(self._binary()), "build", "--quiet", "--cacheDir", str(folder / "cache")]

    def _binary(self) -> Path:
        # The package's command is a Python program that hands over to this one.
        found = sorted(self.venv.glob("lib*/python*/site-packages/hugo/binaries/hugo"))
        if not found:
            raise FileNotFoundError(f"no Hugo in {self.venv}")
        return found[0]

    def path(self, story: Story, lang: str) -> str:
        return f"content/{lang}/{story.section}/{story.published:%Y}/{story.slug}.md"

    def source(self, story: Story, text: Text) -> str:
        head = {
            "title": text.title,
            "description": text.summary,
            "date": story.published.isoformat(),
            "slug": story.slug,
            "tags": story.tags,
        }
        lines = [f"{field}: {_json(value)}" for field, value in head.items()]
        return "\n".join(["---", *lines, "---", "", text.body])

    def frame(self, corpus: Corpus) -> Iterator[tuple[str, str]]:
        yield "hugo.json", _json(_settings())
        for file in sorted(_THEME.rglob("*.*")):
            yield f"layouts/{file.relative_to(_THEME).as_posix()}", file.read_text("utf-8")
        for lang in LANGS:
            yield f"i18n/{lang}.json", _json(STRINGS[lang])
            for id, names in SECTIONS.items():
                yield f"content/{lang}/{id}/_index.md", _named(names[lang])
            for key, names in corpus.tags.items():
                yield f"content/{lang}/tags/{key}/_index.md", _named(names[lang])


def _settings() -> dict[str, object]:
    listing = ["html", "rss"]
    return {
        "baseURL": f"{BASE_URL}/",
        "timeZone": "UTC",
        "defaultContentLanguage": LANGS[0],
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["404"],
        "languages": {lang: _edition(lang, weight) for weight, lang in enumerate(LANGS, 1)},
        "taxonomies": {"tag": "tags"},
        "permalinks": {"page": dict.fromkeys(SECTIONS, "/:year/:month/:slug/")},
        "pagination": {"pagerSize": PAGE_SIZE, "disableAliases": True},
        "outputs": {"home": listing, "section": listing, "term": listing, "taxonomy": ["html"]},
        "outputFormats": {"rss": {"baseName": "feed"}},
        "services": {"rss": {"limit": FEED_ITEMS}},
        "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}}}},
    }


def _edition(lang: str, weight: int) -> dict[str, object]:
    told = {"direction": DIRECTIONS[lang], "tongue": LANGUAGES[lang], "tagline": TAGLINE[lang]}
    return {
        "title": TITLES[lang],
        "weight": weight,
        "contentDir": f"content/{lang}",
        "params": told,
    }


def _named(title: str) -> str:
    return f"---\ntitle: {_json(title)}\n---\n"


def _json(value: object) -> str:
    """JSON, which YAML and Hugo's settings both read."""
    return json.dumps(value, ensure_ascii=False)
