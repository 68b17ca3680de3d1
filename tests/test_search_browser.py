"""Searching in Chromium, under the policy that the theme is meant for, as a reader does it."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.chromium import chromium, served
from tests.newspaper import SITE, Newspaper, story
from tests.showcase import KINDS, showcase
from tests.test_latest_browser import Host

pytestmark = pytest.mark.browser

# Years back, so that there is something older than the last two.
_DATED = {"2019": "القمة الأولى", "2020": "قمة في لندن", "2022": "قمة في باكو", "2023": "القمة"}


def newspaper() -> dict[str, str | bytes]:
    """Sixty stories of two newest months, a few of older years, some in English."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "list_untranslated: true\n",
        "content/tags.yaml": "energy: {name: {ar: الطاقة, en: Energy}}\n",
        "content/gaza/ar.md": story(
            '"وغزّة: قول <b onclick=alert(1)> BBC"',
            "2024-08-20",
            summary="المسئول الفلسطينيّ في المستشفى",
            section="world",
            kind="opinion",
            tags="[energy]",
        ),
        "content/gaza/en.md": story("Gaza’s attacks, in a Résumé", None, summary="For the city"),
        "content/only/en.md": story("Baku in English alone", "2024-08-21"),
    }
    for number in range(1, 61):
        month, day = (7, number) if number <= 30 else (8, number - 30)
        files[f"content/n{number:02}/ar.md"] = story(f"نفط {number}", f"2024-{month:02}-{day:02}")
    for year, title in _DATED.items():
        files[f"content/y{year}/ar.md"] = story(title, f"{year}-05-01")
    return files


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    made = Newspaper(tmp_path_factory.mktemp("search"), newspaper())
    made.build()
    return made


