"""How pages stand in a browser: narrow, enlarged, spaced out, on paper, at night, scripts off."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from naba.budgets import LIMITS
from tests.chromium import (
    BINARY,
    DESKTOP,
    PHONE,
    TABLET,
    chromium,
    collisions,
    overflow,
    ready,
    served,
)
from tests.newspaper import Newspaper, story
from tests.showcase import KINDS, WHOLE_SITE, showcase

pytestmark = pytest.mark.browser

ADDRESSES = [
    *(address.format(lang) for address in KINDS.values() for lang in ("ar", "en")),
    *WHOLE_SITE.values(),
]
# What a reader may set (WCAG 1.4.12); Arabic knows no space between letters.
SPACING = """
* { line-height: 1.5 !important; word-spacing: 0.16em !important; }
:not([lang|="ar"] *) { letter-spacing: 0.12em !important; }
p { margin-block-end: 2em !important; }
"""
MIXED = [
    *("C++", "08-282-1234", "+970 8 282 1234", "@AliAbunimah", "user@example.org", "#Gaza"),
    *("https://example.org/ar/?q=1", "COVID-19", "F-16", "1,234.5", "12:30"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newspaper with every kind of page, and one story of mixed text."""
    files = showcase()
    lines = "\n\n".join(f"قال إن {each} وصل" for each in MIXED)
    files["content/2024/08/mixed/ar.md"] = story("نص مختلط", "2024-08-02", lines, tags="[water]")
    paper = Newspaper(tmp_path_factory.mktemp("showcase") / "paper", files)
    paper.build()
    with served(paper.out) as address:
        yield address


@pytest.fixture(scope="module")
def published(sample: Newspaper) -> Iterator[str]:
    """The address of the sample newspaper."""
    with served(sample.out) as address:
        yield address


def opened(browser: Browser, size: tuple[int, int], **more: Any) -> Page:
    return browser.new_page(viewport={"width": size[0], "height": size[1]}, **more)


def stories(sample: Newspaper) -> list[str]:
    """The addresses of all of the sample's stories."""
    found = sample.out.glob("*/20*/*/*/index.html")
    return sorted(f"/{file.parent.relative_to(sample.out).as_posix()}/" for file in found)


def test_no_page_scrolls_sideways_at_320_pixels(
    browser: Browser, site: str, published: str, sample: Newspaper
) -> None:
    page = opened(browser, (320, 640))
    homes = [f"{published}/{lang}/{part}" for lang in ("ar", "en") for part in ("", "tags/")]
    for url in (*(site + each for each in ADDRESSES), *homes):
        ready(page, url)
        assert overflow(page) == [], url
    for address in stories(sample):
        page.goto(published + address)
        assert overflow(page) == [], address
    page.close()


def test_what_sticks_out_would_be_seen(browser: Browser, site: str) -> None:
    page = opened(browser, (320, 640))
    ready(page, f"{site}/ar/2024/08/whole/")
    page.add_style_tag(content="h1 { inline-size: 30rem } .byline { margin-block-start: -7rem }")
    assert any(each.startswith("<h1") for each in overflow(page))
    assert collisions(page)
    page.close()


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=str)
def test_no_text_lies_on_other_text_or_is_cut_off(
    browser: Browser, site: str, size: tuple[int, int]
) -> None:
    page = opened(browser, size)
    for address in ADDRESSES:
        ready(page, site + address)
        assert collisions(page) == [], address
    page.close()


@pytest.mark.parametrize("size", [(320, 640), DESKTOP], ids=str)
def test_text_may_be_spaced_out_as_readers_need_it(
    browser: Browser, site: str, size: tuple[int, int]
) -> None:
    page = opened(browser, size)
    for address in ADDRESSES:
        ready(page, site + address)
        page.add_style_tag(content=SPACING)
        assert overflow(page) == [], address
        assert collisions(page) == [], address
    page.close()


