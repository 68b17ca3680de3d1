"""A feed as a browser shows it: somebody who follows its link reads a list, not code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import PHONE, chromium, served
from tests.newspaper import Newspaper
from tests.syndication import sourced

pytestmark = pytest.mark.browser
DAYS = {"feed.xml": "pubDate", "atom.xml": "entry > published"}
WORDS = {"feed.xml": "item > description", "atom.xml": "entry > summary"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    paper = Newspaper(tmp_path_factory.mktemp("feeds") / "paper", sourced())
    paper.build()
    with served(paper.out) as url:
        yield url


def style(page: Page, selector: str, name: str) -> str:
    found = f"getComputedStyle(document.querySelector({selector!r})).{name}"
    return str(page.evaluate(found))


def brightness(colour: str) -> float:
    """A colour's relative luminance (WCAG)."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("form", DAYS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_feed_is_a_list_of_stories_that_can_be_read(
    browser: Browser, site: str, lang: str, form: str, scheme: str
) -> None:
    page = browser.new_page(
        viewport={"width": PHONE[0], "height": PHONE[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(f"{site}/{lang}/{form}")
    root = {"feed.xml": "rss", "atom.xml": "feed"}[form]
    title = "item > title" if form == "feed.xml" else "entry > title"
    assert style(page, title, "direction") == ("rtl" if lang == "ar" else "ltr")
    assert style(page, title, "display") == "block"
    for selector in ("item > guid", "item > link") if form == "feed.xml" else ("entry > id",):
        assert style(page, selector, "display") == "none"
    ground = brightness(style(page, root, "backgroundColor"))
    for selector in (title, DAYS[form], *([WORDS[form]] if lang == "ar" else [])):
        light, dark = sorted([brightness(style(page, selector, "color")), ground], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.close()
