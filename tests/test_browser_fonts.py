"""The fonts of pages that hold everything at once: within the budget, as a browser fetches them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from naba.budgets import LIMITS
from naba.budgets.fonts import read_faces
from tests.chromium import DESKTOP, chromium, ready, served
from tests.newspaper import ROOT, SITE, Newspaper, story

pytestmark = pytest.mark.browser

ENGLISH = """\
Café *garçon* **São Paulo** ***Über***, € 5, the word العربية and **كلمة** and *أخرى*, ﷺ, ۱۲۳.

/// quote
    lang: ar
    speaker: Émile زولا

قال 12 كلمة.
///

> *Señor* said so.

| Año | *Été* |
|---|--:|
| 2024 | **12** |
"""
ARABIC = """\
نص **غليظ** و*مشدد*، و**Über** و*garçon* وCafé و€ 5 وﷺ و۱۲۳ و١٢٣ و12%.

/// quote
    lang: en
    speaker: Émile زولا

Être or *not*, **São** Paulo.
///

<span lang="en">An *English* sentence, **Über** all.</span>

| عام | *Été* |
|---|--:|
| 2024 | **12** |
"""
FILES = {
    "site.yaml": SITE + "list_untranslated: true\n",
    "content/people.yaml": "z: {name: {ar: إميل Zola, en: Émile زولا}}\n",
    "content/a/ar.md": story("عنوان Été 12 ۱۲ ﷺ", "2024-08-18", ARABIC, summary="Ça ٣"),
    "content/a/en.md": story("Été العربية 12", None, ENGLISH, summary="Ça العربية", authors="[z]"),
    "content/b/ar.md": story("خبر", "2024-08-17", section="world"),
    "content/c/en.md": story("Déjà vu", "2024-08-16", "*Ça*.\n", section="world", summary="Ça"),
}
ADDRESSES = {
    "/ar/2024/08/a/": "ar",
    "/en/2024/08/a/": "en",
    "/ar/": "ar",
    "/en/": "en",
    "/ar/world/": "ar",
    "/en/world/": "en",
    "/": "",
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    made = Newspaper(tmp_path_factory.mktemp("fonts"), FILES)
    made.build(strict=True)
    return made


@pytest.fixture(scope="module")
def site(paper: Newspaper) -> Iterator[str]:
    with served(paper.out) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def fetched(browser: Browser, url: str) -> set[str]:
    """The font files that a page makes the browser fetch."""
    page = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    found: set[str] = set()

    def note(answer: Response) -> None:
        if answer.url.endswith(".woff2"):
            found.add("fonts/" + answer.url.rpartition("/")[2])

    page.on("response", note)
    ready(page, url)
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.close()
    return found


def weight(files: set[str]) -> int:
    return sum((ROOT / "static" / file).stat().st_size for file in files)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_that_holds_everything_fetches_fonts_within_the_budget(
    browser: Browser, site: str, address: str
) -> None:
    files = fetched(browser, site + address)
    assert 25_000 < weight(files) <= LIMITS["fonts"], sorted(files)


@pytest.mark.parametrize(("address", "lang"), [a for a in ADDRESSES.items() if a[1]])
def test_the_build_knows_of_every_font_that_a_browser_fetches(
    browser: Browser, site: str, paper: Newspaper, address: str, lang: str
) -> None:
    sheets = {f"css/{name}": (ROOT / "static/css" / name).read_text("utf-8") for name in (
        "tokens.css", "site.css")}  # fmt: skip
    told = read_faces(sheets).fetched(paper.page(address), lang)
    assert fetched(browser, site + address) <= told
    assert weight(told) <= LIMITS["fonts"]


def test_no_mix_of_a_languages_fonts_is_heavier_than_the_budget() -> None:
    faces = read_faces({"css/tokens.css": Path(ROOT, "static/css/tokens.css").read_text("utf-8")})
    every = "".join(map(chr, [*range(0x20, 0x180), *range(0x600, 0x700), 0x20AC, 0xFDFA, 0xFDFD]))
    page = f"<p><b>{every.replace('<', '&lt;').replace('&', '&amp;')}</b><em>x</em>"
    for lang in ("ar", "en"):
        assert 70_000 < weight(faces.fetched(page, lang)) <= LIMITS["fonts"]
