"""Whoever reads: axe-core finds nothing on any kind of page, and a keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import AXE, DESKTOP, PHONE, chromium, pale, ready, served
from tests.newspaper import Newspaper
from tests.polyglot import polyglot
from tests.showcase import KINDS, WHOLE_SITE, showcase

pytestmark = pytest.mark.browser

ADDRESSES = [
    *((kind, address.format(lang)) for kind, address in KINDS.items() for lang in ("ar", "en")),
    *WHOLE_SITE.items(),
]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def _site(folder: Path, files: dict[str, str | bytes]) -> Newspaper:
    paper = Newspaper(folder / "paper", files)
    paper.build()
    return paper


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newspaper with every kind of page."""
    with served(_site(tmp_path_factory.mktemp("showcase"), showcase()).out) as address:
        yield address


@pytest.fixture(scope="module")
def polyglots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newspaper in Persian and French."""
    with served(_site(tmp_path_factory.mktemp("polyglot"), polyglot()).out) as address:
        yield address


def faults(page: Page) -> list[str]:
    """What axe-core says against a page: the rule, and where."""
    found: list[str] = page.evaluate(
        "axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
        ".then(all => all.violations.flatMap("
        "each => each.nodes.map(node => `${each.id}: ${node.target} ${node.failureSummary}`)))"
    )
    return found


def look(browser: Browser, url: str) -> list[str]:
    """What axe-core says in both schemes and both widths, and what is too pale."""
    page = browser.new_page(reduced_motion="reduce")
    ready(page, url)
    page.add_script_tag(path=AXE)
    found: set[str] = set()
    for width, height in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found |= {f"{scheme} {width}: {fault}" for fault in (*faults(page), *pale(page))}
    page.close()
    return sorted(found)


@pytest.mark.parametrize(("kind", "address"), ADDRESSES, ids=str)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, site: str, kind: str, address: str
) -> None:
    assert look(browser, site + address) == []


@pytest.mark.parametrize("address", ["/fa/", "/fa/2024/08/water/", "/fr/", "/fr/2024/08/water/"])
def test_axe_finds_nothing_in_other_languages(
    browser: Browser, polyglots: str, address: str
) -> None:
    assert look(browser, polyglots + address) == []


def test_what_is_too_pale_too_small_or_unnamed_would_be_seen(browser: Browser, site: str) -> None:
    page = browser.new_page()
    ready(page, f"{site}/ar/2024/08/whole/")
    assert pale(page) == []
    page.add_script_tag(path=AXE)
    page.add_style_tag(
        content=".standfirst { color: #ccc } .tags li { position: relative; height: 9px }"
        " .tags a { font-size: 8px; padding: 0; line-height: 9px } .tags ul { gap: 0 }"
    )
    page.evaluate("document.querySelector('.story-picture img').removeAttribute('alt')")
    rules = {fault.partition(":")[0] for fault in faults(page)}
    faint = pale(page)
    page.close()
    assert {"image-alt", "target-size"} <= rules
    assert len(faint) == 1
    assert faint[0].startswith("1.55: ")


# What the focus is on: its address or name, whether it can be seen, and by which outline.
FOCUS = """() => {
  const each = document.activeElement;
  const box = each.getClientRects()[0];  // of a link over several lines the first
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const ring = [getComputedStyle(each), getComputedStyle(each, '::after')];
  return {
    tag: each.tagName, name: each.getAttribute('href') || each.className,
    place: [...document.querySelectorAll('*')].indexOf(each),
    box: [box.top, box.bottom, innerHeight], over: over?.outerHTML.slice(0, 100),
    seen: box.width > 1 && box.top >= -1 && box.bottom <= innerHeight + 1 && each.contains(over),
    ring: ring.some(style => style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2),
  };
}"""


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", ["home", "story", "section", "tags", "missing page"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_tab_key_reaches_every_link_in_reading_order_and_shows_where_it_is(
    browser: Browser, site: str, lang: str, kind: str, width: tuple[int, int]
) -> None:
    page = browser.new_page(
        viewport={"width": width[0], "height": width[1]}, reduced_motion="reduce"
    )
    ready(page, site + KINDS[kind].format(lang))
    wanted: int = page.evaluate(
        "[...document.querySelectorAll('a[href], [tabindex=\"0\"]')]"
        ".filter(each => each.checkVisibility()).length"
    )
    places = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        assert found["seen"], found
        assert found["ring"], found
        places.append(found["place"])
    page.close()
    assert len(places) == len(set(places)) > 10
    assert places == sorted(places)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_key_offers_to_skip_to_the_content(
    browser: Browser, site: str, lang: str
) -> None:
    page = browser.new_page()
    ready(page, f"{site}/{lang}/2024/08/whole/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#main'")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_table_that_is_too_wide_scrolls_by_keys(browser: Browser, site: str, lang: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    ready(page, f"{site}/{lang}/2024/08/whole/")
    page.focus(".table")
    page.keyboard.press("ArrowLeft" if lang == "ar" else "ArrowRight")
    page.wait_for_function("document.querySelector('.table').scrollLeft !== 0")
    page.close()


def test_every_target_is_24_pixels_wide_and_high_or_stands_in_a_line(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for _, address in ADDRESSES:
        ready(page, site + address)
        small: list[str] = page.evaluate(SMALL)
        assert small == [], address
    page.close()


# Links that are smaller than 24 pixels, but for those in running text (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll('a[href]')].filter(each => {
  if (each.closest('.prose p, .prose li, .prose figcaption, .byline, .credits, .notice, .unseen'))
    return false;
  if (each.matches('.skip, .card-title a')) return false;  // hidden; the whole card
  const box = each.getBoundingClientRect();
  return box.width > 0 && (box.width < 24 || box.height < 24);
}).map(each => each.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("address", [address for _, address in ADDRESSES])
def test_every_page_has_its_landmarks_and_one_first_heading(
    browser: Browser, site: str, address: str
) -> None:
    page = browser.new_page()
    ready(page, site + address)
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    levels: list[int] = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])"
    )
    page.close()
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    if address.count("/") > 1 and not address.endswith("latest.html"):
        assert levels[0] == 1


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_switch_leads_to_the_same_story_and_back(
    browser: Browser, site: str, lang: str
) -> None:
    other = "en" if lang == "ar" else "ar"
    page = browser.new_page(viewport={"width": 360, "height": 740})
    ready(page, f"{site}/{lang}/2024/08/whole/")
    page.click(f"header a[hreflang={other}]")
    page.wait_for_url(f"**/{other}/2024/08/whole/")
    assert page.get_attribute("html", "lang") == other
    page.click(f"header a[hreflang={lang}]")
    page.wait_for_url(f"**/{lang}/2024/08/whole/")
    page.close()
