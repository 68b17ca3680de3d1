"""The newest stories below a story, in Chromium, under the policy that the theme is meant for."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.newspaper import Newspaper
from tests.test_latest import stories

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'"
)


class Host(http.server.SimpleHTTPRequestHandler):
    """A host that sends the policy with every file and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newspaper with six stories."""
    paper = Newspaper(tmp_path_factory.mktemp("latest"), stories(6))
    paper.build()
    handler = functools.partial(Host, directory=str(paper.out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


def cards(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        ".latest .card-title a", "all => all.map(each => each.getAttribute('href'))"
    )
    return found


def test_the_newest_stories_come_without_the_one_that_is_read(browser: Browser, site: str) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{site}/ar/2024/08/s05/")
    page.wait_for_selector(".latest .card")
    assert cards(page) == [f"/ar/2024/08/s{n:02}/" for n in (6, 4, 3, 2)]
    assert told == []
    page.close()


def test_nothing_moves_when_they_come(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
        " window.moved += each.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site}/ar/2024/08/s05/")
    before = page.evaluate("document.querySelector('.colophon').offsetTop")
    page.wait_for_selector(".latest .card")
    assert page.evaluate("document.querySelector('.colophon').offsetTop") == before
    assert page.evaluate("window.moved") < 0.01
    page.close()


def test_without_scripts_or_the_fragment_the_link_stays(browser: Browser, site: str) -> None:
    silent = browser.new_context(java_script_enabled=False).new_page()
    silent.goto(f"{site}/ar/2024/08/s05/")
    assert silent.get_attribute(".latest a", "href") == "/ar/"
    assert silent.locator(".latest .card").count() == 0
    silent.context.close()
    cut_off = browser.new_page()
    cut_off.route("**/latest.html", lambda route: route.abort())
    with cut_off.expect_event("requestfailed"):
        cut_off.goto(f"{site}/ar/2024/08/s05/")
    assert cut_off.get_attribute(".latest a", "href") == "/ar/"
    cut_off.close()