@pytest.fixture(scope="module")
def site(paper: Newspaper) -> Iterator[str]:
    """The newspaper's address, on a host that sends the policy."""
    handler = functools.partial(Host, directory=str(paper.out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console says nothing."""
    opened = browser.new_page(viewport={"width": 360, "height": 740})
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    yield opened
    opened.close()
    assert [each for each in told if "ERR_FAILED" not in each and "503" not in each] == []


def titles(page: Page) -> list[str]:
    return page.locator("#results .card-title a").all_inner_texts()


def asked(page: Page, site: str, question: str, lang: str = "ar") -> str:
    """Opens a search's address, and gives what it says when it is done."""
    page.goto(f"{site}/{lang}/search/?q={question}")
    return said(page)


def said(page: Page) -> str:
    found = page.locator("#found")
    expect(found).not_to_have_text("")
    expect(found).not_to_have_text("نبحث…")
    expect(found).not_to_have_text("Searching…")
    return found.inner_text()


@pytest.mark.parametrize(
    ("lang", "word", "address", "says"),
    [
        ("ar", "غزه", "/ar/2024/08/gaza/", "نتيجة واحدة من 2023 إلى 2024"),
        ("ar", "فلسطين مسؤول", "/ar/2024/08/gaza/", "نتيجة واحدة من 2023 إلى 2024"),
        ("en", "attack resume", "/en/2024/08/gaza/", "1 result from 2023 to 2024"),
    ],
)
def test_a_story_is_found_by_the_keyboard_alone(
    page: Page, site: str, lang: str, word: str, address: str, says: str
) -> None:
    page.goto(f"{site}/{lang}/")
    page.focus("header .to-search")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}/search/")
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    assert said(page) == says
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    if page.locator("#found:focus").count():
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.go_back()
    assert said(page) == says
    assert page.input_value("#query") == word


def test_an_address_is_a_search_and_the_way_back_leads_to_the_one_before(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/ar/search/")
    assert page.title() == "البحث – الجريدة"
    for word in ("غزة", "قمة", "لندن"):
        page.fill("#query", word)
        page.click(".search button")
        said(page)
    assert page.title() == "لندن – البحث – الجريدة"
    assert "?q=" in page.url
    page.go_back()
    expect(page.locator("#query")).to_have_value("قمة")
    expect(page.locator("#results .card")).to_have_count(1)
    page.go_back()
    page.go_back()
    expect(page.locator("#query")).to_have_value("")
    expect(page.locator("#ways")).to_be_visible()
    expect(page.locator("#results")).to_be_hidden()


def test_the_newest_come_first_and_more_when_they_are_asked_for(page: Page, site: str) -> None:
    assert asked(page, site, "نفط") == "أحدث 30 نتيجة"
    expect(page.locator("#ways")).to_be_hidden()
    assert titles(page) == [f"نفط {number}" for number in range(60, 30, -1)]
    expect(page.locator("#onward")).to_have_text("نتائج أقدم")
    page.focus("#onward")
    page.keyboard.press("Enter")
    expect(page.locator("#results .card")).to_have_count(60)
    expect(page.locator("#results .card-title a").nth(30)).to_be_focused()
    assert titles(page) == [f"نفط {number}" for number in range(60, 0, -1)]


def test_older_years_are_named_before_they_are_searched(page: Page, site: str) -> None:
    assert asked(page, site, "قمة") == "نتيجة واحدة من 2023 إلى 2024"
    onward = page.locator("#onward")
    expect(onward).to_have_text("ابحث في ما هو أقدم، من 2020 إلى 2022")
    onward.click()
    expect(page.locator("#found")).to_have_text("3 نتائج من 2020 إلى 2024")
    expect(onward).to_have_text("ابحث في ما هو أقدم، في 2019")
    onward.click()
    expect(page.locator("#found")).to_have_text("4 نتائج من 2019 إلى 2024")
    expect(onward).to_be_hidden()
    assert titles(page) == ["القمة", "قمة في باكو", "قمة في لندن", "القمة الأولى"]


def test_only_months_are_read_that_may_hold_the_words(page: Page, site: str) -> None:
    read: list[str] = []
    page.on("request", lambda each: read.append(Path(each.url).name))
    assert asked(page, site, "الفلسطينيين") == "نتيجة واحدة من 2023 إلى 2024"
    told = sorted(name for name in read if name.endswith(".json"))
    assert told == ["2023.json", "2024-08.json", "2024.json"]
    read.clear()
    asked(page, site, "القمة الأولى")
    for _ in range(2):
        page.locator("#onward").click()
        said(page)
    told = sorted(name for name in read if re.match(r"\d+-\d+\.json", name))
    assert told == ["2019-05.json", "2024-08.json"]


def test_whole_words_are_marked_and_nothing_in_a_title_is_html(page: Page, site: str) -> None:
    asked(page, site, "غزة onclick المستشفى")
    title = page.locator(".card-title a")
    assert title.inner_text().replace("\u2066", "").replace("\u2069", "") == (
        "وغزّة: قول <b onclick=alert(1)> BBC"
    )
    assert page.locator("#results b").count() == 0
    marks = page.locator("#results mark").all_inner_texts()
    assert marks == ["وغزّة", "onclick", "المستشفى"]


def test_why_a_story_is_found_can_be_seen(page: Page, site: str) -> None:
    asked(page, site, "الطاقة")
    kicker = page.locator("#results .kicker")
    assert kicker.inner_text().split() == ["العالم", "رأي", "الطاقة"]
    assert kicker.locator("mark").all_inner_texts() == ["الطاقة"]
    asked(page, site, "العالم غزة")
    assert page.locator("#results .kicker mark").all_inner_texts() == ["العالم"]


def test_a_story_of_another_edition_says_its_language(page: Page, site: str) -> None:
    asked(page, site, "Baku")
    link = page.locator("#results .card-title a").first
    assert (link.get_attribute("lang"), link.get_attribute("dir")) == ("en", "ltr")
    assert page.locator("#results .tongue").first.inner_text() == "الإنجليزية"


def test_what_is_nowhere_is_said_in_words(page: Page, site: str) -> None:
    assert asked(page, site, "طماطم") == "لا نتائج من 2023 إلى 2024"
    expect(page.locator("#ways")).to_be_visible()
    assert asked(page, site, "tomato", "en") == "Nothing found from 2023 to 2024"
    page.goto(f"{site}/ar/search/?q=%21%3F")
    expect(page.locator("#ways")).to_be_visible()


def test_a_lost_connection_is_told_and_the_search_goes_on_from_there(page: Page, site: str) -> None:
    lost = lambda route: route.abort()  # noqa: E731
    page.route("**/2024-07.json", lost)
    asked(page, site, "نفط")
    page.locator("#onward").click()
    expect(page.locator("#failed")).to_be_visible()
    expect(page.locator("#found")).to_have_text("أحدث 30 نتيجة")
    expect(page.locator("#onward")).to_have_text("حاول مرة أخرى")
    page.unroute("**/2024-07.json", lost)
    page.locator("#onward").click()
    expect(page.locator("#results .card")).to_have_count(60)
    expect(page.locator("#failed")).to_be_hidden()


def test_a_new_question_leaves_nothing_of_one_that_is_still_read(page: Page, site: str) -> None:
    waiting: list[Route] = []
    page.route("**/2024-07.json", lambda route: waiting.append(route))  # noqa: PLW0108
    page.goto(f"{site}/ar/search/?q=نفط+3")
    page.wait_for_function("document.querySelector('#found').textContent === 'نبحث…'")
    page.fill("#query", "غزة")
    page.keyboard.press("Enter")
    assert said(page) == "نتيجة واحدة من 2023 إلى 2024"
    for each in waiting:
        each.continue_()
    page.wait_for_load_state("networkidle")
    assert len(titles(page)) == 1


def test_without_scripts_the_page_says_so_and_leads_to_lists(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/search/?q=gaza")
    assert page.locator(".notice").first.inner_text().startswith("Searching needs scripts")
    assert not page.locator(".search").is_visible()
    page.click(".ways a[href='/en/archive/']")
    page.wait_for_url("**/en/archive/")
    context.close()


def test_nothing_moves_when_results_come_below(page: Page, site: str) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
        " window.moved += each.value }).observe({type: 'layout-shift', buffered: true})"
    )
    asked(page, site, "قمة")
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.05


def test_results_can_be_printed_and_seen_with_forced_colours(browser: Browser, site: str) -> None:
    page = browser.new_page(forced_colors="active")
    asked(page, site, "قمة")
    ground = "each => getComputedStyle(each).backgroundColor"
    assert page.eval_on_selector("mark", ground) != page.eval_on_selector("body", ground)
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
    assert page.locator("#results .card").first.is_visible()
    page.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_showcase_has_results_to_look_at(browser: Browser, tmp_path: Path, lang: str) -> None:
    """Else the tests of all kinds of pages would look at none."""
    made = Newspaper(tmp_path / "paper", showcase())
    made.build()
    with served(made.out) as address:
        page = browser.new_page()
        page.goto(address + KINDS["search results"].format(lang))
        said(page)
        assert page.locator("#results .kicker mark").all_inner_texts() == ["C"]
        page.close()