def test_pages_may_be_zoomed_to_twice_and_to_four_times_their_size(
    browser: Browser, site: str
) -> None:
    """A browser's zoom makes a screen of 1280 pixels one of 640, and of 320."""
    for width, dots in ((640, 2), (320, 4)):
        page = opened(browser, (width, 450), device_scale_factor=dots)
        for address in ADDRESSES:
            ready(page, site + address)
            assert overflow(page) == [], address
            assert collisions(page) == [], address
        page.close()


def test_text_alone_may_be_made_twice_as_large(browser: Browser, site: str) -> None:
    """By the size of letters that a reader has set for all pages."""
    large = browser.browser_type.launch(
        executable_path=BINARY, args=["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    )
    for size in (PHONE, DESKTOP):
        page = opened(large, size)
        for address in ADDRESSES:
            ready(page, site + address)
            assert overflow(page) == [], address
            assert collisions(page) == [], address
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    large.close()


# Where each letter of a text stands, from left to right.
PLACES = """needle => {
  const walk = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
  const letters = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (let at = 0; at < node.data.length; at++) letters.push([node, at]);
  const from = letters.map(([node, at]) => node.data[at]).join('').indexOf(needle);
  if (from < 0) return 'not there';
  return letters.slice(from, from + needle.length).map(([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    return [node.data[at], box.left, box.top];
  }).sort((one, other) => one[1] - other[1]).map(each => each[0]).join('');
}"""


@pytest.mark.parametrize("text", MIXED)
def test_foreign_words_and_numbers_stand_in_arabic_lines_as_they_are_written(
    browser: Browser, site: str, text: str
) -> None:
    page = opened(browser, DESKTOP)
    ready(page, f"{site}/ar/2024/08/mixed/")
    assert page.evaluate(PLACES, text) == text
    page.close()


SHIFTS = (
    "window.moved = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
    " window.moved += each.value }).observe({type: 'layout-shift', buffered: true})"
)


def _late(route: Route) -> None:
    time.sleep(0.15)
    route.continue_()


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("part", ["", "2024/08/putin-in-baku/", "tags/russia/"])
@pytest.mark.parametrize("size", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)], ids=str)
def test_nothing_moves_while_a_page_loads_but_a_letter_when_fonts_are_late(
    browser: Browser, published: str, lang: str, part: str, size: tuple[int, int]
) -> None:
    page = opened(browser, size)
    page.add_init_script(SHIFTS)
    page.route("**/*.woff2", _late)
    ready(page, f"{published}/{lang}/{part}")
    page.wait_for_load_state("networkidle")
    first = page.evaluate("window.moved")
    page.unroute("**/*.woff2")
    page.reload(wait_until="networkidle")
    second = page.evaluate("window.moved")
    page.close()
    assert first < 0.05, "0.1 is what readers notice"
    assert second < 0.001


def fonts_of(page: Page, selector: str) -> set[str]:
    """The fonts that the letters of an element are really drawn with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert all(each["isCustomFont"] for each in used), used
    return {each["familyName"] for each in used}


@pytest.mark.parametrize(
    ("address", "selector", "fonts"),
    [
        ("/ar/2024/08/whole/", "h1", {"Naba Sans Arabic", "Naba Sans"}),
        ("/ar/2024/08/whole/", ".prose > ul li", {"Naba Naskh", "Naba Naskh Signs"}),
        ("/ar/2024/08/whole/", ".facts-title", {"Naba Sans Arabic", "Naba Sans"}),
        ("/ar/2024/08/mixed/", ".prose bdi", {"Naba Serif", "Naba Naskh Signs"}),
        ("/en/2024/08/whole/", "h1", {"Naba Serif Display"}),
        ("/en/2024/08/whole/", ".prose > ul li", {"Naba Serif"}),
        ("/en/2024/08/whole/", ".prose em", {"Naba Serif Italic"}),
        ("/en/2024/08/whole/", ".prose strong", {"Naba Serif Display"}),
        ("/en/2024/08/whole/", ".facts-title", {"Naba Sans"}),
    ],
)
def test_the_themes_fonts_are_fetched_and_used(
    browser: Browser, site: str, address: str, selector: str, fonts: set[str]
) -> None:
    page = opened(browser, DESKTOP)
    ready(page, site + address)
    assert fonts_of(page, selector) == fonts
    page.close()


def _weigh(got: dict[str, int], answer: Response) -> None:
    got[answer.url] = len(answer.body())


def test_no_page_of_the_sample_fetches_more_than_its_budgets(
    browser: Browser, published: str, sample: Newspaper
) -> None:
    listings = [f"/{lang}/{part}" for lang in ("ar", "en") for part in ("", "tags/", "feeds/")]
    for address in (*listings, *stories(sample)[::8]):
        page = opened(browser, PHONE, device_scale_factor=2)
        got: dict[str, int] = {}
        page.on("response", functools.partial(_weigh, got))
        ready(page, published + address)
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.close()
        assert all(url.startswith(published) for url in got), address
        fonts = sum(size for url, size in got.items() if url.endswith(".woff2"))
        assert 40_000 < fonts <= LIMITS["fonts"], address
        pictures = [size for url, size in got.items() if "/media/" in url]
        assert max(pictures, default=0) <= LIMITS["picture"], address


def test_the_page_is_light_by_day_and_dark_by_night(browser: Browser, site: str) -> None:
    page = opened(browser, PHONE)
    ready(page, f"{site}/ar/2024/08/whole/")
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    light = [int(each) for each in re.findall(r"\d+", page.evaluate(ground))]
    page.emulate_media(color_scheme="dark")
    dark = [int(each) for each in re.findall(r"\d+", page.evaluate(ground))]
    page.close()
    assert min(light) > 240
    assert max(dark) < 50


def test_on_paper_there_is_the_story_its_source_and_no_way_around(
    browser: Browser, site: str
) -> None:
    page = opened(browser, DESKTOP)
    ready(page, f"{site}/ar/2024/08/whole/")
    page.emulate_media(media="print")
    for gone in (".sections ul", ".switches", ".colophon", ".related", ".neighbours", ".latest"):
        assert not page.locator(gone).first.is_visible(), gone
    for stays in ("h1", ".prose", ".credits", ".corrections", ".byline"):
        assert page.locator(stays).first.is_visible(), stays
    after = "getComputedStyle(document.querySelector('.prose a[href^=http]'), '::after').content"
    assert "https://example.org/" in page.evaluate(after)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.close()


def test_without_scripts_everything_is_there(browser: Browser, site: str) -> None:
    for address in (KINDS[kind].format("ar") for kind in ("home", "story", "section", "tags")):
        texts = []
        for on in (True, False):
            context = browser.new_context(java_script_enabled=on)
            page = context.new_page()
            if on:
                page.route("**/latest.html", lambda route: route.abort())
            page.goto(site + address)
            texts.append(page.locator("body").inner_text())
            context.close()
        assert texts[0] == texts[1], address
        assert len(texts[1]) > 20


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_forced_colours_leave_marks_and_edges(browser: Browser, site: str, lang: str) -> None:
    page = opened(browser, DESKTOP, forced_colors="active")
    ready(page, f"{site}/{lang}/2024/08/whole/")
    edge = "getComputedStyle(document.querySelector('.tags a')).borderTopStyle"
    assert page.evaluate(edge) == "solid"
    mark = "getComputedStyle(document.querySelector('.kicker'), '::before').backgroundColor"
    assert page.evaluate(mark) != page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()


def test_less_motion_means_no_smooth_scrolling(browser: Browser, site: str) -> None:
    page = opened(browser, PHONE, reduced_motion="reduce")
    ready(page, f"{site}/ar/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.close()
